// Calls about what was done, and taking it back.

import { z } from 'zod';
import { Recorded, call, none } from './call.ts';
import { Count, Id, Page, Sentence } from './terms.ts';

export const HistoryEntry = z.object({
  id: Id,
  at: z.string(),
  sentence: Sentence,
  undone: z.boolean(),
  /** Why it cannot be taken back: something that was done later builds on it. null: it can, unless it is undone. */
  obstacle: Sentence.nullable(),
  /** Some of the faces that it was about, for small pictures: six at most. */
  faces: z.array(Id),
  /** `machine`: Kindred by itself. */
  who: z.enum(['user', 'import', 'machine']),
});

export const historyCalls = {
  'history.list': call(z.object(Page), z.object({ entries: z.array(HistoryEntry), total: Count }), {
    reads: ['people'],
    needsFaces: false,
  }),
  /**
   * Takes back exactly that action, the user's or Kindred's own; without one, the newest of the user's that stands (null:
   * there is none). Refused in words while something that was done later builds on it. What Kindred did is taken back by
   * an action of the user's, which is in the reply.
   */
  'history.undo': call(
    z.object({ action: Id.optional() }),
    z.object({ undone: HistoryEntry.nullable(), ...Recorded }),
    { changes: ['people', 'photos'], needsFaces: true },
  ),
  /** Does again what was taken back last, unless something else was done since; null: there is nothing. */
  'history.redo': call(none, z.object({ redone: HistoryEntry.nullable() }), {
    changes: ['people', 'photos'],
    needsFaces: true,
  }),
} as const;

export type HistoryEntry = z.output<typeof HistoryEntry>;
