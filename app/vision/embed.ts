// Turns faces into the unit vectors by which they are compared: the mean of a crop and of a mirrored one, its square roots
// where a model wants them, less what all faces have in common.

import { type Common, lengthOf, sum, unit, without } from './embedding.ts';
import type { Detection } from './mtcnn-outputs.ts';
import { type Affine, type Normalisation, type Pyramid, warp } from './picture.ts';
import { withScratch } from './scratch.ts';
import type { LoadedModel } from './sessions.ts';

/** A face in the picture that it is to be cut from. */
export interface Located {
  pyramid: Pyramid;
  detection: Detection;
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
  normalisation: Normalisation;
  /**
   * Square roots of the numbers are compared: where they are never negative, as means of what a ReLU lets through, a few
   * large ones would decide alone (Arandjelović and Zisserman, CVPR 2012, section 2, on SIFT's).
   */
  takesRoots: boolean;
  /** What all faces have in common; null for a model that tells no more people apart without it. */
  common: Common | null;
  /** Never opened on a graphics card: its numbers are whole ones of 8 bits, which a processor is fast at. Default: false. */
  staysOnProcessor?: boolean;
  /** How many pictures the model's file takes in one run. Default: any number. */
  picturesARun?: number;
  /** How long what the model gives for a clear face is, before it is made a unit vector. Default: not known. */
  usualLength?: number;
}

export interface Embedded {
  /** Of unit length. */
  vector: Float32Array;
  /**
   * How much the model found: how long its numbers were, beside those of a clear face. Blur, and what is no face, shorten
   * them (Meng et al., MagFace, CVPR 2021, section 3). Null where it is not known how long they usually are.
   */
  strength: number | null;
}

/** @returns where each pixel of the square that the model sees lies in the photo */
type Crop = (face: Detection) => Affine;

/** @returns one a face, in their order */
export async function embed(model: LoadedModel, embedder: Embedder, faces: readonly Located[]): Promise<Embedded[]> {
  const { side, dimensions, normalisation, takesRoots, common, usualLength } = embedder;
  const length = 3 * side * side;
  const embedded: Embedded[] = [];
  const facesARun = Math.max(1, Math.floor(model.picturesARun / 2)); // each twice
  for (let start = 0; start < faces.length; start += facesARun) {
    const batch = faces.slice(start, start + facesARun);
    const embeddings = await withScratch(2 * batch.length * length, (pixels) => {
      batch.forEach((face, index) => {
        const straight = pixels.subarray(2 * index * length, (2 * index + 1) * length);
        const mirrored = pixels.subarray((2 * index + 1) * length, (2 * index + 2) * length);
        const [crop, other] = embedder.crops;
        warp(face.pyramid, crop(face.detection), side, side, straight, normalisation);
        if (other === crop) mirrored.set(straight);
        else warp(face.pyramid, other(face.detection), side, side, mirrored, normalisation);
        mirror(mirrored, side);
      });
      return embeddingsOf(model, embedder, pixels);
    });
    const raw = (index: number) => embeddings.subarray(index * dimensions, (index + 1) * dimensions);
    for (let index = 0; index < batch.length; index++) {
      const [straight, mirrored] = [raw(2 * index), raw(2 * index + 1)];
      const both = unit(sum(unit(straight), unit(mirrored)));
      const mean = takesRoots ? unit(both.map(Math.sqrt)) : both;
      embedded.push({
        vector: common ? unit(without(mean, common)) : mean,
        strength: usualLength === undefined ? null : (lengthOf(straight) + lengthOf(mirrored)) / 2 / usualLength,
      });
    }
  }
  return embedded;
}

/** @returns the numbers of one picture after the other, as the model gave them */
async function embeddingsOf(
  model: LoadedModel,
  { model: name, side, dimensions, picturesARun }: Embedder,
  pixels: Float32Array,
): Promise<Float32Array> {
  const length = 3 * side * side;
  const pictures = pixels.length / length;
  const most = Math.min(model.picturesARun, picturesARun ?? Infinity);
  const all = new Float32Array(pictures * dimensions);
  for (let first = 0; first < pictures; first += most) {
    const count = Math.min(most, pictures - first);
    const part = pixels.subarray(first * length, (first + count) * length);
    const { embedding } = await model.run(part, [count, 3, side, side], ['embedding']);
    if (embedding.data.length !== count * dimensions) {
      throw new Error(`${name} gave ${embedding.data.length} numbers for ${count} pictures.`);
    }
    all.set(embedding.data, first * dimensions);
  }
  return all;
}

function mirror(planes: Float32Array, side: number): void {
  for (let start = 0; start < planes.length; start += side) planes.subarray(start, start + side).reverse();
}
