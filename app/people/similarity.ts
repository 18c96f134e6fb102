// How alike two faces are, and how likely that makes them one person: networks, weights and calibration in one place.

import { dot } from './linkage.ts';

/**
 * One way of comparing faces. There is no universal threshold: every number here belongs to this mix of networks and
 * to their preparation, and was fitted on labelled photos (`npm run bench:people` prints the table).
 */
export interface Measure {
  networks: readonly { model: string; weight: number }[];
  /** Mean similarity from which two groups are joined without asking. */
  threshold: number;
  /** Probability of *same* = 1 / (1 + e^(−slope · (similarity − middle))). */
  middle: number;
  slope: number;
}

/**
 * One vector for all networks, so that its inner product with another is the weighted mean of the networks' cosines.
 * @param vectors unit vectors by the model's name
 * @returns nothing when a network is missing: two spaces are never compared
 */
export function fuse(vectors: ReadonlyMap<string, Float32Array>, measure: Measure): Float32Array | undefined {
  const total = measure.networks.reduce((sum, { weight }) => sum + weight, 0);
  const parts: number[] = [];
  for (const { model, weight } of measure.networks) {
    const vector = vectors.get(model);
    if (!vector) return undefined;
    const scale = Math.sqrt(weight / total);
    for (const value of vector) parts.push(value * scale);
  }
  return Float32Array.from(parts);
}

export function probabilityOfSame(similarity: number, { slope, middle }: Measure): number {
  return 1 / (1 + Math.exp(-slope * (similarity - middle)));
}

/** Unit vectors as the store keeps them: float16, little endian. */
export function decodeVector(bytes: Uint8Array): Float32Array {
  const aligned = new Uint8Array(bytes);
  return Float32Array.from(new Float16Array(aligned.buffer));
}

export function normalised(vector: Float32Array): Float32Array {
  const length = Math.sqrt(dot(vector, vector)) || 1;
  return vector.map((value) => value / length);
}
