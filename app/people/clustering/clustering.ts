// Which clusters are one person: of few, every pair is compared; of many, each with its nearest, round by round.

import { ensure } from '../../ensure.ts';
import { Edges } from './edges.ts';
import { everyPair } from './every-pair.ts';
import { averageLinkage, type LinkageOptions, type Cluster } from './linkage.ts';
import { openHnswIndex } from './hnsw-index.ts';
import { dotFrom, meanOf } from '../scoring/vectors.ts';

/** Up to this many, every pair is compared: the work grows with the square. */
export const MOST_COMPARED_EXACTLY = 20_000;
/** Clusters that are sorted by their leaders between two yields. */
const CLUSTERS_SORTED_AT_ONCE = 16_000;
const CLUSTERS_SEARCHED_AT_ONCE = 32;
/** Clusters whose mean is worked out between two yields. */
const CLUSTERS_MERGED_AT_ONCE = 500;
/** How many of the nearest are looked at for each cluster. */
const NEAREST_CLUSTERS = 24;

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
  const { threshold } = linkageOptions;
  const compared = clusters.slice(0, count);
  const isExact = compared.length <= mostExact;
  yield* isExact ? everyPair(compared, threshold, met) : nearestPairs(compared, threshold, met);
  let into = yield* averageLinkage(clusters, met, cannotLinks, linkageOptions);
  for (let isDone = isExact; !isDone;) {
    // Clusters have grown past the nearest of their faces: now the nearest of their means are looked at.
    const { leaders, merged } = yield* mergedBy(into, clusters);
    const at = new Map(leaders.map((leader, index) => [leader, index]));
    const indexOf = (cluster: number) => ensure(at.get(ensure(into[cluster], 'A cluster')), 'The leader of a cluster');
    const cannotLinksNow = cannotLinks.map(([a, b]) => [indexOf(a), indexOf(b)] as const);
    const edges = yield* nearestPairs(merged, threshold, new Edges());
    const joined = yield* averageLinkage(merged, edges, cannotLinksNow, linkageOptions);
    isDone = joined.every((leader, index) => leader === index);
    into = into.map((_, cluster) => {
      const leader = ensure(joined[indexOf(cluster)], 'What a leader went into');
      return ensure(leaders[leader], 'The leader of leaders');
    });
  }
  return into;
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
        const [one, two] = [
          ensure(clusters[a], 'A cluster that was found'),
          ensure(clusters[b], 'A cluster that was found'),
        ];
        const similarity = dotFrom(one.mean, two.mean, least);
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
  for (const [index, cluster] of clusters.entries()) {
    const leader = ensure(into[index], 'The leader of a cluster');
    const list = members.get(leader);
    if (list) list.push(cluster);
    else members.set(leader, [cluster]);
    if (index % CLUSTERS_SORTED_AT_ONCE === 0) yield;
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
