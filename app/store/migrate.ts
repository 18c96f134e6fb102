// Brings a library up to this version: numbered SQL files, forward only, each in one transaction.

import { closeSync, openSync, readdirSync, readFileSync, readSync } from 'node:fs';
import { join } from 'node:path';
import SQLite from 'better-sqlite3';
import { z } from 'zod';
import { ensure } from '../ensure.ts';
import { AppError, codeOf, messageOf } from '../errors.ts';
import { resource } from '../platform/resources.ts';
import { sentence } from '../sentences/sentence.ts';

const MIGRATIONS = resource('migrations');

/**
 * Applies what is missing: all of it or nothing, because a library that stopped halfway would open in no version.
 * @param keep makes a backup: called once, before the first change to a library that has been used
 * @param folder of the numbered files
 * @throws AppError `library`; the program that made the library can then still open it
 */
export function migrate(database: SQLite.Database, keep: () => void, folder = MIGRATIONS): void {
  const version = versionOf(database);
  const missing = migrations(folder).filter(({ number }) => number > version);
  if (missing.length === 0) return;
  if (version > 0) keep();
  // Off, because a table that is made anew goes for a moment; every reference is checked before the commit instead.
  database.pragma('foreign_keys = OFF');
  try {
    database.transaction(() => missing.forEach(({ number, file }) => apply(database, number, file)))();
  } catch (cause) {
    if (isDiskTrouble(cause)) throw cause; // the opening of the library knows what to say
    throw new AppError('library', sentence('libraryUnchanged', { reason: messageOf(cause) }), { cause });
  }
  database.pragma('foreign_keys = ON');
}

function apply(database: SQLite.Database, number: number, file: string): void {
  database.exec(readFileSync(file, 'utf8'));
  const broken: unknown = database.pragma('foreign_key_check');
  if (Array.isArray(broken) && broken.length > 0) throw new Error(`Migration ${number} leaves broken references`);
  database.pragma(`user_version = ${number}`);
}

function isDiskTrouble(error: unknown): boolean {
  return /^SQLITE_(FULL|IOERR|BUSY|READONLY|CORRUPT|NOTADB)/.test(codeOf(error) ?? '');
}

/** @throws AppError `library` when a newer program made the file, which is then not even opened for writing */
export function refuseNewer(file: string): void {
  if (versionIn(file) > newest()) throw new AppError('library', sentence('libraryNewer'));
}

/** Nothing was ever kept in it: a first start makes such a file, and damage can make one of any. */
export function isUnused(file: string): boolean {
  return versionIn(file) === 0;
}

/** @throws AppError `library`: bringing an older one up to date is writing, and who only looks writes nothing */
export function refuseOther(file: string): void {
  const version = versionIn(file);
  if (version > newest()) throw new AppError('library', sentence('libraryNewer'));
  if (version < newest()) {
    throw new AppError(
      'library',
      'This library was last opened by an earlier version of Kindred. Open it once with this one, which brings it up to date.',
    );
  }
}

function newest(): number {
  return ensure(migrations(MIGRATIONS).at(-1), 'Every migration').number;
}

function versionIn(file: string): number {
  const database = new SQLite(file, { readonly: true });
  try {
    return versionOf(database);
  } catch (error) {
    if (!isUnfinished(error)) throw error;
    return versionInHeader(file);
  } finally {
    database.close();
  }
}

/** A crash left half a change and the journal to take it back with, which takes writing. */
export function isUnfinished(error: unknown): boolean {
  return codeOf(error) === 'SQLITE_READONLY_ROLLBACK';
}

/**
 * Does a file hold triggers or views that no migration, of any version, made? They would run inside of every change: a crafted one could
 * take back what the user says, or never end.
 */
export function hasForeignStatements(file: string): boolean {
  const database = new SQLite(file, { readonly: true });
  const fresh = new SQLite(':memory:');
  try {
    const known = new Set<string>();
    for (const { number, file: made } of migrations(MIGRATIONS)) {
      apply(fresh, number, made);
      for (const statement of statementsOf(fresh)) known.add(statement);
    }
    return statementsOf(database).some((statement) => !known.has(statement));
  } finally {
    database.close();
    fresh.close();
  }
}

function statementsOf(database: SQLite.Database): string[] {
  const Rows = z.array(z.object({ type: z.string(), name: z.string(), sql: z.string() }));
  const rows = database.prepare(`SELECT type, name, sql FROM sqlite_master WHERE type IN ('trigger', 'view')`).all();
  return Rows.parse(rows).map(({ type, name, sql }) => `${type} ${name} ${sql}`);
}

/** As SQLite's file format has it. Such a change is that to a write-ahead log, or back: it leaves the version alone. */
function versionInHeader(file: string): number {
  const header = Buffer.alloc(64);
  const descriptor = openSync(file, 'r');
  try {
    readSync(descriptor, header, 0, header.length, 0);
    return header.readUInt32BE(60);
  } finally {
    closeSync(descriptor);
  }
}

function versionOf(database: SQLite.Database): number {
  return Number(database.pragma('user_version', { simple: true }));
}

function migrations(folder: string): { number: number; file: string }[] {
  return readdirSync(folder)
    .filter((name) => /^\d{4}-.+\.sql$/.test(name))
    .sort()
    .map((name) => ({ number: Number(name.slice(0, 4)), file: join(folder, name) }));
}
