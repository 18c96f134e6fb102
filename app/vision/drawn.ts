// A face that the user drew where the detector saw none: found once more inside of that box, and embedded like any other.

import { ensure } from '../ensure.ts';
import { squaresNear } from './align.ts';
import { sharpened } from './analyse.ts';
import { pointsOf } from './landmarks.ts';
import type { LoadedModels } from './loaded-models.ts';
import { examine } from './mtcnn.ts';
import type { Detection } from './mtcnn-outputs.ts';
import type { PhotoFile } from './photo-file.ts';
import { type Pyramid, pyramidOf } from './picture.ts';
import type { FoundFace } from './protocol.ts';
import { searchSide } from './search-size.ts';
import { describeFaces, embedFaces, scaled } from './embedded-faces.ts';
import type { Corners } from './suppression.ts';

/** From this confidence on O-Net's landmarks are used: far below what makes a face, as the user says that there is one. */
const LEAST_DRAWN_CONFIDENCE = 0.2;
/** No hand-drawn box is exactly as the model wants it: it looks at larger and smaller ones, and beside. */
const BOX_SIZES = [0.9, 1, 1.15, 1.3, 1.5];
const BOX_SHIFTS = [-0.12, 0, 0.12].flatMap((across) => [-0.12, 0, 0.12].map((down) => [across, down] as const));
/** Where the landmarks of an upright face lie in its box, should the model see none: x, y pairs in shares of it. */
const USUAL_LANDMARKS = [0.31, 0.39, 0.69, 0.39, 0.5, 0.59, 0.35, 0.78, 0.65, 0.78];

/**
 * @param boxes in pixels of the upright, full-size photo
 * @returns a face for each, with the box as it was drawn
 * @throws AppError `photo` when it cannot be read
 */
export async function locate(
  photo: PhotoFile,
  boxes: readonly FoundFace['box'][],
  models: LoadedModels,
): Promise<FoundFace[]> {
  const header = await photo.header();
  const { width } = header;
  const pyramid = pyramidOf(await photo.pixels(searchSide(header)));
  const toSearch = pyramid[0].width / width;
  const drawn = boxes.map(([left, top, across, down]) => {
    const box: Corners = [left, top, left + across, top + down];
    return scaled({ box, landmarks: usualLandmarks(box), confidence: 0 }, toSearch);
  });
  const source = await sharpened(photo, header, pyramid, drawn);
  const detections = await Promise.all(
    source.detections.map((detection) => withLandmarks(detection, source.pyramid, models)),
  );
  const seen = await embedFaces({ ...source, detections }, models);
  const faces = await describeFaces(source.pyramid, seen, width / source.pyramid[0].width);
  return faces.map((face, index) => ({ ...face, box: ensure(boxes[index], 'The box that was drawn') }));
}

async function withLandmarks(drawn: Detection, pyramid: Pyramid, { oNet }: LoadedModels): Promise<Detection> {
  const seen = await examine(oNet, pyramid, squaresNear(drawn.box, BOX_SIZES, BOX_SHIFTS));
  const best = seen.reduce((one, other) => (other.confidence > one.confidence ? other : one));
  if (best.confidence < LEAST_DRAWN_CONFIDENCE || !isInside(best.landmarks, drawn.box)) return drawn;
  return { box: drawn.box, landmarks: best.landmarks, confidence: best.confidence };
}

/** A neighbouring face may have better landmarks, but it is not the one that was drawn. */
function isInside(landmarks: readonly number[], [left, top, right, bottom]: Corners): boolean {
  const [slackX, slackY] = [0.15 * (right - left), 0.15 * (bottom - top)];
  return pointsOf(landmarks).every(({ x, y }) => {
    return x > left - slackX && x < right + slackX && y > top - slackY && y < bottom + slackY;
  });
}

function usualLandmarks([left, top, right, bottom]: Corners): number[] {
  return USUAL_LANDMARKS.map((share, at) =>
    at % 2 === 0 ? left + share * (right - left) : top + share * (bottom - top),
  );
}
