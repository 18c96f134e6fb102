// Puts a face into the position that a model was trained on: by its five landmarks, or by the box around it.

import { ensure } from '../ensure.ts';
import { type Point, type Points, pointsOf } from './landmarks.ts';
import type { Detection } from './mtcnn-outputs.ts';
import { type Affine, boxToOutput } from './picture.ts';
import { turnedOutput } from './quarter-turns.ts';
import type { Corners } from './suppression.ts';

/** ArcFace's template for 112 × 112 pixels: eyes, nose, mouth corners (Deng et al., ArcFace, 2019; insightface's face_align). */
const LANDMARK_TEMPLATE = [38.2946, 51.6963, 73.5318, 51.5014, 56.0252, 71.7366, 41.5493, 92.3655, 70.7299, 92.2041];

/**
 * The least-squares similarity (Umeyama, 1991, in its closed form for the plane) from the landmarks to the template,
 * turned round: where in the photo each pixel of the aligned face lies.
 * @param face in pixels of the photo
 */
export function alignment({ landmarks }: Detection): Affine {
  const [points, template] = [pointsOf(landmarks), pointsOf(LANDMARK_TEMPLATE)];
  const { x: fromX, y: fromY } = centre(points);
  const { x: toX, y: toY } = centre(template);
  let [along, across, spread] = [0, 0, 0];
  for (const [index, point] of points.entries()) {
    const target = ensure(template[index], 'A point of the template');
    const [x, y] = [point.x - fromX, point.y - fromY];
    const [u, v] = [target.x - toX, target.y - toY];
    along += x * u + y * v;
    across += x * v - y * u;
    spread += x * x + y * y;
  }
  // The photo is scaled and turned by the complex number (along + i·across) / spread; the way back is its inverse.
  const size = along * along + across * across || 1;
  const [cosine, sine] = [(spread * along) / size, (spread * across) / size];
  // Landmarks count from the picture's edge, pixels from the centre of the first one.
  const [x, y] = [fromX - 0.5, fromY - 0.5];
  return [cosine, sine, x - cosine * toX - sine * toY, -sine, cosine, y + sine * toX - cosine * toY];
}

/**
 * Shows the detector's box in a square, with the eyes above the mouth: a face that lies on its side is turned by a quarter.
 * @param margin by this share of its size the box is widened, half on each side
 */
export function framing({ box, landmarks }: Detection, margin: number, side: number): Affine {
  const [left, top, right, bottom] = box;
  const [wide, high] = [(1 + margin) * (right - left), (1 + margin) * (bottom - top)];
  const upright = boxToOutput((left + right - wide) / 2, (top + bottom - high) / 2, wide, high, side, side);
  switch (quarterTurns(pointsOf(landmarks))) {
    case 1:
      return turnedOutput(upright, side, 3);
    case 2:
      return turnedOutput(upright, side, 2);
    case 3:
      return turnedOutput(upright, side, 1);
    default:
      return upright;
  }
}

/** The square about the same middle whose side is the longer one of the box: what is cut out so keeps its proportions. */
export function squareAround([left, top, right, bottom]: Corners): Corners {
  const half = Math.max(right - left, bottom - top) / 2;
  const [x, y] = [(left + right) / 2, (top + bottom) / 2];
  return [x - half, y - half, x + half, y + half];
}

/**
 * Squares to look at where a box does not say exactly where a face is.
 * @param sizes in those of the square around the box
 * @param shifts how far beside it to the right and down, in the same
 * @returns every size at every place
 */
export function squaresNear(
  box: Corners,
  sizes: readonly number[],
  shifts: readonly (readonly [across: number, down: number])[],
): Corners[] {
  const [left, top, right, bottom] = squareAround(box);
  const [side, middleX, middleY] = [right - left, (left + right) / 2, (top + bottom) / 2];
  return sizes.flatMap((size) =>
    shifts.map(([across, down]): Corners => {
      const [x, y, half] = [middleX + across * side, middleY + down * side, (size * side) / 2];
      return [x - half, y - half, x + half, y + half];
    }),
  );
}

/** Clockwise, from a face that stands upright, to the nearest quarter. */
function quarterTurns([left, right]: Points): number {
  return (Math.round(Math.atan2(right.y - left.y, right.x - left.x) / (Math.PI / 2)) + 4) % 4;
}

function centre(points: Points): Point {
  let [x, y] = [0, 0];
  for (const point of points) {
    x += point.x / points.length;
    y += point.y / points.length;
  }
  return { x, y };
}
