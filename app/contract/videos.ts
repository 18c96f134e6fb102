// Calls about who is in a video, and when.

import { z } from 'zod';
import { call } from './call.ts';
import { Face } from './cards.ts';
import { Count, Id, Sentence } from './terms.ts';

/** One person from frame to frame, for a while: what is said of it is said of its face. */
export const Moment = z.object({
  /** Its box is that of the clearest view. */
  face: Face,
  /** Seconds from the beginning of the video. */
  begins: z.number(),
  ends: z.number(),
  /** Where they are seen: the first time, a little after it begins, and best. */
  firstSeen: z.number(),
  clearest: z.number(),
  /** In how many frames it was found. */
  views: Count,
});

export const videosCalls = {
  /**
   * In the order of time. `off`: people are not looked for in it, by the user; `noDecoder`: this machine has no program for
   * it, or found no picture in it. Moments that were found earlier are there all the same. `reason`: why it failed.
   */
  'videos.moments': call(
    z.object({ photo: Id }),
    z.object({
      state: z.enum(['waiting', 'working', 'done', 'failed', 'off', 'noDecoder']),
      reason: Sentence.nullable(),
      moments: z.array(Moment),
    }),
    { reads: ['people', 'photos', 'indexing', 'status'], needsFaces: false },
  ),
  /** In all videos, those of one video together and in the order of time. */
  'videos.momentsOf': call(
    z.object({ person: Id }),
    z.object({ moments: z.array(z.object({ photo: Id, begins: z.number(), ends: z.number() })) }),
    { reads: ['people', 'photos'], needsFaces: false },
  ),
} as const;

export type Moment = z.output<typeof Moment>;
