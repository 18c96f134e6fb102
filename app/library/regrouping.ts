// When faces are grouped: those that came once a second at most, all of them anew when everything has been read.

import type { People } from '../people/index.ts';
import type { Log } from '../platform/log.ts';

/** Photos may come one by one, each of them the last. */
const SETTLE_EVERY_MS = 1000;

export interface RegroupingOptions {
  people: People;
  log: Log;
  /** Everything that was found has been read. */
  isRead(): boolean;
  onMoved(): void;
  onEnded(): void;
}

export type Regrouping = ReturnType<typeof startRegrouping>;

export function startRegrouping({ people, log, isRead, onMoved, onEnded }: RegroupingOptions) {
  let underWay: Promise<void> | undefined;
  let mustAssign = false;
  let mustSettle = false;
  let settledAt = -Infinity;
  let milliseconds = 0;

  function group(): void {
    if (underWay || !(mustAssign || mustSettle)) return;
    const settles = mustSettle && isRead();
    if (!mustAssign && !settles) return;
    mustAssign = false;
    if (settles) mustSettle = false;
    const began = performance.now();
    underWay = (settles ? people.settle() : people.assignNewFaces())
      .then((moved) => void (moved > 0 && onMoved()))
      .catch((error: unknown) => log('error', 'grouping.failed', { error }))
      .finally(() => {
        milliseconds += performance.now() - began;
        underWay = undefined;
        if (settles) settledAt = performance.now();
        settleAtOnce();
        onEnded();
      });
  }

  function settleAtOnce(): void {
    if (mustSettle && isRead() && performance.now() - settledAt >= SETTLE_EVERY_MS) group();
  }

  return {
    /** Begins with what is due, if nothing is under way. */
    group,
    /** Faces came that belong to no person yet. */
    noteNewFaces(): void {
      mustAssign = true;
    },
    /** Nothing more is to come for now: all faces are grouped anew. */
    noteAllRead(): void {
      mustSettle = true;
      settleAtOnce();
    },
    /** Faces lost their person, or people became others: both, as soon as it is due. */
    noteAllChanged(): void {
      mustAssign = mustSettle = true;
    },
    /** Or about to be. */
    isBusy: (): boolean => underWay !== undefined || mustAssign || mustSettle,
    milliseconds: (): number => milliseconds,
    /** Resolves when what is under way has ended. */
    ended: async (): Promise<void> => underWay,
  };
}
