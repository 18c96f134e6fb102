// Waits for a database or a server that is away: it is asked again after a pause, and a longer one each time.

import { setTimeout as pause } from 'node:timers/promises';
import { AppError } from '../errors.ts';
import type { Log } from '../platform/log.ts';
import { queueTroubleOf, UnusableQueue } from './queue-trouble.ts';
import { ServerAway } from './server-client.ts';

const FIRST_PAUSE_MS = 500;
const LONGEST_PAUSE_MS = 15_000;

export interface ReachingOptions {
  log: Log;
  /** What is waited for, in one line. */
  say(line: string): void;
  /** Aborted when nothing is waited for any more. */
  signal: AbortSignal;
}

export function openReaching({ log, say, signal }: ReachingOptions) {
  /** Resolves early when nothing is waited for any more. */
  async function pauseFor(milliseconds: number): Promise<void> {
    await pause(milliseconds, undefined, { signal }).catch(() => undefined);
  }

  return {
    pauseFor,

    /**
     * @returns undefined when it is waited for no longer
     * @throws what no waiting mends
     */
    async untilReached<Reached>(reach: () => Promise<Reached>): Promise<Reached | undefined> {
      for (let pauses = 0; !signal.aborted; pauses++) {
        try {
          return await reach();
        } catch (error) {
          if (isFinal(error)) throw error;
          const { message } = error instanceof ServerAway ? error : { message: queueTroubleOf(error).message.text };
          if (pauses === 0) log('warn', 'worker.waiting', { error });
          say(`${message} Trying again`);
          await pauseFor(Math.min(LONGEST_PAUSE_MS, FIRST_PAUSE_MS * 2 ** pauses));
        }
      }
      return undefined;
    },
  };
}

/** What is only away comes back; this does not. */
export function isFinal(error: unknown): boolean {
  return error instanceof UnusableQueue || (error instanceof AppError && error.code !== 'busy');
}
