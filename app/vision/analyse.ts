// Analyses one photo: decode, detect, crop, embed. The whole chain of what Kindred knows of a picture.

import { type PhotoHeader, small } from './decode.ts';
import type { LoadedModels } from './loaded-models.ts';
import { detect, type Detector } from './mtcnn.ts';
import type { Detection } from './mtcnn-outputs.ts';
import type { PhotoFile } from './photo-file.ts';
import { type Pyramid, pyramidOf } from './picture.ts';
import type { PhotoAnalysis } from './protocol.ts';
import { minimumFace, searchSide, sharpSide } from './search-size.ts';
import { describeFaces, scaled, type Searched, trueFaces } from './embedded-faces.ts';
import { certainty, detectTurned } from './turned.ts';

/** Most upright faces reach this confidence; what the detector takes for a face in one that lies on its side seldom does. */
const SURE_CONFIDENCE = 0.99;
export const THUMBNAIL_SIDE = 640;

/**
 * @param smallestFace as a share of the photo's `faceScale`
 * @throws AppError `photo` with the reason in plain words
 */
export async function analyse(photo: PhotoFile, models: LoadedModels, smallestFace?: number): Promise<PhotoAnalysis> {
  const decoding = stopwatch();
  const header = await photo.header();
  const { width, height } = header;
  const picture = await photo.pixels(searchSide(header, smallestFace));
  const thumbnail = await small(picture, THUMBNAIL_SIDE);
  decoding.stop();

  const detecting = stopwatch();
  const pyramid = pyramidOf(picture);
  const detections = await findFaces(models, pyramid, smallestFace);
  detecting.stop();

  const sharpening = stopwatch();
  const source = await sharpened(photo, header, pyramid, detections);
  decoding.add(sharpening.stop());

  const embedding = stopwatch();
  const found = await trueFaces(source, models);
  const faces = await describeFaces(source.pyramid, found, width / source.pyramid[0].width);
  embedding.stop();
  return {
    width,
    height,
    thumbnail,
    faces,
    milliseconds: { decode: decoding.total(), detect: detecting.total(), embed: embedding.total() },
  };
}

/** Where no face is sure, the photo may lie on its side: faces that do are detected, if at all, with low confidence. */
export async function findFaces(detector: Detector, pyramid: Pyramid, smallestFace?: number): Promise<Detection[]> {
  const upright = await detect(detector, pyramid, minimumFace(pyramid[0], smallestFace));
  if (upright.some(({ confidence }) => confidence >= SURE_CONFIDENCE)) return upright;
  const turned = await detectTurned(detector, pyramid);
  return certainty(turned) > certainty(upright) ? turned : upright;
}

/** Where faces are small and the photo is larger than what was searched, it is decoded once more, as large as they need. */
export async function sharpened(
  photo: PhotoFile,
  header: PhotoHeader,
  pyramid: Pyramid,
  detections: readonly Detection[],
): Promise<Searched> {
  const side = Math.max(pyramid[0].width, pyramid[0].height);
  const smallest = Math.min(...detections.map(({ box }) => box[2] - box[0]));
  const wanted = sharpSide(header, side, smallest);
  if (wanted === null) return { pyramid, detections };
  const larger = await photo.pixels(wanted);
  return {
    pyramid: pyramidOf(larger),
    detections: detections.map((detection) => scaled(detection, larger.width / pyramid[0].width)),
  };
}

function stopwatch() {
  const began = performance.now();
  let total = 0;
  return {
    stop: () => (total += performance.now() - began),
    add: (milliseconds: number) => void (total += milliseconds),
    total: () => total,
  };
}
