// Turns faces into the unit vectors by which they are compared: cut out, as they are and mirrored, averaged, centred.

import type { Detection } from './mtcnn.ts';
import type { Pyramid } from './picture.ts';
import type { Network } from './sessions.ts';

/** A face in the picture that it is to be cut from. */
export interface Located {
  pyramid: Pyramid;
  detection: Detection;
}

/** What one network needs, and how it wants its faces. */
export interface Embedder {
  /** The network's name in models.json. */
  model: string;
  /** Of the square that it sees, in pixels. */
  side: number;
  dimensions: number;
  /** @returns three planes of `side × side` values, as the network wants them */
  cut(face: Located): Float32Array;
  /** A mean embedding that is taken away from every one; null where that does not help. */
  centre: Float32Array | null;
}

/** Faces in one run, each twice: bounds the memory that a crowd takes. */
const BATCH = 6;

/** @returns one unit vector a face, in their order */
export async function embed(network: Network, embedder: Embedder, faces: readonly Located[]): Promise<Float32Array[]> {
  const vectors: Float32Array[] = [];
  for (let start = 0; start < faces.length; start += BATCH) {
    const cuts = faces.slice(start, start + BATCH).map(embedder.cut);
    const raw = await run(
      network,
      embedder,
      cuts.flatMap((cut) => [cut, mirrored(cut, embedder.side)]),
    );
    for (let index = 0; index < cuts.length; index++) {
      const mean = unit(sum(raw[2 * index], raw[2 * index + 1], 1));
      vectors.push(embedder.centre ? unit(sum(mean, embedder.centre, -1)) : mean);
    }
  }
  return vectors;
}

/** The network's own output, each of unit length. @param cuts at least one, from the embedder's `cut` */
export async function run(
  network: Network,
  { side, dimensions }: Embedder,
  cuts: readonly Float32Array[],
): Promise<Float32Array[]> {
  const pixels = new Float32Array(cuts.length * 3 * side * side);
  cuts.forEach((cut, index) => pixels.set(cut, index * cut.length));
  const { embedding } = await network.run(pixels, [cuts.length, 3, side, side], ['embedding']);
  return cuts.map((_, index) => unit(embedding.data.subarray(index * dimensions, (index + 1) * dimensions)));
}

function mirrored(planes: Float32Array, side: number): Float32Array {
  const copy = planes.slice();
  for (let start = 0; start < copy.length; start += side) copy.subarray(start, start + side).reverse();
  return copy;
}

function sum(one: Float32Array, other: Float32Array, share: number): Float32Array {
  return one.map((value, index) => value + share * other[index]);
}

function unit(vector: Float32Array): Float32Array {
  const length = Math.sqrt(vector.reduce((sum, value) => sum + value * value, 0)) || 1;
  return vector.map((value) => value / length);
}
