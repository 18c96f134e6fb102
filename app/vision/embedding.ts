// Arithmetic with embeddings: one of two crops, unit length, and what faces have in common taken away.

/** Fitted on labelled faces by models/fit-common.ts. */
export interface Common {
  mean: Float32Array;
  /** Unit vectors, at right angles: the directions in which faces differ most. */
  directions: readonly Float32Array[];
}

/**
 * How much of what an embedding says along these directions is left to it. Taking away all of it is what Mu and Viswanath
 * (All-but-the-Top, ICLR 2018, section 2) do with words; of faces half of it tells more people apart than all or nothing.
 */
const SHARE_LEFT = 0.5;

/** @returns as long as the embedding, not of unit length */
export function without(embedding: Float32Array, { mean, directions }: Common): Float32Array {
  const centred = embedding.map((value, index) => value - mean[index]);
  const along = directions.map((direction) => direction.reduce((sum, value, index) => sum + value * centred[index], 0));
  directions.forEach((direction, which) => {
    for (let index = 0; index < centred.length; index++)
      centred[index] -= (1 - SHARE_LEFT) * along[which] * direction[index];
  });
  return centred;
}

export function sum(one: Float32Array, other: Float32Array): Float32Array {
  return one.map((value, index) => value + other[index]);
}

/** Of vectors of any length; 0 where one of them has none. */
export function cosine(one: Float32Array, other: Float32Array): number {
  let [product, ones, others] = [0, 0, 0];
  for (let index = 0; index < one.length; index++) {
    product += one[index] * other[index];
    ones += one[index] ** 2;
    others += other[index] ** 2;
  }
  return product / (Math.sqrt(ones * others) || 1);
}

export function unit(vector: Float32Array): Float32Array {
  const length = Math.sqrt(vector.reduce((sum, value) => sum + value * value, 0)) || 1;
  return vector.map((value) => value / length);
}
