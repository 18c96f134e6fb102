// The library's store: the only folder that knows SQL.

import { z } from 'zod';
import { type Backup, type BackupReason, backUp } from './backup.ts';
import { type Database, openDatabase, openReadOnly } from './database.ts';
import { factStore } from './facts.ts';
import { fileStore } from './files.ts';
import { expectedPictures, type Inspection, inspect, repair } from './inspect.ts';
import { peopleStore } from './people.ts';
import { photoStore } from './photos.ts';

export type Store = ReturnType<typeof openStore>;

export function openStore(folder: string, migrations?: string) {
  const { database, close } = openDatabase(folder, migrations);
  return { ...parts(database, folder), close };
}

/** For looking only; works beside a running engine. */
export function openStoreReadOnly(folder: string): Store {
  const database = openReadOnly(folder);
  return { ...parts(database, folder), close: () => void database.close() };
}

function parts(database: Database, folder: string) {
  return {
    files: fileStore(database),
    photos: photoStore(database),
    people: peopleStore(database),
    facts: factStore(database),
    /** SQLite's own check of the whole file: `ok`, or what is wrong. */
    check: (): string => z.string().parse(database.pragma('quick_check(1)', { simple: true })),
    inspect: (): Inspection => inspect(database),
    repair: (outdated: Inspection['outdated']): void => repair(database, outdated),
    expectedPictures: () => expectedPictures(database),
    /** A checked copy in the library's `backups` folder. */
    backUp: (reason: BackupReason): Promise<Backup> => backUp(database, folder, reason),
    /** All or nothing: a throw inside takes everything back. */
    transaction: <Result>(work: () => Result): Result => database.transaction(work).immediate(),
  };
}

export type { FaceRecord, NewFace, NewPhoto, VectorRecord } from './photos.ts';
export type { PersonCardRecord } from './people.ts';
export type { AnswerRecord, Verdict } from './facts.ts';
export type { FolderRecord, KnownFile, SeenFile, WaitingFile } from './files.ts';
export { type Backup, listBackups } from './backup.ts';
export { restoreBackup } from './restore.ts';
