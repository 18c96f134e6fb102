// Turns faces into the unit vectors by which they are compared: cut out, as they are and mirrored (clear ones only
// as they are), averaged, evened, and without what faces have in common.

import { ensure } from '../ensure.ts';
import { type Common, sum, unit, without } from './embedding.ts';
import type { Detection } from './mtcnn-outputs.ts';
import { type Affine, type Pyramid, warp } from './picture.ts';
import { withScratch } from './scratch.ts';
import type { Model } from './sessions.ts';

/** A face in the picture that it is to be cut from. */
export interface Located {
  pyramid: Pyramid;
  detection: Detection;
  /** 0 to 1, as `qualityOf` says. */
  quality: number;
}

/** What one model needs, and how it wants its faces. */
export interface Embedder {
  /** The model's name in models.json. */
  model: string;
  /** Of the square that it sees, in pixels. */
  side: number;
  dimensions: number;
  /** What is cut out around a face, as it is and for its mirror image: two crops tell more than one crop twice. */
  crops: readonly [straight: Crop, mirrored: Crop];
  /** @param pixels three planes (red, green, blue) of values 0 to 255, made into what the model wants */
  normalise(pixels: Float32Array): void;
  /**
   * Square roots of the numbers are compared: where they are never negative, as means of what a ReLU lets through, a few
   * large ones would decide alone (Arandjelović and Zisserman, CVPR 2012, section 2, on SIFT's).
   */
  takesRoots: boolean;
  /** Null where nothing that could be taken away helps. */
  common: Common | null;
  /** Where the model's file takes no more in one run; else as many as are ready. */
  picturesARun?: number;
  /** A face of this quality or more is looked at once, as it is; absent: every face twice. */
  oneLookFrom?: number;
}

/** @returns where each pixel of the square that the model sees lies in the photo */
type Crop = (face: Detection) => Affine;

/** More pictures in one run are not faster, and take memory. */
const PICTURES_PER_RUN = 4;

/** @returns one unit vector a face, in their order */
export async function embed(model: Model, embedder: Embedder, faces: readonly Located[]): Promise<Float32Array[]> {
  const { side, dimensions, takesRoots, common, picturesARun = PICTURES_PER_RUN } = embedder;
  const length = 3 * side * side;
  const looks = faces.flatMap((face, at) => looksAt(face, at, embedder));
  const sums = faces.map((): Float32Array => new Float32Array(dimensions));
  for (let start = 0; start < looks.length; start += picturesARun) {
    const run = looks.slice(start, start + picturesARun);
    const { embedding } = await withScratch(run.length * length, (pixels) => {
      const pictures = run.map((_, index) => pixels.subarray(index * length, (index + 1) * length));
      run.forEach((_, index) => cut(run, index, pictures, side));
      pictures.forEach((picture) => embedder.normalise(picture));
      return model.run(pixels, [run.length, 3, side, side], ['embedding']);
    });
    if (embedding.data.length !== run.length * dimensions) {
      throw new Error(`${embedder.model} gave ${embedding.data.length} numbers for ${run.length} pictures.`);
    }
    run.forEach(({ at }, index) => {
      const seen = unit(embedding.data.subarray(index * dimensions, (index + 1) * dimensions));
      sums[at] = sum(ensure(sums[at], 'The face of a look'), seen);
    });
  }
  return sums.map((both) => {
    const mean = takesRoots ? unit(unit(both).map(Math.sqrt)) : unit(both);
    return common ? unit(without(mean, common)) : mean;
  });
}

interface Look {
  face: Located;
  /** The face's place among all. */
  at: number;
  crop: Crop;
  isMirrored: boolean;
}

function looksAt(face: Located, at: number, { crops: [straight, mirrored], oneLookFrom = Infinity }: Embedder): Look[] {
  const first = { face, at, crop: straight, isMirrored: false };
  return face.quality >= oneLookFrom ? [first] : [first, { face, at, crop: mirrored, isMirrored: true }];
}

/** Cuts the face of one look out; what was cut out for the look before it is copied where it is the same. */
function cut(run: readonly Look[], index: number, pictures: readonly Float32Array[], side: number): void {
  const { face, at, crop, isMirrored } = ensure(run[index], 'A look');
  const picture = ensure(pictures[index], 'The picture of a look');
  const [before, cutBefore] = [run[index - 1], pictures[index - 1]];
  if (cutBefore && before?.at === at && before.crop === crop) picture.set(cutBefore);
  else warp(face.pyramid, crop(face.detection), side, side, picture);
  if (isMirrored) mirror(picture, side);
}

function mirror(planes: Float32Array, side: number): void {
  for (let start = 0; start < planes.length; start += side) planes.subarray(start, start + side).reverse();
}
