// Reads BMP files, which sharp does not: all that Windows and scanners write.

import { unreadable } from '../unreadable.ts';
import { type Masks, readRow, readRuns, type RowFormat } from './bmp-rows.ts';
import { emptyTiff } from './tiff.ts';

const FILE_HEADER_BYTES = 14;
const [UNCOMPRESSED, RUNS_OF_8_BITS, RUNS_OF_4_BITS, BIT_FIELDS, ALPHA_BIT_FIELDS] = [0, 1, 2, 3, 6];
/** Of one colour, in the two bytes of a run. */
const LONGEST_RUN = 255;
/** Where a 16-bit or 32-bit pixel keeps red, green and blue when the file does not say so. */
const MASKS_16: Masks = [0x7c00, 0x03e0, 0x001f];
const MASKS_32: Masks = [0xff0000, 0x00ff00, 0x0000ff];

interface Header extends RowFormat {
  height: number;
  /** Most files begin with the lowest row. */
  isUpsideDown: boolean;
  /** Compressed: in runs of pixels of one colour. */
  isInRuns: boolean;
  pixelsAt: number;
}

/** @returns the picture as a file that sharp reads */
export function decodeBmp(bmp: Buffer, mostPixels: number): Buffer {
  const header = headerOf(bmp);
  const { width, height, isUpsideDown, bits, isInRuns, pixelsAt } = header;
  if (width * height > mostPixels) throw unreadable('tooLarge');
  const placeOf = (row: number) => (isUpsideDown ? height - 1 - row : row) * width * 3;
  if (isInRuns) {
    const runs = bmp.subarray(pixelsAt);
    // In the longest runs half of the picture takes more: so few bytes are no reason for so much memory.
    if (runs.length < (width * height) / LONGEST_RUN) throw unreadable('damaged');
    const { file, pixels } = emptyTiff(width, height, 3);
    if (readRuns(runs, header, pixels, placeOf) < height / 2) throw unreadable('damaged');
    return file;
  }
  const stride = Math.ceil((width * bits) / 32) * 4;
  // As much of it as is there: rows that are missing stay white.
  const rows = Math.min(height, Math.floor((bmp.length - pixelsAt) / stride));
  if (rows < height / 2) throw unreadable('damaged');
  const { file, pixels } = emptyTiff(width, height, 3);
  pixels.fill(255);
  for (let row = 0; row < rows; row++) {
    const bytes = bmp.subarray(pixelsAt + row * stride, pixelsAt + (row + 1) * stride);
    readRow(bytes, header, pixels.subarray(placeOf(row)));
  }
  return file;
}

function headerOf(bmp: Buffer): Header {
  if (bmp.length < FILE_HEADER_BYTES + 12) throw unreadable('damaged');
  const pixelsAt = bmp.readUInt32LE(10);
  const size = bmp.readUInt32LE(14);
  const paletteAt = FILE_HEADER_BYTES + size;
  if (pixelsAt > bmp.length || paletteAt > bmp.length || size < 12) throw unreadable('damaged');
  const isOld = size === 12; // of OS/2 and Windows 2: 16-bit sizes, three bytes a colour
  if (!isOld && size < 40) throw unreadable('other');
  const width = isOld ? bmp.readUInt16LE(18) : bmp.readInt32LE(18);
  const height = isOld ? bmp.readUInt16LE(20) : bmp.readInt32LE(22);
  const bits = bmp.readUInt16LE(isOld ? 24 : 28);
  const compression = isOld ? UNCOMPRESSED : bmp.readUInt32LE(30);
  if (width <= 0 || height === 0) throw unreadable('damaged');
  const runs = { [RUNS_OF_8_BITS]: 8, [RUNS_OF_4_BITS]: 4 }[compression];
  if (runs === undefined && ![UNCOMPRESSED, BIT_FIELDS, ALPHA_BIT_FIELDS].includes(compression))
    throw unreadable('other');
  if (runs !== undefined && runs !== bits) throw unreadable('damaged');
  if (![1, 4, 8, 16, 24, 32].includes(bits)) throw unreadable('other');
  // The masks lie behind the oldest of the larger headers, and at the same place inside of the later ones.
  const saysMasks = compression !== UNCOMPRESSED && runs === undefined && bmp.length >= 66;
  const masks: Masks = saysMasks
    ? [bmp.readUInt32LE(54), bmp.readUInt32LE(58), bmp.readUInt32LE(62)]
    : bits === 16
      ? MASKS_16
      : MASKS_32;
  return {
    width,
    height: Math.abs(height),
    isUpsideDown: height > 0,
    isInRuns: runs !== undefined,
    bits,
    masks,
    palette: bmp.subarray(paletteAt, pixelsAt),
    paletteStep: isOld ? 3 : 4,
    pixelsAt,
  };
}
