// How the VGGFace2 network wants a face: the detector's box and a margin, stretched to a square, minus the training means.

import { readFileSync } from 'node:fs';
import { resource } from '../resources.ts';
import { framing } from './align.ts';
import type { Embedder, Located } from './embed.ts';
import { warp } from './picture.ts';

const SIDE = 224;
const PLANE = SIDE * SIDE;
/** The detector's box is widened by this share, half on each side, as the training crops were. */
const MARGIN = 0.2;
/** Means of blue, green and red over the training images (VGGFace2 by way of Caffe's ImageNet models). */
const [BLUE, GREEN, RED] = [103.939, 116.779, 123.68];

export function vggface2(): Embedder {
  return { model: 'vggface2-mobilenet', side: SIDE, dimensions: 1024, cut, takesRoots: true, centre: fittedMean() };
}

/** @param pixels receives three planes (blue, green, red) */
function cut({ pyramid, detection }: Located, pixels: Float32Array): void {
  warp(pyramid, framing(detection, MARGIN, SIDE), SIDE, SIDE, pixels);
  for (let at = 0; at < PLANE; at++) {
    const red = pixels[at];
    pixels[at] = pixels[at + 2 * PLANE] - BLUE;
    pixels[at + PLANE] -= GREEN;
    pixels[at + 2 * PLANE] = red - RED;
  }
}

/** What all faces have in common says nothing about who it is; fitted by models/fit-mean.ts. */
function fittedMean(): Float32Array {
  const bytes = new Uint8Array(readFileSync(resource('models', 'vggface2-mobilenet-mean.bin')));
  return new Float32Array(bytes.buffer);
}
