// One photo, several files: a raw file and its JPEG, an edited copy and its original; the finest is shown, all are listed.

import { copyFileSync, mkdirSync, mkdtempSync, readFileSync, renameSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { basename, join } from 'node:path';
import SQLite from 'better-sqlite3';
import { ExifTool } from 'exiftool-vendored';
import sharp from 'sharp';
import { afterAll, afterEach, beforeEach, describe, expect, test } from 'vitest';
import { type Library, openLibrary } from '../app/core.ts';
import { ensure } from '../app/ensure.ts';
import { silentLog } from '../app/platform/log.ts';
import { resource } from '../app/platform/resources.ts';
import { stackOf } from '../app/photos/stacking.ts';
import { everyFormat } from './formats.ts';
import { videoFixture } from './motion-photos.ts';
import { SAMPLES } from './samples.ts';
import { addFolder, rescan } from './scans.ts';

const exiftool = new ExifTool({ maxProcs: 1 });
afterAll(() => exiftool.end());

const WAIT = { timeout: 60_000, interval: 200 };

let folder: string;
let photos: string;
let library: Library;
let formats: Record<string, Buffer>;
beforeEach(async () => {
  folder = mkdtempSync(join(tmpdir(), 'kindred-stacks-'));
  photos = join(folder, 'photos');
  mkdirSync(photos);
  formats ??= await everyFormat(480);
  library = await openLibrary({ folder: join(folder, 'library'), log: silentLog, watch: false });
});
afterEach(async () => {
  await library.close();
  rmSync(folder, { recursive: true, force: true });
});

describe('By their names', () => {
  const PAIRS: [string, string][] = [
    ['2020/IMG_1.CR2', '2020/img_1.jpg'],
    ['IMG_1.HEIC', 'IMG_1.JPG'],
    ['IMG_E1234.JPG', 'IMG_1234.HEIC'],
    ['PXL-edited.jpg', 'PXL.jpg'],
    ['Foto-bearbeitet.png', 'Foto.png'],
    ['IMG_35-edited(1).jpg', 'IMG_35(1).jpg'],
    ['Foto-modifie\u0301.jpg', 'Foto.jpg'],
    [`${'a'.repeat(44)}-ed.jpg`, `${'a'.repeat(44)}.jpg`],
    ['caf\u00e9.dng', 'cafe\u0301.jpeg'],
  ];
  test.each(PAIRS)('%s and %s are one photo', (one, other) => {
    expect(stackOf(one)?.stack).toBe(stackOf(other)?.stack);
    expect(stackOf(one)?.rank).not.toBe(stackOf(other)?.rank);
  });

  const STRANGERS: [string, string][] = [
    ['a/IMG_1.CR2', 'b/IMG_1.JPG'],
    ['IMG_1.png', 'IMG_1.jpg'],
    ['IMG_12.CR2', 'IMG_1.JPG'],
    ['IMG_E12.JPG', 'IMG_12.JPG'],
    ['IMG_35-edited(1).jpg', 'IMG_35.jpg'],
    ['Anna-ed.jpg', 'Anna.jpg'],
  ];
  test.each(STRANGERS)('%s and %s are two', (one, other) => {
    expect(stackOf(one)?.stack).not.toBe(stackOf(other)?.stack);
  });
});

test('A raw file and its JPEG are one photo, shown from the JPEG, with both files listed', async () => {
  put('IMG_1.nef', ensure(formats['nikon.nef']));
  put('IMG_1.jpg', ensure(formats['baseline.jpg']));
  put('other.jpg', await shade(0.8));
  await addFolder(library, photos);
  const list = await all();
  expect(list.map(({ files }) => files).sort()).toEqual([['IMG_1.jpg', 'IMG_1.nef'], ['other.jpg']]);
  const pair = ensure(list.find(({ files }) => files.length === 2));
  const original = await library.media('original', pair.id);
  expect('file' in original && basename(original.file)).toBe('IMG_1.jpg');
  expect(pair.faces).toHaveLength(1);
});

test('What was said of a raw file stays when its JPEG comes, when that goes again, and when the setting is turned', async () => {
  put('IMG_1.nef', ensure(formats['nikon.nef']));
  put('other.jpg', await shade(0.8));
  await addFolder(library, photos);
  const raw = (await all()).find(({ files }) => files[0] === 'IMG_1.nef');
  const id = ensure(raw).id;
  await library.engine['people.name']({
    person: ensure(ensure(raw).faces[0]?.person).id,
    name: 'Anna',
    ifTaken: 'ask',
  });
  const isAnna = async (files: string[], count: number) => {
    await rescan(library);
    const list = await all();
    expect(list).toHaveLength(count);
    const photo = ensure(list.find((each) => each.id === id));
    expect(photo.files).toEqual(files);
    expect(photo.faces.map((face) => face.person?.name)).toEqual(['Anna']);
  };

  put('IMG_1.jpg', ensure(formats['baseline.jpg']));
  await isAnna(['IMG_1.jpg', 'IMG_1.nef'], 2);
  expect((await library.engine['missing.list']({ offset: 0, limit: 9 })).total).toBe(0);

  await library.engine['indexing.change']({ filesApart: true });
  await isAnna(['IMG_1.jpg'], 3);
  await library.engine['indexing.change']({ filesApart: false });
  await isAnna(['IMG_1.jpg', 'IMG_1.nef'], 2);
  expect((await library.engine['missing.list']({ offset: 0, limit: 9 })).total).toBe(0);

  renameSync(join(photos, 'IMG_1.jpg'), join(folder, 'aside.jpg'));
  await isAnna(['IMG_1.nef'], 2);
  renameSync(join(folder, 'aside.jpg'), join(photos, 'IMG_1.jpg'));
  await isAnna(['IMG_1.jpg', 'IMG_1.nef'], 2);
});

test('An edited copy is shown instead of its original, and a counter that began again is another photo', async () => {
  put('IMG_1234.jpg', ensure(formats['baseline.jpg']));
  put('IMG_E1234.jpg', await sharp(formats['baseline.jpg']).greyscale().jpeg().toBuffer());
  put('IMG_7.jpg', await shade(0.7));
  put('IMG_7.nef', ensure(formats['nikon.nef']));
  await exiftool.write(join(photos, 'IMG_7.jpg'), { DateTimeOriginal: '2019:05:06 10:00:00' }, ['-overwrite_original']);
  await exiftool.write(join(photos, 'IMG_7.nef'), { DateTimeOriginal: '2011:05:06 10:00:00' }, ['-overwrite_original']);
  await addFolder(library, photos);
  expect((await all()).map(({ files }) => files).sort()).toEqual([
    ['IMG_7.jpg'],
    ['IMG_7.nef'],
    ['IMG_E1234.jpg', 'IMG_1234.jpg'],
  ]);
});

test('Where one of two files says no time, their pictures tell whether they are one photo', async () => {
  put('IMG_1.heic', ensure(formats['iphone.heic'])); // has a date
  put('IMG_1.jpg', await shade(0.8));
  put('IMG_1234.jpg', ensure(formats['baseline.jpg']));
  put('IMG_E1234.jpg', await shade(0.7));
  put('IMG_2.nef', ensure(formats['nikon.nef']));
  put('IMG_2.jpg', await sharp(formats['baseline.jpg']).resize(300).modulate({ brightness: 0.8 }).jpeg().toBuffer());
  await addFolder(library, photos);
  const list = await all();
  expect(list.map(({ files }) => files).sort()).toEqual([
    ['IMG_1.heic'],
    ['IMG_1.jpg'],
    ['IMG_1234.jpg'],
    ['IMG_2.jpg', 'IMG_2.nef'],
    ['IMG_E1234.jpg'],
  ]);
  expect(list.filter(({ faces }) => faces.length === 0)).toEqual([]);
});

test('Another picture that an earlier version took for the same photo is a photo of its own again', async () => {
  put('IMG_1.heic', ensure(formats['iphone.heic']));
  put('IMG_1.jpg', await shade(0.8));
  put('IMG_2.nef', ensure(formats['nikon.nef']));
  put('IMG_2.jpg', ensure(formats['baseline.jpg']));
  await addFolder(library, photos);
  await library.close();
  const database = new SQLite(join(folder, 'library', 'library.db'));
  database.exec(`UPDATE file SET behind = 1, photo = (SELECT photo FROM file AS front WHERE front.path = 'IMG_1.heic')
    WHERE path = 'IMG_1.jpg'; UPDATE photo SET present = 0 WHERE id NOT IN (SELECT photo FROM file)`);
  database.exec(readFileSync(resource('migrations', '0041-one-photo.sql'), 'utf8'));
  database.close();
  library = await openLibrary({ folder: join(folder, 'library'), log: silentLog });
  await expect
    .poll(async () => (await all()).map(({ files }) => files).sort(), WAIT)
    .toEqual([['IMG_1.heic'], ['IMG_1.jpg'], ['IMG_2.jpg', 'IMG_2.nef']]);
  expect((await all()).filter(({ faces }) => faces.length === 0)).toEqual([]);
});

test('Files that were taken for one photo by their names alone, as there was no Perl, are read once it is there', async () => {
  put('IMG_1234.jpg', await shade(0.8));
  put('IMG_E1234.jpg', ensure(formats['baseline.jpg']));
  put('IMG_7.jpg', await shade(0.7));
  put('IMG_7.nef', ensure(formats['nikon.nef']));
  put('IMG_8.jpg', await shade(0.6));
  copyFileSync(videoFixture('film.mp4'), join(photos, 'IMG_8.mp4'));
  const dates = {
    'IMG_1234.jpg': 2011,
    'IMG_E1234.jpg': 2019,
    'IMG_7.jpg': 2019,
    'IMG_7.nef': 2019,
    'IMG_8.jpg': 2019,
  };
  for (const [name, year] of Object.entries(dates)) {
    await exiftool.write(join(photos, name), { DateTimeOriginal: `${year}:05:06 10:00:00` }, ['-overwrite_original']);
  }
  await exiftool.write(join(photos, 'IMG_8.mp4'), { CreateDate: '2011:05:06 10:30:00' }, ['-overwrite_original']);
  const named = [
    ['IMG_7.jpg', 'IMG_7.nef'],
    ['IMG_8.jpg', 'IMG_8.mp4'],
    ['IMG_E1234.jpg', 'IMG_1234.jpg'],
  ];
  const settled = [['IMG_1234.jpg'], ['IMG_7.jpg', 'IMG_7.nef'], ['IMG_8.jpg'], ['IMG_8.mp4'], ['IMG_E1234.jpg']];

  const path = process.env['PATH'];
  process.env['PATH'] = folder;
  try {
    await library.close();
    library = await openLibrary({ folder: join(folder, 'library'), log: silentLog, watch: false });
    await addFolder(library, photos);
    expect((await all()).map(({ files }) => files).sort()).toEqual(named);
  } finally {
    process.env['PATH'] = path;
  }
  await library.close();
  markAsMigrated();
  library = await openLibrary({ folder: join(folder, 'library'), log: silentLog });
  await expect.poll(async () => (await all()).map(({ files }) => files).sort(), WAIT).toEqual(settled);
  await library.whenIdle();
  const { total } = await library.engine['missing.list']({ offset: 0, limit: 9 });
  expect(total).toBe(0);
  expect((await all()).map(({ takenFrom }) => takenFrom)).not.toContain('file');
}, 120_000);

test('IMG.xmp is the raw file’s, unless it says whose it is', async () => {
  await library.engine['indexing.change']({ filesApart: true });
  for (const name of ['a', 'b', 'c']) {
    put(`${name}.nef`, Buffer.concat([ensure(formats['nikon.nef']), Buffer.from(name)]));
    put(`${name}.jpg`, Buffer.concat([ensure(formats['baseline.jpg']), Buffer.from(name)]));
  }
  put('a.xmp', xmp('of a', ''));
  put('b.xmp', xmp('of b', 'JPG'));
  put('c.xmp', xmp('of c', 'NEF'));
  await addFolder(library, photos);
  const titles = Object.fromEntries((await all()).map(({ files, title }) => [files[0], title]));
  expect(titles).toEqual({
    'a.nef': 'of a',
    'a.jpg': null,
    'b.nef': null,
    'b.jpg': 'of b',
    'c.nef': 'of c',
    'c.jpg': null,
  });
  await library.engine['indexing.change']({ filesApart: false });
  await rescan(library);
  expect((await all()).map(({ title }) => title).sort()).toEqual(['of a', 'of b', 'of c']);
});

test('A TIFF of several pages says that its first one is shown', async () => {
  const page = () => sharp(SAMPLES[0]).resize(200, 160, { fit: 'fill' });
  const pages = await Promise.all([
    page().png().toBuffer(),
    page().negate().png().toBuffer(),
    page().flip().png().toBuffer(),
  ]);
  put(
    'scan.tif',
    await sharp(pages, { join: { animated: true } })
      .tiff()
      .toBuffer(),
  );
  await addFolder(library, photos);
  const [scan] = await all();
  expect(scan?.problem).toBe('Of the 3 pages of this file the first one is shown.');
});

test('A raw file’s own orientation, date and camera count, also where its preview has another EXIF', async () => {
  const preview = await sharp(SAMPLES[1])
    .resize(480)
    .rotate(270)
    .jpeg()
    .withExif({ IFD0: { Make: 'Preview', Orientation: '3' }, IFD2: { DateTimeOriginal: '2001:01:01 01:01:01' } })
    .toBuffer();
  const plain = await sharp(SAMPLES[1]).resize(480).rotate(270).jpeg().toBuffer();
  const before = ensure(formats['nikon.nef']);
  expect(before.includes(Buffer.from('Exif\0\0'))).toBe(false);
  put('plain.nef', swap(before, plain));
  put('with exif.nef', swap(before, preview));
  await addFolder(library, photos);
  for (const photo of await all()) {
    expect(photo.width / photo.height, photo.files[0]).toBeGreaterThan(1);
    expect(photo.faces, photo.files[0]).toHaveLength(1);
    expect([photo.camera, photo.takenFrom], photo.files[0]).toEqual([null, 'file']);
  }
});

/** Of an earlier version, which did not note that names alone were known, the migration tells what it can. */
function markAsMigrated(): void {
  const database = new SQLite(join(folder, 'library', 'library.db'));
  const [update] = /^UPDATE .+?;/ms.exec(readFileSync(resource('migrations', '0035-behind-by-name.sql'), 'utf8')) ?? [];
  database.exec('UPDATE file SET by_name = 0');
  expect(database.prepare(ensure(update)).run().changes).toBe(3);
  database.close();
}

/** The same raw file with another preview inside. */
function swap(raw: Buffer, preview: Buffer): Buffer {
  const start = raw.indexOf(Buffer.from([0xff, 0xd8, 0xff]));
  return Buffer.concat([raw.subarray(0, start), preview, Buffer.alloc(9000, 7)]);
}

function xmp(title: string, extension: string): string {
  const whose =
    extension && `photoshop:SidecarForExtension="${extension}" xmlns:photoshop="http://ns.adobe.com/photoshop/1.0/"`;
  return `<x:xmpmeta xmlns:x="adobe:ns:meta/"><rdf:RDF xmlns:rdf="http://www.w3.org/1999/02/22-rdf-syntax-ns#">
    <rdf:Description xmlns:dc="http://purl.org/dc/elements/1.1/" ${whose}>
    <dc:title><rdf:Alt><rdf:li xml:lang="x-default">${title}</rdf:li></rdf:Alt></dc:title></rdf:Description></rdf:RDF></x:xmpmeta>`;
}

function shade(brightness: number): Promise<Buffer> {
  return sharp(SAMPLES[0]).resize(320).modulate({ brightness }).jpeg().toBuffer();
}

function put(name: string, bytes: Buffer | string): void {
  writeFileSync(join(photos, name), bytes);
}

async function all() {
  const { photos: list } = await library.engine['photos.list']({ offset: 0, limit: 50 });
  return Promise.all(
    list.map(async ({ id }) => {
      const photo = await library.engine['photos.get']({ photo: id });
      const { places, faces, title, width, height, camera, takenFrom, metadataProblem } = photo;
      const files = places.map(({ path }) => basename(path));
      return {
        id,
        files,
        faces,
        title: title?.text ?? null,
        width,
        height,
        camera,
        takenFrom,
        problem: metadataProblem?.text,
      };
    }),
  );
}
