// Which clusters are one person: of few, every pair is compared; of many, those of each block first, and then what came of them.

import { ensure } from '../../ensure.ts';
import { type EdgeLists, Edges } from './edges.ts';
import { everyPair } from './every-pair.ts';
import { joinLargeClusters } from './large-clusters.ts';
import { averageLinkage, type Cluster, type LinkageOptions, meansOf } from './linkage.ts';
import { spareRows } from './projection.ts';
import { mergedBy } from './merged.ts';
import { clearUpMemory } from '../../platform/clear-up.ts';
import { runInSlices } from '../../scheduling/slices.ts';
import type { VectorMatrix } from '../scoring/vector-matrix.ts';
import { dotFrom } from '../scoring/vectors.ts';

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
/** Clusters that are compared with one another, or with as many others, by one thread: 100 MB of vectors at most. */
const CLUSTERS_IN_TILE = 16_000;

/** What can be done side by side, as threads do it. */
export interface SideBySide {
  /** Joins the clusters of a block, every pair of which is compared. @returns for each the index of the one that it went into */
  join(block: readonly Cluster[], cannotLinks: Links, linkageOptions: LinkageOptions): Promise<Int32Array>;
  /** Pairs that are alike by `least` or more. @param apart so many of the clusters, each with the others alone; 0: all pairs */
  compare(clusters: readonly Cluster[], apart: number, least: number): Promise<EdgeLists>;
  /** What it took is given back. */
  end(): Promise<void>;
}

/** Pairs of indices. */
export type Links = readonly (readonly [number, number])[];

export interface Clustering {
  clusters: readonly Cluster[];
  /** The first so many are compared with one another. */
  count: number;
  /** Pairs that are known to be alike: clusters beyond `count` are compared in no other. */
  met: Edges;
  cannotLinks: Links;
  linkageOptions: LinkageOptions;
}

/**
 * Average linkage over these clusters, and then what is known of the large ones.
 * @param clustering its clusters are taken out of the list where there are many, which then go as they are joined
 * @param open is called where there are many
 * @param mostExact up to how many of them, every one with every other
 * @returns for each cluster the index of the one that it went into
 */
export async function clustered(
  clustering: Clustering & { clusters: Cluster[] },
  open: () => SideBySide,
  mostExact = MOST_COMPARED_EXACTLY,
): Promise<Int32Array> {
  const { clusters, count, met, cannotLinks, linkageOptions } = clustering;
  if (count <= mostExact) return inSlices(peopleAmong(clustering));
  const total = clusters.length;
  const others = clusters.splice(count);
  const sideBySide = open();
  const sure = await joinedInBlocks(clusters.splice(0), cannotLinks, linkageOptions, sideBySide, mostExact);
  const rest = [...sure.clusters, ...others];
  const indexOf = (cluster: number) =>
    cluster < count
      ? ensure(sure.indexOf[cluster], 'What a cluster is part of')
      : cluster - count + sure.clusters.length;
  const edges = metNow(met, rest, indexOf, linkageOptions);
  await compareInTiles(sure.clusters, linkageOptions.threshold, edges, sideBySide);
  await sideBySide.end();
  const links = between(cannotLinks, indexOf);
  clearUpMemory(); // of 100,000 faces, a step leaves 100 to 170 MB behind: the next one needs as much
  const linked = await inSlices(averageLinkage(rest, edges, links, linkageOptions));
  clearUpMemory();
  const into = await inSlices(joinLargeClusters(rest, linked, links, linkageOptions));
  const leaders = [...sure.leaders, ...others.keys().map((at) => count + at)];
  return Int32Array.from({ length: total }, (_, cluster) =>
    ensure(leaders[ensure(into[indexOf(cluster)], 'What a cluster went into')], 'The leader of a cluster'),
  );
}

/** Memory that V8 is to give back is given back in between, and not by another thread once this one has ended. */
async function inSlices<Result>(work: Generator<void, Result>): Promise<Result> {
  return ensure(await runInSlices(work, new AbortController().signal), 'What was worked out');
}

/** The same of few, in slices. */
export function* peopleAmong(clustering: Clustering): Generator<void, Int32Array> {
  const { clusters, cannotLinks, linkageOptions } = clustering;
  const into = yield* exactly(clustering);
  return yield* joinLargeClusters(clusters, into, cannotLinks, linkageOptions);
}

/** Average linkage alone, in slices: every pair is compared. @param given means of the clusters, with `spareRows` at the end */
export function* exactly(
  { clusters, count, met, cannotLinks, linkageOptions }: Clustering,
  given?: VectorMatrix,
): Generator<void, Int32Array> {
  const means = given ?? (yield* meansOf(clusters, spareRows(count)));
  const edges = yield* everyPair(clusters.slice(0, count), linkageOptions.threshold, met, { means });
  return yield* averageLinkage(clusters, edges, cannotLinks, linkageOptions, means);
}

/** Every pair, as many a time as one thread has memory for. @param edges receives those that are alike by `least` or more */
async function compareInTiles(
  clusters: readonly Cluster[],
  least: number,
  edges: Edges,
  sideBySide: SideBySide,
): Promise<void> {
  const tiles: (readonly [number, number])[] = [];
  for (let first = 0; first < clusters.length; first += CLUSTERS_IN_TILE) {
    for (let other = 0; other <= first; other += CLUSTERS_IN_TILE) tiles.push([other, first]);
  }
  const part = (first: number) => clusters.slice(first, first + CLUSTERS_IN_TILE);
  await Promise.all(
    tiles.map(async ([first, second]) => {
      const found =
        first === second
          ? await sideBySide.compare(part(first), 0, least)
          : await sideBySide.compare([...part(first), ...part(second)], CLUSTERS_IN_TILE, least);
      edges.addAll(found, (at) => (at < CLUSTERS_IN_TILE ? first + at : second + at - CLUSTERS_IN_TILE));
    }),
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
async function joinedInBlocks(
  all: readonly Cluster[],
  cannotLinks: Links,
  linkageOptions: LinkageOptions,
  sideBySide: SideBySide,
  mostExact: number,
): Promise<Joined> {
  let now: Joined = { clusters: all, leaders: [...all.keys()], indexOf: Int32Array.from(all.keys()) };
  let [size, margin, isWorthIt] = [CLUSTERS_IN_BLOCK, BLOCK_MARGIN, true];
  for (
    ;
    isWorthIt && now.clusters.length > Math.max(mostExact, size);
    size *= BLOCK_GROWTH, margin *= MARGIN_REDUCTION
  ) {
    const options = { ...linkageOptions, threshold: linkageOptions.threshold + margin };
    const { clusters, leaders, indexOf } = now;
    const links = between(cannotLinks, (cluster) => indexOf[cluster] ?? -1); // those that stand are in no block
    const firsts = Array.from({ length: Math.ceil(clusters.length / size) }, (_, block) => block * size);
    const blocks = await Promise.all(firsts.map((first) => joinedBlock(first, clusters.slice(first, first + size))));
    const joined: Cluster[] = [];
    const leadersNow: number[] = [];
    const indexNow = new Int32Array(clusters.length);
    for (const { first, into, led, merged } of blocks) {
      const placeOf = new Map(led.map((leader, at) => [leader, joined.length + at]));
      for (const [at, leader] of into.entries())
        indexNow[first + at] = ensure(placeOf.get(leader), 'The place of a leader');
      for (const cluster of merged) joined.push(cluster);
      for (const leader of led) leadersNow.push(ensure(leaders[first + leader], 'The leader of a cluster'));
    }
    isWorthIt = joined.length <= (1 - LEAST_JOINED_IN_BLOCKS) * clusters.length;
    now = { clusters: joined, leaders: leadersNow, indexOf: indexOf.map((at) => ensure(indexNow[at], 'A cluster')) };

    async function joinedBlock(first: number, block: readonly Cluster[]) {
      const isHere = (at: number) => at >= first && at < first + block.length;
      const linksHere = links.flatMap(([a, b]): [number, number][] =>
        isHere(a) && isHere(b) ? [[a - first, b - first]] : [],
      );
      const into = await sideBySide.join(block, linksHere, options);
      return { first, into, ...mergedBy(into, block) };
    }
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
    if (dotFrom(one.mean, other.mean, threshold) >= threshold) edges.add(a, b);
  }
  return edges;
}

function between(pairs: Links, indexOf: (cluster: number) => number): Links {
  return pairs.map(([a, b]) => [indexOf(a), indexOf(b)] as const);
}
