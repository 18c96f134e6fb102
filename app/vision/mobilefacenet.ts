// How MobileFaceNet wants a face: its five landmarks laid on the ArcFace template, −1 to 1.

import { alignment } from './align.ts';
import type { Embedder, Located } from './embed.ts';
import { warp } from './picture.ts';

const SIDE = 112;

export const mobilefacenet: Embedder = {
  model: 'mobilefacenet',
  side: SIDE,
  dimensions: 192,
  cut,
  takesRoots: false,
  centre: null,
};

/** @param pixels receives three planes (red, green, blue) */
function cut({ pyramid, detection }: Located, pixels: Float32Array): void {
  warp(pyramid, alignment(detection.landmarks), SIDE, SIDE, pixels);
  for (let at = 0; at < pixels.length; at++) pixels[at] = (pixels[at] - 127.5) * (1 / 128);
}
