// Long work in slices: a generator that yields every few milliseconds, and how patiently it is run.

import { setTimeout as delay } from 'node:timers/promises';

/** A call waits no longer than this for work that goes on by itself. */
const SLICE_MS = 5;
/** A turn in which something else was done takes longer. */
const BUSY_MS = 1;

/** In one go: for scripts and tests, where nothing waits. */
export function runAll<Result>(work: Generator<unknown, Result>): Result {
  for (;;) {
    const step = work.next();
    if (step.done) return step.value;
  }
}

/**
 * With a breath between the slices, so that calls are answered in the meantime; what is quick is done in one go.
 * @returns nothing when it was aborted
 */
export async function runInSlices<Result>(
  work: Generator<unknown, Result>,
  signal: AbortSignal,
): Promise<Result | undefined> {
  while (!signal.aborted) {
    const step = slice(work);
    if (step.done) return step.value;
    await breathe();
  }
  return undefined;
}

/**
 * Behind everything else: while there are calls, it pauses for as long as it worked, so that they go on as well.
 */
export async function runBehind(work: Generator<unknown>, signal: AbortSignal): Promise<void> {
  while (!signal.aborted) {
    if (slice(work).done) return;
    const paused = performance.now();
    await breathe();
    if (performance.now() - paused > BUSY_MS) await delay(SLICE_MS);
  }
}

/** As many steps as there is time for, and one at least. @returns the last one */
function slice<Result>(work: Generator<unknown, Result>): IteratorResult<unknown, Result> {
  for (const began = performance.now(); ;) {
    const step = work.next();
    if (step.done || performance.now() - began >= SLICE_MS) return step;
  }
}

/** Lets calls that wait be answered. */
export function breathe(): Promise<void> {
  return new Promise((resolve) => void setImmediate(resolve));
}
