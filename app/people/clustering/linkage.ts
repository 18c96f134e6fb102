// Average-linkage clustering with cannot-links: pure, deterministic, and in slices, so that no call waits for it.

import { Candidates } from './candidates.ts';
import type { Edges } from './edges.ts';
import { IndexList } from './index-list.ts';
import { PairHeap } from './pair-heap.ts';
import { score, type SimilarityModel, stepOf } from '../scoring/similarity.ts';
import { matrixFor, type VectorMatrix } from '../scoring/vector-matrix.ts';
import { dot, meanOf, PRODUCT_ONE, type Vector } from '../scoring/vectors.ts';

/** A set of faces, as the weighted mean of their unit vectors: all that average linkage needs to know of it. */
export interface Cluster {
  mean: Vector;
  /** Sum of the faces' weights. */
  weight: number;
  /** Sum of the squares of their weights: what the mean's own product owes to each face being like itself. */
  squares: number;
  /** How many faces. */
  size: number;
  /** Pictures: two clusters that share one hold two people, as a person is once in a picture, but for a collage. */
  photos: ReadonlySet<number>;
  /** A fixed cluster joins no other fixed one: it only takes in what is open. */
  isFixed: boolean;
  /** Whether it has a clear face: see `areTooBlurred`. */
  isClear: boolean;
}

/** Mean similarity over all pairs of faces between two clusters, weighted by the faces' weights; −1 to 1. */
export function meanSimilarity(a: Cluster, b: Cluster): number {
  return dot(a.mean, b.mean);
}

/** Whether the faces' mean weight, which is their quality, is that of clear ones. */
export function isMostlyClear({ weight, size }: Pick<Cluster, 'weight' | 'size'>): boolean {
  return weight >= size / 2;
}

/**
 * Blurred faces are alike, also of two people: those among whom there is no clear one join only what is mostly made of
 * clear ones. Else one that seems clear would do for any number of them.
 */
export function areTooBlurred(a: Omit<Cluster, 'photos'>, b: Omit<Cluster, 'photos'>): boolean {
  return (!a.isClear && !isMostlyClear(b)) || (!b.isClear && !isMostlyClear(a));
}

/** More alike are faces of one moment, as of a burst or a copy: that says nothing of how alike a person is on another day. */
const MOST_WITHIN = 0.75;

/** How alike the faces of a cluster of two and more are among themselves, but for what each is to itself; −1 to MOST_WITHIN. */
export function similarityWithin({ mean, weight, squares }: Omit<Cluster, 'photos'>): number {
  const all = weight ** 2;
  return Math.min(MOST_WITHIN, (all * dot(mean, mean) - squares * (1 - 2 * mean.offset)) / (all - squares));
}

/**
 * The means of clusters, for products with one another.
 * @param spare rows behind them, for others. @param used serves again where it is large enough
 */
export function* meansOf(clusters: readonly Cluster[], spare = 0, used?: VectorMatrix): Generator<void, VectorMatrix> {
  const means = matrixFor(clusters.length + spare, clusters[0]?.mean.values.length ?? 0, used);
  for (const [at, { mean }] of clusters.entries()) {
    means.put(at, mean.values);
    if (at % MEANS_PER_SLICE === 0) yield;
  }
  return means;
}

/** By this share of `chance` two of many faces have to be more alike here: `joinLargeClusters` knows more of them than their similarity. */
const LEFT_TO_JUDGE = 1;
/** Of fewer faces it is chance how alike they are among themselves. */
export const LEAST_FACES_TO_JUDGE = 4;
/** More are not held to how alike a person's own faces are: together they may be that person in another scene. */
const MOST_FACES_HELD = 2;
/** How many inner products are computed between two yields: a few ms of work. */
const LINKAGE_PRODUCTS_PER_SLICE = 8_000;
/** Of which nothing is computed, only read and written here and there in memory. */
const EDGES_PER_SLICE = 100_000;
const MEANS_PER_SLICE = 8_000;

/** From which score on two clusters are one person, by how much it is lowered for their sizes, and what few faces are held to. */
export type LinkageOptions = Pick<SimilarityModel, 'threshold' | 'chance' | 'grown' | 'leastShare'>;

/**
 * Joins the two clusters with the highest score until none reaches `threshold`.
 *
 * Exact, although only pairs that are as similar as the threshold are kept: a score is never higher than the mean
 * similarity, and that of a union to a third cluster lies between those of its parts (the method is reducible: Murtagh
 * 1983), so a pair that is below it with both parts can never rise above it. A score can rise when a cluster grows
 * by a step (`stepOf`): then all clusters that it may join are compared anew, and within a step those that the smaller
 * part brought along. So the cluster of a pair that grew last knows the pair (of two that never grew, the one of lower
 * index does), with at least the score it has now; the best pair of a cluster is computed anew before it counts.
 *
 * @param edges pairs of indices into `clusters` that are at least as similar as the threshold
 * @param cannotLinks cannot-links: pairs of indices
 * @param given means of the clusters; those of what is joined take their places
 * @returns for each cluster the index of the one that it went into (its own when it stands alone or leads)
 */
export function* averageLinkage(
  clusters: readonly Cluster[],
  edges: Edges,
  cannotLinks: readonly (readonly [number, number])[],
  linkageOptions: LinkageOptions,
  given?: VectorMatrix,
): Generator<void, Int32Array> {
  const { threshold, leastShare = 0 } = linkageOptions;
  let [work, pause] = [0, LINKAGE_PRODUCTS_PER_SLICE];
  const neighbours = yield* neighboursOf(clusters.length, edges);
  const parts: Working[] = [];
  for (const cluster of clusters) {
    const { mean, weight, squares, size, photos, isFixed, isClear } = cluster;
    const known = { neighbours: new IndexList(neighbours[parts.length]), candidates: new Candidates() };
    const now = { least: leastOf(cluster, leastShare), cannotLinksNow: undefined, version: 0 };
    parts.push({ mean, weight, squares, size, photos, isFixed, isClear, ...known, ...now });
    if (parts.length % LINKAGE_PRODUCTS_PER_SLICE === 0) yield;
  }
  for (const [a, b] of cannotLinks) {
    if (a === b) continue;
    (parts[a].cannotLinksNow ??= new Set()).add(b);
    (parts[b].cannotLinksNow ??= new Set()).add(a);
  }
  const into = Int32Array.from(parts.keys());
  const means = given ?? (yield* meansOf(clusters));
  /** In which turn each cluster was met last: none is compared twice in one turn. */
  const seen = new Int32Array(parts.length);
  /** Clusters whose products are worked out together. */
  let asked = new Int32Array(512);
  /** Of those, the ones that may be joined now or later, and the candidates among them, as they were found last. */
  let kept = new Int32Array(512);
  let found: Float64Array = new Float64Array(1024);
  let turn = 0;
  const heap = new PairHeap();
  for (let index = 0; index < parts.length; index++) {
    const { eligible } = compare(index, [parts[index].neighbours], index);
    parts[index].candidates.replace(found, eligible);
    pushBest(index);
    if (work > pause) {
      pause = work + LINKAGE_PRODUCTS_PER_SLICE;
      yield;
    }
  }

  for (let pair = heap.pop(); pair; pair = heap.pop()) {
    const { a: owner, b: other } = pair;
    if (parts[owner].version !== pair.versionA) continue;
    if (parts[other].version !== pair.versionB) pushBest(owner);
    else {
      // The fixed one leads, else the one of lower index: the outcome never depends on the order of discovery.
      const [low, high] = owner < other ? [owner, other] : [other, owner];
      mergeInto(...(parts[high].isFixed ? ([high, low] as const) : ([low, high] as const)));
    }
    if (work > pause) {
      pause = work + LINKAGE_PRODUCTS_PER_SLICE;
      yield;
    }
  }
  for (let i = 0; i < into.length; i++) into[i] = leaderOf(i);
  return into;

  /** Compares a cluster with all that it may join, those of another list too, and drops those that went into another. */
  function lookAnew(index: number, ...more: IndexList[]): void {
    const { neighbours, candidates } = parts[index];
    const { staying, eligible } = compare(index, [neighbours, ...more]);
    neighbours.replace(kept, staying);
    candidates.replace(found, eligible);
  }

  /**
   * @param after those up to this index are left out
   * @returns how many of them may be joined now or later, in `kept`, and how many have a score that is high enough, in `found`
   */
  function compare(index: number, lists: readonly IndexList[], after = -1) {
    let [others, staying, eligible] = [0, 0, 0];
    seen[index] = ++turn;
    for (const list of lists) {
      for (let at = 0; at < list.length; at++) {
        const other = leaderOf(list.at(at));
        if (other <= after || seen[other] === turn) continue;
        seen[other] = turn;
        work++;
        if (!mayJoin(parts[index], parts[other], other)) continue;
        if (others === asked.length) asked = doubled(asked);
        asked[others++] = other;
      }
    }
    if (others > kept.length) kept = new Int32Array(asked.length);
    if (2 * others > found.length) found = new Float64Array(2 * asked.length);
    const products = means.productsWith(index, asked, others);
    for (let at = 0; at < others; at++) {
      const other = asked[at];
      const score = scoreOf(products[at], index, other);
      if (score === undefined) continue;
      kept[staying++] = other;
      if (score < threshold) continue;
      found[2 * eligible] = score;
      found[2 * eligible + 1] = other;
      eligible++;
    }
    return { staying, eligible };
  }

  /**
   * @returns nothing when these two can never be joined; −∞ for two that are too blurred, and for what is too little like a
   *   cluster's faces: when others have joined, they may be
   */
  function scoreOf(product: number, index: number, other: number): number | undefined {
    const [part, theirs] = [parts[index], parts[other]];
    const similarity = product / PRODUCT_ONE - part.mean.offset - theirs.mean.offset;
    if (similarity < threshold) return undefined;
    if (areTooBlurred(part, theirs)) return -Infinity;
    if (isTooUnlike(similarity, part, theirs) || isTooUnlike(similarity, theirs, part)) return -Infinity;
    return score(similarity, part.size, theirs.size, linkageOptions, LEFT_TO_JUDGE);
  }

  function scoreNow(index: number, other: number): number {
    work++;
    if (!mayJoin(parts[index], parts[other], other)) return -Infinity;
    asked[0] = other;
    return scoreOf(means.productsWith(index, asked, 1)[0], index, other) ?? -Infinity;
  }

  /** Works out the best of a cluster's pairs as they are now. */
  function pushBest(index: number): void {
    const part = parts[index];
    const { candidates } = part;
    while (candidates.length > 0) {
      const other = leaderOf(candidates.best);
      candidates.pop();
      if (other === index) continue;
      const now = scoreNow(index, other);
      if (now < threshold || !candidates.insert(now, other)) continue;
      return heap.push(now, index, other, part.version, parts[other].version);
    }
  }

  function mergeInto(leader: number, follower: number): void {
    const [one, two] = [parts[leader], parts[follower]];
    const [larger, smaller] = one.size < two.size ? [two, one] : [one, two];
    const isStep = stepOf(one.size + two.size) > stepOf(larger.size) || !isMostlyClear(larger);
    one.mean = meanOf([one, two].map(({ mean, weight }) => ({ vector: mean, weight })));
    means.put(leader, one.mean.values);
    one.weight += two.weight;
    one.squares += two.squares;
    one.size += two.size;
    one.isFixed ||= two.isFixed;
    one.isClear ||= two.isClear;
    one.least = isStep ? leastOf(one, leastShare) : larger.least;
    one.photos = union(one.photos, two.photos, one.version > 0);
    for (const cannotLink of two.cannotLinksNow ?? []) {
      const other = (parts[cannotLink].cannotLinksNow ??= new Set());
      other.delete(follower);
      other.add(leader);
      (one.cannotLinksNow ??= new Set()).add(cannotLink);
    }
    into[follower] = leader;
    one.version++;
    two.version = -1;
    const { neighbours, candidates } = larger;
    const brought = smaller.neighbours;
    [one.neighbours, one.candidates] = [neighbours, candidates];
    [two.neighbours, two.candidates] = [new IndexList(NO_NEIGHBOURS), new Candidates()];
    if (isStep) lookAnew(leader, brought);
    else {
      const { staying, eligible } = compare(leader, [brought]);
      neighbours.append(kept, staying);
      candidates.insertAll(found, eligible);
    }
    pushBest(leader);
  }

  function leaderOf(index: number): number {
    let leader = index;
    while (into[leader] !== leader) leader = into[leader];
    for (let at = index; at !== leader;) {
      const next = into[at];
      into[at] = leader;
      at = next;
    }
    return leader;
  }
}

interface Working extends Cluster {
  /** What is less alike is no face of it: as it was when it grew by a step last. */
  least: number;
  cannotLinksNow: Set<number> | undefined;
  /** Whom it may join; some of them may have gone into another by now. */
  neighbours: IndexList;
  /** Those of them with a score that is high enough; it may be lower by now. */
  candidates: Candidates;
  /** Counts joins; −1: it went into another. */
  version: number;
}

const NO_NEIGHBOURS = new Int32Array();

function isTooUnlike(similarity: number, part: Working, other: Working): boolean {
  return similarity < part.least && other.size <= MOST_FACES_HELD;
}

/** How alike a face has to be to those of a cluster, at least. */
function leastOf(cluster: Omit<Cluster, 'photos'>, share: number): number {
  return cluster.size < LEAST_FACES_TO_JUDGE ? -Infinity : share * similarityWithin(cluster);
}

function doubled(numbers: Int32Array): Int32Array<ArrayBuffer> {
  const more = new Int32Array(2 * numbers.length);
  more.set(numbers);
  return more;
}

/** For each cluster those that it has an edge with. */
function* neighboursOf(count: number, edges: Edges): Generator<void, Int32Array[]> {
  const degrees = new Int32Array(count);
  for (let edge = 0; edge < edges.length; edge++) {
    degrees[edges.a[edge]]++;
    degrees[edges.b[edge]]++;
    if (edge % EDGES_PER_SLICE === 0) yield;
  }
  const lists: Int32Array[] = [];
  for (const degree of degrees) {
    lists.push(degree === 0 ? NO_NEIGHBOURS : new Int32Array(degree));
    if (lists.length % LINKAGE_PRODUCTS_PER_SLICE === 0) yield;
  }
  for (let edge = 0; edge < edges.length; edge++) {
    const [a, b] = [edges.a[edge], edges.b[edge]];
    lists[a][--degrees[a]] = b;
    lists[b][--degrees[b]] = a;
    if (edge % EDGES_PER_SLICE === 0) yield;
  }
  return lists;
}

function mayJoin(a: Working, b: Working, indexOfB: number): boolean {
  return !(a.isFixed && b.isFixed) && !a.cannotLinksNow?.has(indexOfB) && !shareAny(a.photos, b.photos);
}

export function shareAny(a: ReadonlySet<number>, b: ReadonlySet<number>): boolean {
  const [few, many] = a.size < b.size ? [a, b] : [b, a];
  for (const item of few) if (many.has(item)) return true;
  return false;
}

/** @param isOurs the first is a set that was made here before, so it may grow */
function union(one: ReadonlySet<number>, other: ReadonlySet<number>, isOurs: boolean): ReadonlySet<number> {
  const all = isOurs && one instanceof Set ? one : new Set(one);
  for (const item of other) all.add(item);
  return all;
}
