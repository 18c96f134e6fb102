// Finds the nearest of very many vectors without looking at all of them: a navigable graph (HNSW), searched roughly.

import { createRequire } from 'node:module';
import type * as Usearch from 'usearch';
import { headsOf, type Vector } from '../scoring/vectors.ts';

/** Neighbours that each vector is linked to, and how widely is searched: nine in ten of the true neighbours are found. */
const CONNECTIVITY = 16;
const EXPANSION = 64;

export type HnswIndex = NonNullable<ReturnType<typeof openHnswIndex>>;

/**
 * Only the heaviest model's values are compared: this finds which are worth an exact comparison, no more.
 * @returns nothing where usearch has no program for this kind of machine: then everything is compared with everything
 */
export function openHnswIndex(head: number) {
  const usearch = load();
  if (!usearch) return undefined;
  const index = new usearch.Index({
    dimensions: head,
    metric: usearch.MetricKind.Cos,
    quantization: usearch.ScalarKind.F16,
    connectivity: CONNECTIVITY,
    expansion_add: EXPANSION,
    expansion_search: EXPANSION,
    multi: false,
  });

  return {
    size: (): number => index.size(),
    has: (key: number): boolean => index.contains(BigInt(key)) === true,
    put(entries: readonly { key: number; vector: Vector }[]): void {
      if (entries.length === 0) return;
      const keys = keysOf(entries.map(({ key }) => key));
      index.remove(keys);
      index.add(keys, headsOf(entries.map(({ vector }) => vector)), 0);
    },
    remove: (keys: readonly number[]): void => void (keys.length > 0 && index.remove(keysOf(keys))),
    /** @returns for each vector the keys of those near it, the nearest first */
    search(vectors: readonly Vector[], most: number): number[][] {
      if (vectors.length === 0 || index.size() === 0) return vectors.map(() => []);
      const found = index.search(headsOf(vectors), most, 0);
      const matches = found instanceof usearch.BatchMatches ? vectors.map((_, at) => found.get(at)) : [found];
      return matches.map(({ keys }) => Array.from(keys, Number));
    },
    save: (file: string): void => index.save(file),
    load: (file: string): void => index.load(file),
  };
}

function keysOf(keys: readonly number[]): BigUint64Array {
  return BigUint64Array.from(keys, BigInt);
}

let loaded: typeof Usearch | null | undefined;

/** When it is first needed: a small library never needs it. */
function load(): typeof Usearch | null {
  if (loaded === undefined) {
    try {
      loaded = createRequire(import.meta.url)('usearch') as typeof Usearch; // `require` knows no types
    } catch {
      loaded = null; // no program for this system: what that means is said above
    }
  }
  return loaded;
}
