// Analyses one photo: decode, detect, crop, embed. The whole chain of what Kindred knows of a picture.

import { ensure } from '../ensure.ts';
import { encodeVector } from '../vectors.ts';
import { type PhotoHeader, small } from './decode.ts';
import { embed, type Embedder, type Located } from './embed.ts';
import { isFace, isStrong } from './faceness.ts';
import { mobilefacenet } from './mobilefacenet.ts';
import { detect, type Detector } from './mtcnn.ts';
import type { Detection } from './mtcnn-outputs.ts';
import type { PhotoFile } from './photo-file.ts';
import { type LoadedModel, openModel } from './sessions.ts';
import { type Pyramid, pyramidOf } from './picture.ts';
import type { FoundFace, PhotoAnalysis } from './protocol.ts';
import { qualityOf } from './quality.ts';
import { minimumFace, searchSide, sharpSide } from './search-size.ts';
import { suppress } from './suppression.ts';
import { certainty, detectTurned, lookTurned } from './turned.ts';
import { vggface2 } from './vggface2.ts';

/** Most upright faces reach this confidence; what the detector takes for a face in one that lies on its side seldom does. */
const SURE_CONFIDENCE = 0.99;
/** Faces that lie are beside those that were found upright: above every confidence, and how much of a smaller box may be shared. */
const [FOUND_FIRST, SAME_PLACE] = [2, 0.5];
export const THUMBNAIL_SIDE = 640;
export const CROP_SIDE = 256;
/** What the screen shows around a face, in widths of its box. */
const CROP_SURROUNDINGS = 1.8;

export interface LoadedModels extends Detector {
  embedders: readonly { embedder: Embedder; model: LoadedModel }[];
}

/**
 * @param open opens a model that embeds faces, perhaps on a graphics card. Those that detect stay on the processor: their
 *   inputs are small and of many sizes
 */
export async function openModels({
  threads = 1,
  embedders = [vggface2(), mobilefacenet],
  open = (model: string): Promise<LoadedModel> => openModel(model, { threads }),
} = {}): Promise<LoadedModels> {
  const [pNet, rNet, oNet] = await Promise.all([
    openModel('mtcnn-pnet', { threads }),
    openModel('mtcnn-rnet', { threads }),
    openModel('mtcnn-onet', { threads }),
  ]);
  const opened = embedders.map(async (embedder) => ({
    embedder,
    model: await (embedder.staysOnProcessor ? openModel(embedder.model, { threads }) : open(embedder.model)),
  }));
  return { pNet, rNet, oNet, embedders: await Promise.all(opened) };
}

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

interface Searched {
  pyramid: Pyramid;
  /** In pixels of that pyramid's picture. */
  detections: readonly Detection[];
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

/** A face, and what the models make of it. */
interface SeenFace {
  detection: Detection;
  embeddings: FoundFace['embeddings'];
  /** See `Embedded`. */
  strengths: (number | null)[];
}

export async function embedFaces({ pyramid, detections }: Searched, models: LoadedModels): Promise<SeenFace[]> {
  const located: Located[] = detections.map((detection) => ({ pyramid, detection }));
  const seen = detections.map((detection): SeenFace => ({ detection, embeddings: {}, strengths: [] }));
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
async function trueFaces(source: Searched, models: LoadedModels): Promise<SeenFace[]> {
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
  const foundLying = await embedFaces({ ...source, detections: apart }, models);
  return [...found, ...foundLying.filter(({ strengths }) => isStrong(strengths))];
}

function isTrue({ detection, strengths }: SeenFace): boolean {
  return isFace(detection.confidence, strengths);
}

/**
 * @param pyramid what the faces are to be cut from
 * @param toFull full-size pixels a pixel of it
 */
export function describeFaces(pyramid: Pyramid, faces: readonly SeenFace[], toFull: number): Promise<FoundFace[]> {
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

function stopwatch() {
  const began = performance.now();
  let total = 0;
  return {
    stop: () => (total += performance.now() - began),
    add: (milliseconds: number) => void (total += milliseconds),
    total: () => total,
  };
}
