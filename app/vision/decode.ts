// Reads a photo file into upright sRGB pixels of a bounded size, and writes the small pictures that the screen shows.

import sharp from 'sharp';
import { AppError, messageOf } from '../errors.ts';
import type { Picture } from './picture.ts';

export interface PhotoHeader {
  /** Upright full size. */
  width: number;
  height: number;
  exif: Uint8Array | null;
}

/** 300 megapixels: past any camera, and 0.9 GB if something had to be decoded whole. */
const MOST_PIXELS = 300_000_000;

/** @throws AppError `photo` with the reason in plain words */
export async function readHeader(path: string): Promise<PhotoHeader> {
  try {
    const { autoOrient, exif } = await open(path).metadata();
    return { width: autoOrient.width, height: autoOrient.height, exif: exif ?? null };
  } catch (cause) {
    throw unreadable(cause);
  }
}

/**
 * @param side the longest side wanted: never enlarged, and decoders that can reduce while decoding do so
 * @throws AppError `photo` with the reason in plain words
 */
export async function decode(path: string, side: number): Promise<Picture> {
  try {
    const { data, info } = await open(path)
      .autoOrient()
      .resize({ width: side, height: side, fit: 'inside', withoutEnlargement: true })
      .flatten({ background: '#ffffff' })
      .toColourspace('srgb')
      .raw({ depth: 'uchar' })
      .toBuffer({ resolveWithObject: true });
    if (info.channels !== 3) throw new Error(`${info.channels} colour channels`);
    return { data, width: info.width, height: info.height };
  } catch (cause) {
    throw unreadable(cause);
  }
}

/** What the viewer shows. @throws AppError `photo` */
export async function preview(path: string, side: number): Promise<Uint8Array> {
  try {
    return await open(path)
      .autoOrient()
      .resize({ width: side, height: side, fit: 'inside', withoutEnlargement: true })
      .flatten({ background: '#ffffff' })
      .toColourspace('srgb')
      .jpeg({ quality: 88 })
      .toBuffer();
  } catch (cause) {
    throw unreadable(cause);
  }
}

/** @param region left, top, width, height inside of the picture, in whole pixels; the whole picture when absent */
export function webp(
  { data, width, height }: Picture,
  side: number,
  region?: [number, number, number, number],
): Promise<Uint8Array> {
  const image = sharp(data, { raw: { width, height, channels: 3 } });
  if (region) image.extract({ left: region[0], top: region[1], width: region[2], height: region[3] });
  return image
    .resize({ width: side, height: side, fit: 'inside', withoutEnlargement: true })
    .webp({ quality: 80, effort: 1 }) // effort 4, the default, takes three times as long for a few per cent of size
    .toBuffer();
}

function open(path: string) {
  // Cameras and copies leave small damages: what can be decoded is shown; a file without a picture still fails.
  return sharp(path, { failOn: 'error', limitInputPixels: MOST_PIXELS, sequentialRead: true });
}

/** libvips' messages, in words for the person whose photo it is. */
const REASONS: [pattern: RegExp, reason: string][] = [
  [/pixel limit/i, 'The picture is too large: at most 300 megapixels can be read.'],
  [/is empty|zero|no such|missing file/i, 'The file is empty or not there any more.'],
  [/permission|EACCES/i, 'The file may not be read: check its permissions.'],
  [/unsupported image format|unknown|not a known/i, 'This is not a picture in a format that Kindred can read.'],
  [
    /premature|truncat|end of (?:file|stream)|corrupt|bad|invalid|error/i,
    'The file is damaged: part of the picture is missing.',
  ],
];

function unreadable(cause: unknown): AppError {
  const message = messageOf(cause);
  const reason = REASONS.find(([pattern]) => pattern.test(message))?.[1];
  return new AppError('photo', reason ?? `The picture cannot be read: ${message.split('\n')[0]}`, { cause });
}
