// What darktable writes beside a photo as soon as it shows it: a date in any case, and what was there before in a form of its own.

import { utimesSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import sharp from 'sharp';
import { afterEach, beforeEach, expect, test } from 'vitest';
import { album, exiftool } from './named-album.ts';

/** When the files were written, by the clock of this machine. */
const FILE_TIME = new Date(2024, 4, 6, 7, 8, 9);

let shade = 0;

beforeEach(() => album.begin());
afterEach(() => album.end());

test('The time of a photo’s file, which it writes where the photo has no date, is no date; one that was set there is', async () => {
  await put('undated.jpg', written('2024:05:06 07:08:09.000'));
  await put('in another zone.jpg', written('2024:05:06 02:38:09.000'));
  await put('IMG-20190704-WA0001.jpg', written('2024:05:06 07:08:09.000'));
  await put('set.jpg', written('1999:01:02 03:04:05.000'));
  await put('camera.jpg', written('2012:07:04 12:30:45.000'), '2012:07:04 12:30:45');
  await put('by another program.jpg', written('2024:05:06 07:08:09').replace(/ darktable:[^"]*"[^"]*"/g, ''));
  await album.scan();
  const { photos } = await album.library.engine['photos.list']({ offset: 0, limit: 20 });
  const dates = await Promise.all(
    photos.map(async ({ id }) => {
      const { places, takenAt, takenFrom } = await album.library.engine['photos.get']({ photo: id });
      return [places[0]?.path.slice(album.photos.length + 1), takenAt, takenFrom];
    }),
  );
  expect(dates.sort()).toEqual([
    ['IMG-20190704-WA0001.jpg', '2019-07-04', 'name'],
    ['by another program.jpg', '2024-05-06T07:08:09', 'sidecar'],
    ['camera.jpg', '2012-07-04T12:30:45', 'sidecar'],
    ['in another zone.jpg', null, 'file'],
    ['set.jpg', '1999-01-02T03:04:05', 'sidecar'],
    ['undated.jpg', null, 'file'],
  ]);
});

async function put(name: string, sidecar: string, taken?: string): Promise<void> {
  const file = join(album.photos, name);
  const background = `#8888${(++shade * 16).toString(16)}`; // copies would be one photo
  writeFileSync(
    file,
    await sharp({ create: { width: 64, height: 48, channels: 3, background } })
      .jpeg()
      .toBuffer(),
  );
  if (taken !== undefined) await exiftool(`-ExifIFD:DateTimeOriginal=${taken}`, file);
  utimesSync(file, FILE_TIME, FILE_TIME);
  writeFileSync(`${file}.xmp`, sidecar);
}

function written(date: string): string {
  return `<?xml version="1.0" encoding="UTF-8"?>
<x:xmpmeta xmlns:x="adobe:ns:meta/" x:xmptk="XMP Core 4.4.0-Exiv2">
 <rdf:RDF xmlns:rdf="http://www.w3.org/1999/02/22-rdf-syntax-ns#">
  <rdf:Description rdf:about="" xmlns:exif="http://ns.adobe.com/exif/1.0/" xmlns:xmp="http://ns.adobe.com/xap/1.0/"
    xmlns:darktable="http://darktable.sf.net/" exif:DateTimeOriginal="${date}" xmp:Rating="1"
    darktable:change_timestamp="-1" darktable:xmp_version="5" darktable:auto_presets_applied="1"/>
 </rdf:RDF>
</x:xmpmeta>`;
}
