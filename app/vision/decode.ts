// Decodes a picture into upright sRGB pixels of a bounded size, and writes the small pictures that the screen shows.

import sharp, { type FailOnOptions } from 'sharp';
import type { Picture } from './picture.ts';
import { blame } from './unreadable.ts';

/** Upright full size. */
export interface PhotoHeader {
  width: number;
  height: number;
}

/** 300 megapixels: past any camera, and 0.9 GB if something had to be decoded whole. */
const MOST_PIXELS = 300_000_000;
/** A damaged file is shown only if this share of its rows can be read. */
const LEAST_ROWS_SHARE = 0.5;

/** What sharp reads: a path, or the bytes of a picture file. */
export type PictureSource = string | Buffer;

/** Nothing is decoded for it. @throws whatever sharp says of the picture */
export async function readHeader(
  source: PictureSource,
): Promise<PhotoHeader & { compression: string | undefined; icc: Buffer | undefined }> {
  const { autoOrient, compression, icc } = await open(source, 'none').metadata();
  return { width: autoOrient.width, height: autoOrient.height, compression, icc };
}

/**
 * @param side the longest side wanted: never enlarged, and decoders that can reduce while decoding do so
 * @param signal aborted when it is not wanted any more: a damaged picture is then not decoded a second time
 * @throws whatever sharp says of the picture
 */
export async function decode(source: PictureSource, side: number, signal?: AbortSignal): Promise<Picture> {
  try {
    return await pixels(source, side, 'error');
  } catch (cause) {
    signal?.throwIfAborted();
    if (blame(cause) === cause) throw cause;
    return damagedPixels(source, side, cause);
  }
}

/** What the viewer shows. */
export function preview({ data, width, height }: Picture): Promise<Uint8Array> {
  return sharp(data, { raw: { width, height, channels: 3 } })
    .jpeg({ quality: 88 })
    .toBuffer();
}

/**
 * The small pictures of the screen. JPEG of quality 75 is as true as WebP of 80, 12 % larger, and takes a quarter of the
 * time; Huffman tables made for each picture would take half of that again, for 2 % of size.
 * @param region left, top, width, height inside of the picture, in whole pixels; the whole picture when absent
 */
export function small(
  { data, width, height }: Picture,
  side: number,
  region?: [number, number, number, number],
): Promise<Uint8Array> {
  const image = sharp(data, { raw: { width, height, channels: 3 } });
  if (region) image.extract({ left: region[0], top: region[1], width: region[2], height: region[3] });
  return image
    .resize({ width: side, height: side, fit: 'inside', withoutEnlargement: true })
    .jpeg({ quality: 75, optimiseCoding: false })
    .toBuffer();
}

async function pixels(source: PictureSource, side: number, failOn: FailOnOptions): Promise<Picture> {
  const { data, info } = await open(source, failOn)
    .autoOrient()
    .resize({ width: side, height: side, fit: 'inside', withoutEnlargement: true })
    .flatten({ background: '#ffffff' })
    .toColourspace('srgb')
    .raw({ depth: 'uchar' })
    .toBuffer({ resolveWithObject: true });
  if (info.channels !== 3) throw new Error(`${info.channels} colour channels`);
  return { data, width: info.width, height: info.height };
}

/** Copies that broke off and failing cards: what is there is shown, if it is most of the picture. */
async function damagedPixels(source: PictureSource, side: number, cause: unknown): Promise<Picture> {
  const picture = await pixels(source, side, 'none');
  if (shareShown(picture) < LEAST_ROWS_SHARE) throw cause;
  return picture;
}

/** Decoders fill what is missing with one colour, or repeat the last row. */
function shareShown({ data, width, height }: Picture): number {
  const stride = width * 3;
  const last = data.subarray((height - 1) * stride);
  let rows = height - 1;
  while (rows > 0 && Buffer.compare(data.subarray((rows - 1) * stride, rows * stride), last) === 0) rows--;
  return rows / height;
}

function open(source: PictureSource, failOn: FailOnOptions) {
  return sharp(source, { failOn, limitInputPixels: MOST_PIXELS, sequentialRead: true });
}
