// Calls about how photos are analysed, what answers taught, and backups.

import { z } from 'zod';
import { TOPICS, call, none } from './call.ts';
import { Count } from './terms.ts';

/** `asked`: the user wanted one. `restore`: what was there before a backup was restored. */
export const BackupReason = z.enum(['daily', 'asked', 'migration', 'restore']);
export type BackupReason = z.output<typeof BackupReason>;

export const Backup = z.object({
  /** The file's name in the library's `backups` folder. */
  name: z.string(),
  /** ISO, UTC. */
  at: z.string(),
  reason: BackupReason,
  bytes: Count,
});

/** Similarities of −1 to 1; each lesson is one answer to a question that Kindred asked. */
const Learning = z.object({
  shipped: z.number(),
  learnt: z.number(),
  lessons: z.array(z.object({ similarity: z.number(), answer: z.enum(['same', 'different']) })),
});

/** The smallest face that is looked for by default, as a share of a photo's longer side (a panorama's shorter one, twice). */
export const SMALLEST_FACE = 30 / 1024;

/** How photos are analysed. */
const Indexing = z.object({
  /** Side of the smallest face that is looked for, as a share of the photo's longer side; of a panorama's shorter one, twice. */
  smallestFace: z.number(),
  sparesBattery: z.boolean(),
  /** A raw file and its JPEG, or an edited copy and its original, are shown as two photos. */
  filesApart: z.boolean(),
  /** People are looked for in videos, in folders that do not say otherwise. */
  findsPeopleInVideos: z.boolean(),
  /** There is a program that decodes videos. */
  hasDecoder: z.boolean(),
  /** Null: it cannot be told here. */
  onBattery: z.boolean().nullable(),
});

export const settingsCalls = {
  'indexing.get': call(none, Indexing, { reads: ['indexing'], needsFaces: false }),
  /** Another smallest face: every photo is analysed again, by and by; names and answers stay. */
  'indexing.change': call(
    z.object({
      smallestFace: z.number().min(0.01).max(0.2).optional(),
      sparesBattery: z.boolean().optional(),
      filesApart: z.boolean().optional(),
      findsPeopleInVideos: z.boolean().optional(),
    }),
    Indexing,
    { changes: ['indexing'], needsFaces: true },
  ),
  /** The newest first. */
  'backups.list': call(none, z.object({ backups: z.array(Backup) }), { reads: ['backups'], needsFaces: false }),
  /** Now, instead of when it is due. */
  'backups.make': call(none, Backup, { changes: ['backups'], needsFaces: false }),
  /** `kept`: the copy of what was there before; null when that was too damaged to be copied whole, and was set aside. */
  'backups.restore': call(z.object({ backup: z.string() }), z.object({ kept: Backup.nullable() }), {
    changes: TOPICS,
    needsFaces: true,
  }),
  /** The threshold between same and different: what shipped, and what this library's answers made of it. */
  'learning.get': call(none, Learning, { reads: ['people'], needsFaces: true }),
  /** Answers given so far teach nothing any more; they stand all the same. */
  'learning.reset': call(none, none, { changes: ['people'], needsFaces: true }),
} as const;

export type Backup = z.output<typeof Backup>;
