// Brings a library up to this version: numbered SQL files, forward only, each in one transaction.

import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import SQLite from 'better-sqlite3';
import { AppError } from '../errors.ts';
import { resource } from '../resources.ts';

/** Applies what is missing. A migration that fails is rolled back and leaves the library as it was. */
export function migrate(database: SQLite.Database): void {
  const version = versionOf(database);
  for (const migration of migrations()) {
    if (migration.number <= version) continue;
    database.transaction(() => {
      database.exec(readFileSync(migration.file, 'utf8'));
      database.pragma(`user_version = ${migration.number}`);
    })();
  }
}

/** @throws AppError `library` when a newer program made the file, which is then not even opened for writing */
export function refuseNewer(file: string): void {
  const database = new SQLite(file, { readonly: true });
  try {
    if (versionOf(database) > (migrations().at(-1)?.number ?? 0)) {
      throw new AppError('library', 'This library was made by a newer version of Kindred. Update Kindred to open it.');
    }
  } finally {
    database.close();
  }
}

function versionOf(database: SQLite.Database): number {
  return Number(database.pragma('user_version', { simple: true }));
}

function migrations(): { number: number; file: string }[] {
  const folder = resource('migrations');
  return readdirSync(folder)
    .filter((name) => /^\d{4}-.+\.sql$/.test(name))
    .sort()
    .map((name) => ({ number: Number(name.slice(0, 4)), file: join(folder, name) }));
}
