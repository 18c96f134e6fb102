// Compares every cluster with every other: exact, and the work grows with the square.

import type { Edges } from './edges.ts';
import { type Cluster, meansOf } from './linkage.ts';
import { LANES } from '../scoring/simd.ts';
import type { VectorMatrix } from '../scoring/vector-matrix.ts';
import { PRODUCT_ONE } from '../scoring/vectors.ts';

/** Clusters whose products are worked out together: with as many others at a time they stay in the processor's own memory. */
const [COLUMNS_AT_ONCE, ROWS_AT_ONCE] = [32, 256];
const PAIRS_PER_SLICE = 64_000;

export interface EveryPairOptions {
  /** Of the clusters, and maybe of more, where they are there already. */
  means?: VectorMatrix;
  /** The first so many are not compared with one another, nor are the others. */
  apart?: number;
}

/** @param edges receives the pairs whose means are alike by `least` or more, as indices. @returns the same edges */
export function* everyPair(
  clusters: readonly Cluster[],
  least: number,
  edges: Edges,
  { means: given, apart: alone = 0 }: EveryPairOptions = {},
): Generator<void, Edges> {
  const [first] = clusters;
  if (!first) return edges;
  const means = given ?? (yield* meansOf(clusters));
  const { values, head } = first.mean;
  /** The heaviest model's numbers say of nearly all pairs that they are not alike. */
  const decisive = head % LANES === 0 ? head : values.length;
  const tails = Float64Array.from(clusters, ({ mean }) => mean.tail);
  const offsets = Float64Array.from(clusters, ({ mean }) => mean.offset);
  const near = new Int32Array(ROWS_AT_ONCE);
  let work = 0;
  for (let column = alone; column < clusters.length; column += COLUMNS_AT_ONCE) {
    const end = Math.min(clusters.length, column + COLUMNS_AT_ONCE);
    const lastRow = alone > 0 ? alone : end;
    for (let row = 0; row < lastRow; row += ROWS_AT_ONCE) {
      const rows = Math.min(ROWS_AT_ONCE, lastRow - row);
      const { of: products, apart } = means.products(row, rows, column, end - column, decisive);
      for (let b = column; b < end; b++) {
        const from = (b - column) * apart;
        const count = possiblyAlike(tails, offsets, products, from, row, Math.min(b, lastRow), b, least, near);
        const more = means.productsWith(b, near, count, decisive);
        for (let at = 0; at < count; at++) {
          const a = near[at];
          const product = products[from + a - row] + more[at];
          const similarity = product / PRODUCT_ONE - offsets[a] - offsets[b];
          if (similarity >= least) edges.add(a, b);
        }
      }
      work += rows * (end - column);
      if (work < PAIRS_PER_SLICE) continue;
      work = 0;
      yield;
    }
  }
  return edges;
}

/**
 * For nearly all pairs the heads alone decide. A function of its own, since V8 makes a loop in a generator less fast.
 * @param products of the heads with that of `b`, from `from` on for the clusters from `row` on
 * @param end the last cluster before which they are looked at. @param near receives those that may be as much alike
 * @returns how many
 */
function possiblyAlike(
  tails: Float64Array,
  offsets: Float64Array,
  products: Int32Array,
  from: number,
  row: number,
  end: number,
  b: number,
  least: number,
  near: Int32Array,
): number {
  const own = least + offsets[b];
  const tail = tails[b];
  const last = Math.min(end, row + near.length);
  let count = 0;
  for (let a = row; a < last; a++) {
    if (products[from + a - row] / PRODUCT_ONE + tails[a] * tail >= own + offsets[a]) near[count++] = a;
  }
  return count;
}
