// Which faces a model has embedded: how far a library is on the way to another model, and what is left to do.

import { z } from 'zod';
import { type Database, query } from './database.ts';
import { LIVE } from './photos.ts';

const Count = z.object({ n: z.number() });
const FaceRow = z.object({
  id: z.number(),
  x: z.number(),
  y: z.number(),
  w: z.number(),
  h: z.number(),
  landmarks: z.string().transform((json) => z.array(z.number()).parse(JSON.parse(json))),
});

export type UnembeddedFace = z.output<typeof FaceRow>;

const IS_UNEMBEDDED = `${LIVE} AND NOT EXISTS (SELECT 1 FROM embedding WHERE embedding.face = face.id AND model = ?)`;

export function embeddingStore(database: Database) {
  const missing = query(database, Count, `SELECT count(*) AS n FROM face WHERE ${IS_UNEMBEDDED}`);
  const photos = query(
    database,
    z.object({ photo: z.number() }),
    `SELECT DISTINCT photo FROM face WHERE ${IS_UNEMBEDDED} AND photo > ? AND photo NOT IN (SELECT photo FROM video)
     ORDER BY photo LIMIT ?`,
  );
  const faces = query(
    database,
    FaceRow,
    `SELECT id, x, y, w, h, landmarks FROM face WHERE ${IS_UNEMBEDDED} AND photo = ? ORDER BY id`,
  );
  const hash = query(database, z.object({ hash: z.string() }), 'SELECT hash FROM photo WHERE id = ?');
  // A newer analysis of the photo stands above this one.
  const put = database.prepare(
    `INSERT OR IGNORE INTO embedding (face, model, vector)
     SELECT id, ?, ? FROM face WHERE id = ? AND x = ? AND y = ? AND w = ? AND h = ?`,
  );
  const drop = database.prepare(
    'DELETE FROM embedding WHERE model = ? AND face IN (SELECT face FROM embedding WHERE model = ? LIMIT ?)',
  );

  return {
    /** Live faces that the model has not embedded yet. */
    missing: (model: string): number => missing.one(model).n,
    /** Photos with such faces, in the order of their ids; not videos, which are analysed anew for it. */
    photosWithout: (model: string, after: number, most: number): number[] =>
      photos.all(model, after, most).map((row) => row.photo),
    facesWithout: (model: string, photo: number): UnembeddedFace[] => faces.all(model, photo),
    /** The content that the photo's faces were found in. */
    hashOf: (photo: number): string | undefined => hash.get(photo)?.hash,
    put: ({ id, x, y, w, h }: UnembeddedFace, model: string, vector: Uint8Array) =>
      void put.run(model, vector, id, x, y, w, h),
    /** Forgets what the model said, a slice at a time. @returns how many vectors went */
    drop: (model: string, most: number): number => drop.run(model, model, most).changes,
  };
}
