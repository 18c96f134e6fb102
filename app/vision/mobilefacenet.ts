// How MobileFaceNet wants a face: its five landmarks laid on the ArcFace template, blue, green, red, −1 to 1.

import { alignment } from './align.ts';
import type { Embedder } from './embed.ts';
import type { Detection } from './mtcnn.ts';
import type { Affine } from './picture.ts';

const INPUT_SIDE = 112;
const INPUT_PLANE = INPUT_SIDE * INPUT_SIDE;

export const mobilefacenet: Embedder = {
  model: 'mobilefacenet-512',
  side: INPUT_SIDE,
  dimensions: 512,
  crops: [crop, crop],
  normalise,
  takesRoots: false,
  common: null,
};

function crop({ landmarks }: Detection): Affine {
  return alignment(landmarks);
}

/** @param pixels red, green, blue become blue, green, red */
function normalise(pixels: Float32Array): void {
  for (let at = 0; at < INPUT_PLANE; at++) {
    const red = (pixels[at] - 127) / 128;
    pixels[at] = (pixels[at + 2 * INPUT_PLANE] - 127) / 128;
    pixels[at + INPUT_PLANE] = (pixels[at + INPUT_PLANE] - 127) / 128;
    pixels[at + 2 * INPUT_PLANE] = red;
  }
}
