// How much a face is worth as evidence: its size, sharpness, pose and the detector's certainty.

import type { Detection } from './mtcnn.ts';
import { type Affine, type Pyramid, warp } from './picture.ts';

const SHARPNESS_SIDE = 64;

/**
 * @param pyramid what the face was cropped from
 * @param detection in pixels of that picture
 * @returns 0 to 1: the product of four factors, each 1 for a face that no factor limits
 */
export function qualityOf(pyramid: Pyramid, { box, confidence, landmarks }: Detection): number {
  const eyes = Math.hypot(landmarks[2] - landmarks[0], landmarks[3] - landmarks[1]);
  return (
    ramp(eyes, 6, 30) *
    ramp(sharpness(pyramid, box), 1.2, 3) *
    frontality(landmarks, eyes) *
    ramp(confidence, 0.6, 0.98)
  );
}

/** 0.1 at and below `low`, 1 from `high` on: no single factor makes a face worthless. */
function ramp(value: number, low: number, high: number): number {
  return 0.1 + 0.9 * Math.min(1, Math.max(0, (value - low) / (high - low)));
}

/**
 * Logarithm of the variance of the Laplacian (Pech-Pacheco et al., Diatom autofocusing, 2000) over the variance of the
 * grey values, on the face reduced to one size: independent of size, brightness and contrast.
 */
function sharpness(pyramid: Pyramid, [left, top, right, bottom]: Detection['box']): number {
  const step = Math.max(right - left, bottom - top) / SHARPNESS_SIDE;
  const toFace: Affine = [
    step,
    0,
    (left + right) / 2 - (step * SHARPNESS_SIDE) / 2,
    0,
    step,
    (top + bottom) / 2 - (step * SHARPNESS_SIDE) / 2,
  ];
  const planes = new Float32Array(3 * SHARPNESS_SIDE * SHARPNESS_SIDE);
  warp(pyramid, toFace, SHARPNESS_SIDE, SHARPNESS_SIDE, planes);
  const grey = planes.subarray(SHARPNESS_SIDE * SHARPNESS_SIDE, 2 * SHARPNESS_SIDE * SHARPNESS_SIDE); // green carries most of the luminance
  const laplacian = new Float64Array((SHARPNESS_SIDE - 2) ** 2);
  const inner = new Float64Array(laplacian.length);
  for (let y = 1, to = 0; y < SHARPNESS_SIDE - 1; y++) {
    for (let x = 1; x < SHARPNESS_SIDE - 1; x++, to++) {
      const at = y * SHARPNESS_SIDE + x;
      laplacian[to] =
        4 * grey[at] - grey[at - 1] - grey[at + 1] - grey[at - SHARPNESS_SIDE] - grey[at + SHARPNESS_SIDE];
      inner[to] = grey[at];
    }
  }
  return Math.log1p((100 * variance(laplacian)) / (variance(inner) + 1));
}

function variance(values: Float64Array): number {
  let sum = 0;
  let squares = 0;
  for (const value of values) {
    sum += value;
    squares += value * value;
  }
  return squares / values.length - (sum / values.length) ** 2;
}

/** The nose lies between the eyes of a face that looks at us, and beside them in a profile. */
function frontality(landmarks: readonly number[], eyes: number): number {
  if (eyes === 0) return 0.1;
  const [leftX, leftY, rightX, rightY, noseX, noseY] = landmarks;
  const along =
    ((noseX - (leftX + rightX) / 2) * (rightX - leftX) + (noseY - (leftY + rightY) / 2) * (rightY - leftY)) / eyes;
  return ramp(0.6 - Math.abs(along) / eyes, 0, 0.4);
}
