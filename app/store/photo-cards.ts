// What a wall of photos needs of each of them.

import { z } from 'zod';
import { TAKEN } from './metadata.ts';

export const PhotoCardRow = z.object({
  id: z.number(),
  width: z.number(),
  height: z.number(),
  /** As far as it is known. */
  takenAt: z.string().nullable(),
  /** By the user. */
  favourite: z.literal([0, 1]).transform((flag) => flag === 1),
});

/** Its columns, of `photo`. */
export const PHOTO_CARD = `photo.id, width, height, ${TAKEN} AS takenAt, photo.favourite`;
