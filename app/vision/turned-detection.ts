// A face that was found in what was turned, as it lies in the picture.

import { pointsOf } from './landmarks.ts';
import type { Detection } from './mtcnn-outputs.ts';

/** @param before where a place of that lies in the picture */
export function detectionBefore(
  { box, landmarks, confidence }: Detection,
  before: (x: number, y: number) => [number, number],
): Detection {
  const [oneX, oneY] = before(box[0], box[1]);
  const [otherX, otherY] = before(box[2], box[3]);
  return {
    confidence,
    box: [Math.min(oneX, otherX), Math.min(oneY, otherY), Math.max(oneX, otherX), Math.max(oneY, otherY)],
    landmarks: pointsOf(landmarks).flatMap(({ x, y }) => before(x, y)),
  };
}
