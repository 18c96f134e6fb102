// Calls about photos: lists of them, one of them whole, what the user says of them, taking them along.

import { z } from 'zod';
import { Recorded, call, none } from './call.ts';
import { Face, PersonCard, PhotoCard, Town } from './cards.ts';
import { Count, Id, LocalTime, Name, Offset, Page, PartialTime, Precision, Sentence, Title } from './terms.ts';

/** Where words stand: in the file, or in the .xmp file beside it; or it is the user who says so. */
const WrittenIn = z.enum(['exif', 'xmp', 'iptc', 'png', 'sidecar', 'user']);

export const Photo = PhotoCard.extend({
  bytes: Count,
  /** Of a video's pictures, as people call it; null: its file does not say, or it is a still. */
  codec: z.string().nullable(),
  camera: z.string().nullable(),
  lens: z.string().nullable(),
  exposure: z.object({
    /** Seconds. */
    time: z.number().nullable(),
    /** The f-number. */
    aperture: z.number().nullable(),
    iso: z.number().nullable(),
    /** Millimetres, as the lens has it. */
    focalLength: z.number().nullable(),
  }),
  /**
   * Who says when it was taken: the user, the .xmp file beside it, something in the file, or its name. `file`: nothing; there is
   * only the file's own time, which says when it was copied, at best.
   */
  takenFrom: z.enum(['user', 'sidecar', 'exif', 'xmp', 'iptc', 'gps', 'png', 'container', 'name', 'file']),
  /** The file's own time, where there is no `takenAt`. */
  fileTime: LocalTime,
  /** How much of `takenAt` is known. */
  takenPrecision: Precision,
  /** From UTC: +02:00. */
  takenOffset: z.string().nullable(),
  /** Degrees, north and east positive. */
  position: z.object({ latitude: z.number(), longitude: z.number(), town: Town.nullable() }).nullable(),
  rating: z.object({ stars: z.int().min(1).max(5), from: WrittenIn }).nullable(),
  title: z.object({ text: z.string(), from: WrittenIn }).nullable(),
  description: z.string().nullable(),
  keywords: z.array(z.string()),
  /** Why this is not all that the file says of itself. */
  metadataProblem: Sentence.nullable(),
  /** Every place where this very file lies: copies are one photo. */
  places: z.array(z.object({ folder: z.string(), path: z.string() })),
  /**
   * From left to right. `ageInMonths`: of the person when the photo was taken; null: not born yet, or the birth date is
   * not known. `hidden`: the person is, by the user.
   */
  faces: z.array(Face.extend({ ageInMonths: Count.nullable(), hidden: z.boolean() })),
});

/** Photos that are meant together: one by one, or all of a person, of an album, of a folder, that a search finds, or all. */
export const PhotoSet = z.union([
  z.strictObject({ photos: z.array(Id).min(1).max(100_000) }),
  z.strictObject({ person: Id }),
  z.strictObject({ album: Id }),
  z.strictObject({ folder: Id, directory: z.string() }),
  z.strictObject({ query: z.string().min(1).max(1000) }),
  z.strictObject({ everything: z.literal(true) }),
]);

/** Photos to be taken along, perhaps with what stands beside them in .xmp files, and who is on them. */
export const PhotosToTake = z.object({ set: PhotoSet, withSidecars: z.boolean().default(false) });

export const photosCalls = {
  'photos.list': call(z.object(Page), z.object({ photos: z.array(PhotoCard), total: Count }), {
    reads: ['photos'],
    needsFaces: false,
  }),
  /**
   * All of `photos.list` in few bytes: the days, newest first, and at the end an empty one for photos without a date; with a
   * letter a photo for its shape: its character code less 32 is 32 times width over height, between ½ and 2½. Enough to lay
   * everything out before a card is loaded.
   */
  'photos.timeline': call(none, z.object({ days: z.array(z.object({ day: z.string(), shapes: z.string() })) }), {
    reads: ['photos'],
    needsFaces: false,
  }),
  /** Which place the photo has in `photos.list`, from 0; null: none. */
  'photos.place': call(z.object({ photo: Id }), z.object({ place: Count.nullable() }), {
    reads: ['photos'],
    needsFaces: false,
  }),
  /** Of all photos of a list, in its order, so that many can be selected of which few are loaded. */
  'photos.ids': call(PhotoSet, z.object({ photos: z.array(Id) }), { reads: ['people', 'photos'], needsFaces: false }),
  'photos.get': call(z.object({ photo: Id }), Photo, { reads: ['people', 'photos'], needsFaces: false }),
  /**
   * Offers the original files in one zip, for a minute, at `/download/` and the ticket; once it was begun, its rest for a day.
   * `absent`: photos that cannot be reached, as drives may be away; `withoutNames`: sidecars into which no name could be put.
   */
  'photos.download': call(
    PhotosToTake,
    z.object({ ticket: z.string(), files: Count, bytes: Count, absent: Count, withoutNames: Count }),
    { changes: [], needsFaces: false },
  ),
  /** Ends what is copied to a folder at the moment; files that are copied stay. */
  'photos.stopCopying': call(none, none, { changes: ['status'], needsFaces: false }),
  /**
   * Of each of these photos, the one face without a name is that person (null: someone new, with that name).
   * `known`: photos on which that person is already; `several`, `without`: those left alone, with more such faces or none.
   */
  'photos.identify': call(
    z.object({ photos: z.array(Id).min(1).max(100_000), person: Id.nullable(), name: Name.optional() }),
    z.object({
      person: PersonCard.nullable(),
      faces: Count,
      known: Count,
      several: Count,
      without: Count,
      ...Recorded,
    }),
    { changes: ['people'], needsFaces: true },
  ),
  /** These photos are mirrors or collages: one person may be seen on them more than once. */
  'photos.collage': call(z.object({ photos: z.array(Id).min(1) }), z.object(Recorded), {
    changes: ['people'],
    needsFaces: true,
  }),
  /**
   * What the user says of photos, as one action; what is left out stays as it is, and null gives back what the photos
   * themselves say. The files are not touched. `shiftMinutes` moves photos of which the time is known, and no others.
   */
  'photos.edit': call(
    z.object({
      photos: z.array(Id).min(1).max(2000),
      taken: z
        .object({
          /** A year, a month, a day, or a day with its time. */
          at: PartialTime.optional(),
          shiftMinutes: z.int().min(-5_256_000).max(5_256_000).optional(),
          /** From UTC: +02:00. */
          offset: Offset.nullable().optional(),
        })
        .nullable()
        .optional(),
      title: Title.nullable().optional(),
    }),
    z.object({ changed: Count, ...Recorded }),
    { changes: ['people', 'photos'], needsFaces: true },
  ),
  'photos.favourite': call(
    z.object({ photos: z.array(Id).min(1).max(100_000), favourite: z.boolean() }),
    z.object({ changed: Count, ...Recorded }),
    { changes: ['photos', 'people'], needsFaces: true },
  ),
} as const;

export type PhotoSet = z.output<typeof PhotoSet>;
export type PhotosToTake = z.output<typeof PhotosToTake>;
export type Photo = z.output<typeof Photo>;
