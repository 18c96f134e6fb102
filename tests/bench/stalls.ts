// For how long the thread that measures could not go on: by its own work, and by other programs.

import { readFileSync } from 'node:fs';

const STALL_CHECK_MS = 5;

/** @returns what ends the watch and tells the longest time, in milliseconds, in which no call would have been answered */
export function watchStalls(): () => number {
  let [last, longest] = [performance.now(), 0];
  const timer = setInterval(() => {
    const now = performance.now();
    longest = Math.max(longest, now - last - STALL_CHECK_MS);
    last = now;
  }, STALL_CHECK_MS);
  return () => {
    clearInterval(timer);
    return Math.round(longest);
  };
}

/** How long the process has been ready to go on while other programs had the processors, in milliseconds; 0 where only Linux would tell. */
export function heldUpMs(): number {
  if (process.platform !== 'linux') return 0;
  const [, waited = '0'] = readFileSync('/proc/self/schedstat', 'utf8').split(' ');
  return Number(waited) / 1e6;
}
