// The workers that said hello: who they are, whether they are still there, and how many photos a second each gives back.

import { randomUUID } from 'node:crypto';
import { AppError } from '../errors.ts';
import { newSecret, secretHash } from '../platform/secrets.ts';
import { sentence } from '../sentences/sentence.ts';
import { AWAY_AFTER_MS, type Hello } from './protocol.ts';

/** One that is away is listed for so long. */
const REMEMBERED_MS = 10 * 60_000;
const SPEED_WINDOW_MS = 60_000;
/** More than any library has; what a lost invitation could do at most. */
const MOST_WORKERS = 1_000;

export interface KnownWorker {
  /** Of this session. */
  id: string;
  /** The invitation that let it in. */
  invitation: string;
  name: string;
  provider: string;
  /** How many photos it holds at once. */
  width: number;
  /** Milliseconds since 1970. */
  lastSign: number;
  isAway: boolean;
}

export type KnownWorkers = ReturnType<typeof makeKnownWorkers>;

/** @param onReturn one that was away has said something */
export function makeKnownWorkers(onReturn: (worker: KnownWorker) => void) {
  /** By the hash of the session. */
  const workers = new Map<string, KnownWorker>();
  /** When each gave results back. */
  const finished = new WeakMap<KnownWorker, number[]>();

  return {
    /** @returns the session with which it is let in from now on. @throws AppError `busy` when there are too many */
    admit({ name, provider, width }: Hello, invitation: string): string {
      if (workers.size >= MOST_WORKERS) throw new AppError('busy', sentence('tooMuch'));
      const session = newSecret();
      const worker = { id: randomUUID(), invitation, name, provider, width, lastSign: Date.now(), isAway: false };
      workers.set(secretHash(session), worker);
      finished.set(worker, []);
      return session;
    },

    /** A word of it: it is there. @throws AppError `refused` for a session that is none, or none any more */
    of(session: string): KnownWorker {
      const worker = workers.get(secretHash(session));
      if (!worker) throw new AppError('refused', sentence('workerUnknown'));
      worker.lastSign = Date.now();
      if (worker.isAway) {
        worker.isAway = false;
        onReturn(worker);
      }
      return worker;
    },

    /** It gave a result back. */
    noteResult(worker: KnownWorker): void {
      finished.get(worker)?.push(Date.now());
    },

    /** @returns those that have been silent for too long, since this was asked last */
    nowAway(): KnownWorker[] {
      const now = Date.now();
      for (const [session, worker] of workers) {
        if (now - worker.lastSign > REMEMBERED_MS) workers.delete(session);
      }
      const silent = [...workers.values()].filter(({ isAway, lastSign }) => !isAway && now - lastSign > AWAY_AFTER_MS);
      for (const worker of silent) worker.isAway = true;
      return silent;
    },

    /** It said goodbye, or its invitation was revoked. */
    dismiss(isMeant: (worker: KnownWorker) => boolean): KnownWorker[] {
      const meant = [...workers].filter(([, worker]) => isMeant(worker));
      for (const [session] of meant) workers.delete(session);
      return meant.map(([, worker]) => worker);
    },

    present: (): KnownWorker[] => [...workers.values()].filter(({ isAway }) => !isAway),

    all: (): KnownWorker[] => [...workers.values()],

    /** Over the last minute. */
    photosPerSecond(worker: KnownWorker): number {
      const now = Date.now();
      const recent = (finished.get(worker) ?? []).filter((at) => now - at <= SPEED_WINDOW_MS);
      finished.set(worker, recent);
      const [first] = recent;
      return first === undefined ? 0 : recent.length / Math.max(1, (now - first) / 1000);
    },
  };
}
