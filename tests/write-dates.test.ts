// A date and a title that the user set, written beside the photo where names are, read back, and taken away; no photo is touched.

import { existsSync, mkdirSync, readFileSync, renameSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import sharp from 'sharp';
import { afterEach, beforeEach, expect, test } from 'vitest';
import { hashOf } from './file-hash.ts';
import { album, exiftool, tagsOf } from './named-album.ts';
import { rescan } from './scans.ts';

const OWN = { takenAt: '2019-03-02T18:00:00', takenFrom: 'exif', title: null };
const SET = { takenAt: '1962-08-15T10:00:00', takenOffset: '+01:00', takenFrom: 'user' };
const THEIRS = `<x:xmpmeta xmlns:x="adobe:ns:meta/"><rdf:RDF xmlns:rdf="http://www.w3.org/1999/02/22-rdf-syntax-ns#">
  <rdf:Description rdf:about='' xmlns:exif="http://ns.adobe.com/exif/1.0/" exif:DateTimeOriginal="1970-05-01T08:00:00"
    xmlns:xmp="http://ns.adobe.com/xap/1.0/" xmp:Rating="4"/></rdf:RDF></x:xmpmeta>`;

let photo: string;
let before: string;

beforeEach(async () => {
  album.begin();
  photo = join(album.photos, 'photo.jpg');
  const picture = sharp({ create: { width: 64, height: 48, channels: 3, background: '#888' } });
  writeFileSync(photo, await picture.jpeg().toBuffer());
  await exiftool('-ExifIFD:DateTimeOriginal=2019:03:02 18:00:00', photo);
  before = hashOf(photo);
});
afterEach(async () => {
  expect(hashOf(photo)).toBe(before);
  await album.end();
});

test('What the user set is read back by ExifTool and by another library, follows, and goes again', async () => {
  await album.scan();
  const { engine } = album.library;
  await engine['photos.edit']({
    photos: [1],
    taken: { at: '1962-08-15T10:00:00', offset: '+01:00' },
    title: 'Anna & Ben',
  });
  await engine['sidecars.change']({ folder: 'all', writes: true });
  await album.library.writeNames();
  const [tags] = await tagsOf(`${photo}.xmp`);
  expect(tags).toMatchObject({
    DateTimeOriginal: '1962:08:15 10:00:00+01:00',
    DateCreated: '1962:08:15 10:00:00+01:00',
    Title: 'Anna & Ben',
  });
  expect(tags).not.toHaveProperty('RegionInfo');

  // Read again it is no news, and taken back it is not there any more.
  await rescan(album.library);
  expect((await engine['library.status']({})).photos).toMatchObject({ waiting: 0 });
  expect(await shown()).toMatchObject({ ...SET, title: { text: 'Anna & Ben', from: 'user' } });
  await engine['history.undo']({});
  expect(await shown()).toMatchObject(OWN);
  await album.library.writeNames();
  expect(existsSync(`${photo}.xmp`)).toBe(false);

  // Moved along with its photo, it is still known what in it is the user's own word.
  await engine['photos.edit']({ photos: [1], taken: { at: '1962-08-15T10:00:00', offset: '+01:00' } });
  await album.library.writeNames();
  const moved = join(album.photos, '1962');
  mkdirSync(moved);
  for (const name of ['photo.jpg', 'photo.jpg.xmp']) renameSync(join(album.photos, name), join(moved, name));
  photo = join(moved, 'photo.jpg');
  await rescan(album.library);
  await engine['history.undo']({});
  expect(await shown()).toMatchObject(OWN);
  await album.library.writeNames();
  expect(existsSync(`${photo}.xmp`)).toBe(false);

  // A year is written as a year; a library that was lost finds what was said.
  await engine['photos.edit']({ photos: [1], taken: { at: '1962' } });
  await album.library.writeNames();
  expect((await tagsOf(`${photo}.xmp`))[0]).toMatchObject({ DateTimeOriginal: 1962 });
  await album.close();
  rmSync(join(album.folder, 'library'), { recursive: true });
  await album.scan();
  expect(await shown()).toMatchObject({ takenAt: '1962', takenPrecision: 'year', takenFrom: 'sidecar' });
});

test('Another program’s date stands again when the user’s is taken back, also after it wrote the sidecar meanwhile', async () => {
  writeFileSync(`${photo}.xmp`, THEIRS);
  await album.scan();
  const { engine } = album.library;
  expect(await shown()).toMatchObject({ takenAt: '1970-05-01T08:00:00', takenFrom: 'sidecar' });
  await engine['sidecars.change']({ folder: 'all', writes: true });
  await engine['photos.edit']({ photos: [1], taken: { at: '1962-08-15T10:00:00' }, title: 'Mine' });
  await album.library.writeNames();
  const written = readFileSync(`${photo}.xmp`, 'utf8');
  expect(written).toContain('exif:DateTimeOriginal="1962-08-15T10:00:00"');
  expect(written).toContain('xmp:Rating="4"');

  // It gives the photo another star: all is read anew, and what Kindred wrote is not taken for its word.
  writeFileSync(`${photo}.xmp`, written.replace('Rating="4"', 'Rating="5"'));
  await rescan(album.library);
  expect(await shown()).toMatchObject({ takenFrom: 'user', rating: { stars: 5 } });
  await engine['history.undo']({});
  expect(await shown()).toMatchObject({ takenAt: '1970-05-01T08:00:00', takenFrom: 'sidecar', title: null });
  await album.library.writeNames();
  expect(readFileSync(`${photo}.xmp`, 'utf8')).toBe(THEIRS.replace('Rating="4"', 'Rating="5"'));
});

async function shown() {
  return album.library.engine['photos.get']({ photo: 1 });
}
