// What faces have in common says little about who it is: it is taken away from every embedding, wholly or by half.

import { readFileSync } from 'node:fs';

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

/** @param file 32-bit floats, little endian: the mean, then one direction after the other */
export function readCommon(file: string, dimensions: number): Common {
  const numbers = new Float32Array(new Uint8Array(readFileSync(file)).buffer);
  const rows = Array.from({ length: numbers.length / dimensions }, (_, row) =>
    numbers.subarray(row * dimensions, (row + 1) * dimensions),
  );
  const [mean, ...directions] = rows;
  return { mean, directions };
}
