// Puts a backup in the place of the library, after a copy of what is there; what does not open is taken back.

import { copyFileSync, existsSync, mkdirSync, renameSync, rmSync } from 'node:fs';
import { copyFile } from 'node:fs/promises';
import { join } from 'node:path';
import SQLite from 'better-sqlite3';
import type { Backup } from '../contract.ts';
import { AppError, hasCode, sentenceOf } from '../errors.ts';
import { sentence } from '../sentences/sentence.ts';
import { backUp, pathOfBackup } from './backup.ts';
import { lockLibrary, openForWriting } from './database.ts';
import { hasForeignStatements, refuseNewer } from './migrate.ts';
import { verifyAside } from './verify.ts';

/**
 * 1. Copy the backup and check the copy. 2. Keep what is there now. 3. Change places, in one step of the file system.
 * 4. Open it, which brings an old backup up to this version. 5. When that fails, change back.
 * @param library its folder; no engine may have it open
 * @returns the copy of what was there before; null when that was too damaged for SQLite to copy, and was set aside
 * @throws AppError `library` or `notFound`; the library is then as it was
 */
export async function restoreBackup(library: string, name: string): Promise<Backup | null> {
  const backup = pathOfBackup(library, name);
  const lock = lockLibrary(library);
  const file = join(library, 'library.db');
  const copy = `${file}.restoring`;
  try {
    await copyFile(backup, copy);
    const findings = await verifyAside(copy);
    if (findings.length > 0) {
      throw new AppError('library', sentence('backupDamaged', { name }));
    }
    refuseNewer(copy);
    if (hasForeignStatements(copy)) throw new AppError('library', sentence('backupDamaged', { name }));
    const safety = existsSync(file) ? await keep(library, file) : null;
    changePlaces(copy, file);
    try {
      openForWriting(library).close();
    } catch (cause) {
      if (safety) {
        copyFileSync(pathOfBackup(library, safety.name), copy);
        changePlaces(copy, file);
      }
      const why = { name, reason: sentenceOf(cause) };
      throw new AppError('library', safety ? sentence('backupClosedSafely', why) : sentence('backupClosed', why), {
        cause,
      });
    }
    return safety;
  } finally {
    rmSync(copy, { force: true });
    lock.close();
  }
}

async function keep(library: string, file: string): Promise<Backup | null> {
  try {
    const database = new SQLite(file, { fileMustExist: true });
    try {
      return await backUp(database, library, 'restore');
    } finally {
      database.close();
    }
  } catch (error) {
    if (hasCode(error, ['SQLITE_FULL', 'ENOSPC', 'EDQUOT'])) throw error; // it is whole, and there is no room for a copy
    setAside(library, file); // damaged: its bytes are all that is left to keep
    return null;
  }
}

/** The log goes with its file: what is in it was never written elsewhere. */
function setAside(library: string, file: string): void {
  const folder = join(library, 'backups');
  mkdirSync(folder, { recursive: true });
  const aside = join(folder, `${new Date().toISOString().replace(/[:.]/g, '-')}.damaged.db`);
  for (const end of ['', '-wal', '-journal']) if (existsSync(file + end)) copyFileSync(file + end, aside + end);
}

function changePlaces(copy: string, file: string): void {
  // A log that a crash left behind belongs to the old file, and would be played into the restored one.
  for (const end of ['-wal', '-shm', '-journal']) rmSync(file + end, { force: true });
  renameSync(copy, file);
}
