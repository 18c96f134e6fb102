// How much slower everything is at the moment, as other programs have the machine's processors.

import { availableParallelism, loadavg } from 'node:os';

/** A machine with more to do than it has cores is waited for longer, up to this many times as long. */
const MOST_SLOWDOWN = 10;

/** @returns 1: it is idle, up to 10; the load is not known on Windows, where it is always 1 */
export function slowdownByLoad(): number {
  const [load = 0] = loadavg();
  return Math.min(MOST_SLOWDOWN, Math.max(1, load / availableParallelism()));
}
