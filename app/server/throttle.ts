// Lets so many through at once, and after that so many in a time: a bucket that fills up again, drop by drop.

export interface Rate {
  atOnce: number;
  everyMs: number;
}

export interface Bucket {
  /** Whether one more could pass now; takes nothing. */
  hasOne(now?: number): boolean;
  /** @returns whether one more may pass now */
  takeOne(now?: number): boolean;
}

export function bucketOf({ atOnce, everyMs }: Rate): Bucket {
  let drops = atOnce;
  let seen = performance.now();
  const hasOne = (now = performance.now()): boolean => {
    drops = Math.min(atOnce, drops + (now - seen) / everyMs);
    seen = now;
    return drops >= 1;
  };
  return {
    hasOne,
    takeOne(now) {
      if (!hasOne(now)) return false;
      drops -= 1;
      return true;
    },
  };
}

/** A bucket for each key. @param most so many are kept; beyond that the one that was not used for longest is forgotten */
export function bucketsOf(rate: Rate, most: number): (key: string) => Bucket {
  const buckets = new Map<string, Bucket>();
  return (key) => {
    const bucket = buckets.get(key) ?? bucketOf(rate);
    buckets.delete(key); // to the end of the order
    buckets.set(key, bucket);
    const [unused] = buckets.keys();
    if (buckets.size > most && unused !== undefined) buckets.delete(unused);
    return bucket;
  };
}
