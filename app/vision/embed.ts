// Turns a face into the unit vector by which it is compared: cut out, twice (as it is and mirrored), averaged, centred.

import { readFileSync } from 'node:fs';
import { resource } from '../resources.ts';
import type { Detection } from './mtcnn.ts';
import { boxToOutput, type Pyramid, warp } from './picture.ts';
import type { Network } from './sessions.ts';

const SIDE = 224;
const DIMENSIONS = 1024;
/** The detector's box is widened by this share, half on each side, as the network's training crops were. */
const MARGIN = 0.2;
/** Means of blue, green and red over the training images (VGGFace2 by way of ImageNet's Caffe models). */
const MEANS = [103.939, 116.779, 123.68] as const;
/** Faces in one run, each twice: bounds the memory that a crowd takes. */
const BATCH = 6;

/** A face in the picture that it is to be cut from. */
export interface Located {
  pyramid: Pyramid;
  detection: Detection;
}

/** @returns one unit vector a face, in their order */
export async function embed(
  network: Network,
  faces: readonly Located[],
  centre = vggface2Centre(),
): Promise<Float32Array[]> {
  const vectors: Float32Array[] = [];
  for (let start = 0; start < faces.length; start += BATCH) {
    const batch = faces.slice(start, start + BATCH);
    const raw = await rawEmbeddings(network, batch.flatMap(bothWays));
    for (let index = 0; index < batch.length; index++)
      vectors.push(centred(raw[2 * index], raw[2 * index + 1], centre));
  }
  return vectors;
}

/** The network's own output for crops as `crop` makes them, each of unit length. */
export async function rawEmbeddings(network: Network, crops: readonly Float32Array[]): Promise<Float32Array[]> {
  const pixels = new Float32Array(crops.length * crops[0].length);
  crops.forEach((crop, index) => pixels.set(crop, index * crop.length));
  const { embedding } = await network.run(pixels, [crops.length, 3, SIDE, SIDE], ['embedding']);
  return crops.map((_, index) => unit(embedding.data.subarray(index * DIMENSIONS, (index + 1) * DIMENSIONS)));
}

/** @returns three planes (blue, green, red) of 224 × 224, as the network wants them */
export function crop({ pyramid, detection }: Located): Float32Array {
  const [left, top, right, bottom] = detection.box;
  const [width, height] = [right - left, bottom - top];
  const colours = new Float32Array(3 * SIDE * SIDE);
  const wide = boxToOutput(
    left - (MARGIN / 2) * width,
    top - (MARGIN / 2) * height,
    (1 + MARGIN) * width,
    (1 + MARGIN) * height,
    SIDE,
    SIDE,
  );
  warp(pyramid, wide, SIDE, SIDE, colours);
  const plane = SIDE * SIDE;
  const pixels = new Float32Array(3 * plane);
  for (let channel = 0; channel < 3; channel++) {
    const from = (2 - channel) * plane;
    for (let at = 0; at < plane; at++) pixels[channel * plane + at] = colours[from + at] - MEANS[channel];
  }
  return pixels;
}

function bothWays(face: Located): Float32Array[] {
  const straight = crop(face);
  return [straight, mirrored(straight)];
}

function mirrored(planes: Float32Array): Float32Array {
  const copy = planes.slice();
  for (let start = 0; start < copy.length; start += SIDE) copy.subarray(start, start + SIDE).reverse();
  return copy;
}

/** A fixed mean embedding is taken away: what all faces have in common says nothing about who it is. */
function centred(one: Float32Array, other: Float32Array, centre: Float32Array): Float32Array {
  const mean = unit(one.map((value, index) => value + other[index]));
  return unit(mean.map((value, index) => value - centre[index]));
}

export function unit(vector: Float32Array): Float32Array {
  const length = Math.sqrt(vector.reduce((sum, value) => sum + value * value, 0)) || 1;
  return vector.map((value) => value / length);
}

/** Fitted by models/fit-mean.ts. */
export function vggface2Centre(): Float32Array {
  const bytes = new Uint8Array(readFileSync(resource('models', 'vggface2-mobilenet-mean.bin')));
  return new Float32Array(bytes.buffer);
}
