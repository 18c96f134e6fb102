// Compares every cluster with every other: exact, and the work grows with the square.

import type { Edges } from './edges.ts';
import type { Cluster } from './linkage.ts';
import { dotFrom, headProducts, headsOf } from '../scoring/vectors.ts';

const PAIRS_PER_SLICE = 16_000;

/** @param edges receives the pairs whose means are alike by `least` or more, as indices. @returns the same edges */
export function* everyPair(clusters: readonly Cluster[], least: number, edges: Edges): Generator<void, Edges> {
  const means = clusters.map(({ mean }) => mean);
  const heads = headsOf(means);
  const tails = Float64Array.from(means, ({ tail }) => tail);
  const offsets = Float64Array.from(means, ({ offset }) => offset);
  const products = new Float64Array(clusters.length);
  const near = new Int32Array(clusters.length);
  let work = 0;
  for (let b = 1; b < clusters.length; b++) {
    const count = possiblyAlike({ heads, tails, offsets }, b, least, products, near);
    for (let at = 0; at < count; at++) {
      const a = near[at];
      const similarity = dotFrom(means[a], means[b], least);
      if (similarity >= least) edges.add(a, b, similarity);
    }
    work += b;
    if (work < PAIRS_PER_SLICE) continue;
    work = 0;
    yield;
  }
  return edges;
}

/** What is compared first of many vectors, each list in the same order. */
interface Means {
  heads: Float32Array;
  tails: Float64Array;
  offsets: Float64Array;
}

/**
 * For nearly all pairs the heads alone decide. A function of its own, since V8 makes a loop in a generator less fast.
 * @param products room for the products of the heads. @param near receives those before `b` that may be as much alike
 * @returns how many
 */
function possiblyAlike(
  { heads, tails, offsets }: Means,
  b: number,
  least: number,
  products: Float64Array,
  near: Int32Array,
): number {
  const length = heads.length / tails.length;
  headProducts(heads, b, heads, b * length, length, products);
  const own = least + offsets[b];
  let count = 0;
  for (let a = 0; a < b; a++) {
    if (products[a] + tails[a] * tails[b] >= own + offsets[a]) near[count++] = a;
  }
  return count;
}
