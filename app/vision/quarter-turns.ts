// A picture turned by quarters, and where its places were before.

import type { Affine, Picture } from './picture.ts';

/** Counted clockwise: 1 shows the right way up what lies turned to the left. */
export type QuarterTurns = 1 | 2 | 3;

export function turnedBy({ data, width, height }: Picture, turns: QuarterTurns): Picture {
  const [columns, rows] = turns === 2 ? [width, height] : [height, width];
  const placeOf = (x: number, y: number) => {
    const [fromX, fromY] = placeBefore(x, y, columns - 1, rows - 1, turns);
    return 3 * (fromY * width + fromX);
  };
  const right = placeOf(1, 0) - placeOf(0, 0);
  const out = new Uint8Array(data.length);
  for (let y = 0, to = 0; y < rows; y++) {
    for (let x = 0, from = placeOf(0, y); x < columns; x++, to += 3, from += right) {
      out[to] = data[from];
      out[to + 1] = data[from + 1];
      out[to + 2] = data[from + 2];
    }
  }
  return { data: out, width: columns, height: rows };
}

/** Where a place of the turned picture, whose last one is (lastX, lastY), was before. */
export function placeBefore(x: number, y: number, lastX: number, lastY: number, turns: QuarterTurns): [number, number] {
  if (turns === 1) return [y, lastX - x];
  if (turns === 2) return [lastX - x, lastY - y];
  return [lastY - y, x];
}

/** The transform that shows the same square, whose output has so many pixels a side, turned. @param transform of one upright */
export function turnedOutput([a, , c, , e, f]: Affine, side: number, turns: QuarterTurns): Affine {
  const [endX, endY] = [c + a * (side - 1), f + e * (side - 1)];
  if (turns === 1) return [0, a, c, -e, 0, endY];
  if (turns === 2) return [-a, 0, endX, 0, -e, endY];
  return [0, -a, endX, e, 0, f];
}
