// Clusters of faces that are drawn by lot, for tests of how they are joined.

import { ensure } from '../app/ensure.ts';
import type { Cluster } from '../app/people/clustering/linkage.ts';
import { dot, meanOf, vectorOf, wholeNumbers } from '../app/people/scoring/vectors.ts';
import { seeded } from './seeded-random.ts';

const DIMENSIONS = 256;
const random = seeded(11).next;

/** @param similarity of any two of these faces. @param centre what they have in common */
export function facesAround(centre: Float64Array, count: number, similarity: number): Float64Array[] {
  return Array.from({ length: count }, () => towards(centre, Math.sqrt(similarity)));
}

/** Each of its faces is on a photo of its own. @param firstPhoto number of the first one */
export function clusterOf(vectors: readonly Float64Array[], firstPhoto: number): Cluster {
  const parts = vectors.map((values) => ({ vector: vectorOf(wholeNumbers(values)), weight: 1 }));
  const photos = new Set(vectors.map((_, photo) => firstPhoto + photo));
  const [weight, squares, size] = [vectors.length, vectors.length, vectors.length];
  return { mean: meanOf(parts), weight, squares, size, photos, isFixed: false, isClear: true };
}

export function similarityOf(one: Cluster | undefined, other: Cluster | undefined): number {
  return dot(ensure(one).mean, ensure(other).mean);
}

/** A direction of its own, of which so much is that of another. */
export function towards(other: Float64Array, share: number): Float64Array {
  const own = direction();
  return unit(own.map((value, at) => share * ensure(other[at]) + Math.sqrt(1 - share ** 2) * value));
}

/** By lot: at right angles to all others, nearly. */
export function direction(): Float64Array {
  const gauss = () => Math.sqrt(-2 * Math.log(1 - random())) * Math.cos(2 * Math.PI * random());
  return unit(Float64Array.from({ length: DIMENSIONS }, gauss));
}

function unit(values: Float64Array): Float64Array {
  const length = Math.hypot(...values);
  return values.map((value) => value / length);
}
