// Counts what a walk met and did not read, by kind and reason.

import { relative } from 'node:path';
import type { Skipped } from '../contract.ts';

export function skipCount(root: string) {
  const counts = new Map<string, Skipped>();
  return {
    /** @param path whole */
    add(kind: Skipped['kind'], reason: Skipped['reason'], path: string): void {
      const key = `${kind} ${reason}`;
      const before = counts.get(key);
      if (before) before.count++;
      else counts.set(key, { kind, reason, count: 1, example: relative(root, path) });
    },
    /** The most numerous first. */
    all: (): Skipped[] => [...counts.values()].sort((a, b) => b.count - a.count),
  };
}
