// How the large models want a face: the detector's box and a margin, stretched to a square (those of VGGFace2), or its
// landmarks on ArcFace's template.

import { alignment, framing } from './align.ts';
import type { Embedder } from './embed.ts';
import type { Detection } from './mtcnn-outputs.ts';
import { AS_IT_IS } from './picture.ts';

/** The box is widened by this share, half on each side, as VGGFace2's training crops were. */
const CROP_MARGIN = 0.2;

/** One crop, as it is and for its mirror image. */
function crops(side: number): Embedder['crops'] {
  const crop = (face: Detection) => framing(face, CROP_MARGIN, side);
  return [crop, crop];
}

/** Red, green, blue, −1 to 1. */
const facenet: Embedder = {
  model: 'facenet',
  side: 160,
  dimensions: 512,
  crops: crops(160),
  normalisation: { means: [127.5, 127.5, 127.5], deviation: 128 },
  takesRoots: false,
  common: null,
};

/** Blue, green, red, minus the means over VGGFace2. */
const resnet50: Embedder = {
  model: 'resnet50',
  side: 224,
  dimensions: 2048,
  crops: crops(224),
  normalisation: { means: [131.0912, 103.8827, 91.4953], deviation: 1, isSwapped: true },
  takesRoots: false,
  common: null,
};

/** Red, green, blue, 0 to 255: it subtracts and divides by itself. */
const sface: Embedder = {
  model: 'sface',
  side: 112,
  dimensions: 128,
  crops: [alignment, alignment],
  normalisation: AS_IT_IS,
  takesRoots: false,
  common: null,
  picturesARun: 1, // as the file says of its input
};

/** Red, green, blue, −1 to 1. */
const auraface: Embedder = {
  model: 'auraface',
  side: 112,
  dimensions: 512,
  crops: [alignment, alignment],
  normalisation: { means: [127.5, 127.5, 127.5], deviation: 127.5 },
  takesRoots: false,
  common: null,
  picturesARun: 1, // as the file says of its output
};

/** @param name as in the catalogue of large models */
export function largeEmbedder(name: string): Embedder {
  const embedder = [facenet, resnet50, sface, auraface].find(({ model }) => model === name);
  if (!embedder) throw new Error(`It is not known how ${name} wants its faces.`);
  return embedder;
}
