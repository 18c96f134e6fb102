// Average-linkage clustering with cannot-links: pure, deterministic, and in slices, so that no call waits for it.

import type { Edges } from './edges.ts';
import { PairHeap } from './pair-heap.ts';
import { dot, dotFrom, meanOf, type Vector } from './vectors.ts';

/** A set of faces, as the weighted mean of their unit vectors: all that average linkage needs to know of it. */
export interface Cluster {
  mean: Vector;
  /** Sum of the faces' weights. */
  weight: number;
  /** Two clusters that share one of these hold two people: nobody is twice in one picture, but for a collage. */
  photos: ReadonlySet<number>;
  /** A fixed cluster joins no other fixed one: it only takes in what is open. */
  isFixed: boolean;
  /** Two clusters without a clear face are never joined: blur is like blur, whoever it is. */
  isClear: boolean;
}

/** Mean similarity over all pairs of faces between two clusters, weighted by the faces' weights; −1 to 1. */
export function meanSimilarity(a: Cluster, b: Cluster): number {
  return dot(a.mean, b.mean);
}

/** How many inner products are computed between two yields: about 5 ms of work. */
const SLICE = 4_000;

/**
 * Joins the most similar two clusters until none are as similar as `threshold`.
 *
 * Exact, although only pairs above the threshold are kept: the mean similarity of a union to a third cluster lies
 * between those of its parts (the method is reducible: Murtagh 1983), so a pair that is below it with both parts
 * can never rise above it.
 *
 * @param edges     pairs of indices into `clusters` that are at least as similar as `threshold`
 * @param apart     cannot-links: pairs of indices
 * @param threshold mean similarity from which two clusters are one person
 * @returns for each cluster the index of the one that it went into (its own when it stands alone or leads)
 */
export function* averageLinkage(
  clusters: readonly Cluster[],
  edges: Edges,
  apart: readonly (readonly [number, number])[],
  threshold: number,
): Generator<void, Int32Array> {
  let work = 0;
  const parts: Working[] = [];
  for (const { mean, weight, photos, isFixed, isClear } of clusters) {
    parts.push({ mean, weight, photos, isFixed, isClear, enemies: undefined, neighbours: new Set(), version: 0 });
    if (++work % SLICE === 0) yield;
  }
  for (const [a, b] of apart) {
    if (a === b) continue;
    (parts[a].enemies ??= new Set()).add(b);
    (parts[b].enemies ??= new Set()).add(a);
  }
  const into = Int32Array.from(parts.keys());
  const heap = new PairHeap();

  for (let edge = 0; edge < edges.length; edge++) {
    const [a, b] = [edges.a[edge], edges.b[edge]];
    if (!parts[a].neighbours.has(b) && mayJoin(parts[a], parts[b], b)) connect(a, b, edges.similarity[edge]);
    if (++work % SLICE === 0) yield;
  }

  for (let pair = heap.pop(); pair; pair = heap.pop()) {
    const { a, b } = pair;
    if (parts[a].version !== pair.versionA || parts[b].version !== pair.versionB) continue;
    // The fixed one leads, else the one of lower index: the outcome never depends on the order of discovery.
    const before = work;
    join(...(parts[b].isFixed ? ([b, a] as const) : ([a, b] as const)));
    if (Math.floor(++work / SLICE) > Math.floor(before / SLICE)) yield;
  }
  for (let i = 0; i < into.length; i++) into[i] = leaderOf(i);
  return into;

  function connect(a: number, b: number, similarity: number): void {
    parts[a].neighbours.add(b);
    parts[b].neighbours.add(a);
    // Still neighbours: as soon as one of them joins a clear face, they may meet.
    if (!parts[a].isClear && !parts[b].isClear) return;
    heap.push(similarity, a, b, parts[a].version, parts[b].version);
  }

  function join(leader: number, follower: number): void {
    const [one, two] = [parts[leader], parts[follower]];
    one.mean = meanOf([one, two].map(({ mean, weight }) => ({ vector: mean, weight })));
    one.weight += two.weight;
    one.isFixed ||= two.isFixed;
    one.isClear ||= two.isClear;
    one.photos = union(one.photos, two.photos, one.version > 0);
    for (const enemy of two.enemies ?? []) {
      const other = (parts[enemy].enemies ??= new Set());
      other.delete(follower);
      other.add(leader);
      (one.enemies ??= new Set()).add(enemy);
    }
    const neighbours = [...one.neighbours];
    for (const index of two.neighbours) if (!one.neighbours.has(index)) neighbours.push(index);
    into[follower] = leader;
    one.version++;
    two.version = -1;
    one.neighbours = new Set();
    two.neighbours = one.neighbours;
    for (const index of neighbours) {
      const other = parts[index];
      other.neighbours.delete(follower);
      other.neighbours.delete(leader);
      if (index === leader || index === follower || !mayJoin(one, other, index)) continue;
      const similarity = dotFrom(one.mean, other.mean, threshold);
      work++;
      if (similarity >= threshold) connect(Math.min(leader, index), Math.max(leader, index), similarity);
    }
  }

  function leaderOf(index: number): number {
    while (into[index] !== index) index = into[index];
    return index;
  }
}

/** Runs sliced work in one go: for scripts and tests, which have nobody waiting. */
export function runAll<Result>(work: Generator<void, Result>): Result {
  for (;;) {
    const step = work.next();
    if (step.done) return step.value;
  }
}

/** Runs sliced work with a breath between the slices, so that calls are answered in the meantime. */
export async function runInSlices<Result>(work: Generator<void, Result>): Promise<Result> {
  for (;;) {
    const step = work.next();
    if (step.done) return step.value;
    await breathe();
  }
}

/** Lets calls that wait be answered. */
export function breathe(): Promise<void> {
  return new Promise((resolve) => void setImmediate(resolve));
}

interface Working extends Cluster {
  enemies: Set<number> | undefined;
  neighbours: Set<number>;
  /** Counts joins; −1: it went into another. */
  version: number;
}

function mayJoin(a: Working, b: Working, indexOfB: number): boolean {
  return !(a.isFixed && b.isFixed) && !a.enemies?.has(indexOfB) && !shareAny(a.photos, b.photos);
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
