// How alike two faces are, and how likely that makes them one person: networks, weights and calibration in one place.

import { dot } from './linkage.ts';

/**
 * One way of comparing faces. There is no universal threshold: every number here belongs to this mix of networks and
 * to their preparation, and was fitted on labelled photos (`npm run bench:people` prints the table).
 */
export interface Measure {
  networks: readonly {
    model: string;
    weight: number;
    /** For faces whose landmarks cannot be trusted; between the two as they are trusted more or less. */
    weightUntrusted?: number;
  }[];
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

/** Quality (eye distance, sharpness, symmetry and score in one) below which landmarks tell nothing, and from which they do. */
const [UNTRUSTED, TRUSTED] = [0.05, 0.2];

/**
 * The measure for one face: a network that needs good landmarks counts as far as they can be trusted. Weights still
 * add up to one, so the face's vector stays a unit vector, and inner products of vectors and of sums of them hold; two
 * faces that are trusted unlike are a little less alike than either network says.
 */
export function trusting(measure: Measure, quality: number): Measure {
  const trust = Math.min(1, Math.max(0, (quality - UNTRUSTED) / (TRUSTED - UNTRUSTED)));
  const networks = measure.networks.map(({ model, weight, weightUntrusted = weight }) => {
    return { model, weight: trust * weight + (1 - trust) * weightUntrusted };
  });
  return { ...measure, networks };
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
