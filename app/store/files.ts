// The files in the watched folders; the waiting rows are the queue of photos to analyse.

import { join } from 'node:path';
import { z } from 'zod';
import type { Sentence } from '../sentences/sentence.ts';
import { type Database, query, untilChanged } from './database.ts';
import { IS_REFUSED, isOfStack } from './file-conditions.ts';
import { sentenceColumns } from './sentences.ts';
import type { StackPlace } from './stacks.ts';

const KnownRow = z.object({
  id: z.number(),
  path: z.string(),
  size: z.number(),
  modified: z.number(),
  sidecar: z.string().nullable(),
  stack: z.number().nullable(),
  state: z.enum(['waiting', 'done', 'failed', 'missing']),
  /** Which sentence says why it could not be read, last time that it could not. */
  reason: z.string().nullable(),
});
const WaitingRow = z.object({
  id: z.number(),
  folder: z.number(),
  root: z.string(),
  path: z.string(),
  size: z.number(),
  modified: z.number(),
  sidecar: z.string().nullable(),
  attempts: z.number(),
});
const CountsRow = z.object({ waiting: z.number(), done: z.number(), failed: z.number() });
const PathRow = z.object({
  path: z.string(),
  folder: z.string(),
  folderId: z.number(),
  size: z.number(),
  modified: z.number(),
  /** Another file of its stack stands for the photo; the content of this one is not the photo's. */
  isBehind: z.literal([0, 1]).transform((flag) => flag === 1),
  /** It is the film of its photo. */
  isFilm: z.literal([0, 1]).transform((flag) => flag === 1),
});
const PhotoRow = z.object({ photo: z.number().nullable() });
const LibraryRow = z
  .object({ id: z.number(), photo: z.number(), root: z.string(), path: z.string(), bytes: z.number() })
  .transform(({ id, photo, root, path, bytes }) => ({ id, photo, file: join(root, path), bytes }));

export type KnownFile = z.output<typeof KnownRow>;
/** A file of a photo that can be reached: its whole path, and how large it is. */
export type LibraryFile = z.output<typeof LibraryRow>;
/** One of the files of a photo, as it was when it was seen last. */
export type PhotoPlace = z.output<typeof PathRow>;
export interface SeenFile {
  /** Below its folder. */
  path: string;
  size: number;
  /** Milliseconds since 1970. */
  modified: number;
  /** What tells one version of its .xmp sidecar from another; null: it has none. */
  sidecar: string | null;
}
export interface WaitingFile extends SeenFile {
  id: number;
  folder: number;
  /** The folder's path. */
  root: string;
  /** The whole path. */
  file: string;
  attempts: number;
}

const KNOWN_FILE = "id, path, size, modified, sidecar, stack, state, reason_words ->> 'id' AS reason FROM file";
const WAITING_FILE = `file.id, folder, folder.path AS root, file.path, size, modified, sidecar, attempts
  FROM file JOIN folder ON folder.id = file.folder`;
/** Those that are being read, as JSON: with many machines they are thousands, and the first in every list. */
const IS_FREE = 'file.id NOT IN (SELECT value FROM json_each(?))';

export function fileStore(database: Database) {
  const knownBetween = query(
    database,
    KnownRow,
    `SELECT ${KNOWN_FILE} WHERE folder = ? AND path > ? AND path < ? ORDER BY path LIMIT ?`,
  );
  const one = query(database, KnownRow, `SELECT ${KNOWN_FILE} WHERE folder = ? AND path = ?`);
  const ofId = query(database, KnownRow, `SELECT ${KNOWN_FILE} WHERE id = ?`);
  const newestIn = query(
    database,
    z.object({ id: z.number().nullable() }),
    'SELECT max(id) AS id FROM file WHERE folder = ?',
  );
  const see = database.prepare(
    `INSERT INTO file (folder, path, size, modified, sidecar, stack, rank, state, retry_at)
     VALUES (?, ?, ?, ?, ?, ?, ?, 'waiting', ?)
     ON CONFLICT (folder, path) DO UPDATE SET size = excluded.size, modified = excluded.modified,
       sidecar = excluded.sidecar, stack = excluded.stack, rank = excluded.rank, shot = NULL,
       state = 'waiting', attempts = 0, reason = NULL, reason_words = NULL,
       retry_at = excluded.retry_at,
       missing_at = NULL, excluded = 0`,
  );
  const refuse = database.prepare(
    `INSERT INTO file (folder, path, size, modified, state, reason, reason_words) VALUES (?, ?, 0, 0, 'failed', ?, ?)
     ON CONFLICT (folder, path) DO UPDATE SET size = 0, modified = 0, state = 'failed', reason = excluded.reason,
       reason_words = excluded.reason_words`,
  );
  const miss = database.prepare(
    `UPDATE file SET state = 'missing', missing_at = ?, excluded = ?, retry_at = NULL WHERE id = ? AND photo IS NOT NULL`,
  );
  const drop = database.prepare('DELETE FROM file WHERE id = ? AND photo IS NULL');
  const newest = query(
    database,
    WaitingRow,
    `SELECT ${WAITING_FILE} WHERE folder = ? AND state = 'waiting' AND (retry_at IS NULL OR retry_at <= ?) AND ${IS_FREE}
       AND NOT EXISTS (SELECT 1 FROM file AS front WHERE ${isOfStack('front')} AND front.rank < file.rank
         AND front.state = 'waiting')
     ORDER BY modified DESC LIMIT ?`,
  );
  const due = query(
    database,
    WaitingRow,
    `SELECT ${WAITING_FILE} WHERE removed_at IS NULL AND paused = 0 AND state = 'failed' AND retry_at <= ?
       AND ${IS_FREE} AND folder NOT IN (SELECT value FROM json_each(?))
     ORDER BY retry_at LIMIT ?`,
  );
  const waitingOf = query(
    database,
    WaitingRow,
    `SELECT ${WAITING_FILE} WHERE photo = ? AND state = 'waiting' ORDER BY file.id DESC`,
  );
  const succeed = query(
    database,
    PhotoRow,
    `UPDATE file SET state = 'done', photo = ?, behind = ?, film = ?, by_name = ?, attempts = 0, reason = NULL, reason_words = NULL, retry_at = NULL
     WHERE id = ? AND size = ? AND modified = ? AND sidecar IS ? RETURNING photo`,
  );
  const remember = database.prepare(
    `UPDATE photo SET forgotten_at = NULL, left_folder = NULL, left_path = NULL, left_at = NULL
     WHERE id = ? AND (forgotten_at IS NOT NULL OR left_folder IS NOT NULL)`,
  );
  const fail = query(
    database,
    PhotoRow,
    `UPDATE file SET state = 'failed', attempts = attempts + 1, reason = ?, reason_words = ?, retry_at = ?
     WHERE id = ? AND size = ? AND modified = ? RETURNING photo`,
  );
  const again = `UPDATE file SET state = 'waiting', attempts = 0, retry_at = NULL
    WHERE state = 'failed' AND NOT (${IS_REFUSED})`;
  const retry = database.prepare(`${again} AND id = ?`);
  const retryAll = database.prepare(again);
  const refused = query(
    database,
    z.object({ folder: z.number() }),
    `SELECT folder FROM file WHERE ${IS_REFUSED} AND id = ?`,
  );
  const allRefused = query(
    database,
    z.object({ folder: z.number() }),
    `SELECT DISTINCT folder FROM file WHERE ${IS_REFUSED}`,
  );
  const release = database.prepare(
    `UPDATE file SET retry_at = NULL WHERE folder = ? AND state = 'waiting' AND retry_at IS NOT NULL`,
  );
  const analyseAgain = database.prepare(`UPDATE file SET state = 'waiting' WHERE photo = ? AND state = 'done'`);
  const analyseOutdated = database.prepare(
    `UPDATE file SET state = 'waiting' WHERE id IN (SELECT file.id FROM file JOIN photo ON photo.id = file.photo
       WHERE state = 'done' AND pipeline <> ? LIMIT ?)`,
  );
  const countsNow = query(
    database,
    CountsRow,
    // Copies are one photo; what waits or failed is not known to be a copy. Of the many that are done none is looked at: those
    // that are there are counted by an index, less those of which every file waits to be read again.
    `WITH unread AS MATERIALIZED (
       SELECT state, photo FROM folder CROSS JOIN file INDEXED BY file_queue ON file.folder = folder.id AND state IN ('waiting', 'failed')
       WHERE removed_at IS NULL)
     SELECT count(*) FILTER (WHERE state = 'waiting') AS waiting,
       (SELECT count(*) FROM photo WHERE present = 1)
         - count(DISTINCT photo) FILTER (WHERE state = 'waiting' AND NOT EXISTS (
             SELECT 1 FROM file JOIN folder ON folder.id = file.folder
             WHERE file.photo = unread.photo AND state = 'done' AND removed_at IS NULL)) AS done,
       count(*) FILTER (WHERE state = 'failed') AS failed
     FROM unread`,
  );
  const counts = untilChanged(database, () => countsNow.one());
  const nextRetry = query(
    database,
    z.object({ at: z.string().nullable() }),
    `SELECT min(retry_at) AS at FROM file JOIN folder ON folder.id = file.folder
     WHERE retry_at IS NOT NULL AND removed_at IS NULL AND paused = 0`,
  );
  const places = query(
    database,
    PathRow,
    `SELECT file.path, folder.path AS folder, folder.id AS folderId, size, modified, behind AS isBehind, film AS isFilm
     FROM file JOIN folder ON folder.id = file.folder
     WHERE photo = ? AND state IN ('done', 'waiting') AND removed_at IS NULL ORDER BY behind, state, file.id`,
  );
  const photosOf = query(
    database,
    z.object({ photo: z.number() }),
    'SELECT DISTINCT photo FROM file WHERE folder = ? AND photo IS NOT NULL',
  );
  const ofLibrary = query(
    database,
    LibraryRow,
    `SELECT file.id, photo, folder.path AS root, file.path, size AS bytes FROM file JOIN folder ON folder.id = file.folder
     WHERE photo IS NOT NULL AND state IN ('done', 'waiting') AND removed_at IS NULL ORDER BY folder, file.path`,
  );
  const photoOf = query(database, PhotoRow, 'SELECT photo FROM file WHERE id = ?');
  const located = (rows: z.output<typeof WaitingRow>[]): WaitingFile[] =>
    rows.map((row) => ({ ...row, file: join(row.root, row.path) }));

  return {
    photosOf: (folder: number): number[] => photosOf.all(folder).map((row) => row.photo),
    /** A page of the folder's files in the order of their paths, between two paths that are left out. */
    knownBetween: (folder: number, after: string, before: string, most: number): KnownFile[] =>
      knownBetween.all(folder, after, before, most),
    /** Every file of every photo, folder by folder, one row at a time. */
    ofLibrary: (): Generator<LibraryFile> => ofLibrary.each(),
    /** The id of the file that the folder was given last; 0 when it has none. */
    newestIn: (folder: number): number => newestIn.one(folder).id ?? 0,
    find: (folder: number, path: string): KnownFile | undefined => one.get(folder, path),
    ofId: (id: number): KnownFile | undefined => ofId.get(id),
    /** A file is there, new or changed: it waits to be analysed, at the earliest at `from` (ISO, UTC). */
    see(folder: number, file: SeenFile, place: StackPlace | null = null, from: string | null = null): void {
      const { path, size, modified, sidecar } = file;
      see.run(folder, path, size, modified, sidecar, place?.stack ?? null, place?.rank ?? 0, from);
    },
    /** Something is there that cannot be opened by this path. */
    refuse: (folder: number, path: string, reason: Sentence) =>
      void refuse.run(folder, path, ...sentenceColumns(reason)),
    /**
     * A file is not there any more (or left out by a pattern). One that was never a photo leaves nothing behind.
     * @returns the photo that it held
     */
    miss(id: number, at: string, isExcluded = false): number | null {
      const photo = photoOf.get(id)?.photo ?? null;
      miss.run(at, isExcluded ? 1 : 0, id);
      drop.run(id);
      return photo;
    },
    /** Of one folder, the newest first. @param busy are left out */
    newest: (folder: number, now: string, most: number, busy: readonly number[]): WaitingFile[] =>
      located(newest.all(folder, now, JSON.stringify(busy), most)),
    /** Failed before, and their pause is over. @param busy are left out, as is what lies in folders that are away */
    due: (now: string, most: number, busy: readonly number[], away: readonly number[]): WaitingFile[] =>
      located(due.all(now, JSON.stringify(busy), JSON.stringify(away), most)),
    /** All of them, the oldest last: some may lie where nothing can be read at the moment. */
    waitingOf: (photo: number): WaitingFile[] => located(waitingOf.all(photo)),
    /**
     * @param as another file of its stack stands for the photo; or it is the film of it, as well
     * @param isByName as nothing but their names was known of the two files
     * @returns false when the file changed while it was analysed: the result is dropped, and the file waits again
     */
    succeed(
      { id, size, modified, sidecar }: WaitingFile,
      photo: number,
      as?: 'behind' | 'film',
      isByName = false,
    ): boolean {
      const flags = [as !== undefined, as === 'film', isByName].map(Number);
      const isCurrent = succeed.get(photo, ...flags, id, size, modified, sidecar) !== undefined;
      if (isCurrent) remember.run(photo);
      return isCurrent;
    },
    /**
     * @param retryAt ISO, UTC; null: not until the file changes or the user asks for it
     * @returns the photo that the file held before it could not be read
     */
    fail: ({ id, size, modified }: WaitingFile, reason: Sentence, retryAt: string | null): number | null =>
      fail.get(...sentenceColumns(reason), retryAt, id, size, modified)?.photo ?? null,
    /** @returns the folders that have to be scanned: whether what was refused can be opened now, only a walk can tell */
    retry(files: number[] | 'all'): number[] {
      if (files === 'all') {
        retryAll.run();
        return allRefused.all().map((row) => row.folder);
      }
      for (const file of files) retry.run(file);
      return [...new Set(files.flatMap((file) => refused.get(file)?.folder ?? []))];
    },
    /** The folder is there: whatever waited for it need not wait any longer. */
    release: (folder: number) => void release.run(folder),
    /** Its cached pictures are gone: it is analysed once more. */
    analyseAgain: (photo: number) => void analyseAgain.run(photo),
    /**
     * Lets photos wait again that an earlier version analysed, a slice at a time.
     * @returns how many files that were
     */
    analyseOutdated: (pipeline: number, most: number): number => analyseOutdated.run(pipeline, most).changes,
    photoOf: (file: number): number | null => photoOf.get(file)?.photo ?? null,
    counts: () => counts(),
    nextRetry: (): string | null => nextRetry.get()?.at ?? null,
    /** Where the photo's files were found last; a drive that holds some of them may be unplugged meanwhile. */
    places: (photo: number) => places.all(photo),
    /** The same as whole paths, in the same order. */
    paths: (photo: number): string[] => places.all(photo).map(({ folder, path }) => join(folder, path)),
  };
}
