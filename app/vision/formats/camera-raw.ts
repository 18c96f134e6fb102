// Finds in a camera's raw file the finished JPEG that the camera put there for showing.

import { firstDirectory } from './signature.ts';
import { unreadable } from '../unreadable.ts';

interface Jpeg {
  start: number;
  end: number;
  width: number;
  height: number;
  /** Whether it has an EXIF block of its own; the raw file's orientation counts for more than that one's. */
  hasExif: boolean;
}

const START_OF_IMAGE = Buffer.from([0xff, 0xd8, 0xff]);
const END_OF_IMAGE = Buffer.from([0xff, 0xd9]);
const EXIF_MARK = Buffer.from('Exif\0\0', 'latin1');
/** Baseline, extended and progressive frames; raw data is often lossless JPEG, which is another. */
const LOSSY_FRAMES = new Set([0xc0, 0xc1, 0xc2]);
const START_OF_SCAN = 0xda;
const APPLICATION_1 = 0xe1;
/** What fits into one segment of a JPEG, less its length and the word Exif. */
const LARGEST_EXIF = 65_535 - 2 - EXIF_MARK.length;
/** As many pictures of one size are tiles of the raw data itself. */
const LEAST_TILES = 3;

/**
 * Every maker has a place of its own for the preview, some inside of undocumented notes; but a whole JPEG is easily
 * recognised wherever it lies, so one search serves them all.
 * @returns the largest preview, with the raw file's own EXIF where it has none or the raw file says how it is turned
 */
export function previewOfRaw(file: Buffer): Buffer {
  const jpegs = [...jpegsIn(file)];
  const previews = jpegs.filter(({ width, height }) => {
    return jpegs.filter((other) => other.width === width && other.height === height).length < LEAST_TILES;
  });
  const [best] = previews.sort((a, b) => b.width * b.height - a.width * a.height);
  if (best === undefined) throw unreadable('noPreview');
  const jpeg = file.subarray(best.start, best.end);
  const own = exifOf(file);
  const exif = own && (!best.hasExif || saysOrientation(own)) ? own : undefined;
  return exif ? withExif(jpeg, exif) : jpeg;
}

function* jpegsIn(file: Buffer): Generator<Jpeg> {
  for (let at = file.indexOf(START_OF_IMAGE); at >= 0; at = file.indexOf(START_OF_IMAGE, at + 2)) {
    const jpeg = jpegAt(file, at);
    if (jpeg) yield jpeg;
  }
}

/** Follows the segments from one to the next: chance bytes of the raw data break the chain at once. */
function jpegAt(file: Buffer, start: number): Jpeg | undefined {
  let size: { width: number; height: number } | undefined;
  let hasExif = false;
  for (let at = start + 2; at + 9 <= file.length && file[at] === 0xff;) {
    const marker = file.readUInt8(at + 1);
    const length = file.readUInt16BE(at + 2);
    if (length < 2) return undefined;
    if (LOSSY_FRAMES.has(marker)) size = { height: file.readUInt16BE(at + 5), width: file.readUInt16BE(at + 7) };
    if (marker === APPLICATION_1 && file.toString('latin1', at + 4, at + 8) === 'Exif') hasExif = true;
    at += 2 + length;
    if (marker !== START_OF_SCAN) continue;
    if (size === undefined || size.width === 0 || size.height === 0) return undefined;
    const end = file.indexOf(END_OF_IMAGE, at);
    return { start, end: end < 0 ? file.length : end + END_OF_IMAGE.length, hasExif, ...size };
  }
  return undefined;
}

/** The raw file's first directory as an EXIF block: how the camera was held, which it was, and when. */
function exifOf(file: Buffer): Buffer | undefined {
  // Canon's CR3 keeps it in a box of that name; all others are TIFF files, some with a magic number of their own.
  const box = file.subarray(0, LARGEST_EXIF).indexOf('CMT1');
  const tiff = Buffer.from(file.subarray(box < 0 ? 0 : box + 4, (box < 0 ? 0 : box + 4) + LARGEST_EXIF));
  const order = tiff.toString('latin1', 0, 2);
  if (order === 'II') tiff.writeUInt16LE(42, 2);
  else if (order === 'MM') tiff.writeUInt16BE(42, 2);
  else return undefined;
  return tiff;
}

const ORIENTATION = 274;

function saysOrientation(exif: Buffer): boolean {
  for (const { tag } of firstDirectory(exif)) if (tag === ORIENTATION) return true;
  return false;
}

function withExif(jpeg: Buffer, exif: Buffer): Buffer {
  const segment = Buffer.from([0xff, APPLICATION_1, 0, 0]);
  segment.writeUInt16BE(2 + EXIF_MARK.length + exif.length, 2);
  return Buffer.concat([jpeg.subarray(0, 2), segment, EXIF_MARK, exif, jpeg.subarray(2)]);
}
