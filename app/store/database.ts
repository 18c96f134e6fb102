// Opens a library's SQLite file: one engine at a time, write-ahead log, migrated to this version or refused untouched.

import { existsSync, mkdirSync, statSync } from 'node:fs';
import { join } from 'node:path';
import SQLite from 'better-sqlite3';
import { z } from 'zod';
import { AppError, codeOf } from '../errors.ts';
import { sentence, type Sentence } from '../sentences/sentence.ts';
import { backUpAtOnce, listBackups } from './backup.ts';
import { defineFoldText } from './fold-text.ts';
import { isUnfinished, isUnused, migrate, refuseNewer, refuseOther } from './migrate.ts';

export type Database = SQLite.Database;
/** Another program that has the file is waited for this long, while the whole engine stands still; then it is told of. */
const LOCK_WAIT_MS = 1_000;
/** Negative: in KiB. Most of what is asked of 100,000 photos lies in these pages; SQLite's own 2 MB would read them again each time. */
const PAGE_CACHE = -32_000;

type Scalar = string | number | bigint | Uint8Array | null;
/** In order, or by name. */
type Value = Scalar | Record<string, Scalar>;

/**
 * @param folder the library's folder; made when missing
 * @param migrations the folder of the numbered SQL files. Default: Kindred's own
 * @returns the database and a function that closes it and frees the library for another engine
 * @throws AppError `library` when it is in use, newer than this program, damaged, emptied, or cannot be written
 */
export function openDatabase(folder: string, migrations?: string): { database: Database; close(): void } {
  return openingInWords(folder, () => {
    mkdirSync(folder, { recursive: true });
    const file = join(folder, 'library.db');
    if (existsSync(file)) refuseNewer(file);
    const lock = lockLibrary(folder);
    try {
      refuseEmptied(folder, file);
      const database = openForWriting(folder, migrations);
      return {
        database,
        close() {
          database.close();
          lock.close();
        },
      };
    } catch (error) {
      lock.close();
      throw error;
    }
  });
}

/** @throws AppError `library` with the advice that fits, whatever was thrown */
export function openingInWords<Result>(folder: string, open: () => Result): Result {
  try {
    return open();
  } catch (error) {
    if (error instanceof AppError) throw error;
    const said = sentence('libraryClosed', { folder, advice: advice(codeOf(error)) });
    throw new AppError('library', said, { cause: error });
  }
}

/** Only while holding the lock. */
export function openForWriting(folder: string, migrations?: string): Database {
  const database = new SQLite(join(folder, 'library.db'), { timeout: LOCK_WAIT_MS });
  try {
    // FULL: what was acknowledged to the user survives a power cut, not only a crash.
    for (const pragma of ['journal_mode = WAL', 'synchronous = FULL', 'foreign_keys = ON']) database.pragma(pragma);
    database.pragma(`cache_size = ${PAGE_CACHE}`);
    migrate(database, () => backUpAtOnce(database, folder, 'migration'), migrations);
    defineFoldText(database);
    return database;
  } catch (error) {
    database.close();
    throw error;
  }
}

/** Opens for reading only, without the lock: a look into a library that an engine may be using. */
export function openReadOnly(folder: string): Database {
  const file = join(folder, 'library.db');
  refuseMissing(folder);
  refuseOther(file);
  const database = readable(folder, file);
  defineFoldText(database);
  return database;
}

/** @throws AppError `library` where none lies in the folder: its name may be mistyped, or its disk is not there */
export function refuseMissing(folder: string): void {
  const file = join(folder, 'library.db');
  openingInWords(folder, () => refuseEmptied(folder, file));
  if (!existsSync(file)) throw new AppError('library', `There is no library in ${folder}. Run “scan” first.`);
}

/** Is there a file without a byte in it, as a full disk or a copy that broke off leaves one? A new library can begin in it. */
export function isFileEmpty(folder: string): boolean {
  return statSync(join(folder, 'library.db'), { throwIfNoEntry: false })?.size === 0;
}

/** A new library in the place of one that was used would be backed up every day, until no backup of the used one is left. */
function refuseEmptied(folder: string, file: string): void {
  if (existsSync(file) && !isUnused(file)) return;
  if (listBackups(folder).length === 0) return;
  throw new AppError('library', sentence('libraryClosed', { folder, advice: sentence('adviceEmptied') }));
}

function readable(folder: string, file: string): Database {
  const database = new SQLite(file, { readonly: true, timeout: LOCK_WAIT_MS });
  try {
    database.pragma('user_version');
    return database;
  } catch (error) {
    database.close();
    if (!isUnfinished(error)) throw error;
    rollBackUnfinished(folder, file);
    return new SQLite(file, { readonly: true, timeout: LOCK_WAIT_MS });
  }
}

/** SQLite does it when the file is opened for writing; no engine runs that could have done so. */
function rollBackUnfinished(folder: string, file: string): void {
  const lock = lockLibrary(folder);
  try {
    const database = new SQLite(file);
    database.pragma('user_version');
    database.close();
  } finally {
    lock.close();
  }
}

/** A statement whose rows are parsed by a schema. */
export function query<Row>(database: Database, schema: z.ZodType<Row>, sql: string) {
  const statement = database.prepare(sql);
  return {
    all: (...values: Value[]): Row[] => statement.all(...values).map((row) => schema.parse(row)),
    get: (...values: Value[]): Row | undefined => {
      const row = statement.get(...values);
      return row === undefined ? undefined : schema.parse(row);
    },
    /** Of a statement that always has a row: a count, or what an INSERT returns. */
    one: (...values: Value[]): Row => {
      const row = statement.get(...values);
      if (row === undefined) throw new Error(`This statement should have had a row, and has none: ${sql}`);
      return schema.parse(row);
    },
    *each(...values: Value[]): Generator<Row> {
      for (const row of statement.iterate(...values)) yield schema.parse(row);
    },
  };
}

/** A statement of one column, whose values are parsed all at once: of very many rows it takes a third of the time. */
export function column<Item>(database: Database, schema: z.ZodType<Item>, sql: string) {
  const statement = database.prepare(sql).pluck();
  const all = z.array(schema);
  return (...values: Value[]): Item[] => all.parse(statement.all(...values));
}

/** @returns what tells how many rows this connection has changed so far */
export function changesOf(database: Database): () => number {
  const count = database.prepare('SELECT total_changes()').pluck();
  return () => z.int().parse(count.get());
}

/** Keeps what was worked out until this connection, the only one that writes, changes anything. */
export function untilChanged<Result>(database: Database, work: () => Result): () => Result {
  const changes = changesOf(database);
  let kept: { at: number; result: Result } | undefined;
  return () => {
    const at = changes();
    if (kept !== undefined && kept.at === at) return kept.result;
    const result = work();
    kept = { at, result };
    return result;
  };
}

/**
 * An exclusive transaction on a file of its own, held as long as the engine lives. The system drops it
 * with the process, so a crash leaves no lock behind.
 */
export function lockLibrary(folder: string): Database {
  const lock = new SQLite(join(folder, 'engine.lock'), { timeout: 200 });
  try {
    lock.exec('BEGIN EXCLUSIVE');
    return lock;
  } catch (error) {
    lock.close();
    if (codeOf(error) !== 'SQLITE_BUSY') throw error;
    throw new AppError('library', sentence('libraryTaken'), { cause: error });
  }
}

function advice(code: string | undefined): Sentence {
  if (code === 'SQLITE_NOTADB' || code?.startsWith('SQLITE_CORRUPT')) return sentence('adviceDamaged');
  if (code === 'SQLITE_FULL' || code === 'ENOSPC') return sentence('adviceFull');
  return sentence('adviceOther');
}
