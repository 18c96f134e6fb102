// Calls about other machines that analyse photos for this library.

import { z } from 'zod';
import { call, none } from './call.ts';

/** A machine that analyses photos for this library, beside the one that it is on. */
export const Worker = z.object({
  /** Two may have one name. */
  id: z.uuid(),
  name: z.string(),
  provider: z.string(),
  /** Over the last minute. */
  photosPerSecond: z.number(),
  /** ISO, UTC. */
  lastSign: z.string(),
  /** It says nothing any more: its photos go on elsewhere. */
  isAway: z.boolean(),
});

/** What lets such a machine in, until it is revoked. */
export const Invitation = z.object({ id: z.uuid(), name: z.string(), at: z.string() });

export const workersCalls = {
  /** Invitations of other machines that may analyse photos; null: this library shares no queue with any. */
  'workers.list': call(none, z.object({ invitations: z.array(Invitation).nullable() }), {
    reads: ['workers'],
    needsFaces: false,
  }),
  /** What it let in is let in no more, at once. */
  'workers.revoke': call(z.object({ invitation: z.uuid() }), none, {
    changes: ['workers', 'status'],
    needsFaces: false,
  }),
} as const;

export type Invitation = z.output<typeof Invitation>;
export type Worker = z.output<typeof Worker>;
