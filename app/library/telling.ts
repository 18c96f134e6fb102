// Tells the windows what changed and how far the work is: once a second at most, and as long as something goes on.

import {
  type CallName,
  contract,
  type EventName,
  type EventPayload,
  events,
  type Status,
  type Topic,
} from '../contract.ts';
import type { Log } from '../platform/log.ts';

const ANNOUNCE_MS = 1000;

export type Announce = <N extends EventName>(name: N, payload: EventPayload<N>) => void;

/** Of what hardly anything but calls changes. */
const TOLD_AFTER_CALLS = [
  'modelsChanged',
  'indexingChanged',
  'backupsChanged',
  'namesChanged',
  'workersChanged',
] as const satisfies EventName[];

/** What a call has changed shows in every window, not only in the one that made it. */
export function tellAfterCall(announce: Announce, name: CallName): void {
  const { effect } = contract[name];
  if (!('changes' in effect)) return;
  const changed = new Set<Topic>(effect.changes);
  for (const event of TOLD_AFTER_CALLS) {
    if (events[event].changes.some((topic) => changed.has(topic))) announce(event, {});
  }
}

export interface TellingOptions {
  announce: Announce;
  log: Log;
  status(): Status;
  isWorking(): boolean;
  /** Before anything is told: what is due may begin. */
  onTurn(): void;
}

export function startTelling({ announce, log, status, isWorking, onTurn }: TellingOptions) {
  const changes = { people: false, photos: false };
  const idlers: (() => void)[] = [];
  let isClosed = false;
  let timer: NodeJS.Timeout | undefined;
  let toldAt = -Infinity;

  function tell(): void {
    if (isClosed) return;
    const pause = Math.max(0, toldAt + ANNOUNCE_MS - performance.now());
    timer ??= setTimeout(() => {
      timer = undefined;
      toldAt = performance.now();
      try {
        tellNow();
      } catch (error) {
        log('error', 'activity.failed', { error }); // the library's trouble is shown as soon as it can be read
      }
      if (isWorking()) tell();
      else releaseIdlers();
    }, pause);
  }

  function tellNow(): void {
    onTurn();
    if (changes.people) announce('peopleChanged', {});
    if (changes.photos) announce('photosChanged', {});
    changes.people = changes.photos = false;
    announce('status', status());
  }

  function releaseIdlers(): void {
    idlers.splice(0).forEach((done) => done());
  }

  return {
    tell,
    changed(what: 'people' | 'photos'): void {
      changes[what] = true;
      tell();
    },
    /** Work has ended: is it all of it? */
    noteEnded(): void {
      tell();
      if (!isWorking()) releaseIdlers();
    },
    /** Resolves when nothing goes on. */
    whenIdle(): Promise<void> {
      return new Promise((resolve) => {
        idlers.push(resolve);
        tell();
      });
    },
    close(): void {
      isClosed = true;
      clearTimeout(timer);
      releaseIdlers();
    },
  };
}
