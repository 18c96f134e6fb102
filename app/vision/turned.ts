// Finds faces that lie on their side or upside down: scans, and photos of a phone that was held wrong.

import { ensure } from '../ensure.ts';
import { squaresNear } from './align.ts';
import { detect, type Detector, examine } from './mtcnn.ts';
import type { Detection } from './mtcnn-outputs.ts';
import type { Picture, Pyramid } from './picture.ts';
import { faceScale } from './search-size.ts';
import { placeBefore, type QuarterTurns, turnedBy } from './quarter-turns.ts';
import { detectionBefore } from './turned-detection.ts';

/** Three more searches have to be cheap: half as large as the first, for faces of twice the least size. */
const TURNED_SEARCH_SIDE = 800;
const LEAST_FACE_SHARE = 60 / 1024;
/** A pattern is taken for a face more often in three more searches, so these ask for a higher confidence. */
const LEAST_TURNED_CONFIDENCE = 0.985;
const TURNS = [1, 3, 2] as const;
/** The box of a face that was taken for an upright one is not quite where it lies: in sizes of it, and places beside. */
const LOOKED_AT_SIZES = [1, 1.2, 1.45];
const LOOKED_AT_SHIFTS = [
  [0, 0],
  [-0.15, 0],
  [0.15, 0],
  [0, -0.15],
  [0, 0.15],
] as const;

/** @returns the faces of the turn that shows most of them, in pixels of the picture as it is */
export async function detectTurned(detector: Detector, pyramid: Pyramid): Promise<Detection[]> {
  const start = pyramid.findIndex((level) => faceScale(level) <= TURNED_SEARCH_SIDE);
  const [first, ...smaller] = start < 0 ? pyramid : pyramid.slice(start);
  const searched = ensure(first, 'The level that is searched');
  const scale = pyramid[0].width / searched.width;
  let best: Detection[] = [];
  for (const turns of TURNS) {
    const turned: Pyramid = [turnedBy(searched, turns), ...smaller.map((level) => turnedBy(level, turns))];
    const least = LEAST_FACE_SHARE * faceScale(turned[0]);
    const sure = sureOf(await detect(detector, turned, Math.max(24, least)));
    if (certainty(sure) > certainty(best)) best = sure.map((detection) => back(detection, turned[0], turns, scale));
  }
  return best;
}

/**
 * What is too little of a face as it was found may be one that lies: beside upright ones, a baby on a blanket.
 * @returns null where no turn shows one for sure, and of small ones, as in the search of a whole turned photo: a crowd has hundreds
 */
export async function lookTurned({ oNet }: Detector, pyramid: Pyramid, { box }: Detection): Promise<Detection | null> {
  const squares = squaresNear(box, LOOKED_AT_SIZES, LOOKED_AT_SHIFTS);
  const largest = Math.max(...squares.map(([left, , right]) => right - left));
  if (largest < LEAST_FACE_SHARE * faceScale(pyramid[0])) return null;
  const seen: Detection[] = [];
  for (const turns of TURNS) seen.push(...(await examine(oNet, pyramid, squares, turns)));
  const best = seen.reduce((one, other) => (other.confidence > one.confidence ? other : one));
  return best.confidence >= LEAST_TURNED_CONFIDENCE ? best : null;
}

/** The confidences of the sure faces, added up: it grows mostly with their number. */
export function certainty(detections: readonly Detection[]): number {
  return sureOf(detections).reduce((sum, { confidence }) => sum + confidence, 0);
}

function sureOf(detections: readonly Detection[]): Detection[] {
  return detections.filter(({ confidence }) => confidence >= LEAST_TURNED_CONFIDENCE);
}

function back(detection: Detection, { width, height }: Picture, turns: QuarterTurns, scale: number): Detection {
  return detectionBefore(detection, (x, y) => {
    const [beforeX, beforeY] = placeBefore(x, y, width, height, turns);
    return [beforeX * scale, beforeY * scale];
  });
}
