// Average-linkage clustering with cannot-links: pure, deterministic, and in slices, so that no call waits for it.

/** A set of faces, as the sum of their weighted unit vectors: all that average linkage needs to know of it. */
export interface Cluster {
  /** Σ weight · unit vector. */
  sum: Float32Array;
  /** Σ weight. */
  weight: number;
  /** Two clusters that share a photo hold two people: nobody is twice in one picture. */
  photos: ReadonlySet<number>;
  /** A fixed cluster joins no other fixed one: it only takes in what is open. */
  isFixed: boolean;
  /** Two clusters without a clear face are never joined: blur is like blur, whoever it is. */
  isClear: boolean;
}

/** Mean similarity over all pairs of faces between two clusters, weighted by the faces' weights; −1 to 1. */
export function meanSimilarity(a: Cluster, b: Cluster): number {
  return dot(a.sum, b.sum) / (a.weight * b.weight);
}

/** How many inner products are computed between two yields: about 10 ms of work. */
const SLICE = 8_000;

/**
 * Joins the most similar two clusters until none are as similar as `threshold`.
 *
 * Exact, although only pairs above the threshold are kept: the mean similarity of a union to a third cluster lies
 * between those of its parts (the method is reducible: Murtagh 1983), so a pair that is below it with both parts
 * can never rise above it.
 *
 * @param apart     cannot-links: pairs of indices into `clusters`
 * @param threshold mean similarity from which two clusters are one person
 * @returns for each cluster the index of the one that it went into (its own when it stands alone or leads)
 */
export function* averageLinkage(
  clusters: readonly Cluster[],
  apart: readonly (readonly [number, number])[],
  threshold: number,
): Generator<void, Int32Array> {
  const parts: Working[] = clusters.map((cluster) => ({
    ...cluster,
    photos: new Set(cluster.photos),
    enemies: new Set<number>(),
    neighbours: new Map<number, number>(),
    version: 0,
  }));
  for (const [a, b] of apart) {
    if (a === b) continue;
    parts[a].enemies.add(b);
    parts[b].enemies.add(a);
  }
  const into = Int32Array.from(parts.keys());
  const heap = new PairHeap();

  let work = 0;
  for (let b = 1; b < parts.length; b++) {
    for (let a = 0; a < b; a++) {
      if (parts[a].isFixed && parts[b].isFixed) continue;
      if (++work % SLICE === 0) yield;
      const similarity = meanSimilarity(parts[a], parts[b]);
      if (similarity >= threshold && mayJoin(parts[a], parts[b], b)) connect(a, b, similarity);
    }
  }

  for (let pair = heap.pop(); pair; pair = heap.pop()) {
    const { a, b } = pair;
    if (parts[a].version !== pair.versionA || parts[b].version !== pair.versionB) continue;
    // The fixed one leads, else the one of lower index: the outcome never depends on the order of discovery.
    join(...(parts[b].isFixed ? ([b, a] as const) : ([a, b] as const)));
    if (++work % SLICE === 0) yield;
  }
  for (let i = 0; i < into.length; i++) into[i] = leaderOf(i);
  return into;

  function connect(a: number, b: number, similarity: number): void {
    parts[a].neighbours.set(b, similarity);
    parts[b].neighbours.set(a, similarity);
    // Still neighbours: as soon as one of them joins a clear face, they may meet.
    if (!parts[a].isClear && !parts[b].isClear) return;
    heap.push({ similarity, a, b, versionA: parts[a].version, versionB: parts[b].version });
  }

  function join(leader: number, follower: number): void {
    const [one, two] = [parts[leader], parts[follower]];
    const sum = Float32Array.from(one.sum);
    for (let i = 0; i < sum.length; i++) sum[i] += two.sum[i];
    one.sum = sum;
    one.weight += two.weight;
    one.isFixed ||= two.isFixed;
    one.isClear ||= two.isClear;
    for (const photo of two.photos) one.photos.add(photo);
    for (const enemy of two.enemies) {
      parts[enemy].enemies.delete(follower);
      parts[enemy].enemies.add(leader);
      one.enemies.add(enemy);
    }
    const neighbours = new Set([...one.neighbours.keys(), ...two.neighbours.keys()]);
    into[follower] = leader;
    one.version++;
    two.version = -1;
    one.neighbours = new Map();
    for (const index of neighbours) {
      const other = parts[index];
      other.neighbours.delete(follower);
      other.neighbours.delete(leader);
      if (index === leader || index === follower) continue;
      if ((one.isFixed && other.isFixed) || !mayJoin(one, other, index)) continue;
      const similarity = meanSimilarity(one, other);
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
    await new Promise((resolve) => setImmediate(resolve));
  }
}

interface Working extends Cluster {
  photos: Set<number>;
  enemies: Set<number>;
  neighbours: Map<number, number>;
  /** Counts joins; −1: it went into another. */
  version: number;
}

function mayJoin(a: Working, b: Working, indexOfB: number): boolean {
  return !a.enemies.has(indexOfB) && !shareAny(a.photos, b.photos);
}

export function shareAny(a: ReadonlySet<number>, b: ReadonlySet<number>): boolean {
  const [few, many] = a.size < b.size ? [a, b] : [b, a];
  for (const item of few) if (many.has(item)) return true;
  return false;
}

export function dot(a: Float32Array, b: Float32Array): number {
  let sum = 0;
  for (let i = 0; i < a.length; i++) sum += a[i] * b[i];
  return sum;
}

interface Pair {
  similarity: number;
  a: number;
  b: number;
  versionA: number;
  versionB: number;
}

/** A binary heap with the most similar pair on top; equal ones by index, so that runs repeat exactly. */
class PairHeap {
  private readonly pairs: Pair[] = [];

  push(pair: Pair): void {
    const { pairs } = this;
    let at = pairs.push(pair) - 1;
    while (at > 0) {
      const parent = (at - 1) >> 1;
      if (!isBefore(pairs[at], pairs[parent])) break;
      [pairs[at], pairs[parent]] = [pairs[parent], pairs[at]];
      at = parent;
    }
  }

  pop(): Pair | undefined {
    const { pairs } = this;
    const top = pairs[0];
    const last = pairs.pop();
    if (pairs.length === 0 || !last) return top;
    pairs[0] = last;
    for (let at = 0; ;) {
      const [left, right] = [2 * at + 1, 2 * at + 2];
      let best = at;
      if (left < pairs.length && isBefore(pairs[left], pairs[best])) best = left;
      if (right < pairs.length && isBefore(pairs[right], pairs[best])) best = right;
      if (best === at) return top;
      [pairs[at], pairs[best]] = [pairs[best], pairs[at]];
      at = best;
    }
  }
}

function isBefore(one: Pair, other: Pair): boolean {
  if (one.similarity !== other.similarity) return one.similarity > other.similarity;
  return one.a !== other.a ? one.a < other.a : one.b < other.b;
}
