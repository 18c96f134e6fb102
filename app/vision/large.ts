// How the large VGGFace2 networks want a face: the detector's box and a margin, stretched to a square.

import { framing } from './align.ts';
import type { Embedder, Located } from './embed.ts';
import { warp } from './picture.ts';

/** The box is widened by this share, half on each side, as VGGFace2's training crops were. */
const MARGIN = 0.2;

/** Red, green, blue, −1 to 1. */
const facenet: Embedder = {
  model: 'facenet',
  side: 160,
  dimensions: 512,
  cut(face, pixels) {
    crop(face, 160, pixels);
    for (let at = 0; at < pixels.length; at++) pixels[at] = (pixels[at] - 127.5) / 128;
  },
  takesRoots: false,
  centre: null,
};

/** Blue, green, red, minus the means over VGGFace2. */
const resnet50: Embedder = {
  model: 'resnet50',
  side: 224,
  dimensions: 2048,
  cut(face, pixels) {
    const [blue, green, red] = [91.4953, 103.8827, 131.0912];
    crop(face, 224, pixels);
    const plane = 224 * 224;
    for (let at = 0; at < plane; at++) {
      const first = pixels[at];
      pixels[at] = pixels[at + 2 * plane] - blue;
      pixels[at + plane] -= green;
      pixels[at + 2 * plane] = first - red;
    }
  },
  takesRoots: false,
  centre: null,
};

/** @param name as in the catalogue of large networks */
export function largeEmbedder(name: string): Embedder {
  const embedder = [facenet, resnet50].find(({ model }) => model === name);
  if (!embedder) throw new Error(`Nobody knows how ${name} wants its faces.`);
  return embedder;
}

/** @param pixels receives three planes (red, green, blue), 0 to 255 */
function crop({ pyramid, detection }: Located, side: number, pixels: Float32Array): void {
  warp(pyramid, framing(detection, MARGIN, side), side, side, pixels);
}
