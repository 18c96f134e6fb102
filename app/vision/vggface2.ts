// How the VGGFace2 model wants a face: the detector's box and a margin, stretched to a square, minus the training means.

import { resource } from '../platform/resources.ts';
import { framing, squareAround } from './align.ts';
import { readCommon } from './common.ts';
import type { Embedder } from './embed.ts';

const INPUT_SIDE = 224;
const VGGFACE2_DIMENSIONS = 1024;
const CLOSE_MARGIN = 0.1;
const WIDE_MARGIN = 0.4;
/** Means of red, green and blue over the training images (VGGFace2 by way of Caffe's ImageNet models). */
const MEANS = [123.68, 116.779, 103.939] as const;

/** One crop is close and keeps the face's proportions, the other is wide: models/README.md has the table. */
export function vggface2(): Embedder {
  return {
    model: 'vggface2-mobilenet',
    side: INPUT_SIDE,
    dimensions: VGGFACE2_DIMENSIONS,
    crops: [
      (face) => framing({ ...face, box: squareAround(face.box) }, CLOSE_MARGIN, INPUT_SIDE),
      (face) => framing(face, WIDE_MARGIN, INPUT_SIDE),
    ],
    normalisation: { means: MEANS, deviation: 1, isSwapped: true },
    takesRoots: true,
    staysOnProcessor: true,
    usualLength: 13.4,
    common: readCommon(resource('models', 'vggface2-mobilenet-common.bin'), VGGFACE2_DIMENSIONS),
  };
}
