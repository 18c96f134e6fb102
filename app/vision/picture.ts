// A picture in memory, and the one way in which every model gets its input from it: an affine warp with anti-aliasing.

/** Upright sRGB pixels, interleaved red, green, blue, row by row. */
export interface Picture {
  data: Uint8Array;
  width: number;
  height: number;
}

/** The picture and its halves, down to a few pixels: a strong reduction reads from a level of about the right size. */
export type Pyramid = readonly [Picture, ...Picture[]];

/** Output pixel (x, y) shows the source at (a·x + b·y + c, d·x + e·y + f); coordinates are those of pixel centres. */
export type Affine = readonly [a: number, b: number, c: number, d: number, e: number, f: number];

/** How a model wants its pixels: each (value − mean) / deviation. */
export interface Normalisation {
  /** Of red, green and blue. */
  means: readonly [red: number, green: number, blue: number];
  deviation: number;
  /** Blue, green, red, as Caffe and OpenCV have them. Default: red, green, blue. */
  isSwapped?: boolean;
}

/** Values of 0 to 255. */
export const AS_IT_IS: Normalisation = { means: [0, 0, 0], deviation: 1 };

const SMALLEST_LEVEL = 8;

export function pyramidOf(picture: Picture): Pyramid {
  const levels: [Picture, ...Picture[]] = [picture];
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
 * @param out receives three planes (red, green, blue) of `columns × rows` values
 */
export function warp(
  pyramid: Pyramid,
  transform: Affine,
  columns: number,
  rows: number,
  out: Float32Array,
  normalisation = AS_IT_IS,
): void {
  const [a, b, c, d, e, f] = transform;
  const step = Math.max(Math.hypot(a, d), Math.hypot(b, e));
  const depth = Math.min(pyramid.length - 1, Math.max(0, Math.floor(Math.log2(step))));
  const scale = 1 / 2 ** depth;
  const level = pyramid[depth];
  const samples = step * scale > 1 ? 2 : 1;
  // Pixel centres lie at half-integers of the continuous plane, at every level.
  const toLevel: Affine = [
    a * scale,
    b * scale,
    (c + 0.5) * scale - 0.5,
    d * scale,
    e * scale,
    (f + 0.5) * scale - 0.5,
  ];
  if (b === 0 && d === 0 && a > 0 && e > 0) stretch(level, toLevel, samples, columns, rows, out, normalisation);
  else turn(level, toLevel, samples, columns, rows, out, normalisation);
}

/** Where nothing turns, rows and columns can be weighed one after the other: a quarter of the arithmetic. */
function stretch(
  { data, width, height }: Picture,
  [a, , c, , e, f]: Affine,
  samples: 1 | 2,
  columns: number,
  rows: number,
  out: Float32Array,
  normalisation: Normalisation,
): void {
  const { share, redLess, greenLess, blueLess, redPlane, bluePlane } = factorsOf(normalisation);
  const { places, weights } = findTaps(across, a, c, samples, columns, width, share);
  findTaps(down, e, f, samples, rows, height, 1);
  const plane = columns * rows;
  const toRed = redPlane * plane;
  const toBlue = bluePlane * plane;
  const from = 3 * places[0];
  const length = 3 * (places[FILTER_TAPS * columns - 1] + 1) - from;
  if (line.length < length) line = new Float64Array(length);
  const weighed = line;
  for (let row = 0, at = 0; row < rows; row++) {
    weigh(data, 3 * width, from, row, weighed, length);
    for (let column = 0, tap = 0; column < columns; column++, at++, tap += FILTER_TAPS) {
      const left = 3 * places[tap] - from;
      const middle = 3 * places[tap + 1] - from;
      const right = 3 * places[tap + 2] - from;
      const leftWeight = weights[tap];
      const middleWeight = weights[tap + 1];
      const rightWeight = weights[tap + 2];
      out[at + toRed] =
        leftWeight * weighed[left] + middleWeight * weighed[middle] + rightWeight * weighed[right] - redLess;
      out[at + plane] =
        leftWeight * weighed[left + 1] +
        middleWeight * weighed[middle + 1] +
        rightWeight * weighed[right + 1] -
        greenLess;
      out[at + toBlue] =
        leftWeight * weighed[left + 2] +
        middleWeight * weighed[middle + 2] +
        rightWeight * weighed[right + 2] -
        blueLess;
    }
  }
}

/** (value − mean) / deviation is value · share − less, which costs a warp next to nothing; and where each plane lies. */
function factorsOf({ means: [red, green, blue], deviation, isSwapped = false }: Normalisation) {
  return {
    share: 1 / deviation,
    redLess: red / deviation,
    greenLess: green / deviation,
    blueLess: blue / deviation,
    redPlane: isSwapped ? 2 : 0,
    bluePlane: isSwapped ? 0 : 2,
  };
}

/** One output row before its columns are weighed: rows of the source, each with its weight. */
function weigh(
  data: Uint8Array,
  stride: number,
  from: number,
  row: number,
  weighed: Float64Array,
  length: number,
): void {
  const { places, weights } = down;
  const tap = row * FILTER_TAPS;
  const upper = places[tap] * stride + from;
  const middle = places[tap + 1] * stride + from;
  const lower = places[tap + 2] * stride + from;
  const upperWeight = weights[tap];
  const middleWeight = weights[tap + 1];
  const lowerWeight = weights[tap + 2];
  for (let index = 0; index < length; index++) {
    weighed[index] =
      upperWeight * data[upper + index] + middleWeight * data[middle + index] + lowerWeight * data[lower + index];
  }
}

/** An output pixel takes from at most three neighbours in a row: its two samples lie less than a pixel apart. */
const FILTER_TAPS = 3;

interface Taps {
  places: Int32Array;
  weights: Float64Array;
}

/** Used again for every picture: hundreds of small ones are cut from a photo, and memory for each takes a fifth of their time. */
const across: Taps = { places: new Int32Array(), weights: new Float64Array() };
const down: Taps = { places: new Int32Array(), weights: new Float64Array() };
let line = new Float64Array();

/** Along one axis: which source pixels make an output pixel, and with what weights, which add up to `share`. */
function findTaps(
  taps: Taps,
  step: number,
  start: number,
  samples: 1 | 2,
  length: number,
  sourceLength: number,
  share: number,
): Taps {
  if (taps.places.length < length * FILTER_TAPS) {
    taps.places = new Int32Array(length * FILTER_TAPS);
    taps.weights = new Float64Array(length * FILTER_TAPS);
  }
  const { places, weights } = taps;
  const last = sourceLength - 1;
  for (let index = 0, tap = 0; index < length; index++, tap += FILTER_TAPS) {
    weights[tap] = weights[tap + 1] = weights[tap + 2] = 0;
    for (let sample = 0; sample < samples; sample++) {
      const place = step * (samples === 1 ? index : index - 0.25 + 0.5 * sample) + start;
      const inside = Math.min(last, Math.max(0, place));
      const before = Math.floor(inside);
      if (sample === 0)
        for (let next = 0; next < FILTER_TAPS; next++) places[tap + next] = Math.min(last, before + next);
      const first = tap + Math.min(1, before - places[tap]); // further apart only where the pyramid ends
      weights[first] += ((1 - inside + before) * share) / samples;
      weights[first + 1] += ((inside - before) * share) / samples;
    }
  }
  return taps;
}

function turn(
  { data, width, height }: Picture,
  [a, b, c, d, e, f]: Affine,
  samples: 1 | 2,
  columns: number,
  rows: number,
  out: Float32Array,
  normalisation: Normalisation,
): void {
  const factors = factorsOf(normalisation);
  const { redLess, greenLess, blueLess } = factors;
  const share = factors.share / (samples * samples);
  const plane = columns * rows;
  const toRed = factors.redPlane * plane;
  const toBlue = factors.bluePlane * plane;
  const lastX = width - 1;
  const lastY = height - 1;
  for (let row = 0, at = 0; row < rows; row++) {
    for (let column = 0; column < columns; column++, at++) {
      let red = 0;
      let green = 0;
      let blue = 0;
      for (let sample = 0; sample < samples * samples; sample++) {
        const x = samples === 1 ? column : column - 0.25 + 0.5 * (sample & 1);
        const y = samples === 1 ? row : row - 0.25 + 0.5 * (sample >> 1);
        const sourceX = a * x + b * y + c;
        const sourceY = d * x + e * y + f;
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
      out[at + toRed] = red * share - redLess;
      out[at + plane] = green * share - greenLess;
      out[at + toBlue] = blue * share - blueLess;
    }
  }
}
