// How MobileFaceNet wants a face: its five landmarks laid on the ArcFace template, −1 to 1.

import { alignment } from './align.ts';
import type { Embedder } from './embed.ts';
import type { Detection } from './mtcnn.ts';
import type { Affine } from './picture.ts';

const SIDE = 112;

export const mobilefacenet: Embedder = {
  model: 'mobilefacenet',
  side: SIDE,
  dimensions: 192,
  crops: [crop, crop],
  normalise,
  takesRoots: false,
  common: null,
};

function crop({ landmarks }: Detection): Affine {
  return alignment(landmarks);
}

function normalise(pixels: Float32Array): void {
  for (let at = 0; at < pixels.length; at++) pixels[at] = (pixels[at] - 127.5) * (1 / 128);
}
