// Arithmetic with embeddings: one of two crops, unit length, and what faces have in common taken away. By loops, as each face
// has some ten thousand numbers.

import { innerProduct } from '../vectors.ts';

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
  const centred = new Float32Array(embedding.length);
  for (let index = 0; index < centred.length; index++) centred[index] = embedding[index] - mean[index];
  const along = directions.map((direction) => innerProduct(direction, centred));
  directions.forEach((direction, which) => {
    const less = (1 - SHARE_LEFT) * along[which];
    for (let index = 0; index < centred.length; index++) centred[index] -= less * direction[index];
  });
  return centred;
}

export function sum(one: Float32Array, other: Float32Array): Float32Array {
  const both = new Float32Array(one.length);
  for (let index = 0; index < both.length; index++) both[index] = one[index] + other[index];
  return both;
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

export function lengthOf(vector: Float32Array): number {
  return Math.sqrt(innerProduct(vector, vector));
}

export function unit(vector: Float32Array): Float32Array {
  const length = lengthOf(vector) || 1;
  const scaled = new Float32Array(vector.length);
  for (let index = 0; index < scaled.length; index++) scaled[index] = vector[index] / length;
  return scaled;
}
