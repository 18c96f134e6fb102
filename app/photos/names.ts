// What the name of a file or folder tells: is it a picture, a sidecar, a folder that no user made?

import { basename, extname } from 'node:path';

/** `unknown`: only the first bytes can tell. `backup`: a copy that a program keeps of what it changed. */
export type NamedKind =
  'picture' | 'unknown' | 'video' | 'sidecar' | 'backup' | 'unsupported' | 'sound' | 'document' | 'system';

const RAW_EXTENSIONS =
  'dng gpr nef nrw crw cr2 cr3 arw srf sr2 raf orf rw2 rwl raw pef srw x3f mrw 3fr fff iiq mos mef erf kdc dcr';
const RAW_SUFFIXES = new Set(RAW_EXTENSIONS.split(' ').map((extension) => `.${extension}`));
const EXTENSIONS: Record<Exclude<NamedKind, 'unknown' | 'backup'>, string> = {
  picture: `jpg jpeg jpe jfif jp mpo png webp avif tif tiff gif heic heif hif bmp ${RAW_EXTENSIONS}`,
  /** `mp`: what Google names the film of a motion photo that it gives back apart. */
  video: 'mov qt mp4 m4v avi mkv webm 3gp 3g2 mts m2ts mpg mpeg wmv asf mp',
  sidecar: 'xmp aae json thm pp3 dop cos on1 xml ini picasa',
  /** Pictures that no decoder here can read. */
  unsupported: 'jxl jp2 j2k jpf jpx jpm psd psb svg svgz ico icns eps ai xcf kra cdr hdr exr pcx tga wbmp',
  sound: 'mp3 m4a wav flac ogg oga opus aac aif aiff wma amr mid',
  document:
    'pdf txt md rtf doc docx xls xlsx ppt pptx odt ods odp pages numbers key epub csv html htm css js ts ' +
    'zip 7z rar tar gz bz2 xz iso dmg exe msi app apk deb rpm',
  system:
    'db sqlite sqlite3 db-wal db-shm log lnk url tmp part crdownload download lock cache dat bin dll so plist nfo',
};
const KINDS = new Map(
  Object.entries(EXTENSIONS).flatMap(([kind, extensions]) =>
    extensions.split(' ').map((extension): [string, NamedKind] => [`.${extension}`, kind as NamedKind]),
  ),
);
/** What ExifTool (IMG.jpg_original) and editors (IMG.jpg~, IMG.bak) keep of a file that they changed. */
const BACKUP_SUFFIX = /(?:_original|~|\.bak|\.orig|\.old)$/i;
/** Folders that systems and programs make for themselves: Synology, QNAP, Windows, macOS, file systems. */
const SYSTEM_FOLDERS = new Set(
  [
    '@eaDir',
    '#recycle',
    '#snapshot',
    '@Recycle',
    '@Recently-Snapshot',
    '$RECYCLE.BIN',
    'System Volume Information',
    'lost+found',
    '__MACOSX',
    'node_modules',
  ].map((name) => name.toLowerCase()),
);

export function namedKind(name: string): NamedKind {
  if (BACKUP_SUFFIX.test(name)) return 'backup';
  return KINDS.get(extname(name).toLowerCase()) ?? 'unknown';
}

export function isHidden(name: string): boolean {
  return name.startsWith('.');
}

/** Is it a picture, as far as its name tells? */
export function isPicture(name: string): boolean {
  return !isHidden(name) && namedKind(name) === 'picture';
}

/** Is it a video, as far as its name tells? */
export function isVideo(name: string): boolean {
  return !isHidden(name) && namedKind(name) === 'video';
}

/** Is it a camera's own format? */
export function isRaw(name: string): boolean {
  return RAW_SUFFIXES.has(extname(name).toLowerCase());
}

/** It is a picture or a video, or its first bytes have to be asked. */
export function mayBePhoto(name: string): boolean {
  return !isHidden(name) && ['picture', 'video', 'unknown'].includes(namedKind(name));
}

/** The name without its extension, in small letters: what belongs together bears the same. */
export function stem(name: string): string {
  return foldName(basename(name, extname(name)));
}

export function isSidecar(name: string): boolean {
  return !isHidden(name) && extname(name).toLowerCase() === '.xmp';
}

export function isSkippedFolder(name: string): boolean {
  return isHidden(name) || SYSTEM_FOLDERS.has(name.toLowerCase());
}

/** IMG_1.jpg is described by IMG_1.jpg.xmp or, where there is none, by IMG_1.xmp. */
export function sidecarNames(picture: string): [string, string] {
  return [`${picture}.xmp`, `${basename(picture, extname(picture))}.xmp`];
}

/** On many disks names that differ in capitals or in how accents are written are one. */
export function foldName(name: string): string {
  return name.normalize('NFC').toLowerCase();
}
