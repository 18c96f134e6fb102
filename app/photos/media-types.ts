// What a browser is told that a photo's file is, by the end of its name.

import { extname } from 'node:path';

const PHOTO_MEDIA_TYPES: Record<string, string> = {
  '.jpg': 'image/jpeg',
  '.jpeg': 'image/jpeg',
  '.jpe': 'image/jpeg',
  '.jfif': 'image/jpeg',
  '.png': 'image/png',
  '.webp': 'image/webp',
  '.avif': 'image/avif',
  '.gif': 'image/gif',
  '.tif': 'image/tiff',
  '.tiff': 'image/tiff',
  '.heic': 'image/heic',
  '.heif': 'image/heif',
  '.bmp': 'image/bmp',
};

export function mediaTypeOf(file: string): string {
  return PHOTO_MEDIA_TYPES[extname(file).toLowerCase()] ?? 'application/octet-stream';
}
