// Joins clusters of several faces that linkage left apart, where both are more like one person than like two: how alike the
// faces of each are among themselves, and how alike to third clusters, says what their similarity means in any population.

import { ensure } from '../../ensure.ts';
import { score } from '../scoring/similarity.ts';
import { PRODUCT_ONE } from '../scoring/vectors.ts';
import { type EdgeLists, Edges } from './edges.ts';
import { everyPair } from './every-pair.ts';
import { spareRows } from './projection.ts';
import {
  type Cluster,
  LEAST_FACES_TO_JUDGE,
  type LinkageOptions,
  meansOf,
  shareAny,
  similarityWithin,
} from './linkage.ts';
import { mergedBy, mergeOf } from './merged.ts';
import { type Joined, withoutMisfits } from './misfits.ts';

/** The nearest third cluster may be the same person; how alike others are, the next ones say. */
const [NEAREST_LEFT_OUT, THIRDS] = [1, 2];
/** Of the clusters most like one so many are remembered, as some of them are joined meanwhile. */
const NEAREST_REMEMBERED = 8;
/** From halfway between how alike third clusters are and how alike one person's faces are, two clusters are one person. */
const LEAST_SHARE = 0.5;
const COLUMNS_AT_ONCE = 32;

interface Judged {
  cluster: Cluster;
  /** Mean similarity of two of its faces. */
  within: number;
  /** Which of those that are judged are most like it; absent: it was not asked so far. */
  nearest?: Near[];
}

interface Near {
  row: number;
  similarity: number;
}

interface Pair {
  one: number;
  other: number;
  share: number;
}

/**
 * Average linkage needs one threshold, at which the halves of a person who is seen over the years stay two, while two people of
 * a close population become one. Of clusters of several faces more is known, as in Spearman's correction for attenuation:
 * (similarity − third) / (within − third) is 1 for two halves of one person and 0 for two people of one population.
 *
 * @param into what linkage made of the clusters: for each the index of the one that it went into
 * @param cannotLinks pairs of indices into `clusters`
 * @returns the same with what is joined here
 */
export function* joinLargeClusters(
  clusters: readonly Cluster[],
  into: Int32Array,
  cannotLinks: readonly (readonly [number, number])[],
  linkageOptions: LinkageOptions,
): Generator<void, Int32Array> {
  const { led, merged } = mergedBy(into, clusters);
  const leaders = led.filter((_, at) => isLarge(merged[at]));
  const large = merged.filter(isLarge);
  if (large.length < 2) return into;
  const judged: (Judged | undefined)[] = large.map(judgedFor);
  const means = yield* meansOf(large, Math.max(COLUMNS_AT_ONCE, spareRows(large.length)));
  /** For each row the one that stands for it by now. */
  const standing = Int32Array.from(judged.keys());
  const rowOf = new Map(leaders.map((leader, row) => [leader, row]));
  const apart = apartAmong(cannotLinks, into, rowOf);
  const { threshold, chance } = linkageOptions;
  const compared: [one: number, other: number, similarity: number][] = [];
  // Few are alike at all: what the others are most like need not be known.
  const alike = (yield* everyPair(large, threshold - chance, new Edges(), { means })).packed();
  for (const rows of portionsOf(rowsIn(alike, mayJoin), COLUMNS_AT_ONCE)) {
    for (const [at, similarities] of similaritiesOf(rows).entries()) {
      const row = ensure(rows[at], 'A row');
      compareWithAll(row, similarities, row);
    }
    yield;
  }
  let pairs = compared.splice(0).flatMap(pairIfOne);
  while (pairs.length > 0) {
    const { one, other } = pairs.reduce((best, pair) => (pair.share > best.share ? pair : best));
    joinRows(one, other);
    compareWithAll(one, similaritiesTo(one), judged.length);
    pairs = pairs.filter((pair) => ![one, other].some((row) => row === pair.one || row === pair.other));
    pairs.push(...compared.splice(0).flatMap(pairIfOne));
    yield;
  }
  const joined = into.map((leader) => {
    const row = rowOf.get(leader);
    return row === undefined ? leader : ensure(leaders[ensure(standing[row])], 'The leader of a cluster');
  });
  return yield* withoutMisfits(clusters, joined, rivalsIn(alike));

  /** Of these pairs, as they are by now. */
  function rivalsIn({ a, b }: EdgeLists): [Joined, Joined][] {
    const rivals = new Map<number, [Joined, Joined]>();
    for (const [edge, row] of a.entries()) {
      const [one, other] = [row, ensure(b[edge], 'The other one of a pair')].map((of) => ensure(standing[of]));
      if (one === undefined || other === undefined || one === other) continue;
      const [low, high] = one < other ? [one, other] : [other, one];
      rivals.set(low * judged.length + high, [joinedAs(low), joinedAs(high)]);
    }
    return [...rivals.values()];
  }

  function joinedAs(row: number): Joined {
    return { leader: ensure(leaders[row]), cluster: ensure(judged[row], 'A cluster that is judged').cluster };
  }

  /** Remembers the nearest of a cluster, and those among the first rows that it may be joined with. */
  function compareWithAll(row: number, similarities: Float64Array, rows: number): void {
    const one = ensure(judged[row], 'A cluster that is judged');
    one.nearest = nearestOf(row, similarities);
    for (let other = 0; other < rows; other++) {
      const similarity = ensure(similarities[other], 'A similarity');
      if (similarity >= threshold - chance && other !== row && mayJoin(row, other))
        compared.push([row, other, similarity]);
    }
  }

  /** Of these to all that are judged. @param rows up to COLUMNS_AT_ONCE */
  function similaritiesOf(rows: readonly number[]): Float64Array[] {
    const offsets = judged.map((each) => each?.cluster.mean.offset ?? 0);
    const own = rows.map((row) => ensure(judged[row], 'A cluster that is judged').cluster.mean);
    own.forEach(({ values }, at) => means.put(judged.length + at, values));
    const { of: products, apart: place } = means.products(0, judged.length, judged.length, rows.length);
    return own.map((mean, at) =>
      Float64Array.from(
        offsets,
        (offset, row) => ensure(products[at * place + row], 'A product') / PRODUCT_ONE - mean.offset - offset,
      ),
    );
  }

  function similaritiesTo(row: number): Float64Array {
    return ensure(similaritiesOf([row])[0], 'The similarities of a cluster');
  }

  function nearestOf(row: number, similarities: Float64Array): Near[] {
    const sorted: Near[] = [];
    for (const [other, similarity] of similarities.entries()) {
      if (sorted.length === NEAREST_REMEMBERED && similarity <= ensure(sorted.at(-1)).similarity) continue;
      if (other === row || judged[other] === undefined) continue;
      const place = sorted.findIndex((each) => each.similarity < similarity);
      sorted.splice(place < 0 ? sorted.length : place, 0, { row: other, similarity });
      if (sorted.length > NEAREST_REMEMBERED) sorted.pop();
    }
    return sorted;
  }

  function mayJoin(row: number, other: number): boolean {
    const [a, b] = [judged[row]?.cluster, judged[other]?.cluster];
    if (!a || !b || (a.isFixed && b.isFixed) || apart.get(row)?.has(other)) return false;
    return (a.isClear || b.isClear) && !shareAny(a.photos, b.photos);
  }

  function pairIfOne([one, other, similarity]: [number, number, number]): Pair[] {
    const share = shareOf(one, other, similarity);
    return share >= LEAST_SHARE ? [{ one, other, share }] : [];
  }

  /** Where too few third clusters tell how alike two people are here, linkage's own score decides: 1 or 0. */
  function shareOf(row: number, other: number, similarity: number): number {
    const [one, two] = [ensure(judged[row], 'A cluster that is judged'), ensure(judged[other], 'Another one')];
    const [toA, toB] = [thirdsOf(row, other), thirdsOf(other, row)];
    if (toA === undefined || toB === undefined) {
      return score(similarity, one.cluster.size, two.cluster.size, linkageOptions) >= threshold ? 1 : 0;
    }
    const third = (toA + toB) / 2;
    const [withinA, withinB] = [one.within - third, two.within - third];
    return withinA > 0 && withinB > 0 ? (similarity - third) / Math.sqrt(withinA * withinB) : 0;
  }

  /** @returns how alike a cluster is to third ones; nothing where there are too few of them */
  function thirdsOf(row: number, other: number): number | undefined {
    const seen = new Set([row, other]);
    const thirds: number[] = [];
    const judgedNow = ensure(judged[row], 'A cluster that is judged');
    judgedNow.nearest ??= nearestOf(row, similaritiesTo(row));
    for (const near of judgedNow.nearest) {
      const now = ensure(standing[near.row], 'The row that stands for another');
      if (seen.has(now)) continue;
      seen.add(now);
      thirds.push(near.similarity);
    }
    const used = thirds.slice(NEAREST_LEFT_OUT, NEAREST_LEFT_OUT + THIRDS);
    return used.length < THIRDS ? undefined : used.reduce((sum, similarity) => sum + similarity, 0) / THIRDS;
  }

  /** The one of two that is fixed leads, or else that of lower index, as in linkage. */
  function joinRows(row: number, other: number): void {
    const [one, two] = [ensure(judged[row]).cluster, ensure(judged[other]).cluster];
    const union = mergeOf([one, two]);
    judged[row] = judgedFor(union);
    judged[other] = undefined;
    means.put(row, union.mean.values);
    for (const [at, now] of standing.entries()) if (now === other) standing[at] = row;
    const [ours, theirs] = [ensure(leaders[row]), ensure(leaders[other])];
    leaders[row] = two.isFixed || (!one.isFixed && theirs < ours) ? theirs : ours;
    for (const cannotLink of apart.get(other) ?? []) {
      const now = ensure(standing[cannotLink], 'The row that stands for another');
      setOf(apart, row).add(now);
      setOf(apart, now).add(row);
    }
  }
}

function isLarge(cluster: Cluster | undefined): cluster is Cluster {
  return cluster !== undefined && cluster.size >= LEAST_FACES_TO_JUDGE;
}

function judgedFor(cluster: Cluster): Judged {
  return { cluster, within: similarityWithin(cluster) };
}

/** The rows of these pairs, each once, in their order. */
function rowsIn({ a, b }: EdgeLists, mayJoin: (row: number, other: number) => boolean): number[] {
  const rows = new Set<number>();
  for (const [edge, row] of a.entries()) {
    const other = ensure(b[edge], 'The other one of a pair');
    if (mayJoin(row, other)) rows.add(row).add(other);
  }
  return [...rows].sort((one, other) => one - other);
}

function portionsOf(rows: readonly number[], size: number): number[][] {
  return Array.from({ length: Math.ceil(rows.length / size) }, (_, at) => rows.slice(at * size, (at + 1) * size));
}

/** The cannot-links of what is judged, by rows. */
function apartAmong(
  cannotLinks: readonly (readonly [number, number])[],
  into: Int32Array,
  rowOf: ReadonlyMap<number, number>,
): Map<number, Set<number>> {
  const apart = new Map<number, Set<number>>();
  for (const pair of cannotLinks) {
    const [one, other] = pair.map((cluster) => rowOf.get(into[cluster] ?? -1));
    if (one === undefined || other === undefined) continue;
    setOf(apart, one).add(other);
    setOf(apart, other).add(one);
  }
  return apart;
}

function setOf(sets: Map<number, Set<number>>, key: number): Set<number> {
  const set = sets.get(key) ?? new Set();
  sets.set(key, set);
  return set;
}
