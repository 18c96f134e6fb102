// Which clusters are one person: of few, every pair is compared; of many, each with its nearest, round by round.

import { Edges } from './edges.ts';
import { averageLinkage, type LinkageOptions, type Cluster } from './linkage.ts';
import { openHnswIndex } from './hnsw-index.ts';
import { dotFrom, headProducts, headsOf, meanOf } from '../scoring/vectors.ts';

/** Up to this many, every pair is compared: the work grows with the square. */
export const MOST_COMPARED_EXACTLY = 20_000;
const PAIRS_PER_SLICE = 16_000;
const CLUSTERS_SEARCHED_AT_ONCE = 32;
/** Clusters whose mean is worked out between two yields. */
const CLUSTERS_MERGED_AT_ONCE = 500;
/** How many of the nearest are looked at for each cluster. */
const NEAREST_CLUSTERS = 24;

/**
 * Average linkage over these clusters.
 * @param met pairs that are known to be alike: those with whom nobody else is to be compared
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
  const { threshold } = linkageOptions;
  const compared = clusters.slice(0, count);
  const isExact = compared.length <= mostExact;
  yield* isExact ? everyPair(compared, threshold, met) : nearestPairs(compared, threshold, met);
  let into = yield* averageLinkage(clusters, met, cannotLinks, linkageOptions);
  for (let isDone = isExact; !isDone;) {
    // Clusters have grown past the nearest of their faces: now the nearest of their means are looked at.
    const { leaders, merged } = yield* mergedBy(into, clusters);
    const at = new Map(leaders.map((leader, index) => [leader, index]));
    const indexOf = (cluster: number) => at.get(into[cluster]) ?? 0;
    const cannotLinksNow = cannotLinks.map(([a, b]) => [indexOf(a), indexOf(b)] as const);
    const edges = yield* nearestPairs(merged, threshold, new Edges());
    const joined = yield* averageLinkage(merged, edges, cannotLinksNow, linkageOptions);
    isDone = joined.every((leader, index) => leader === index);
    into = into.map((_, cluster) => leaders[joined[indexOf(cluster)]]);
  }
  return into;
}

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
 * Nearly all are told apart by their heads alone. A function of its own, since V8 makes a loop in a generator less fast.
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

function* nearestPairs(clusters: readonly Cluster[], least: number, edges: Edges): Generator<void, Edges> {
  const nearest = openHnswIndex(clusters[0]?.mean.head ?? 0);
  if (!nearest) return yield* everyPair(clusters, least, edges);
  for (const [from, batch] of batches(clusters)) {
    nearest.put(batch.map(({ mean }, at) => ({ key: from + at, vector: mean })));
    yield;
  }
  for (const [from, batch] of batches(clusters)) {
    const means = batch.map(({ mean }) => mean);
    for (const [at, others] of nearest.search(means, NEAREST_CLUSTERS).entries()) {
      for (const other of others) {
        const [a, b] = other < from + at ? [other, from + at] : [from + at, other];
        if (a === b) continue;
        const similarity = dotFrom(clusters[a].mean, clusters[b].mean, least);
        if (similarity >= least) edges.add(a, b, similarity);
      }
    }
    yield;
  }
  return edges;
}

function* batches(clusters: readonly Cluster[]): Generator<[from: number, batch: readonly Cluster[]]> {
  for (let from = 0; from < clusters.length; from += CLUSTERS_SEARCHED_AT_ONCE)
    yield [from, clusters.slice(from, from + CLUSTERS_SEARCHED_AT_ONCE)];
}

function* mergedBy(into: Int32Array, clusters: readonly Cluster[]) {
  const members = new Map<number, Cluster[]>();
  for (const [index, leader] of into.entries()) {
    const list = members.get(leader);
    if (list) list.push(clusters[index]);
    else members.set(leader, [clusters[index]]);
    if (index % PAIRS_PER_SLICE === 0) yield;
  }
  const merged: Cluster[] = [];
  let work = 0;
  for (const list of members.values()) {
    merged.push(list.length === 1 ? list[0] : mergeOf(list));
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
