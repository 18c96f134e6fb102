// Compares every cluster with every other: exact, and the work grows with the square.

import type { Edges } from './edges.ts';
import { type Cluster, meansOf } from './linkage.ts';
import { boundsOf, spareRows } from './projection.ts';
import type { VectorMatrix } from '../scoring/vector-matrix.ts';
import { PRODUCT_ONE } from '../scoring/vectors.ts';

/** Clusters whose products are worked out together: with as many others at a time they stay in the processor's own memory. */
const [COLUMNS_AT_ONCE, ROWS_AT_ONCE] = [32, 256];
const PAIRS_PER_SLICE = 64_000;

export interface EveryPairOptions {
  /** Of the clusters, and maybe of more, where they are there already; with `spareRows` at the end. */
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
  const means = given ?? (yield* meansOf(clusters, spareRows(clusters.length)));
  const vectors = clusters.map(({ mean }) => mean);
  const bounds = yield* boundsOf(vectors, means);
  const { rests } = bounds;
  const lowest = least - bounds.slack;
  const offsets = Float64Array.from(clusters, ({ mean }) => mean.offset);
  const near = new Int32Array(ROWS_AT_ONCE);
  let work = 0;
  for (let column = alone; column < clusters.length; column += COLUMNS_AT_ONCE) {
    const end = Math.min(clusters.length, column + COLUMNS_AT_ONCE);
    const lastRow = alone > 0 ? alone : end;
    for (let row = 0; row < lastRow; row += ROWS_AT_ONCE) {
      const rows = Math.min(ROWS_AT_ONCE, lastRow - row);
      const { of: products, apart } = bounds.rows.products(row, rows, column, end - column, bounds.length);
      for (let b = column; b < end; b++) {
        const from = (b - column) * apart;
        const count = possiblyAlike(rests, offsets, products, from, row, Math.min(b, lastRow), b, lowest, near);
        const exact = means.productsWith(b, near, count);
        for (let at = 0; at < count; at++) {
          const a = near[at];
          const similarity = exact[at] / PRODUCT_ONE - offsets[a] - offsets[b];
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
 * Of nearly all pairs the bounds say that they are not alike. A function of its own, since V8 makes a loop in a generator less fast.
 * @param products of the rows with that of `b`, from `from` on for the clusters from `row` on
 * @param end the last cluster before which they are looked at. @param near receives those that may be as much alike
 * @returns how many
 */
function possiblyAlike(
  rests: Float64Array,
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
  const rest = rests[b];
  const last = Math.min(end, row + near.length);
  let count = 0;
  for (let a = row; a < last; a++) {
    if (products[from + a - row] / PRODUCT_ONE + rests[a] * rest >= own + offsets[a]) near[count++] = a;
  }
  return count;
}
