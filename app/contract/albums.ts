// Calls about albums, those that fill themselves and those that the user fills, and about folders shown as albums.

import { z } from 'zod';
import type { SentenceId } from '../sentences/sentence.ts';
import { Recorded, call, none } from './call.ts';
import { PersonCard, PhotoCard } from './cards.ts';
import { Count, Day, Id, LocalTime, Name, Page } from './terms.ts';

/** Which photos an album holds: all of it has to fit, an empty list and null ask for nothing. */
export const AlbumRule = z.object({
  /** Of each party at least one person is on the photo: of all parties, or of any. */
  with: z.array(z.array(Id).max(100)).max(20),
  without: z.array(Id).max(100),
  /** Both included. */
  from: Day.nullable(),
  to: Day.nullable(),
  /** 1 to 12, of any year. */
  months: z.array(z.int().min(1).max(12)).max(12),
  /** Only those that the user made favourites. */
  favourites: z.boolean().default(false),
  /** Only those without a date, or on which nobody was found. */
  lacks: z
    .array(z.enum(['date', 'people']))
    .max(2)
    .default([]),
  /** Each is part of a folder, a file's name, a title, a camera or a name. */
  words: z.array(z.string().min(1).max(200)).max(20),
  /** Only videos that play for longer and shorter than this, in seconds, the limits left out; null: photos as well. */
  videos: z
    .object({ longer: z.number().nonnegative().nullable(), shorter: z.number().nonnegative().nullable() })
    .nullable()
    .default(null),
});

/** What there is of an album before its photos are loaded. */
const Extent = { photos: Count, firstTakenAt: LocalTime, lastTakenAt: LocalTime, cover: Id.nullable() };

/** `isChosen`: the user puts photos into it one by one; otherwise it fills itself. */
export const Album = z.object({ id: Id, name: z.string(), isChosen: z.boolean(), ...Extent });

/** A directory below a watched folder; `directory` is empty for the watched folder itself. */
export const FolderAlbum = z.object({
  folder: Id,
  directory: z.string(),
  name: z.string(),
  path: z.string(),
  ...Extent,
});

/** Otherwise every photo fits. */
export const asksForSomething = ({ from, to, favourites, videos, ...lists }: z.output<typeof AlbumRule>) =>
  from !== null || to !== null || favourites || videos !== null || Object.values(lists).some((list) => list.length > 0);

export const albumsCalls = {
  /** The one made last first; and those deleted, which can be brought back. */
  'albums.list': call(
    none,
    z.object({ albums: z.array(Album), deleted: z.array(z.object({ id: Id, name: z.string() })) }),
    { reads: ['people', 'photos'], needsFaces: false },
  ),
  'albums.get': call(
    z.object({ album: Id }),
    /** `rule` null: its photos are chosen. */
    z.object({ album: Album, rule: AlbumRule.nullable(), people: z.array(PersonCard) }),
    { reads: ['people', 'photos'], needsFaces: false },
  ),
  'albums.photos': call(z.object({ album: Id, ...Page }), z.object({ photos: z.array(PhotoCard), total: Count }), {
    reads: ['people', 'photos'],
    needsFaces: false,
  }),
  /** `album: null` makes one. */
  'albums.save': call(
    z.object({
      album: Id.nullable(),
      name: Name,
      rule: AlbumRule.refine(asksForSomething, 'albumOpen' satisfies SentenceId),
    }),
    Album.extend(Recorded),
    { changes: ['people'], needsFaces: true },
  ),
  /** An album of photos that are chosen one by one. */
  'albums.make': call(z.object({ name: Name, photos: z.array(Id).max(100_000) }), Album.extend(Recorded), {
    changes: ['people'],
    needsFaces: true,
  }),
  /** Puts photos into such an album (or takes them out of it). `photos`: of how many that was not so before. */
  'albums.choose': call(
    z.object({ album: Id, photos: z.array(Id).min(1).max(100_000), chosen: z.boolean() }),
    z.object({ album: Album, photos: Count, ...Recorded }),
    { changes: ['people'], needsFaces: true },
  ),
  /** Of such an album; what is left out stays as it is. `cover` null: the newest photo stands for it. */
  'albums.describe': call(
    z.object({ album: Id, name: Name.optional(), cover: Id.nullable().optional() }),
    Album.extend(Recorded),
    { changes: ['people'], needsFaces: true },
  ),
  'albums.delete': call(z.object({ album: Id }), z.object(Recorded), { changes: ['people'], needsFaces: true }),
  'albums.restore': call(z.object({ album: Id }), Album.extend(Recorded), { changes: ['people'], needsFaces: true }),
  /** Every directory that holds photos, those with the newest first. */
  'albums.folders': call(z.object(Page), z.object({ folders: z.array(FolderAlbum), total: Count }), {
    reads: ['photos'],
    needsFaces: false,
  }),
  'albums.folder': call(z.object({ folder: Id, directory: z.string() }), FolderAlbum, {
    reads: ['photos'],
    needsFaces: false,
  }),
  'albums.folderPhotos': call(
    z.object({ folder: Id, directory: z.string(), ...Page }),
    z.object({ photos: z.array(PhotoCard), total: Count }),
    { reads: ['photos'], needsFaces: false },
  ),
} as const;

export type AlbumRule = z.output<typeof AlbumRule>;
export type Album = z.output<typeof Album>;
export type FolderAlbum = z.output<typeof FolderAlbum>;
