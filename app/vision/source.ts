// Finds the picture in a file, whatever its format, as something that sharp can read.

import { open } from 'node:fs/promises';
import { basename } from 'node:path';
import sharp from 'sharp';
import { decodeBmp } from './formats/bmp.ts';
import { previewOfRaw } from './formats/camera-raw.ts';
import { decodeHeic } from './formats/heic.ts';
import { HEAD_BYTES, kindOf } from './formats/signature.ts';
import { unreadable } from './unreadable.ts';

/** A path, or the bytes of a picture file. */
export type Source = string | Buffer;

/** Decoded whole, before sharp can reduce it: 256 MB. The largest phones take 48 to 50 megapixels. */
const MOST_PIXELS_WHOLE = 64_000_000;

/** @param part the header alone is had without decoding anything */
export async function sourceOf(path: string, part: 'header' | 'pixels'): Promise<Source> {
  const kind = kindOf(await headOf(path), basename(path));
  switch (kind) {
    case 'plain':
      return path;
    case 'heif':
      return part === 'header' ? path : heifPixels(path);
    case 'bmp':
      return decodeBmp(path, MOST_PIXELS_WHOLE);
    case 'raw':
      return previewOfRaw(path);
    case 'empty':
    case 'video':
    case 'other':
      throw unreadable(kind);
    default:
      return kind satisfies never;
  }
}

async function headOf(path: string): Promise<Buffer> {
  const file = await open(path);
  try {
    const { buffer, bytesRead } = await file.read(Buffer.alloc(HEAD_BYTES), 0, HEAD_BYTES, 0);
    return buffer.subarray(0, bytesRead);
  } finally {
    await file.close();
  }
}

async function heifPixels(path: string): Promise<Source> {
  const { compression, width, height, icc } = await sharp(path).metadata();
  if (compression === 'av1') return path;
  if (width * height > MOST_PIXELS_WHOLE) throw unreadable('tooLarge');
  return decodeHeic(path, icc);
}
