// Joins what linkage left apart and is more like one person than like two: how alike the faces of a cluster are among
// themselves, and how alike to third clusters, says what a similarity means in any population.

import { ensure } from '../../ensure.ts';
import { score } from '../scoring/similarity.ts';
import { type EdgeLists, Edges } from './edges.ts';
import { everyPair } from './every-pair.ts';
import { type Few, fewTakenIn } from './few-faces.ts';
import { JudgedClusters, leastShare, rowsBehind, VECTORS_AT_ONCE } from './judged-clusters.ts';
import {
  areTooBlurred,
  type Cluster,
  LEAST_FACES_TO_JUDGE,
  type LinkageOptions,
  meansOf,
  shareAny,
} from './linkage.ts';
import { mergedBy } from './merged.ts';
import { type Joined, withoutMisfits } from './misfits.ts';
import { portionsOf } from './portions.ts';

interface Pair {
  one: number;
  other: number;
  share: number;
}

/**
 * Average linkage needs one threshold, at which the halves of a person who is seen over the years stay two, while two people of
 * a close population become one. Of clusters of several faces more is known: see `JudgedClusters`. First they are joined with
 * one another, then they take in single faces, and at last those leave that are more like somebody else.
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
  const means = yield* meansOf(large, rowsBehind(large.length));
  const judged = new JudgedClusters(large, means);
  const rowOf = new Map(leaders.map((leader, row) => [leader, row]));
  const apart = apartAmong(cannotLinks, into);
  const least = linkageOptions.threshold - linkageOptions.chance;
  const compared: [one: number, other: number, similarity: number][] = [];
  // Few are alike at all: what the others are most like need not be known.
  const alike = (yield* everyPair(large, least, new Edges(), { means })).packed();
  for (const rows of portionsOf(rowsIn(alike, mayJoin), VECTORS_AT_ONCE)) {
    const similarities = judged.similarities(rows.map((row) => clusterOf(row).mean));
    for (const [at, row] of rows.entries()) compareWithAll(row, ensure(similarities[at], 'Similarities'), row);
    yield;
  }
  let pairs = compared.splice(0).flatMap(pairIfOne);
  while (pairs.length > 0) {
    const { one, other } = pairs.reduce((best, pair) => (pair.share > best.share ? pair : best));
    joinRows(one, other);
    const [similarities] = judged.similarities([clusterOf(one).mean]);
    compareWithAll(one, ensure(similarities, 'The similarities of a cluster'), judged.count);
    pairs = pairs.filter((pair) => ![one, other].some((row) => row === pair.one || row === pair.other));
    pairs.push(...compared.splice(0).flatMap(pairIfOne));
    yield;
  }
  const few = led.flatMap((leader, at): Few[] => {
    const cluster = ensure(merged[at], 'What a cluster became');
    return cluster.size < LEAST_FACES_TO_JUDGE && !cluster.isFixed ? [{ leader, cluster }] : [];
  });
  const taken = yield* fewTakenIn(few, judged, leaderOf, areApart, least);
  const joined = into.map((leader) => {
    const row = rowOf.get(leader) ?? taken.get(leader);
    return row === undefined ? leader : leaderOf(judged.standingFor(row));
  });
  return yield* withoutMisfits(clusters, joined, rivalsIn(alike));

  /** Remembers the nearest of a cluster, and those among the first rows that it may be joined with. */
  function compareWithAll(row: number, similarities: Float64Array, rows: number): void {
    judged.rememberNearest(row, similarities);
    for (let other = 0; other < rows; other++) {
      const similarity = ensure(similarities[other], 'A similarity');
      if (similarity >= least && other !== row && mayJoin(row, other)) compared.push([row, other, similarity]);
    }
  }

  function mayJoin(row: number, other: number): boolean {
    const [a, b] = [judged.cluster(row), judged.cluster(other)];
    if (!a || !b || (a.isFixed && b.isFixed) || areApart(leaderOf(row), leaderOf(other))) return false;
    return !areTooBlurred(a, b) && !shareAny(a.photos, b.photos);
  }

  function areApart(leader: number, other: number): boolean {
    return apart.get(leader)?.has(other) === true;
  }

  function leaderOf(row: number): number {
    return ensure(leaders[row], 'The leader of a row');
  }

  /** Where too few third clusters tell how alike two people are here, linkage's own score decides: 1 or 0. */
  function pairIfOne([one, other, similarity]: [number, number, number]): Pair[] {
    const [a, b] = [clusterOf(one), clusterOf(other)];
    const isScored = score(similarity, a.size, b.size, linkageOptions) >= linkageOptions.threshold;
    const share = judged.shareOf(one, other, similarity) ?? (isScored ? 1 : 0);
    return share >= leastShare(a.size, b.size) ? [{ one, other, share }] : [];
  }

  /** The one of two that is fixed leads, or else that of lower index, as in linkage. */
  function joinRows(row: number, other: number): void {
    const [one, two] = [clusterOf(row), clusterOf(other)];
    const [ours, theirs] = [leaderOf(row), leaderOf(other)];
    const [leads, follows] = two.isFixed || (!one.isFixed && theirs < ours) ? [theirs, ours] : [ours, theirs];
    judged.join(row, other);
    leaders[row] = leads;
    for (const cannotLink of apart.get(follows) ?? []) {
      setOf(apart, leads).add(cannotLink);
      setOf(apart, cannotLink).add(leads);
    }
  }

  function clusterOf(row: number): Cluster {
    return ensure(judged.cluster(row), 'A cluster that is judged');
  }

  /** Of these pairs, as they are by now. */
  function rivalsIn({ a, b }: EdgeLists): [Joined, Joined][] {
    const rivals = new Map<number, [Joined, Joined]>();
    for (const [edge, row] of a.entries()) {
      const [one, other] = [row, ensure(b[edge], 'The other one of a pair')].map((each) => judged.standingFor(each));
      if (one === undefined || other === undefined || one === other) continue;
      const [low, high] = one < other ? [one, other] : [other, one];
      rivals.set(low * judged.count + high, [joinedAs(low), joinedAs(high)]);
    }
    return [...rivals.values()];
  }

  function joinedAs(row: number): Joined {
    return { leader: leaderOf(row), cluster: clusterOf(row) };
  }
}

function isLarge(cluster: Cluster | undefined): cluster is Cluster {
  return cluster !== undefined && cluster.size >= LEAST_FACES_TO_JUDGE;
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

/** The cannot-links of what linkage made of clusters, by those that lead. */
function apartAmong(cannotLinks: readonly (readonly [number, number])[], into: Int32Array): Map<number, Set<number>> {
  const apart = new Map<number, Set<number>>();
  for (const pair of cannotLinks) {
    const [one, other] = pair.map((cluster) => ensure(into[cluster], 'What a cluster went into'));
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
