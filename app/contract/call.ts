// What a call of the contract is: a request, a reply, and what it reads or changes.

import { z } from 'zod';
import { Id } from './terms.ts';

/** The action that was written down, by which it is taken back; null: nothing changed. */
export const Recorded = { action: Id.nullable() };

export const none = z.object({});

/** What replies are about. `people`: who is who, and all that the user decided about them and about albums. */
export const TOPICS = ['people', 'photos', 'status', 'models', 'indexing', 'backups', 'names', 'workers'] as const;

export type Topic = (typeof TOPICS)[number];

/**
 * What a call reads or changes: a change makes every reply stale that reads one of its topics.
 * `needsFaces`: the call waits until all faces are in memory, which takes a large library seconds.
 */
export type Effect = { needsFaces: boolean } & ({ reads: readonly Topic[] } | { changes: readonly Topic[] });

export const call = <Request extends z.ZodType, Reply extends z.ZodType>(
  request: Request,
  reply: Reply,
  effect: Effect,
) => ({
  request,
  reply,
  effect,
});
