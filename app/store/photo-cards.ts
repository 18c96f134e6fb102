// What a wall of photos needs of each of them: its shape, its date, and whether it plays.

import { z } from 'zod';
import { TAKEN } from './metadata.ts';

const Video = z.object({ seconds: z.number().nullable(), hasPoster: z.boolean() });

export const PhotoCardRow = z.object({
  id: z.number(),
  width: z.number(),
  height: z.number(),
  /** As far as it is known. */
  takenAt: z.string().nullable(),
  /** By the user. */
  favourite: z.literal([0, 1]).transform((flag) => flag === 1),
  video: z
    .string()
    .nullable()
    .transform((text) => (text === null ? null : Video.parse(JSON.parse(text)))),
  hasFilm: z.literal([0, 1]).transform((flag) => flag === 1),
});

/** Its columns, of `photo`. */
export const PHOTO_CARD = `photo.id, width, height, ${TAKEN} AS takenAt, photo.favourite,
  (SELECT json_object('seconds', seconds, 'hasPoster', json(iif(poster, 'true', 'false')))
    FROM video WHERE video.photo = photo.id) AS video,
  (EXISTS (SELECT 1 FROM film WHERE film.photo = photo.id) OR EXISTS (SELECT 1 FROM file AS other
    WHERE other.photo = photo.id AND other.film = 1 AND other.state IN ('done', 'waiting'))) AS hasFilm`;
