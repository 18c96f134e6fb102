// The watched folders and the files in them; the waiting rows are the queue of photos to look at.

import { join } from 'node:path';
import { z } from 'zod';
import { type Database, query } from './database.ts';

const FolderRow = z.object({ id: z.number(), path: z.string(), photos: z.number() });
const KnownRow = z.object({
  id: z.number(),
  path: z.string(),
  size: z.number(),
  modified: z.number(),
  state: z.string(),
});
const WaitingRow = z.object({
  id: z.number(),
  folder: z.string(),
  path: z.string(),
  modified: z.number(),
  attempts: z.number(),
});
const FailureRow = z.object({
  file: z.number(),
  path: z.string(),
  reason: z.string(),
  attempts: z.number(),
  retryAt: z.string().nullable(),
});
const CountsRow = z.object({ waiting: z.number(), done: z.number(), failed: z.number() });
const PathRow = z.object({ path: z.string(), folder: z.string() });

export type FolderRecord = z.output<typeof FolderRow>;
export type KnownFile = z.output<typeof KnownRow>;
export type SeenFile = { path: string; size: number; modified: number };
export type WaitingFile = { id: number; file: string; modified: number; attempts: number };
export type FileStore = ReturnType<typeof fileStore>;

export function fileStore(database: Database) {
  const folders = query(
    database,
    FolderRow,
    `SELECT id, path, (SELECT count(*) FROM file WHERE folder = folder.id AND state = 'done') AS photos
     FROM folder WHERE removed_at IS NULL ORDER BY path`,
  );
  const addFolder = query(
    database,
    z.object({ id: z.number() }),
    `INSERT INTO folder (path, added_at) VALUES (?, ?)
     ON CONFLICT (path) DO UPDATE SET removed_at = NULL RETURNING id`,
  );
  const removeFolder = database.prepare('UPDATE folder SET removed_at = ? WHERE id = ?');
  const known = query(database, KnownRow, 'SELECT id, path, size, modified, state FROM file WHERE folder = ?');
  const one = query(
    database,
    KnownRow,
    'SELECT id, path, size, modified, state FROM file WHERE folder = ? AND path = ?',
  );
  const see = database.prepare(
    `INSERT INTO file (folder, path, size, modified, state) VALUES (?, ?, ?, ?, 'waiting')
     ON CONFLICT (folder, path) DO UPDATE SET size = excluded.size, modified = excluded.modified,
       state = 'waiting', attempts = 0, reason = NULL, retry_at = NULL`,
  );
  const miss = database.prepare(`UPDATE file SET state = 'missing' WHERE id = ?`);
  const waiting = query(
    database,
    WaitingRow,
    `SELECT file.id, folder.path AS folder, file.path, modified, attempts
     FROM file JOIN folder ON folder.id = file.folder
     WHERE removed_at IS NULL AND (state = 'waiting' OR (state = 'failed' AND retry_at <= ?))
     ORDER BY attempts, modified DESC LIMIT ?`,
  );
  const succeed = database.prepare(
    `UPDATE file SET state = 'done', photo = ?, attempts = 0, reason = NULL, retry_at = NULL
     WHERE id = ? AND modified = ?`,
  );
  const fail = database.prepare(
    `UPDATE file SET state = 'failed', attempts = attempts + 1, reason = ?, retry_at = ?
     WHERE id = ? AND modified = ?`,
  );
  const retry = database.prepare(
    `UPDATE file SET state = 'waiting', attempts = 0, retry_at = NULL WHERE state = 'failed' AND id = ?`,
  );
  const retryAll = database.prepare(
    `UPDATE file SET state = 'waiting', attempts = 0, retry_at = NULL WHERE state = 'failed'`,
  );
  const lookAgain = database.prepare(`UPDATE file SET state = 'waiting' WHERE photo = ? AND state = 'done'`);
  const failures = query(
    database,
    FailureRow,
    `SELECT file.id AS file, folder.path || ? || file.path AS path, reason, attempts, retry_at AS retryAt
     FROM file JOIN folder ON folder.id = file.folder
     WHERE removed_at IS NULL AND state = 'failed' ORDER BY folder.path, file.path LIMIT ? OFFSET ?`,
  );
  const counts = query(
    database,
    CountsRow,
    `SELECT coalesce(sum(state = 'waiting'), 0) AS waiting, coalesce(sum(state = 'done'), 0) AS done,
       coalesce(sum(state = 'failed'), 0) AS failed
     FROM file JOIN folder ON folder.id = file.folder WHERE removed_at IS NULL`,
  );
  const nextRetry = query(
    database,
    z.object({ at: z.string().nullable() }),
    `SELECT min(retry_at) AS at FROM file JOIN folder ON folder.id = file.folder
     WHERE removed_at IS NULL AND state = 'failed'`,
  );
  const places = query(
    database,
    PathRow,
    `SELECT file.path, folder.path AS folder FROM file JOIN folder ON folder.id = file.folder
     WHERE photo = ? AND state IN ('done', 'waiting') AND removed_at IS NULL ORDER BY state, file.id`,
  );
  const photosOf = query(
    database,
    z.object({ photo: z.number() }),
    'SELECT DISTINCT photo FROM file WHERE folder = ? AND photo IS NOT NULL',
  );
  const photoOf = query(database, z.object({ photo: z.number().nullable() }), 'SELECT photo FROM file WHERE id = ?');

  return {
    folders: () => folders.all(),
    addFolder: (path: string, at: string): number => addFolder.get(path, at)?.id ?? 0,
    /** The rows stay, and with them everything that was said about the photos. @returns the photos concerned */
    removeFolder(id: number, at: string): number[] {
      removeFolder.run(at, id);
      return photosOf.all(id).map((row) => row.photo);
    },
    photosOf: (folder: number): number[] => photosOf.all(folder).map((row) => row.photo),
    known: (folder: number): KnownFile[] => known.all(folder),
    find: (folder: number, path: string): KnownFile | undefined => one.get(folder, path),
    /** A file is there, new or changed: it waits to be looked at. */
    see: (folder: number, { path, size, modified }: SeenFile) => void see.run(folder, path, size, modified),
    /** A file is not there any more. @returns the photo that it held */
    miss(id: number): number | null {
      miss.run(id);
      return photoOf.get(id)?.photo ?? null;
    },
    /** Fewest attempts first, then newest. */
    waiting: (now: string, most: number): WaitingFile[] =>
      waiting.all(now, most).map(({ id, folder, path, modified, attempts }) => ({
        id,
        file: join(folder, path),
        modified,
        attempts,
      })),
    /** @returns false when the file changed while it was looked at: it waits again, and the look was for nothing */
    succeed: ({ id, modified }: WaitingFile, photo: number): boolean => succeed.run(photo, id, modified).changes > 0,
    /** @param retryAt ISO, UTC; null: not until the file changes or the user asks for it */
    fail: ({ id, modified }: WaitingFile, reason: string, retryAt: string | null) =>
      void fail.run(reason, retryAt, id, modified),
    retry: (files: number[] | 'all') => {
      if (files === 'all') retryAll.run();
      else for (const file of files) retry.run(file);
    },
    /** Its cached pictures are gone: let it be looked at once more. */
    lookAgain: (photo: number) => void lookAgain.run(photo),
    failures: (limit: number, offset: number, separator: string) => failures.all(separator, limit, offset),
    photoOf: (file: number): number | null => photoOf.get(file)?.photo ?? null,
    counts: () => counts.get() ?? { waiting: 0, done: 0, failed: 0 },
    nextRetry: (): string | null => nextRetry.get()?.at ?? null,
    /** Where the photo's file can be read now. */
    places: (photo: number) => places.all(photo),
  };
}
