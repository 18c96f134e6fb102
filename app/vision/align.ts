// Puts a face into the position that a network was trained on: a similarity transform that lays five landmarks on a template.

import type { Affine } from './picture.ts';

/** ArcFace's template for 112 × 112 pixels: eyes, nose, mouth corners (Deng et al., ArcFace, 2019; insightface's face_align). */
const TEMPLATE = [38.2946, 51.6963, 73.5318, 51.5014, 56.0252, 71.7366, 41.5493, 92.3655, 70.7299, 92.2041];
const POINTS = TEMPLATE.length / 2;

/**
 * The least-squares similarity (Umeyama, 1991, in its closed form for the plane) from the landmarks to the template,
 * turned round: where in the photo each pixel of the aligned face lies.
 * @param landmarks x, y pairs in pixels of the photo
 */
export function alignment(landmarks: readonly number[]): Affine {
  const [fromX, fromY] = centre(landmarks);
  const [toX, toY] = centre(TEMPLATE);
  let [along, across, spread] = [0, 0, 0];
  for (let point = 0; point < POINTS; point++) {
    const [x, y] = [landmarks[2 * point] - fromX, landmarks[2 * point + 1] - fromY];
    const [u, v] = [TEMPLATE[2 * point] - toX, TEMPLATE[2 * point + 1] - toY];
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

function centre(points: readonly number[]): [x: number, y: number] {
  let [x, y] = [0, 0];
  for (let point = 0; point < POINTS; point++) {
    x += points[2 * point] / POINTS;
    y += points[2 * point + 1] / POINTS;
  }
  return [x, y];
}
