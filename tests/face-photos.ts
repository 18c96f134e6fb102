// Small photographs with one face each, cut from the samples: real enough to be found and told apart, quick to read.

import { mkdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import sharp from 'sharp';
import { ensure } from '../app/ensure.ts';
import { SAMPLES } from './samples.ts';

/** Sample, and the middle of a face with the side of a square around it, in pixels of the sample. */
const FACES: readonly (readonly [sample: number, x: number, y: number, side: number])[] = [
  [0, 505, 475, 495],
  [0, 925, 540, 475],
  [0, 1575, 314, 467],
  [1, 1535, 280, 465],
  [2, 1169, 353, 594],
  [2, 687, 456, 548],
  [3, 737, 233, 446],
  [4, 860, 230, 452],
  [4, 1505, 538, 520],
  [5, 1583, 406, 601],
  [5, 358, 629, 563],
  [5, 761, 482, 591],
];

/** @returns JPEGs, each with other bytes: the same faces again and again, a little brighter or darker */
export async function facePhotos(count: number): Promise<Buffer[]> {
  return Promise.all(Array.from({ length: count }, (_, index) => facePhoto(index)));
}

/** @returns the paths, in the order of their numbers */
export async function writeFacePhotos(folder: string, count: number): Promise<string[]> {
  return writePhotos(folder, await facePhotos(count));
}

/** @param from the first so many are there already */
export function writePhotos(folder: string, contents: readonly Buffer[], from = 0): string[] {
  mkdirSync(folder, { recursive: true });
  return contents.slice(from).map((bytes, index) => {
    const path = join(folder, `${from + index + 1}.jpg`);
    writeFileSync(path, bytes);
    return path;
  });
}

/** By their places among the faces: to decode a sample takes longer than all that is made of it. */
const cut = new Map<number, Promise<Buffer>>();

async function facePhoto(index: number): Promise<Buffer> {
  const face = index % FACES.length;
  const round = Math.floor(index / FACES.length);
  const picture = cut.get(face) ?? cutOut(face);
  cut.set(face, picture);
  return sharp(await picture)
    .modulate({ brightness: 1 + (round % 20) / 100 })
    .jpeg({ quality: 70 + (Math.floor(round / 20) % 25) })
    .toBuffer();
}

function cutOut(face: number): Promise<Buffer> {
  const [sample, x, y, side] = ensure(FACES[face]);
  return sharp(SAMPLES[sample])
    .extract({ left: Math.round(x - side / 2), top: Math.round(y - side / 2), width: side, height: side })
    .resize(160, 160)
    .png()
    .toBuffer();
}
