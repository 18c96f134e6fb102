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
      for (let channel = 0; channel < 3; channel++) out[to + channel] = palette[index * paletteStep + 2 - channel] ?? 0; // a colour that a damaged palette lacks is black
    }
  }
}

/** The masked bits as 0 to 255. */
function masked(pixel: number, mask: number): number {
  if (mask === 0) return 0;
  const lowest = 31 - Math.clz32(mask & -mask);
  return Math.round((((pixel & mask) >>> lowest) / (mask >>> lowest)) * 255);
}
