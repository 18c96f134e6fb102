// Names in the .xmp files beside photos: where they may be written, what Kindred wrote, and which photos are due.

import { join } from 'node:path';
import { z } from 'zod';
import type { Sentence } from '../sentences/sentence.ts';
import { type Database, query } from './database.ts';
import { TAKEN } from './metadata.ts';
import { sentenceColumns, sentenceFrom } from './sentences.ts';

const Flag = z.literal([0, 1]).transform((flag) => flag === 1);
const DueRow = z.object({ photo: z.number(), change: z.number(), attempts: z.number() });
const PlaceRow = z
  .object({
    file: z.number(),
    folder: z.number(),
    root: z.string(),
    path: z.string(),
    size: z.number(),
    modified: z.number(),
    sidecar: z.string().nullable(),
    isRead: Flag,
    /** Names are to stand beside it. */
    isWanted: Flag,
    /** What Kindred wrote beside it, as it was given to `keep`; null: nothing. */
    content: z.string().nullable(),
    hash: z.string().nullable(),
    /** That is to be taken away. */
    isLeaving: Flag,
    /** Its photo is missing, left out or damaged: nothing is written here, and only taken out. */
    isTakenOnly: Flag,
    /** Its photo was not found here. */
    isGone: Flag,
  })
  .transform((row) => ({ ...row, path: join(row.root, row.path) }));
const OrphanRow = z
  .object({ folder: z.number(), root: z.string(), path: z.string(), isGone: Flag })
  .transform(({ root, ...row }) => ({ ...row, path: join(root, row.path) }));
const FaceRow = z.object({ name: z.string(), x: z.number(), y: z.number(), w: z.number(), h: z.number() });
const ByHandRow = z.object({
  taken: z.string().nullable(),
  offset: z.string().nullable(),
  title: z.string().nullable(),
});
const KeptRow = z.object({ content: z.string(), hash: z.string() });
const CountRow = z.object({ n: z.number() });
const ProblemRow = z
  .object({ path: z.string(), count: z.number(), reason: z.string(), words: z.string().nullable() })
  .transform(({ reason, words, ...row }) => ({ ...row, reason: sentenceFrom(reason, words) }));

export type DueNames = z.output<typeof DueRow>;
/** A file beside which names stand, or are to. */
export type SidecarPlace = z.output<typeof PlaceRow>;
/** A file beside which Kindred wrote, and which is missing now or left out. */
export type OrphanPlace = z.output<typeof OrphanRow>;

const NEWS = `ON CONFLICT (photo) DO UPDATE SET change = change + 1, attempts = 0, retry_at = NULL, reason = NULL,
  reason_words = NULL`;
/** Its folder is one of the library's. */
const IS_HERE = 'folder IN (SELECT id FROM folder WHERE removed_at IS NULL)';

export function writtenNameStore(database: Database) {
  const allow = database.prepare('UPDATE folder SET writes_names = ? WHERE id = ?');
  const stay = database.prepare(
    `UPDATE written_names SET leaving = 0 WHERE file IN (SELECT file.id FROM file JOIN folder ON folder.id = file.folder
       WHERE folder.id = :folder AND (:allowed = 1 OR writes_names = 1))`,
  );
  const dueIn = database.prepare(
    `INSERT INTO names_due (photo) SELECT DISTINCT file.photo FROM file WHERE folder = :folder AND state = 'done'
       AND behind = 0 AND (EXISTS (SELECT 1 FROM photo WHERE photo.id = file.photo AND own IS NOT NULL)
       OR EXISTS (SELECT 1 FROM face JOIN person ON person.id = face.person
         WHERE face.photo = file.photo AND gone = 0 AND rejected = 0 AND name IS NOT NULL)) ${NEWS}`,
  );
  const leave = database.prepare(
    `UPDATE written_names SET leaving = 1 WHERE file IN (SELECT file.id FROM file JOIN folder ON folder.id = file.folder
       WHERE (writes_names = 0 OR state = 'missing') AND removed_at IS NULL)`,
  );
  const dueToLeave = database.prepare(
    `INSERT INTO names_due (photo) SELECT DISTINCT photo FROM written_names JOIN file ON file.id = written_names.file
     WHERE leaving = 1 AND photo IS NOT NULL ${NEWS}`,
  );
  const next = query(
    database,
    DueRow,
    `SELECT photo, change, attempts FROM names_due WHERE photo > ? AND (reason IS NULL OR retry_at <= ?)
     ORDER BY photo LIMIT 1`,
  );
  const nextRetry = query(
    database,
    z.object({ at: z.string().nullable() }),
    'SELECT min(retry_at) AS at FROM names_due WHERE retry_at IS NOT NULL',
  );
  const places = query(
    database,
    PlaceRow,
    // Behind another file of its stack a file has no sidecar of its own; one that it had is taken away.
    `SELECT file.id AS file, folder, folder.path AS root, file.path, size, modified, sidecar, state = 'done' AS isRead,
       writes_names = 1 AND behind = 0 AND state <> 'missing' AS isWanted, content, hash,
       content IS NOT NULL AND (leaving = 1 OR behind = 1) AS isLeaving,
       state IN ('missing', 'failed') AS isTakenOnly, state = 'missing' AND file.excluded = 0 AS isGone
     FROM file JOIN folder ON folder.id = file.folder LEFT JOIN written_names ON written_names.file = file.id
     WHERE photo = ? AND removed_at IS NULL AND paused = 0
       AND (leaving = 1 OR writes_names = 1 AND state IN ('done', 'waiting')) ORDER BY file.id`,
  );
  const faces = query(
    database,
    FaceRow,
    `SELECT name, x, y, w, h FROM face JOIN person ON person.id = face.person
     WHERE photo = ? AND gone = 0 AND rejected = 0 AND name IS NOT NULL AND hidden = 0
       -- A region is a place on one picture: of a video it would say nothing.
       AND NOT EXISTS (SELECT 1 FROM moment WHERE moment.face = face.id)
     ORDER BY x, face.id`,
  );
  const byHand = query(
    database,
    ByHandRow,
    `SELECT CASE WHEN taken_from = 'user' THEN ${TAKEN} END AS taken, taken_offset AS offset,
       CASE WHEN title_from = 'user' THEN title END AS title FROM photo WHERE id = ?`,
  );
  const kept = query(database, KeptRow, 'SELECT content, hash FROM written_names WHERE file = ?');
  const elsewhere = query(
    database,
    KeptRow,
    `SELECT content, hash FROM written_names JOIN file ON file.id = written_names.file
     WHERE photo = ? AND file.id <> ? AND hash = ? LIMIT 1`,
  );
  const anyElsewhere = query(
    database,
    CountRow,
    `SELECT count(*) AS n FROM written_names JOIN file ON file.id = written_names.file WHERE photo = ? AND file.id <> ?`,
  );
  const keep = database.prepare(
    `INSERT INTO written_names (file, content, hash) VALUES (?, ?, ?)
     ON CONFLICT (file) DO UPDATE SET content = excluded.content, hash = excluded.hash`,
  );
  const forget = database.prepare('DELETE FROM written_names WHERE file = ?');
  const noteSidecar = database.prepare("UPDATE file SET sidecar = ? WHERE id = ? AND sidecar IS ? AND state = 'done'");
  const done = database.prepare('DELETE FROM names_due WHERE photo = ? AND change = ?');
  const fail = database.prepare(
    `UPDATE names_due SET attempts = attempts + 1, retry_at = ?, path = ?, reason = ?, reason_words = ?
     WHERE photo = ? AND change = ?`,
  );
  const again = database.prepare(
    'UPDATE names_due SET attempts = 0, retry_at = NULL, reason = NULL, reason_words = NULL WHERE reason IS NOT NULL',
  );
  const written = query(
    database,
    CountRow,
    `SELECT count(*) AS n FROM written_names JOIN file ON file.id = written_names.file
     WHERE ${IS_HERE} AND state <> 'missing'`,
  );
  const leftOver = query(
    database,
    CountRow,
    `SELECT count(*) AS n FROM written_names JOIN file ON file.id = written_names.file
       JOIN folder ON folder.id = file.folder WHERE removed_at IS NULL AND writes_names = 0 AND state <> 'missing'
       AND (leaving = 0 OR photo NOT IN (SELECT photo FROM names_due))`,
  );
  const orphans = query(
    database,
    OrphanRow,
    `SELECT folder, folder.path AS root, file.path, file.excluded = 0 AS isGone
     FROM written_names JOIN file ON file.id = written_names.file JOIN folder ON folder.id = file.folder
     WHERE removed_at IS NULL AND paused = 0 AND state = 'missing' ORDER BY folder.path, file.path`,
  );
  const waiting = query(database, CountRow, 'SELECT count(*) AS n FROM names_due WHERE reason IS NULL');
  const problemCount = query(database, CountRow, 'SELECT count(*) AS n FROM names_due WHERE reason IS NOT NULL');
  const problems = query(
    database,
    ProblemRow,
    `SELECT min(path) AS path, count(*) AS count, reason, reason_words AS words FROM names_due
     WHERE reason IS NOT NULL GROUP BY reason, reason_words ORDER BY count(*) DESC, min(path) LIMIT ?`,
  );

  return {
    /** From now on names are written beside the photos of a folder, or not any more; those that stand there stay. */
    allow(folder: number, isAllowed: boolean): void {
      const allowed = isAllowed ? 1 : 0;
      stay.run({ folder, allowed });
      allow.run(allowed, folder);
      if (isAllowed) dueIn.run({ folder });
    },
    /** What was written in folders where nothing is written any more, or beside photos that are missing, is to be taken away. */
    takeAway(): void {
      leave.run();
      dueToLeave.run();
    },
    /** The next photo that is due. @param after the one before it; 0: from the first. @param now ISO, UTC */
    next: (after: number, now: string): DueNames | undefined => next.get(after, now),
    nextRetry: (): string | null => nextRetry.one().at,
    /** Files of a photo beside which names are to stand, or to be taken away. */
    places: (photo: number): SidecarPlace[] => places.all(photo),
    /** Missing files beside which Kindred wrote; the sidecar may be missing as well. */
    orphans: () => orphans.all(),
    /** Faces of a photo whose person has a name, and is not hidden; in pixels of the upright, full-size photo. */
    namedFaces: (photo: number) => faces.all(photo),
    /** Its date and title as far as the user set them. */
    byHand: (photo: number) => byHand.get(photo) ?? { taken: null, offset: null, title: null },
    /** What Kindred wrote beside a file. */
    of: (file: number) => kept.get(file),
    /** What Kindred wrote beside another file of the photo, if it was the very same sidecar: it was moved along. */
    ofMoved: (photo: number, file: number, hash: string) => elsewhere.get(photo, file, hash),
    /** Did Kindred write anything beside another file of the photo? */
    isElsewhere: (photo: number, file: number): boolean => anyElsewhere.one(photo, file).n > 0,
    /**
     * In a transaction, when the sidecar has been written.
     * @param content JSON; null: nothing of Kindred's is in it any more
     * @param before the version of the sidecar that was known; it is not read again for what Kindred itself wrote
     */
    keep(file: number, content: string | null, hash: string, before: string | null, now: string | null): void {
      if (content === null) forget.run(file);
      else keep.run(file, content, hash);
      noteSidecar.run(now, file, before);
    },
    /** Its sidecars say what they should, unless there was news meanwhile. */
    done: ({ photo, change }: DueNames) => void done.run(photo, change),
    /** @param retryAt ISO, UTC; null: not before there is news, or the user asks for it */
    fail({ photo, change }: DueNames, path: string, reason: Sentence, retryAt: string | null): void {
      fail.run(retryAt, path, ...sentenceColumns(reason), photo, change);
    },
    /** All that failed is tried once more. */
    retry: () => void again.run(),
    counts: () => ({
      written: written.one().n,
      /** Written in folders where nothing is written any more. */
      leftOver: leftOver.one().n,
      waiting: waiting.one().n,
      failed: problemCount.one().n,
    }),
    /** Why sidecars could not be written, the most frequent reason first. */
    problems: (most: number) => problems.all(most),
  };
}
