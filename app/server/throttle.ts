// Lets so many through at once, and after that so many in a time: a bucket that fills up again, drop by drop.

/** @returns whether one more may pass now */
export function throttle({ atOnce, everyMs }: { atOnce: number; everyMs: number }): (now?: number) => boolean {
  let drops = atOnce;
  let seen = performance.now();
  return (now = performance.now()) => {
    drops = Math.min(atOnce, drops + (now - seen) / everyMs);
    seen = now;
    if (drops < 1) return false;
    drops -= 1;
    return true;
  };
}
