// Is a copy of a library whole? SQLite's own check of every page and every reference, here or in a thread of its own.

import SQLite from 'better-sqlite3';
import { z } from 'zod';
import { messageOf } from '../errors.ts';
import { runAside } from './aside.ts';

const MOST_FINDINGS = 10;
const Findings = z.array(z.string());

/** @returns what is wrong, in SQLite's words; nothing when the file is whole. It is then one file, without a log beside it. */
export function verify(file: string): string[] {
  try {
    const database = new SQLite(file, { fileMustExist: true });
    try {
      database.pragma('journal_mode = DELETE');
      return damages(database);
    } finally {
      database.close();
    }
  } catch (error) {
    return [messageOf(error)];
  }
}

/** The check reads every page: a large library takes seconds, in which the engine goes on. */
export async function verifyAside(file: string, signal?: AbortSignal): Promise<string[]> {
  return Findings.parse(await runAside('verify-worker', file, signal));
}

/** Damaged pages, and rows that refer to rows that are not there. */
export function damages(database: SQLite.Database): string[] {
  const Pages = z.array(z.object({ integrity_check: z.string() }));
  const Broken = z.array(z.object({ table: z.string(), rowid: z.number().nullable(), parent: z.string() }));
  const pages = Pages.parse(database.pragma(`integrity_check(${MOST_FINDINGS})`)).map((row) => row.integrity_check);
  const broken = Broken.parse(database.pragma('foreign_key_check')).slice(0, MOST_FINDINGS);
  return [
    ...pages.filter((finding) => finding !== 'ok'),
    ...broken.map(({ table, rowid, parent }) => `Row ${rowid} of ${table} refers to a ${parent} that is not there.`),
  ];
}
