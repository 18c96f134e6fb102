// The library's store: the only folder that knows SQL.

import { z } from 'zod';
import { type Database, openDatabase, openReadOnly } from './database.ts';
import { factStore } from './facts.ts';
import { fileStore } from './files.ts';
import { peopleStore } from './people.ts';
import { photoStore } from './photos.ts';

export type Store = ReturnType<typeof openStore>;

export function openStore(folder: string) {
  const { database, close } = openDatabase(folder);
  return { ...parts(database), close };
}

/** For looking only; works beside a running engine. */
export function openStoreReadOnly(folder: string): Store {
  const database = openReadOnly(folder);
  return { ...parts(database), close: () => void database.close() };
}

function parts(database: Database) {
  return {
    files: fileStore(database),
    photos: photoStore(database),
    people: peopleStore(database),
    facts: factStore(database),
    /** SQLite's own check of the whole file: `ok`, or what is wrong. */
    check: (): string => z.string().parse(database.pragma('quick_check(1)', { simple: true })),
    /** All or nothing: a throw inside takes everything back. */
    transaction: <Result>(work: () => Result): Result => database.transaction(work).immediate(),
  };
}

export type { FaceRecord, NewFace, NewPhoto, VectorRecord } from './photos.ts';
export type { PersonCardRecord } from './people.ts';
export type { AnswerRecord, Verdict } from './facts.ts';
export type { FolderRecord, KnownFile, SeenFile, WaitingFile } from './files.ts';
