// What the name of a file or folder tells: is it a picture, a sidecar, a folder that no user made?

import { basename, extname } from 'node:path';

const PICTURE_SUFFIXES = new Set(
  (
    'jpg jpeg jpe jfif png webp avif tif tiff gif heic heif hif bmp ' +
    'dng gpr nef nrw crw cr2 cr3 arw srf sr2 raf orf rw2 rwl pef srw x3f mrw 3fr fff iiq mos mef erf kdc dcr'
  )
    .split(' ')
    .map((extension) => `.${extension}`),
);
const VIDEO_SUFFIXES = new Set(
  'mov mp4 m4v avi mkv webm 3gp mts m2ts mpg mpeg wmv'.split(' ').map((extension) => `.${extension}`),
);
/** Folders that systems and programs make for themselves. */
const SYSTEM_FOLDERS = new Set(
  [
    '@eaDir',
    '#recycle',
    '$RECYCLE.BIN',
    'System Volume Information',
    'lost+found',
    '__MACOSX',
    'node_modules',
    'Thumbs',
  ].map((name) => name.toLowerCase()),
);
export function isPicture(name: string): boolean {
  return !name.startsWith('.') && PICTURE_SUFFIXES.has(extname(name).toLowerCase());
}

export function isVideo(name: string): boolean {
  return !name.startsWith('.') && VIDEO_SUFFIXES.has(extname(name).toLowerCase());
}

/** The name without its extension, in small letters: what belongs together bears the same. */
export function stem(name: string): string {
  return basename(name, extname(name)).toLowerCase();
}

export function isSidecar(name: string): boolean {
  return !name.startsWith('.') && extname(name).toLowerCase() === '.xmp';
}

export function isSkippedFolder(name: string): boolean {
  return name.startsWith('.') || SYSTEM_FOLDERS.has(name.toLowerCase());
}

/** IMG_1.jpg is described by IMG_1.jpg.xmp or, where there is none, by IMG_1.xmp. */
export function sidecarNames(picture: string): [string, string] {
  return [`${picture}.xmp`, `${basename(picture, extname(picture))}.xmp`];
}
