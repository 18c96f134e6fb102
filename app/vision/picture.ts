// A picture in memory, and the one way in which every network gets its input from it: an affine warp with anti-aliasing.

/** Upright sRGB pixels, interleaved red, green, blue, row by row. */
export interface Picture {
  data: Uint8Array;
  width: number;
  height: number;
}

/** The picture and its halves, down to a few pixels: a strong reduction reads from a level of about the right size. */
export type Pyramid = readonly Picture[];

/** Output pixel (x, y) shows the source at (a·x + b·y + c, d·x + e·y + f); coordinates are those of pixel centres. */
export type Affine = readonly [a: number, b: number, c: number, d: number, e: number, f: number];

const SMALLEST_LEVEL = 8;

export function pyramidOf(picture: Picture): Pyramid {
  const levels = [picture];
  for (let level = picture; Math.min(level.width, level.height) >= 2 * SMALLEST_LEVEL;) {
    level = halved(level);
    levels.push(level);
  }
  return levels;
}

/** Each pixel is the mean of four: the box filter, as mipmaps use it (Williams, Pyramidal parametrics, 1983). */
function halved({ data, width, height }: Picture): Picture {
  const [halfWidth, halfHeight] = [width >> 1, height >> 1];
  const half = new Uint8Array(halfWidth * halfHeight * 3);
  for (let y = 0, to = 0; y < halfHeight; y++) {
    let upper = 2 * y * width * 3;
    let lower = upper + width * 3;
    for (let x = 0; x < halfWidth; x++, upper += 6, lower += 6, to += 3) {
      half[to] = (data[upper] + data[upper + 3] + data[lower] + data[lower + 3] + 2) >> 2;
      half[to + 1] = (data[upper + 1] + data[upper + 4] + data[lower + 1] + data[lower + 4] + 2) >> 2;
      half[to + 2] = (data[upper + 2] + data[upper + 5] + data[lower + 2] + data[lower + 5] + 2) >> 2;
    }
  }
  return { data: half, width: halfWidth, height: halfHeight };
}

/** Shows the box (left, top, width, height in source pixels) in an output of the given size. */
export function boxToOutput(
  left: number,
  top: number,
  width: number,
  height: number,
  columns: number,
  rows: number,
): Affine {
  const [stepX, stepY] = [width / columns, height / rows];
  return [stepX, 0, left + 0.5 * stepX - 0.5, 0, stepY, top + 0.5 * stepY - 0.5];
}

/**
 * Reads the pyramid through a transform: bilinear, four samples an output pixel where it reduces, edge pixels repeated
 * outside of the picture.
 * @param out receives three planes (red, green, blue) of `columns × rows` values 0 to 255, from `offset` on
 */
export function warp(
  pyramid: Pyramid,
  [a, b, c, d, e, f]: Affine,
  columns: number,
  rows: number,
  out: Float32Array,
  offset = 0,
): void {
  const step = Math.max(Math.hypot(a, d), Math.hypot(b, e));
  const depth = Math.min(pyramid.length - 1, Math.max(0, Math.floor(Math.log2(step))));
  const { data, width, height } = pyramid[depth];
  const scale = 1 / 2 ** depth;
  const samples = step * scale > 1 ? 2 : 1;
  const share = 1 / (samples * samples);
  const plane = columns * rows;
  const [lastX, lastY] = [width - 1, height - 1];
  for (let row = 0, at = offset; row < rows; row++) {
    for (let column = 0; column < columns; column++, at++) {
      let [red, green, blue] = [0, 0, 0];
      for (let sample = 0; sample < samples * samples; sample++) {
        const x = samples === 1 ? column : column - 0.25 + 0.5 * (sample & 1);
        const y = samples === 1 ? row : row - 0.25 + 0.5 * (sample >> 1);
        // Pixel centres lie at half-integers of the continuous plane, at every level.
        const sourceX = (a * x + b * y + c + 0.5) * scale - 0.5;
        const sourceY = (d * x + e * y + f + 0.5) * scale - 0.5;
        const insideX = sourceX < 0 ? 0 : sourceX > lastX ? lastX : sourceX;
        const insideY = sourceY < 0 ? 0 : sourceY > lastY ? lastY : sourceY;
        const left = insideX | 0;
        const top = insideY | 0;
        const right = insideX - left;
        const bottom = insideY - top;
        const northWest = (top * width + left) * 3;
        const northEast = left < lastX ? northWest + 3 : northWest;
        const below = top < lastY ? width * 3 : 0;
        const southWest = northWest + below;
        const southEast = northEast + below;
        const weightNorthWest = (1 - right) * (1 - bottom);
        const weightNorthEast = right * (1 - bottom);
        const weightSouthWest = (1 - right) * bottom;
        const weightSouthEast = right * bottom;
        red +=
          data[northWest] * weightNorthWest +
          data[northEast] * weightNorthEast +
          data[southWest] * weightSouthWest +
          data[southEast] * weightSouthEast;
        green +=
          data[northWest + 1] * weightNorthWest +
          data[northEast + 1] * weightNorthEast +
          data[southWest + 1] * weightSouthWest +
          data[southEast + 1] * weightSouthEast;
        blue +=
          data[northWest + 2] * weightNorthWest +
          data[northEast + 2] * weightNorthEast +
          data[southWest + 2] * weightSouthWest +
          data[southEast + 2] * weightSouthEast;
      }
      out[at] = red * share;
      out[at + plane] = green * share;
      out[at + 2 * plane] = blue * share;
    }
  }
}
