// The eight ways in which a stored picture is turned and mirrored before it is shown (EXIF), and where a box then lies.

import { z } from 'zod';
import { ensure } from '../ensure.ts';

/** As EXIF numbers them: 1 as it is, 3 upside down, 6 and 8 a quarter, 2, 4, 5 and 7 mirrored as well. */
export const ORIENTATIONS = [1, 2, 3, 4, 5, 6, 7, 8] as const;
export const Orientation = z.literal(ORIENTATIONS);
export type Orientation = z.output<typeof Orientation>;

/** In shares of the picture's sides, 0 to 1. */
export type ShareBox = readonly [left: number, top: number, width: number, height: number];

export interface Size {
  width: number;
  height: number;
}

/** Where a box of the stored picture lies on the upright one. */
export function uprightBox([x, y, w, h]: ShareBox, orientation: Orientation): ShareBox {
  switch (orientation) {
    case 1:
      return [x, y, w, h];
    case 2:
      return [1 - x - w, y, w, h];
    case 3:
      return [1 - x - w, 1 - y - h, w, h];
    case 4:
      return [x, 1 - y - h, w, h];
    case 5:
      return [y, x, h, w];
    case 6:
      return [1 - y - h, x, h, w];
    case 7:
      return [1 - y - h, 1 - x - w, h, w];
    case 8:
      return [y, 1 - x - w, h, w];
    default:
      return orientation satisfies never;
  }
}

/** Where a box of the upright picture lies on the stored one: quarters are turned back, the others undo themselves. */
export function storedBox(box: ShareBox, orientation: Orientation): ShareBox {
  return uprightBox(box, inverse(orientation));
}

/** The size of a picture once it is turned so, and as it was before: both ways quarters let the sides change places. */
export function turnedSize({ width, height }: Size, orientation: Orientation): Size {
  return orientation >= 5 ? { width: height, height: width } : { width, height };
}

/** The one that does what two of them do one after the other. */
export function combined(first: Orientation, then: Orientation): Orientation {
  const both = uprightBox(uprightBox(TELLING_BOX, first), then);
  const isSame = (orientation: Orientation) => {
    const [left, top, width] = uprightBox(TELLING_BOX, orientation);
    return isNear(left, both[0]) && isNear(top, both[1]) && isNear(width, both[2]);
  };
  return ensure(ORIENTATIONS.find(isSame), 'The orientation that two make together');
}

/** How a picture that is shown by the one orientation has to be turned to be shown by the other. */
export function turnFrom(from: Orientation, to: Orientation): Orientation {
  return combined(inverse(from), to);
}

function inverse(orientation: Orientation): Orientation {
  return orientation === 6 ? 8 : orientation === 8 ? 6 : orientation;
}

/** Each of the eight puts it elsewhere. */
const TELLING_BOX: ShareBox = [0.1, 0.25, 0.2, 0.4];

function isNear(one: number, other: number): boolean {
  return Math.abs(one - other) < 1e-6;
}
