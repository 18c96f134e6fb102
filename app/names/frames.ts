// The eight ways in which a stored picture is turned and mirrored before it is shown (EXIF), and where a box then lies.

import type { Tags } from '../photos/exiftool.ts';

/** As EXIF numbers them: 1 as it is, 3 upside down, 6 and 8 a quarter, 2, 4, 5 and 7 mirrored as well. */
export const ORIENTATIONS = [1, 2, 3, 4, 5, 6, 7, 8] as const;
export type Orientation = (typeof ORIENTATIONS)[number];

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
  return uprightBox(box, orientation === 6 ? 8 : orientation === 8 ? 6 : orientation);
}

/** The stored picture's size, by that of the upright one. */
export function storedSize({ width, height }: Size, orientation: Orientation): Size {
  return orientation >= 5 ? { width: height, height: width } : { width, height };
}

/** As the photo's file declares it. */
export function orientationIn(tags: Tags): Orientation {
  const value = Number(tags['EXIF:IFD0:Orientation'] ?? 1);
  return isOrientation(value) ? value : 1;
}

function isOrientation(value: number): value is Orientation {
  return ORIENTATIONS.some((each) => each === value);
}
