// Photos with their films, made as phones make them: Apple's pair, Google's and Samsung's motion photos, a film in a HEIC.

import { readFileSync } from 'node:fs';
import type { ExifTool } from 'exiftool-vendored';
import { resource } from '../app/platform/resources.ts';
import { directory, TYPES, withExif } from './exif-bytes.ts';

/** Short videos of a few kilobytes: see tests/fixtures/videos/README.md. */
export const videoFixture = (name: string): string => resource('tests', 'fixtures', 'videos', name);

/** As an iPhone writes it: in the maker's notes, the name that its film has too. */
export function appleStill(jpeg: Buffer, identifier: string, takenAt: string): Buffer {
  const notes = Buffer.concat([
    Buffer.from('Apple iOS\0\0\x01MM', 'latin1'),
    directory([{ tag: 0x11, type: TYPES.ascii, value: `${identifier}\0` }], 14, 'big'),
  ]);
  const exif = [
    { tag: 0x9003, type: TYPES.ascii, value: `${takenAt}\0` },
    { tag: 0x927c, type: TYPES.undefined, value: notes },
  ];
  const make = { tag: 0x010f, type: TYPES.ascii, value: 'Apple\0' };
  return withExif(jpeg, [make, { tag: 0x8769, type: TYPES.long, value: exif }], 'big');
}

/** Its film: the same name among its keys. */
export async function appleFilm(exiftool: ExifTool, path: string, identifier: string): Promise<void> {
  // ExifTool knows the key; the package's list of tags does not.
  await exiftool.write(path, {}, ['-overwrite_original', `-Keys:ContentIdentifier=${identifier}`]);
}

/** Google's: a list of what the file holds, and the film at its end. */
export async function googleMotionPhoto(exiftool: ExifTool, path: string, film: Buffer): Promise<Buffer> {
  const items = [
    '{Item={Mime=image/jpeg,Semantic=Primary,Length=0,Padding=0}}',
    `{Item={Mime=video/mp4,Semantic=MotionPhoto,Length=${film.length},Padding=0}}`,
  ];
  await exiftool.write(path, {}, [
    '-overwrite_original',
    '-XMP-GCamera:MotionPhoto=1',
    `-XMP-GContainer:ContainerDirectory=[${items.join(',')}]`,
  ]);
  return Buffer.concat([readFileSync(path), film]);
}

/** The older one: how many bytes before the end the film begins. */
export async function microVideo(exiftool: ExifTool, path: string, film: Buffer): Promise<Buffer> {
  await exiftool.write(path, {}, ['-overwrite_original', `-XMP-GCamera:MicroVideoOffset=${film.length}`]);
  return Buffer.concat([readFileSync(path), film]);
}

/** Samsung's: the film with its name, the list of all parts, and where that begins. */
export function samsungMotionPhoto(jpeg: Buffer, film: Buffer): Buffer {
  const name = Buffer.from('MotionPhoto_Data', 'latin1');
  const kind = Buffer.from([0, 0, 0x30, 0x0a]);
  const part = Buffer.concat([kind, little(name.length), name, film]);
  const list = Buffer.concat([
    Buffer.from('SEFH'),
    ...[106, 1].map(little),
    kind,
    ...[part.length, part.length].map(little),
  ]);
  return Buffer.concat([jpeg, part, list, little(list.length), Buffer.from('SEFT')]);
}

/** Google's and Samsung's HEIC: a box of its own at the end. */
export function heicMotionPhoto(heic: Buffer, film: Buffer): Buffer {
  const length = Buffer.alloc(4);
  length.writeUInt32BE(8 + film.length);
  return Buffer.concat([heic, length, Buffer.from('mpvd'), film]);
}

function little(value: number): Buffer {
  const bytes = Buffer.alloc(4);
  bytes.writeUInt32LE(value);
  return bytes;
}
