// What a browser has to know of a photo's file: its media type, by the end of its name.

import { extname } from 'node:path';
import type { VideoContainer } from '../vision/formats/signature.ts';

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

/** As browsers know them: QuickTime's own name keeps some from playing what they can. */
const VIDEO_MEDIA_TYPES: Record<VideoContainer, string> = {
  mov: 'video/mp4',
  matroska: 'video/webm',
  avi: 'video/x-msvideo',
  mpegts: 'video/mp2t',
  mpeg: 'video/mpeg',
  asf: 'video/x-ms-asf',
};

export function typeOfVideo(container: string): string {
  return Object.entries(VIDEO_MEDIA_TYPES).find(([name]) => name === container)?.[1] ?? 'application/octet-stream';
}

/** By its name, as only those of cameras belong to photos. */
export function typeOfFilm(file: string): string {
  return VIDEO_MEDIA_TYPES[/\.(?:webm|mkv)$/i.test(file) ? 'matroska' : 'mov'];
}
