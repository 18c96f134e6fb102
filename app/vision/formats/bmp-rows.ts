// One row of a BMP file after the other, as red, green and blue.

/** Where a 16-bit or 32-bit pixel keeps its colours. */
export type Masks = [red: number, green: number, blue: number];

export interface RowFormat {
  /** Pixels in a row. */
  width: number;
  /** A pixel: 1, 4, 8, 16, 24 or 32. */
  bits: number;
  masks: Masks;
  /** Blue, green, red a colour, and how many bytes apart. */
  palette: Uint8Array;
  paletteStep: number;
}

/** @param out receives three values a pixel */
export function readRow(
  row: Buffer,
  { width, bits, masks, palette, paletteStep }: RowFormat,
  out: Uint8ClampedArray,
): void {
  for (let x = 0, to = 0; x < width; x++, to += 3) {
    if (bits === 24) {
      [out[to], out[to + 1], out[to + 2]] = [row[3 * x + 2], row[3 * x + 1], row[3 * x]];
    } else if (bits > 8) {
      const pixel = bits === 16 ? row.readUInt16LE(2 * x) : row.readUInt32LE(4 * x);
      for (let channel = 0; channel < 3; channel++) out[to + channel] = masked(pixel, masks[channel]);
    } else {
      const index = (row[(x * bits) >> 3] >> (8 - bits - ((x * bits) & 7))) & ((1 << bits) - 1);
      putColour(index, { palette, paletteStep }, out, to);
    }
  }
}

/** A colour that a damaged palette lacks is black. */
function putColour(
  index: number,
  { palette, paletteStep }: Pick<RowFormat, 'palette' | 'paletteStep'>,
  out: Uint8ClampedArray,
  to: number,
): void {
  for (let channel = 0; channel < 3; channel++) out[to + channel] = palette[index * paletteStep + 2 - channel] ?? 0;
}

/** Of a pair of bytes: how often, and which; or 0, and one of these, or how many pixels follow as they are. */
const [END_OF_ROW, END_OF_PICTURE, MOVE] = [0, 1, 2];

/**
 * Run-length compression of 8 or 4 bits a pixel. What is passed over has the first colour.
 * @param placeOf where in `out` a row begins, the first in the file being 0
 * @returns how many rows there are before the data ends; all of them where it says that the picture ends
 */
export function readRuns(
  runs: Uint8Array,
  { width, height, bits, palette, paletteStep }: Omit<RowFormat, 'masks'> & { height: number },
  out: Uint8ClampedArray,
  placeOf: (row: number) => number,
): number {
  const colours = { palette, paletteStep };
  for (let to = 0; to < width * height * 3; to += 3) putColour(0, colours, out, to);
  let [x, row, at] = [0, 0, 0];
  const put = (index: number) => {
    if (x < width) putColour(index, colours, out, placeOf(row) + 3 * x);
    x++;
  };
  /** Of two pixels in a byte the higher bits are the first. */
  const half = (pair: number, pixel: number) => (pixel & 1 ? pair & 15 : pair >> 4);
  while (row < height && at + 1 < runs.length) {
    const [count, value] = [runs[at], runs[at + 1]];
    at += 2;
    if (count > 0) {
      for (let pixel = 0; pixel < count; pixel++) put(bits === 4 ? half(value, pixel) : value);
    } else if (value === END_OF_ROW) {
      [x, row] = [0, row + 1];
    } else if (value === END_OF_PICTURE) {
      return height;
    } else if (value === MOVE) {
      if (at + 1 >= runs.length) break;
      [x, row] = [x + runs[at], row + runs[at + 1]];
      at += 2;
    } else {
      const bytes = Math.ceil((value * bits) / 8);
      if (at + bytes > runs.length) break;
      for (let pixel = 0; pixel < value; pixel++) {
        put(bits === 4 ? half(runs[at + (pixel >> 1)], pixel) : runs[at + pixel]);
      }
      at += bytes + (bytes & 1);
    }
  }
  return Math.min(height, x > 0 ? row + 1 : row);
}

/** The masked bits as 0 to 255. */
function masked(pixel: number, mask: number): number {
  if (mask === 0) return 0;
  const lowest = 31 - Math.clz32(mask & -mask);
  return Math.round((((pixel & mask) >>> lowest) / (mask >>> lowest)) * 255);
}
