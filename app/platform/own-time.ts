// How long a process was really at work: while others have the processors that it is ready for, it is not to blame.

import { readdirSync, readFileSync } from 'node:fs';
import { statFields } from './process-stat.ts';

const NANOSECONDS_PER_MS = 1e6;
/** In which nearly all photos are read. */
const MOMENT_MS = 2_000;

interface Thread {
  /** It runs, or would if a processor were free. */
  isReady: boolean;
  /** On a processor so far, in milliseconds. */
  ran: number;
}

/**
 * Of a process and those that it started, from now on. What has nothing ready to run waits, for a drive or for nothing: that
 * counts by the clock. Else what its busiest thread ran counts. Where the system does not say (Linux does), all is by the clock.
 * @param pid undefined: it could not be started
 * @returns says how many milliseconds it has been by now
 */
export function ownTimeOf(pid: number | undefined): () => number {
  let own = 0;
  let since = performance.now();
  let before = threadsOf(pid);
  return () => {
    const [now, threads] = [performance.now(), threadsOf(pid)];
    const ran = [...threads].map(([thread, { ran }]) => ran - (before.get(thread)?.ran ?? 0));
    const isReady = threads.values().some((thread) => thread.isReady);
    own += isReady ? Math.min(now - since, Math.max(...ran)) : now - since;
    [since, before] = [now, threads];
    return own;
  };
}

/**
 * Calls `onEnd` once the process has been at work for so long, in milliseconds. Nearly all work is over in a moment, and to
 * look at a process takes half a millisecond: it is looked at from then on, and before that all counts by the clock.
 * @returns ends the limit
 */
export function limitOwnTime(pid: number | undefined, milliseconds: number, onEnd: () => void): () => void {
  const began = performance.now();
  let timer = setTimeout(begin, Math.min(MOMENT_MS, milliseconds));
  return () => clearTimeout(timer);

  function begin(): void {
    const rest = milliseconds - (performance.now() - began);
    const ownTime = ownTimeOf(pid);
    look();

    function look(): void {
      const left = rest - ownTime();
      if (left < 1) onEnd();
      else timer = setTimeout(look, left);
    }
  }
}

/** By their folders in /proc: see proc(5). */
function threadsOf(pid: number | undefined): Map<string, Thread> {
  const folder = `/proc/${pid ?? ''}/task`;
  const threads = new Map<string, Thread>();
  for (const name of namesIn(folder)) {
    const thread = `${folder}/${name}`;
    const [state] = statFields(textOf(`${thread}/stat`));
    threads.set(thread, {
      isReady: state === 'R',
      ran: Number(textOf(`${thread}/schedstat`).split(' ')[0]) / NANOSECONDS_PER_MS,
    });
    const children = textOf(`${thread}/children`).split(' ').filter(Boolean);
    for (const child of children) for (const each of threadsOf(Number(child))) threads.set(...each);
  }
  return threads;
}

/** @returns none: the process has ended, or the system is another one */
function namesIn(folder: string): string[] {
  try {
    return readdirSync(folder);
  } catch {
    return [];
  }
}

/** @returns nothing: the thread has ended */
function textOf(file: string): string {
  try {
    return readFileSync(file, 'latin1');
  } catch {
    return '';
  }
}
