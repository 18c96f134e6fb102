// Which part of a photo a close-up of a face shows: the same square as the engine's own small picture of it.

import type { Question } from '../../../app/contract.ts';

const CLOSE_UP_SURROUNDINGS = 1.8;

/** Left, top and side in pixels of the photo: around the face, moved and shrunk so that it lies inside. */
export function closeUp({ box: [left, top, width, height], ...photo }: Question['left']): {
  left: number;
  top: number;
  side: number;
} {
  const side = Math.min(CLOSE_UP_SURROUNDINGS * Math.max(width, height), photo.width, photo.height);
  const place = (centre: number, length: number) => Math.min(Math.max(0, centre - side / 2), length - side);
  return { left: place(left + width / 2, photo.width), top: place(top + height / 2, photo.height), side };
}
