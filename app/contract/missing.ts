// Calls about photos without a file, files that could not be read, and videos in which people could not be looked for.

import { z } from 'zod';
import { call, none } from './call.ts';
import { Count, Id, Page, Sentence } from './terms.ts';

export const Failure = z.object({
  file: Id,
  /** The file could not be read; or it is a video that was read, and people could not be looked for in it. */
  what: z.enum(['file', 'peopleInVideo']),
  path: z.string(),
  reason: Sentence,
  attempts: Count,
  /** When it is tried again (ISO, UTC); null: only when the user says so. */
  retryAt: z.string().nullable(),
});

/** A photo of which no file is left; it comes back with everything when a file does. */
export const MissingPhoto = z.object({
  photo: Id,
  path: z.string(),
  /** ISO, UTC; null: unknown. */
  since: z.string().nullable(),
  /** When the user forgot it; until the forgotten are emptied it can be remembered. */
  forgottenAt: z.string().nullable(),
  faces: Count,
  names: z.array(z.string()),
});

const MissingCounts = { total: Count, forgotten: Count };

const Photos = z.union([z.array(Id), z.literal('all')]);

export const missingCalls = {
  /** The latest first. */
  'missing.list': call(z.object(Page), z.object({ photos: z.array(MissingPhoto), ...MissingCounts }), {
    reads: ['photos'],
    needsFaces: false,
  }),
  'missing.forget': call(z.object({ photos: Photos }), z.object(MissingCounts), {
    changes: ['photos'],
    needsFaces: true,
  }),
  /** Takes forgetting back. */
  'missing.remember': call(z.object({ photos: Photos }), z.object(MissingCounts), {
    changes: ['photos'],
    needsFaces: true,
  }),
  /** Deletes the forgotten photos, their faces, and what was said of people who then have no face left. */
  'missing.empty': call(none, z.object({ photos: Count }), { changes: ['people', 'photos'], needsFaces: true }),
  'failures.list': call(z.object(Page), z.object({ failures: z.array(Failure), total: Count }), {
    reads: ['photos', 'indexing'],
    needsFaces: false,
  }),
  'failures.retry': call(z.object({ files: z.union([z.array(Id), z.literal('all')]) }), none, {
    changes: ['photos'],
    needsFaces: false,
  }),
} as const;

export type Failure = z.output<typeof Failure>;
export type MissingPhoto = z.output<typeof MissingPhoto>;
