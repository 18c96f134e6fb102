// Runs costly things a few at a time; what waits for its turn can be left out again, and too much that waits is refused.

import { AppError } from '../errors.ts';
import { sentence } from '../sentences/sentence.ts';

export interface TurnLimits {
  /** How many run side by side. */
  atOnce: number;
  /** One more is refused when so many wait already. */
  mostWaiting: number;
}

/** @throws AppError `busy` when too many wait; the signal's reason when it was aborted before its turn came */
export type InTurn = <Result>(run: () => Promise<Result>, signal?: AbortSignal) => Promise<Result>;

export function inTurn({ atOnce, mostWaiting }: TurnLimits): InTurn {
  const waiting = new Set<() => void>(); // in the order of their coming
  let running = 0;

  function myTurn(signal: AbortSignal | undefined): Promise<void> {
    if (running < atOnce) {
      running++;
      return Promise.resolve();
    }
    if (waiting.size >= mostWaiting) throw new AppError('busy', sentence('tooMuch'));
    return new Promise((resolve, reject) => {
      const leave = () => {
        waiting.delete(start);
        reject(signal?.reason as Error);
      };
      const start = () => {
        signal?.removeEventListener('abort', leave);
        resolve();
      };
      waiting.add(start);
      signal?.addEventListener('abort', leave, { once: true });
    });
  }

  /** Hands the turn on, so that no later call can take it in between. */
  function nextTurn(): void {
    const [next] = waiting;
    if (next === undefined) running--;
    else {
      waiting.delete(next);
      next();
    }
  }

  return async (run, signal) => {
    signal?.throwIfAborted();
    await myTurn(signal);
    try {
      return await run();
    } finally {
      nextTurn();
    }
  };
}
