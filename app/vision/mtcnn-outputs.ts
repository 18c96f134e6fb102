// What the numbers that MTCNN's models give mean: candidates with their boxes, and faces with their landmarks.

import type { Corners } from './suppression.ts';

export interface FaceCandidate {
  box: Corners;
  score: number;
}

export interface Detection {
  /** Left, top, right, bottom in pixels of the picture. */
  box: Corners;
  /** O-Net's face probability, 0 to 1. */
  confidence: number;
  /** Left eye, right eye, nose, left and right mouth corner as seen in the picture: x, y pairs in pixels. */
  landmarks: number[];
}

/** P-Net sees 12 × 12 pixels and moves on by 2. */
export const PNET_CELL = 12;
const PNET_STRIDE = 2;

/**
 * P-Net's: a probability for each cell of the picture, and four planes of how far each side moves.
 * @param dims of the probabilities: rows and columns last
 * @param stepX pixels of the picture for each that P-Net saw, as is `stepY`
 */
export function cellsAbove(
  threshold: number,
  probability: Float32Array,
  regression: Float32Array,
  dims: readonly number[],
  stepX: number,
  stepY: number,
): FaceCandidate[] {
  const [rows, columns] = dims.slice(-2);
  const plane = rows * columns;
  const found: FaceCandidate[] = [];
  for (let cell = 0; cell < plane; cell++) {
    const score = probability[cell];
    if (score < threshold) continue;
    const left = PNET_STRIDE * (cell % columns) * stepX;
    const top = PNET_STRIDE * Math.floor(cell / columns) * stepY;
    const box: Corners = [left, top, left + PNET_CELL * stepX, top + PNET_CELL * stepY];
    found.push({ score, box: moved(box, (side) => regression[side * plane + cell]) });
  }
  return found;
}

/** R-Net's and O-Net's: for each box a probability, and by how much each of its sides moves. */
export function candidatesOf(
  boxes: readonly Corners[],
  probability: Float32Array,
  regression: Float32Array,
): FaceCandidate[] {
  return boxes.map((box, index) => ({
    score: probability[index],
    box: moved(box, (side) => regression[4 * index + side]),
  }));
}

/** O-Net's: the same, and for each box five x's, then five y's, in shares of the box that O-Net saw. */
export function detectionsOf(
  boxes: readonly Corners[],
  probability: Float32Array,
  regression: Float32Array,
  landmarks: Float32Array,
): Detection[] {
  return candidatesOf(boxes, probability, regression).map(({ box, score }, index) => {
    const shares = landmarks.subarray(10 * index, 10 * index + 10);
    return { box, confidence: score, landmarks: landmarksIn(boxes[index], shares) };
  });
}

function landmarksIn([left, top, right, bottom]: Corners, shares: Float32Array): number[] {
  return [0, 1, 2, 3, 4].flatMap((point) => [
    left + shares[point] * (right - left),
    top + shares[point + 5] * (bottom - top),
  ]);
}

/** Each side moves by its share of the box's size. */
function moved([left, top, right, bottom]: Corners, share: (side: 0 | 1 | 2 | 3) => number): Corners {
  const [width, height] = [right - left, bottom - top];
  return [left + share(0) * width, top + share(1) * height, right + share(2) * width, bottom + share(3) * height];
}
