// How far a face can be relied on: its size, sharpness, pose and the detector's certainty.

import { type Points, pointsOf } from './landmarks.ts';
import type { Detection } from './mtcnn-outputs.ts';
import { type Affine, type Pyramid, warp } from './picture.ts';
import { sharpnessOf } from './sharpness.ts';

const SHARPNESS_SIDE = 64;

/**
 * @param pyramid what the face was cropped from
 * @param detection in pixels of that picture
 * @returns 0 to 1: the product of four factors, each 1 for a face that no factor limits
 */
export function qualityOf(pyramid: Pyramid, { box, confidence, landmarks }: Detection): number {
  const points = pointsOf(landmarks);
  const [left, right] = points;
  const eyes = Math.hypot(right.x - left.x, right.y - left.y);
  return (
    ramp(eyes, 6, 30) * ramp(sharpness(pyramid, box), 1.2, 3) * frontality(points, eyes) * ramp(confidence, 0.6, 0.98)
  );
}

/** 0.1 at and below `low`, 1 from `high` on: no single factor makes a face worthless. */
function ramp(value: number, low: number, high: number): number {
  return 0.1 + 0.9 * Math.min(1, Math.max(0, (value - low) / (high - low)));
}

/** Measured on the face reduced to a fixed size, so that it does not depend on how large the face is. */
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
  return sharpnessOf(grey, SHARPNESS_SIDE);
}

/** The nose lies between the eyes of a face that looks into the camera, and beside them in a profile. */
function frontality([left, right, nose]: Points, eyes: number): number {
  if (eyes === 0) return 0.1;
  const along =
    ((nose.x - (left.x + right.x) / 2) * (right.x - left.x) + (nose.y - (left.y + right.y) / 2) * (right.y - left.y)) /
    eyes;
  return ramp(0.6 - Math.abs(along) / eyes, 0, 0.4);
}
