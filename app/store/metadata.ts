// What is known of a photo beside its faces: when and where it was taken, and what its owner wrote into it.

import { z } from 'zod';
import { type Database, query } from './database.ts';

const Row = z.object({
  takenFrom: z.enum(['exif', 'name', 'file']),
  takenOffset: z.string().nullable(),
  camera: z.string().nullable(),
  latitude: z.number().nullable(),
  longitude: z.number().nullable(),
  rating: z.number().nullable(),
  ratingFrom: z.enum(['exif', 'xmp', 'sidecar']).nullable(),
  title: z.string().nullable(),
  titleFrom: z.enum(['exif', 'xmp', 'sidecar']).nullable(),
});

/** Each with who said so. */
export type PhotoMetadata = z.output<typeof Row> & { takenAt: string };
export type MetadataStore = ReturnType<typeof metadataStore>;

export function metadataStore(database: Database) {
  const one = query(
    database,
    Row,
    `SELECT taken_from AS takenFrom, taken_offset AS takenOffset, camera, latitude, longitude, rating,
       rating_from AS ratingFrom, title, title_from AS titleFrom FROM photo WHERE id = ?`,
  );
  const put = database.prepare(
    `UPDATE photo SET taken_at = ?, taken_from = ?, taken_offset = ?, camera = ?, latitude = ?, longitude = ?,
       rating = ?, rating_from = ?, title = ?, title_from = ?, embedded = ? WHERE id = ?`,
  );
  const embedded = query(
    database,
    z.object({ text: z.string().nullable() }),
    'SELECT embedded AS text FROM photo WHERE id = ?',
  );

  return {
    get: (photo: number) => one.get(photo),
    /** @param inFile what the file itself says, kept so that a changed sidecar can be weighed against it */
    set: (photo: number, metadata: PhotoMetadata, inFile: string) => {
      const { takenAt, takenFrom, takenOffset, camera, latitude, longitude } = metadata;
      const { rating, ratingFrom, title, titleFrom } = metadata;
      const taken = [takenAt, takenFrom, takenOffset, camera, latitude, longitude];
      put.run(...taken, rating, ratingFrom, title, titleFrom, inFile, photo);
    },
    /** As it was given to `set`; null when the photo was read before Kindred kept it. */
    embedded: (photo: number): string | null => embedded.get(photo)?.text ?? null,
  };
}
