// Photos whose files are gone, or hold another picture now: kept with everything that was said of them until the user forgets and empties them.

import { z } from 'zod';
import { type Database, query } from './database.ts';

const MissingRow = z.object({
  photo: z.number(),
  path: z.string(),
  since: z.string().nullable(),
  forgottenAt: z.string().nullable(),
  faces: z.number(),
  names: z
    .string()
    .transform((text): unknown => JSON.parse(text))
    .pipe(z.array(z.string())),
});
const Id = z.object({ id: z.number() });

/** Its file holds another picture now, and no other file of it is known. */
const HAS_LEFT = `left_folder IS NOT NULL AND NOT EXISTS (SELECT 1 FROM file WHERE file.photo = photo.id)`;

/**
 * Where missing photos were last. Not those that a pattern leaves out, nor those of a removed folder: both are the user's
 * word, and can be taken back.
 */
const LAST_PLACES = `(SELECT gone.photo, folder.path AS root, gone.path, since FROM
    (SELECT photo, folder, path, missing_at AS since FROM file WHERE state = 'missing' AND excluded = 0
     UNION ALL SELECT id, left_folder, left_path, left_at FROM photo WHERE ${HAS_LEFT}) AS gone
  JOIN folder ON folder.id = gone.folder WHERE removed_at IS NULL)`;
const IS_MISSING = `present = 0 AND id IN (SELECT photo FROM ${LAST_PLACES})`;

export function missingStore(database: Database) {
  const list = query(
    database,
    MissingRow,
    `SELECT photo.id AS photo, root || ? || place.path AS path, max(since) AS since, forgotten_at AS forgottenAt,
       (SELECT count(*) FROM face WHERE face.photo = photo.id AND gone = 0) AS faces,
       (SELECT json_group_array(DISTINCT person.name) FROM face JOIN person ON person.id = face.person
        WHERE face.photo = photo.id AND gone = 0 AND person.name IS NOT NULL) AS names
     FROM photo JOIN ${LAST_PLACES} AS place ON place.photo = photo.id
     WHERE present = 0 GROUP BY photo.id ORDER BY since DESC, photo.id LIMIT ? OFFSET ?`,
  );
  const counts = query(
    database,
    z.object({ total: z.number(), forgotten: z.number() }),
    `SELECT count(*) AS total, count(forgotten_at) AS forgotten FROM photo WHERE ${IS_MISSING}`,
  );
  const forget = database.prepare(
    `UPDATE photo SET forgotten_at = ? WHERE id = ? AND forgotten_at IS NULL AND ${IS_MISSING}`,
  );
  const forgetAll = database.prepare(`UPDATE photo SET forgotten_at = ? WHERE forgotten_at IS NULL AND ${IS_MISSING}`);
  const remember = database.prepare('UPDATE photo SET forgotten_at = NULL WHERE id = ?');
  const rememberAll = database.prepare('UPDATE photo SET forgotten_at = NULL WHERE forgotten_at IS NOT NULL');
  const forgotten = query(
    database,
    Id,
    `SELECT id FROM photo WHERE forgotten_at IS NOT NULL AND ${IS_MISSING} LIMIT ?`,
  );
  const placeless = query(
    database,
    Id,
    'SELECT id FROM photo WHERE left_folder IS NULL AND NOT EXISTS (SELECT 1 FROM file WHERE file.photo = photo.id) LIMIT ?',
  );
  const leave = database.prepare(
    `UPDATE photo SET left_folder = ?, left_path = ?, left_at = ?
     WHERE id = ? AND NOT EXISTS (SELECT 1 FROM file WHERE file.photo = photo.id)`,
  );

  return {
    list: (limit: number, offset: number, separator: string) => list.all(separator, limit, offset),
    counts: () => counts.one(),
    forget(photos: number[] | 'all', at: string): void {
      if (photos === 'all') forgetAll.run(at);
      else for (const photo of photos) forget.run(at, photo);
    },
    /** Takes forgetting back. */
    remember(photos: number[] | 'all'): void {
      if (photos === 'all') rememberAll.run();
      else for (const photo of photos) remember.run(photo);
    },
    /** Photos that may be purged: forgotten and still missing. */
    forgotten: (most: number): number[] => forgotten.all(most).map(({ id }) => id),
    /** Its file holds another picture now: unless another file of it is known, this is where it was last. */
    leave: (photo: number, folder: number, path: string, at: string) => void leave.run(folder, path, at, photo),
    /** Photos that have not even a place where they were last: those of a folder that was dropped for good. */
    placeless: (most: number): number[] => placeless.all(most).map(({ id }) => id),
  };
}
