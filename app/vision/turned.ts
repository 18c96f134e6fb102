// Finds faces that lie on their side or upside down: scans, and photos of a phone that was held wrong.

import { ensure } from '../ensure.ts';
import { pointsOf } from './landmarks.ts';
import { detect, type Detector } from './mtcnn.ts';
import type { Detection } from './mtcnn-outputs.ts';
import type { Picture, Pyramid } from './picture.ts';
import { faceScale } from './search-size.ts';
import { placeBefore, type QuarterTurns, turnedBy } from './quarter-turns.ts';

/** Three more searches have to be cheap: half as large as the first, for faces of twice the least size. */
const TURNED_SEARCH_SIDE = 800;
const LEAST_FACE_SHARE = 60 / 1024;
/** A pattern is taken for a face more often in three more searches, so these ask for a higher confidence. */
const LEAST_TURNED_CONFIDENCE = 0.985;

/** @returns the faces of the turn that shows most of them, in pixels of the picture as it is */
export async function detectTurned(detector: Detector, pyramid: Pyramid): Promise<Detection[]> {
  const start = pyramid.findIndex((level) => faceScale(level) <= TURNED_SEARCH_SIDE);
  const [first, ...smaller] = start < 0 ? pyramid : pyramid.slice(start);
  const searched = ensure(first, 'The level that is searched');
  const scale = pyramid[0].width / searched.width;
  let best: Detection[] = [];
  for (const turns of [1, 3, 2] as const) {
    const turned: Pyramid = [turnedBy(searched, turns), ...smaller.map((level) => turnedBy(level, turns))];
    const least = LEAST_FACE_SHARE * faceScale(turned[0]);
    const sure = sureOf(await detect(detector, turned, Math.max(24, least)));
    if (certainty(sure) > certainty(best)) best = sure.map((detection) => back(detection, turned[0], turns, scale));
  }
  return best;
}

/** The confidences of the sure faces, added up: it grows mostly with their number. */
export function certainty(detections: readonly Detection[]): number {
  return sureOf(detections).reduce((sum, { confidence }) => sum + confidence, 0);
}

function sureOf(detections: readonly Detection[]): Detection[] {
  return detections.filter(({ confidence }) => confidence >= LEAST_TURNED_CONFIDENCE);
}

function back(
  { box, landmarks, confidence }: Detection,
  turned: Picture,
  turns: QuarterTurns,
  scale: number,
): Detection {
  const place = (x: number, y: number): [x: number, y: number] => {
    const [beforeX, beforeY] = placeBefore(x, y, turned.width, turned.height, turns);
    return [beforeX * scale, beforeY * scale];
  };
  const [oneX, oneY] = place(box[0], box[1]);
  const [otherX, otherY] = place(box[2], box[3]);
  return {
    confidence,
    box: [Math.min(oneX, otherX), Math.min(oneY, otherY), Math.max(oneX, otherX), Math.max(oneY, otherY)],
    landmarks: pointsOf(landmarks).flatMap(({ x, y }) => place(x, y)),
  };
}
