// Copies of the library's database: made daily, when the user asks, and before every migration, checked, the newest fourteen kept.

import { closeSync, fsyncSync, mkdirSync, openSync, readdirSync, renameSync, rmSync, statSync } from 'node:fs';
import { join } from 'node:path';
import type SQLite from 'better-sqlite3';
import { type Backup, BackupReason } from '../contract.ts';
import { AppError } from '../errors.ts';
import { sentence } from '../sentences/sentence.ts';
import { verify, verifyAside } from './verify.ts';

const MOST_BACKUPS = 14;
/** Dated later than so much after now: the clock was ahead when it was made. */
const CLOCK_AHEAD_MS = 24 * 60 * 60_000;
const BACKUP_NAME = new RegExp(
  String.raw`^(\d{4}-\d\d-\d\dT\d\d)-(\d\d)-(\d\d)-(\d{3})Z\.(${BackupReason.options.join('|')})\.db$`,
);
const UNFINISHED_SUFFIX = '.unfinished';
/** Files that are being written: one that the user asked for must not take the daily one for a crash's. */
const underWay = new Set<string>();

/** @returns the newest first */
export function listBackups(library: string): Backup[] {
  return namesIn(library)
    .flatMap((name) => backupNamed(library, name) ?? [])
    .sort((a, b) => (a.name < b.name ? 1 : -1));
}

/**
 * Copies a few pages at a time, so that nothing waits for it.
 * @param signal gives it up, as closing the database does
 * @throws AppError `library` when the copy is not whole
 */
export async function backUp(
  database: SQLite.Database,
  library: string,
  reason: BackupReason,
  signal?: AbortSignal,
): Promise<Backup> {
  return writeBackup(library, reason, async (file) => {
    await database.backup(file);
    refuseDamaged(await verifyAside(file, signal));
  });
}

/**
 * The same in one go, before a migration: a library that is still being opened serves no calls.
 * @throws AppError `library` when the copy is not whole
 */
export function backUpAtOnce(database: SQLite.Database, library: string, reason: BackupReason): void {
  const { file, finish, abandon } = begin(library, reason);
  try {
    database.prepare('VACUUM INTO ?').run(file);
    refuseDamaged(verify(file));
    finish();
  } catch (error) {
    abandon();
    throw error;
  }
}

/** @throws AppError `notFound` */
export function pathOfBackup(library: string, name: string): string {
  if (!backupNamed(library, name)) throw new AppError('notFound', sentence('backupGone', { name }));
  return join(library, 'backups', name);
}

async function writeBackup(
  library: string,
  reason: BackupReason,
  write: (file: string) => Promise<void>,
): Promise<Backup> {
  const { file, finish, abandon } = begin(library, reason);
  try {
    await write(file);
    return finish();
  } catch (error) {
    abandon();
    throw error;
  }
}

/** A copy gets its name when it is whole and on the disk; only then do old ones go. */
function begin(library: string, reason: BackupReason) {
  const folder = join(library, 'backups');
  mkdirSync(folder, { recursive: true });
  const name = `${new Date().toISOString().replace(/[:.]/g, '-')}.${reason}.db`;
  const file = join(folder, name + UNFINISHED_SUFFIX);
  underWay.add(file);
  return {
    file,
    finish(): Backup {
      flush(file);
      renameSync(file, join(folder, name));
      underWay.delete(file);
      const finished = backupNamed(library, name);
      if (!finished) throw new Error(`${name} is no name of a backup.`);
      prune(library);
      return finished;
    },
    abandon() {
      underWay.delete(file);
      rmSync(file, { force: true });
    },
  };
}

function prune(library: string): void {
  const folder = join(library, 'backups');
  for (const { name } of newestFirst(library).slice(MOST_BACKUPS)) rmSync(join(folder, name), { force: true });
  // Left by a crash: only one engine at a time makes backups, and it knows of its own.
  for (const name of namesIn(library)) {
    const isLeft =
      name.includes(UNFINISHED_SUFFIX) && ![...underWay].some((file) => join(folder, name).startsWith(file));
    if (isLeft) rmSync(join(folder, name), { force: true });
  }
}

/** What a clock that was ahead dated counts as older than the rest, or nothing made since would be kept. */
function newestFirst(library: string): Backup[] {
  const latest = Date.now() + CLOCK_AHEAD_MS;
  const isAhead = ({ at }: Backup) => Date.parse(at) > latest;
  const backups = listBackups(library);
  return [...backups.filter((backup) => !isAhead(backup)), ...backups.filter(isAhead)];
}

function namesIn(library: string): string[] {
  const folder = join(library, 'backups');
  return statSync(folder, { throwIfNoEntry: false })?.isDirectory() ? readdirSync(folder) : [];
}

function backupNamed(library: string, name: string): Backup | undefined {
  const [, hour, minute, second, millisecond, reason] = BACKUP_NAME.exec(name) ?? [];
  const stats = reason && statSync(join(library, 'backups', name), { throwIfNoEntry: false });
  if (!stats || !stats.isFile()) return undefined;
  return {
    name,
    at: `${hour}:${minute}:${second}.${millisecond}Z`,
    reason: BackupReason.parse(reason),
    bytes: stats.size,
  };
}

function refuseDamaged(findings: string[]): void {
  if (findings[0] !== undefined) throw new AppError('library', sentence('backupNotKept', { finding: findings[0] }));
}

/** Until the disk has it, it is no backup. */
function flush(file: string): void {
  const descriptor = openSync(file, 'r+');
  try {
    fsyncSync(descriptor);
  } finally {
    closeSync(descriptor);
  }
}
