// Which clusters are one person: of few, every pair is compared; of many, those of each block first, and then what came of them.

import { ensure } from '../../ensure.ts';
import { Edges } from './edges.ts';
import { everyPair } from './every-pair.ts';
import { averageLinkage, type Cluster, type LinkageOptions, meansOf } from './linkage.ts';
import { dotFrom, meanOf } from '../scoring/vectors.ts';

/** Up to this many, every pair is compared: the work grows with the square. */
export const MOST_COMPARED_EXACTLY = 20_000;
/** Of more, so many that follow one another are clustered by themselves first; of what came of them, four times as many. */
const [CLUSTERS_IN_BLOCK, BLOCK_GROWTH] = [4_000, 4];
/**
 * In a block only what is surely one person is joined, as those whom a face is most like may be in another block: by so much
 * more score than the threshold, and in blocks of what came of blocks by two thirds of it. Blocks of 11,641 faces of LFW,
 * ours and Korean singers, in an order drawn by lot, then give the precision and recall of all pairs; a margin of 0.1 joins
 * two singers, one of 0.05 more.
 */
const [BLOCK_MARGIN, MARGIN_REDUCTION] = [0.15, 2 / 3];
/** Once blocks join fewer than this share, or one would hold them all, those that are left are compared with one another. */
const LEAST_JOINED_IN_BLOCKS = 1 / 8;
/** Clusters whose mean is worked out between two yields. */
const CLUSTERS_MERGED_AT_ONCE = 500;

/**
 * Average linkage over these clusters.
 * @param met pairs that are known to be alike: clusters beyond `count` are compared in no other
 * @param count the first so many clusters are compared with one another
 * @param mostExact up to how many of them, every one with every other
 * @returns for each cluster the index of the one that it went into
 */
export function* clustered(
  clusters: readonly Cluster[],
  count: number,
  met: Edges,
  cannotLinks: readonly (readonly [number, number])[],
  linkageOptions: LinkageOptions,
  mostExact = MOST_COMPARED_EXACTLY,
): Generator<void, Int32Array> {
  const [compared, others] = [clusters.slice(0, count), clusters.slice(count)];
  const sure = yield* joinedInBlocks(compared, cannotLinks, linkageOptions, mostExact);
  const rest = [...sure.clusters, ...others];
  const indexOf = (cluster: number) =>
    cluster < count
      ? ensure(sure.indexOf[cluster], 'What a cluster is part of')
      : cluster - count + sure.clusters.length;
  const means = yield* meansOf(rest);
  const known = metNow(met, rest, indexOf, linkageOptions);
  const edges = yield* everyPair(sure.clusters, linkageOptions.threshold, known, means);
  const into = yield* averageLinkage(rest, edges, between(cannotLinks, indexOf), linkageOptions, means);
  const leaders = [...sure.leaders, ...others.keys().map((at) => count + at)];
  return Int32Array.from(clusters.keys(), (cluster) =>
    ensure(leaders[ensure(into[indexOf(cluster)], 'What a cluster went into')], 'The leader of a cluster'),
  );
}

/** Fewer clusters, in which many of the first ones are joined. */
interface Joined {
  clusters: readonly Cluster[];
  /** For each of them, which of the first ones leads it. */
  leaders: readonly number[];
  /** For each of the first ones, which of these it is part of. */
  indexOf: Int32Array;
}

/** Nothing is joined of clusters that are few enough to be compared with one another. */
function* joinedInBlocks(
  all: readonly Cluster[],
  cannotLinks: readonly (readonly [number, number])[],
  { threshold, chance }: LinkageOptions,
  mostExact: number,
): Generator<void, Joined> {
  let now: Joined = { clusters: all, leaders: [...all.keys()], indexOf: Int32Array.from(all.keys()) };
  let [size, margin, isWorthIt] = [CLUSTERS_IN_BLOCK, BLOCK_MARGIN, true];
  for (
    ;
    isWorthIt && now.clusters.length > Math.max(mostExact, size);
    size *= BLOCK_GROWTH, margin *= MARGIN_REDUCTION
  ) {
    const options = { threshold: threshold + margin, chance };
    const { clusters, leaders, indexOf } = now;
    const links = between(cannotLinks, (cluster) => indexOf[cluster] ?? -1); // those that stand are in no block
    const joined: Cluster[] = [];
    const leadersNow: number[] = [];
    const indexNow = new Int32Array(clusters.length);
    for (let first = 0; first < clusters.length; first += size) {
      const block = clusters.slice(first, first + size);
      const isHere = (at: number) => at >= first && at < first + block.length;
      const linksHere = links.flatMap(([a, b]): [number, number][] =>
        isHere(a) && isHere(b) ? [[a - first, b - first]] : [],
      );
      const means = yield* meansOf(block);
      const edges = yield* everyPair(block, options.threshold, new Edges(), means);
      const into = yield* averageLinkage(block, edges, linksHere, options, means);
      const { leaders: led, merged } = yield* mergedBy(into, block);
      const placeOf = new Map(led.map((leader, at) => [leader, joined.length + at]));
      for (const [at, leader] of into.entries())
        indexNow[first + at] = ensure(placeOf.get(leader), 'The place of a leader');
      joined.push(...merged);
      for (const leader of led) leadersNow.push(ensure(leaders[first + leader], 'The leader of a cluster'));
    }
    isWorthIt = joined.length <= (1 - LEAST_JOINED_IN_BLOCKS) * clusters.length;
    now = { clusters: joined, leaders: leadersNow, indexOf: indexOf.map((at) => ensure(indexNow[at], 'A cluster')) };
  }
  return now;
}

/** The pairs that are known, of what came of their clusters. A pair that is less alike by now is left out. */
function metNow(
  met: Edges,
  clusters: readonly Cluster[],
  indexOf: (cluster: number) => number,
  { threshold }: LinkageOptions,
): Edges {
  const edges = new Edges();
  const seen = new Set<number>();
  for (let edge = 0; edge < met.length; edge++) {
    const [a, b] = [met.a[edge], met.b[edge]].map((cluster) => indexOf(ensure(cluster, 'A cluster that was met')));
    if (a === undefined || b === undefined || a === b) continue;
    const key = a * clusters.length + b;
    if (seen.has(key)) continue;
    seen.add(key);
    const [one, other] = [ensure(clusters[a], 'A cluster'), ensure(clusters[b], 'A cluster')];
    const similarity = dotFrom(one.mean, other.mean, threshold);
    if (similarity >= threshold) edges.add(a, b, similarity);
  }
  return edges;
}

function between(
  pairs: readonly (readonly [number, number])[],
  indexOf: (cluster: number) => number,
): (readonly [number, number])[] {
  return pairs.map(([a, b]) => [indexOf(a), indexOf(b)] as const);
}

function* mergedBy(into: Int32Array, clusters: readonly Cluster[]) {
  const members = new Map<number, Cluster[]>();
  for (const [index, cluster] of clusters.entries()) {
    const leader = ensure(into[index], 'The leader of a cluster');
    const list = members.get(leader);
    if (list) list.push(cluster);
    else members.set(leader, [cluster]);
  }
  const merged: Cluster[] = [];
  let work = 0;
  for (const list of members.values()) {
    const [only, ...others] = list;
    merged.push(only && others.length === 0 ? only : mergeOf(list));
    work += list.length;
    if (work < CLUSTERS_MERGED_AT_ONCE) continue;
    work = 0;
    yield;
  }
  return { leaders: [...members.keys()], merged };
}

function mergeOf(clusters: readonly Cluster[]): Cluster {
  return {
    mean: meanOf(clusters.map(({ mean, weight }) => ({ vector: mean, weight }))),
    weight: clusters.reduce((sum, { weight }) => sum + weight, 0),
    size: clusters.reduce((sum, { size }) => sum + size, 0),
    photos: new Set(clusters.flatMap(({ photos }) => [...photos])),
    isFixed: clusters.some(({ isFixed }) => isFixed),
    isClear: clusters.some(({ isClear }) => isClear),
  };
}
