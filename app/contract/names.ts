// Calls about names that other programs gave, and names written for other programs.

import { z } from 'zod';
import { call, none } from './call.ts';
import { Count, Id, Problem, Sentence } from './terms.ts';

/** Whose names are brought along. */
export const NameSource = z.enum(['xmp', 'picasa', 'takeout', 'digikam']);

/** What was found of one name, and what bringing it along would do. */
export const FoundName = z.object({
  /** As it is written most often: names that differ in capitals, accents or blanks are one. */
  name: z.string(),
  photos: Count,
  /** Boxes that fit a face, that lie a little otherwise, and around which no face was found: one is drawn there. */
  fits: Count,
  differs: Count,
  drawn: Count,
  /** Names without a box: where one face was left over it is that one, else it is asked. */
  settled: Count,
  asked: Count,
  /** Faces that are called so in Kindred already, and those that the user gave another name: that stands. */
  known: Count,
  kept: Count,
  /** How many people of Kindred it is given to. */
  people: Count,
  /** How many of them are one if the user says so. 0: nobody may be joined. */
  mayBeOne: Count,
  /** How many may not: on one photo together with another of them, or called different by the user. They get the name too. */
  together: Count,
  toldApart: Count,
  /** Some of the faces, for small pictures. */
  faces: z.array(Id),
  /** Whether anything would change. */
  isNew: z.boolean(),
});

export const NamesReport = z.object({
  /** The real path that was looked through. */
  place: z.string(),
  from: NameSource.nullable(),
  files: Count,
  /** On which a person has a name. */
  photos: Count,
  names: z.array(FoundName),
  /** Boxes without a name, which are left out. */
  unnamed: Count,
  /** Names on what the user said is no face, and boxes that contradict another one: none of these counts. */
  refused: Count,
  disputed: Count,
  /** Photos whose boxes lie as if the picture were turned otherwise than its file says: they were turned. */
  turned: Count,
  /** Names for photos that are not in this library. */
  elsewhere: Count,
  problems: z.array(z.object({ file: z.string(), reason: Sentence })),
  problemCount: Count,
});

/** Where bringing names along is. */
export const NamesImport = z.discriminatedUnion('step', [
  z.object({ step: z.literal('idle') }),
  z.object({ step: z.literal('reading'), place: z.string(), done: Count, total: Count }),
  /** Nothing is written yet. */
  z.object({ step: z.literal('found'), report: NamesReport }),
  z.object({ step: z.literal('applying'), done: Count, total: Count }),
  z.object({
    step: z.literal('applied'),
    people: Count,
    faces: Count,
    drawn: Count,
    joined: Count,
    /** Null: nothing was new. */
    action: Id.nullable(),
    isUndone: z.boolean(),
  }),
  z.object({ step: z.literal('failed'), reason: Sentence }),
]);

/** Names in the .xmp files beside photos: where they are written, and how far that is. */
export const NamesWriting = z.object({
  /** In folders that are added from now on as well. */
  newFolders: z.boolean(),
  folders: z.array(z.object({ folder: Id, path: z.string(), writes: z.boolean() })),
  /** Sidecars that hold names of Kindred's; and those of them in folders where nothing is written any more. */
  written: Count,
  leftOver: Count,
  /** Sidecars of Kindred's that lie there still, though their photo is missing or left out; and the first of them. */
  orphaned: Count,
  orphans: z.array(z.string()),
  /** Photos whose sidecars are still to be looked at, and those of which it failed. */
  waiting: Count,
  failed: Count,
  /** The first file of each reason, and how many there are. */
  problems: z.array(z.object({ path: z.string(), count: Count, reason: Sentence })),
  /** Why nothing at all can be written. */
  trouble: Problem.nullable(),
});

export const namesCalls = {
  /** Names that other programs gave. While something is under way, ask again for progress. */
  'names.get': call(none, NamesImport, { reads: ['names', 'people'], needsFaces: false }),
  /**
   * Looks through a folder, or digiKam's database, and says what would be brought along; nothing is written.
   * @param from null: every program's
   */
  'names.find': call(z.object({ place: z.string().min(1), from: NameSource.nullable().default(null) }), NamesImport, {
    changes: ['names'],
    needsFaces: true,
  }),
  /**
   * Brings along what was found, as one action.
   * `one`: names that were given to several people of Kindred who are one, or `all` of these
   */
  'names.apply': call(z.object({ one: z.union([z.array(z.string()), z.literal('all')]).default([]) }), NamesImport, {
    changes: ['names', 'people', 'photos'],
    needsFaces: true,
  }),
  /** Ends what is under way, or forgets what was found or applied; what was applied stays so. */
  'names.cancel': call(none, NamesImport, { changes: ['names'], needsFaces: false }),
  /** While something is waiting, ask again for progress. */
  'sidecars.get': call(none, NamesWriting, { reads: ['names', 'people', 'photos'], needsFaces: false }),
  /** Whether names are written into the .xmp files beside the photos of a folder, or of all. The photos are only read. */
  'sidecars.change': call(z.object({ folder: z.union([Id, z.literal('all')]), writes: z.boolean() }), NamesWriting, {
    changes: ['names'],
    needsFaces: false,
  }),
  /** Takes away what Kindred wrote, and nothing else, in folders where nothing is written any more. */
  'sidecars.takeAway': call(none, NamesWriting, { changes: ['names'], needsFaces: false }),
  /** Tries all that failed once more. */
  'sidecars.retry': call(none, NamesWriting, { changes: ['names'], needsFaces: false }),
} as const;

export type NameSource = z.output<typeof NameSource>;
export type NamesImport = z.output<typeof NamesImport>;
export type NamesWriting = z.output<typeof NamesWriting>;
export type FoundName = z.output<typeof FoundName>;
export type NamesReport = z.output<typeof NamesReport>;
