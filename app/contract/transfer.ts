// Calls that carry everything that was said to another library of the same photos.

import { z } from 'zod';
import { AlbumRule } from './albums.ts';
import { Recorded, call, none } from './call.ts';
import { Box, Count, Day, Name, Offset, Precision, Title } from './terms.ts';

/** A face wherever the photo lies: by what the file holds, and where on it; of a video also in which second. */
export const TransferFace = z.object({ photo: z.string(), box: Box, at: z.number().optional() });

/** Everything that was said, for another library of the same photos; albums name people by their place in the list. */
export const Transfer = z.object({
  kindred: z.literal(1),
  people: z.array(
    z.object({
      name: Name.nullable(),
      hidden: z.boolean(),
      favourite: z.boolean(),
      note: z.string().nullable(),
      born: Day.nullable(),
      cover: TransferFace.nullable(),
      faces: z.array(TransferFace),
    }),
  ),
  /** Pairs of faces that the user called different. */
  apart: z.array(z.tuple([TransferFace, TransferFace])),
  noFaces: z.array(TransferFace),
  albums: z.array(
    z.object({ name: Name, rule: AlbumRule.extend({ with: z.array(z.array(Count)), without: z.array(Count) }) }),
  ),
  /** What the user said of photos themselves, by their content; an earlier version wrote none. */
  photos: z
    .array(
      z.object({
        photo: TransferFace.shape.photo,
        taken: z
          .object({
            takenAt: z.string().regex(/^\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d$/),
            takenPrecision: Precision,
            takenOffset: Offset.nullable(),
          })
          .nullable(),
        title: Title.nullable(),
        favourite: z.boolean().default(false),
      }),
    )
    .default([]),
  /** Albums of photos that were chosen one by one, by their content; an earlier version wrote none. */
  chosenAlbums: z
    .array(
      z.object({
        name: Name,
        photos: z.array(TransferFace.shape.photo),
        cover: TransferFace.shape.photo.nullable(),
      }),
    )
    .default([]),
});

export const transferCalls = {
  'transfer.export': call(none, Transfer, { reads: ['people'], needsFaces: true }),
  /** As one thing that can be undone. What was said here stands: a name is given only where there is none. */
  'transfer.import': call(
    z.object({ said: Transfer }),
    /** `missing`: faces of photos that are not in this library. */
    z.object({ people: Count, faces: Count, missing: Count, albums: Count, ...Recorded }),
    { changes: ['people'], needsFaces: true },
  ),
} as const;

export type Transfer = z.output<typeof Transfer>;
export type TransferFace = z.output<typeof TransferFace>;
