// Faces that were detected, as the models that tell people apart see them, and as they are kept.

import { ensure } from '../ensure.ts';
import { encodeVector } from '../vectors.ts';
import { type PhotoHeader, small } from './decode.ts';
import { embed, type Located } from './embed.ts';
import { isFace, isStrong } from './faceness.ts';
import type { LoadedModels } from './loaded-models.ts';
import type { Detection } from './mtcnn-outputs.ts';
import type { Pyramid } from './picture.ts';
import type { FoundFace } from './protocol.ts';
import { qualityOf } from './quality.ts';
import { suppress } from './suppression.ts';
import { lookTurned } from './turned.ts';

export const CROP_SIDE = 256;
/** What the screen shows around a face, in widths of its box. */
const CROP_SURROUNDINGS = 1.8;
/** Faces that lie are beside those that were found upright: above every confidence, and how much of a smaller box may be shared. */
const [FOUND_FIRST, SAME_PLACE] = [2, 0.5];

export interface Searched {
  pyramid: Pyramid;
  /** In pixels of that pyramid's picture. */
  detections: readonly Detection[];
}

/** A face, and what the models make of it. */
interface EmbeddedFace {
  detection: Detection;
  embeddings: FoundFace['embeddings'];
  /** See `Embedded`. */
  strengths: (number | null)[];
}

export async function embedFaces({ pyramid, detections }: Searched, models: LoadedModels): Promise<EmbeddedFace[]> {
  const located: Located[] = detections.map((detection) => ({ pyramid, detection }));
  const seen = detections.map((detection): EmbeddedFace => ({ detection, embeddings: {}, strengths: [] }));
  for (const { embedder, model } of models.embedders) {
    const embedded = await embed(model, embedder, located);
    for (const [index, face] of seen.entries()) {
      const { vector, strength } = ensure(embedded[index], `What ${embedder.model} makes of a face`);
      face.embeddings[embedder.model] = encodeVector(vector);
      face.strengths.push(strength);
    }
  }
  return seen;
}

/** Embedded, without what is no face. What lies, though it was taken for an upright face, is found anew as it lies. */
export async function trueFaces(source: Searched, models: LoadedModels): Promise<EmbeddedFace[]> {
  const seen = await embedFaces(source, models);
  const found = seen.filter(isTrue);
  const lying: Detection[] = [];
  for (const { detection } of seen.filter((face) => !isTrue(face))) {
    const turned = await lookTurned(models, source.pyramid, detection);
    if (turned) lying.push(turned);
  }
  const upright = found.map(({ detection }) => detection);
  const scores = [...upright.map(() => FOUND_FIRST), ...lying.map(({ confidence }) => confidence)];
  const apart = suppress([...upright, ...lying], scores, SAME_PLACE, 'smaller').filter((each) => lying.includes(each));
  // O-Net is sure of many a blur that it is shown turned.
  const embeddedLying = await embedFaces({ ...source, detections: apart }, models);
  return [...found, ...embeddedLying.filter(({ strengths }) => isStrong(strengths))];
}

function isTrue({ detection, strengths }: EmbeddedFace): boolean {
  return isFace(detection.confidence, strengths);
}

/**
 * @param pyramid what the faces are to be cut from
 * @param toFull full-size pixels a pixel of it
 */
export function describeFaces(pyramid: Pyramid, faces: readonly EmbeddedFace[], toFull: number): Promise<FoundFace[]> {
  return Promise.all(
    faces.map(async ({ detection, embeddings }) => {
      const { box, landmarks, confidence } = scaled(detection, toFull);
      const [left, top, right, bottom] = box;
      return {
        box: [left, top, right - left, bottom - top] as FoundFace['box'],
        landmarks,
        confidence,
        quality: qualityOf(pyramid, detection),
        embeddings,
        crop: await small(pyramid[0], CROP_SIDE, surroundings(pyramid[0], detection.box)),
      };
    }),
  );
}

export function scaled({ box, landmarks, confidence }: Detection, factor: number): Detection {
  const [left, top, right, bottom] = box;
  return {
    confidence,
    box: [left * factor, top * factor, right * factor, bottom * factor],
    landmarks: landmarks.map((value) => value * factor),
  };
}

/** A square around the face, moved and shrunk so that it lies inside of the picture. */
export function surroundings(
  { width, height }: PhotoHeader,
  [left, top, right, bottom]: Detection['box'],
): [number, number, number, number] {
  const wanted = CROP_SURROUNDINGS * Math.max(right - left, bottom - top);
  const side = Math.max(1, Math.min(Math.round(wanted), width, height));
  const place = (centre: number, length: number) => Math.round(Math.min(Math.max(0, centre - side / 2), length - side));
  return [place((left + right) / 2, width), place((top + bottom) / 2, height), side, side];
}
