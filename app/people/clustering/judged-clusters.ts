// Clusters of several faces side by side: how alike the faces of each are, and third clusters to it, says what a similarity means.

import { ensure } from '../../ensure.ts';
import type { VectorMatrix } from '../scoring/vector-matrix.ts';
import { PRODUCT_ONE, type Vector } from '../scoring/vectors.ts';
import { type Cluster, similarityWithin } from './linkage.ts';
import { mergeOf } from './merged.ts';
import { spareRows } from './projection.ts';

/** From halfway between how alike third clusters are and how alike one person's faces are, two clusters are one person. */
const LEAST_SHARE = 0.5;
/** A little less is enough for a few faces of a person of whom many are known. */
const [LEAST_SHARE_OF_FEW, MANY_FACES] = [0.45, 12];
/** The nearest third cluster may be the same person; how alike others are, the next ones say. */
const [NEAREST_LEFT_OUT, THIRDS] = [1, 2];
/** Of the clusters most like one so many are remembered, as some of them are joined meanwhile. */
const NEAREST_REMEMBERED = 8;
export const VECTORS_AT_ONCE = 32;

interface Judged {
  cluster: Cluster;
  /** Mean similarity of two of its faces. */
  within: number;
  /** Which of the others are most like it; absent: it was not asked so far. */
  nearest?: Near[];
}

interface Near {
  row: number;
  similarity: number;
}

/** See `shareOf`. @param sizes of two clusters: how many faces. @returns from which share on they are one person */
export function leastShare(...sizes: readonly [number, number]): number {
  return sizes.filter((size) => size >= MANY_FACES).length === 1 ? LEAST_SHARE_OF_FEW : LEAST_SHARE;
}

/** @returns how many rows of a matrix `JudgedClusters` needs behind the means of so many */
export function rowsBehind(count: number): number {
  return Math.max(VECTORS_AT_ONCE, spareRows(count));
}

export class JudgedClusters {
  readonly #rows: (Judged | undefined)[];
  readonly #means: VectorMatrix;
  /** For each row the one that stands for it by now. */
  readonly #standing: Int32Array;

  /** @param means theirs, row by row, and `rowsBehind` */
  constructor(clusters: readonly Cluster[], means: VectorMatrix) {
    this.#rows = clusters.map(judgedFor);
    this.#means = means;
    this.#standing = Int32Array.from(clusters.keys());
  }

  get count(): number {
    return this.#rows.length;
  }

  /** @returns nothing when it went into another */
  cluster(row: number): Cluster | undefined {
    return this.#rows[row]?.cluster;
  }

  /** The row that a row went into, or itself. */
  standingFor(row: number): number {
    return ensure(this.#standing[row], 'The row that stands for another');
  }

  /** The other one goes into the first. */
  join(row: number, other: number): void {
    this.takeIn(row, [this.#judged(other).cluster]);
    this.#rows[other] = undefined;
    for (const [at, now] of this.#standing.entries()) if (now === other) this.#standing[at] = row;
  }

  takeIn(row: number, clusters: readonly Cluster[]): void {
    const union = mergeOf([this.#judged(row).cluster, ...clusters]);
    this.#rows[row] = judgedFor(union);
    this.#means.put(row, union.mean.values);
  }

  /** How alike each vector is to every row; of those that went into another it means nothing. @param vectors up to VECTORS_AT_ONCE */
  similarities(vectors: readonly Vector[]): Float64Array[] {
    const offsets = this.#rows.map((each) => each?.cluster.mean.offset ?? 0);
    const { count } = this;
    vectors.forEach(({ values }, at) => this.#means.put(count + at, values));
    const { of: products, apart } = this.#means.products(0, count, count, vectors.length);
    return vectors.map(({ offset: own }, at) => {
      const similarities = Float64Array.from(products.subarray(at * apart, at * apart + count));
      for (const [row, offset] of offsets.entries()) {
        similarities[row] = ensure(similarities[row], 'A product') / PRODUCT_ONE - own - offset;
      }
      return similarities;
    });
  }

  /** @param similarities of its mean to all rows */
  rememberNearest(row: number, similarities: Float64Array): void {
    this.#judged(row).nearest = this.#nearestOf(similarities, row);
  }

  /**
   * As in Spearman's correction for attenuation, (similarity − third) / (within − third): 1 for two halves of one person, 0 for
   * two people of one population.
   * @returns nothing where too few third clusters tell how alike two people are here
   */
  shareOf(row: number, other: number, similarity: number): number | undefined {
    const [toA, toB] = [this.#thirdOf(row, other), this.#thirdOf(other, row)];
    if (toA === undefined || toB === undefined) return undefined;
    const third = (toA + toB) / 2;
    const [withinA, withinB] = [row, other].map((each) => this.#judged(each).within - third);
    if (withinA === undefined || withinB === undefined || withinA <= 0 || withinB <= 0) return 0;
    return (similarity - third) / Math.sqrt(withinA * withinB);
  }

  /** The same of a row and a few faces, of which nobody knows how alike one person's are. @param similarities of theirs to all rows */
  shareOfFew(similarities: Float64Array, row: number): number | undefined {
    const [toFew, toRow] = [this.#meanOfThirds(this.#nearestOf(similarities, row), [row]), this.#thirdOf(row, row)];
    if (toFew === undefined || toRow === undefined) return undefined;
    const third = (toFew + toRow) / 2;
    const within = this.#judged(row).within - third;
    return within <= 0 ? 0 : (ensure(similarities[row], 'A similarity') - third) / within;
  }

  /** How alike a cluster is to third ones. */
  #thirdOf(row: number, other: number): number | undefined {
    const judged = this.#judged(row);
    if (!judged.nearest) {
      const [similarities] = this.similarities([judged.cluster.mean]);
      this.rememberNearest(row, ensure(similarities, 'The similarities of a cluster'));
    }
    return this.#meanOfThirds(ensure(judged.nearest), [row, other]);
  }

  #meanOfThirds(nearest: readonly Near[], leftOut: readonly number[]): number | undefined {
    const seen = new Set(leftOut);
    const thirds: number[] = [];
    for (const near of nearest) {
      const now = this.standingFor(near.row);
      if (seen.has(now)) continue;
      seen.add(now);
      thirds.push(near.similarity);
    }
    const used = thirds.slice(NEAREST_LEFT_OUT, NEAREST_LEFT_OUT + THIRDS);
    return used.length < THIRDS ? undefined : used.reduce((sum, similarity) => sum + similarity, 0) / THIRDS;
  }

  /** The rows that are most alike, the most alike first. */
  #nearestOf(similarities: Float64Array, except: number): Near[] {
    const sorted: Near[] = [];
    for (const [row, similarity] of similarities.entries()) {
      if (sorted.length === NEAREST_REMEMBERED && similarity <= ensure(sorted.at(-1)).similarity) continue;
      if (row === except || this.#rows[row] === undefined) continue;
      const place = sorted.findIndex((each) => each.similarity < similarity);
      sorted.splice(place < 0 ? sorted.length : place, 0, { row, similarity });
      if (sorted.length > NEAREST_REMEMBERED) sorted.pop();
    }
    return sorted;
  }

  #judged(row: number): Judged {
    return ensure(this.#rows[row], 'A cluster that is judged');
  }
}

function judgedFor(cluster: Cluster): Judged {
  return { cluster, within: similarityWithin(cluster) };
}
