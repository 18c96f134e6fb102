// The labelled faces of a photo, found and described as a scan does it.

import { readdirSync } from 'node:fs';
import { join } from 'node:path';
import { isPicture } from '../../../app/photos/names.ts';
import { embed } from '../../../app/vision/embed.ts';
import { findFaces, sharpened } from '../../../app/vision/analyse.ts';
import type { LoadedModels } from '../../../app/vision/loaded-models.ts';
import { scaled } from '../../../app/vision/embedded-faces.ts';
import type { Detector } from '../../../app/vision/mtcnn.ts';
import type { Detection } from '../../../app/vision/mtcnn-outputs.ts';
import { openPhoto } from '../../../app/vision/photo-file.ts';
import { type Picture, type Pyramid, pyramidOf } from '../../../app/vision/picture.ts';
import { qualityOf } from '../../../app/vision/quality.ts';
import { searchSide } from '../../../app/vision/search-size.ts';
import { firstOf } from '../../first-of.ts';
import { type Labelled, label, type TruthRow } from '../people/labelled.ts';

interface SeenFace extends Labelled {
  /** In pixels of what it is cut from. */
  detection: Detection;
}

export interface SeenPhoto {
  /** What the faces are cut from. */
  pyramid: Pyramid;
  faces: SeenFace[];
  /** Rows of the truth without a face. */
  missed: number;
}

export interface EmbeddedFace {
  path: string;
  person: string;
  quality: number;
  /** Unit vectors by the model’s name, in half precision as the store keeps them. */
  vectors: Map<string, Float16Array>;
}

/** Every picture below the folder, in the order of their paths. */
export function picturesIn(folder: string): string[] {
  return readdirSync(folder, { recursive: true, withFileTypes: true })
    .filter((entry) => entry.isFile() && isPicture(entry.name))
    .map((entry) => join(entry.parentPath, entry.name))
    .sort();
}

/** @throws AppError `photo` when it cannot be read */
export async function see(path: string, rows: readonly TruthRow[], detector: Detector): Promise<SeenPhoto> {
  const photo = await openPhoto(path, undefined);
  const header = await photo.header();
  const searched = pyramidOf(await photo.pixels(searchSide(header)));
  const found = await findFaces(detector, searched);
  const { pyramid, detections } = await sharpened(photo, header, searched, found);
  const faces = detections.map((detection): SeenFace => {
    const [left, top, right, bottom] = scaled(detection, header.width / pyramid[0].width).box;
    return { detection, box: [left, top, right - left, bottom - top], person: null, origin: null, age: null };
  });
  return { pyramid, faces, missed: label(faces, rows) };
}

/** The face around the middle of a picture that was cut out around one. */
export async function seeAlone(picture: Picture, detector: Detector) {
  const pyramid = pyramidOf(picture);
  const [x, y] = [picture.width / 2, picture.height / 2];
  const isAround = ({ box: [left, top, right, bottom] }: Detection) => left < x && x < right && top < y && y < bottom;
  const [detection] = (await findFaces(detector, pyramid)).filter(isAround).sort((a, b) => b.confidence - a.confidence);
  return detection && { pyramid, detection };
}

export async function embedFace({ embedders }: LoadedModels, pyramid: Pyramid, detection: Detection) {
  const vectors = new Map<string, Float16Array>();
  for (const { embedder, model } of embedders) {
    const [{ vector }] = firstOf(1, await embed(model, embedder, [{ pyramid, detection }]));
    vectors.set(embedder.model, Float16Array.from(vector));
  }
  return { vectors, quality: qualityOf(pyramid, detection) };
}
