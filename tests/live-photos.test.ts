// Live and motion photos: the still is the photo, its film plays with it, and neither is ever shown twice.

import { mkdirSync, mkdtempSync, readFileSync, renameSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import SQLite from 'better-sqlite3';
import { ExifTool } from 'exiftool-vendored';
import sharp from 'sharp';
import { afterAll, afterEach, beforeEach, describe, expect, test } from 'vitest';
import { type Library, openLibrary } from '../app/core.ts';
import { ensure } from '../app/ensure.ts';
import { resource } from '../app/platform/resources.ts';
import { silentLog } from '../app/platform/log.ts';
import { openPages } from '../app/pages.ts';
import { stackOf } from '../app/photos/stacking.ts';
import { everyFormat } from './formats.ts';
import {
  appleFilm,
  appleStill,
  googleMotionPhoto,
  heicMotionPhoto,
  microVideo,
  samsungMotionPhoto,
  videoFixture,
} from './motion-photos.ts';
import { photosByFile } from './photos-by-file.ts';
import { SAMPLES } from './samples.ts';
import { addFolder, rescan } from './scans.ts';

const exiftool = new ExifTool({ maxProcs: 1 });
afterAll(() => exiftool.end());
const film = readFileSync(videoFixture('film.mp4'));
const [ONE, OTHER] = ['9F4C1B7A-3D2E-4A51-8C60-1B2C3D4E5F60', '00000000-3D2E-4A51-8C60-1B2C3D4E5F60'];

let folder: string;
let photos: string;
let library: Library;
beforeEach(async () => {
  folder = mkdtempSync(join(tmpdir(), 'kindred-live-'));
  photos = join(folder, 'photos');
  mkdirSync(photos);
  library = await openLibrary({ folder: join(folder, 'library'), log: silentLog, watch: false });
});
afterEach(async () => {
  await library.close();
  rmSync(folder, { recursive: true, force: true });
});

describe('By their names', () => {
  test.each([
    ['2020/IMG_1.HEIC', '2020/img_1.mov'],
    ['IMG_1.JPG', 'IMG_1.MP4'],
    ['IMG_1.jpg', 'IMG_1.jpg.mp4'],
    ['PXL_1.MP.jpg', 'PXL_1.MP'],
    ['IMG_E1234.HEIC', 'IMG_1234.MOV'],
    ['IMG_1234.HEIC', 'IMG_1234_HEVC.MOV'],
    ['IMG_1234.HEIC', 'IMG_1234_HEIC.MOV'],
  ])('%s may have the film %s', (still, moving) => {
    expect(stackOf(moving)?.stack).toBe(stackOf(still)?.stack);
    expect(stackOf(moving)?.rank).toBeGreaterThan(stackOf(still)?.rank ?? Infinity);
  });

  test('A drawing and a video of one name are two', () => {
    expect(stackOf('plan.png')?.stack).not.toBe(stackOf('plan.mp4')?.stack);
  });
});

test('A still and its film are one photo, by the name that both have inside, and what has another one is a video', async () => {
  put('IMG_1.JPG', appleStill(await still(1), ONE, '2021:07:04 10:00:00'));
  put('IMG_1.MOV', film);
  await appleFilm(exiftool, join(photos, 'IMG_1.MOV'), ONE);
  put('IMG_2.JPG', appleStill(await still(0.9), ONE, '2021:07:05 10:00:00'));
  put('IMG_2.MOV', film);
  await appleFilm(exiftool, join(photos, 'IMG_2.MOV'), OTHER);
  await addFolder(library, photos);
  expect(await all()).toMatchObject([
    { files: ['IMG_1.JPG', 'IMG_1.MOV'], hasFilm: true, video: null },
    { files: ['IMG_2.JPG'], hasFilm: false, video: null },
    { files: ['IMG_2.MOV'], hasFilm: false, video: { seconds: 1 } },
  ]);
  const live = ensure((await all())[0]);
  expect(await bytesOf('film', live.id)).toEqual(readFileSync(join(photos, 'IMG_1.MOV')));
  expect(await bytesOf('film', live.id, 'bytes=4-7')).toEqual(Buffer.from('ftyp'));
});

test('Without such a name they are one by their own names and times, whatever the zone', async () => {
  for (const [name, takenAt] of Object.entries({ same: '2022:05:01 14:00:02', late: '2022:05:01 14:05:00' })) {
    put(`${name}.jpg`, await still(name.length / 5));
    await exiftool.write(join(photos, `${name}.jpg`), { DateTimeOriginal: takenAt }, ['-overwrite_original']);
    put(`${name}.mp4`, film);
    await exiftool.write(join(photos, `${name}.mp4`), { CreateDate: '2022:05:01 12:00:00' }, ['-overwrite_original']);
  }
  put('undated.jpg', await still(0.5));
  put('undated.mp4', film);
  await addFolder(library, photos);
  const files = (await all()).map((photo) => photo.files.join(' ')).sort();
  expect(files).toEqual(['late.jpg', 'late.mp4', 'same.jpg same.mp4', 'undated.jpg undated.mp4']);
});

test('A film named as icloudpd does it belongs to its still, in a library of before as well', async () => {
  put('IMG_1.JPG', await still(1));
  put('IMG_1_HEVC.MOV', film);
  await addFolder(library, photos);
  const one = [{ files: ['IMG_1.JPG', 'IMG_1_HEVC.MOV'], hasFilm: true, video: null }];
  expect(await all()).toMatchObject(one);

  await library.close();
  const database = new SQLite(join(folder, 'library', 'library.db'));
  const asBefore = `UPDATE file SET stack = 1, rank = 4, film = 0, behind = 0, photo = NULL, state = 'waiting'
    WHERE path = 'IMG_1_HEVC.MOV'`;
  expect(database.prepare(asBefore).run().changes).toBe(1);
  database.exec('DELETE FROM film');
  library = await openLibrary({ folder: join(folder, 'library'), log: silentLog, watch: false });
  await rescan(library);
  expect(await all()).toMatchObject([{ files: ['IMG_1_HEVC.MOV'], video: { seconds: 1 } }, { hasFilm: false }]);
  database.exec(readFileSync(resource('migrations', '0041-one-photo.sql'), 'utf8'));
  database.close();
  await rescan(library);
  expect(await all()).toMatchObject(one);
});

test('Renamed and moved together they stay one, with what was said; the film alone is a video until its still is back', async () => {
  put('IMG_1.JPG', await still(1));
  put('IMG_1.MOV', film);
  await addFolder(library, photos);
  const [photo] = await all();
  const { id, people } = ensure(photo);
  await library.engine['people.name']({ person: ensure(people[0]), name: 'Anna', ifTaken: 'ask' });
  const files = ['JPG', 'MOV'].map((end) => join('moved', `B.${end}`));
  const isLive = { id, hasFilm: true, video: null, names: ['Anna'], files };

  mkdirSync(join(photos, 'moved'));
  for (const end of ['JPG', 'MOV']) renameSync(join(photos, `IMG_1.${end}`), join(photos, 'moved', `B.${end}`));
  await rescan(library);
  expect(await all()).toMatchObject([isLive]);

  renameSync(join(photos, 'moved', 'B.JPG'), join(folder, 'aside.jpg'));
  await rescan(library);
  expect(await all()).toMatchObject([{ files: files.slice(1), hasFilm: false, video: { seconds: 1 } }]);

  renameSync(join(folder, 'aside.jpg'), join(photos, 'moved', 'B.JPG'));
  await rescan(library);
  expect(await all()).toMatchObject([isLive]);
  await library.engine['indexing.change']({ filesApart: true });
  await rescan(library);
  expect(await all()).toMatchObject([isLive]);
});

describe('A film inside of the photo’s own file', () => {
  const KINDS: Record<string, (jpeg: Buffer, path: string) => Promise<Buffer>> = {
    'google.jpg': (_, path) => googleMotionPhoto(exiftool, path, film),
    'micro video.jpg': (_, path) => microVideo(exiftool, path, film),
    'samsung.jpg': (jpeg) => Promise.resolve(samsungMotionPhoto(jpeg, film)),
    'in a box.heic': async () => heicMotionPhoto(ensure((await everyFormat(320))['iphone.heic']), film),
  };

  test('is found by each maker’s word, and served alone', async () => {
    for (const [name, make] of Object.entries(KINDS)) {
      const jpeg = await still(0.6 + name.length / 50);
      put(name, jpeg);
      put(name, await make(jpeg, join(photos, name)));
    }
    put('none.jpg', await still(0.5));
    await addFolder(library, photos);
    const list = await all();
    expect(list.map(({ files, hasFilm }) => [files[0], hasFilm]).sort()).toEqual([
      ['google.jpg', true],
      ['in a box.heic', true],
      ['micro video.jpg', true],
      ['none.jpg', false],
      ['samsung.jpg', true],
    ]);
    for (const { id, files } of list.filter(({ hasFilm }) => hasFilm)) {
      expect(await bytesOf('film', id), files[0]).toEqual(film);
    }
    const { id: without } = ensure(list.find(({ hasFilm }) => !hasFilm));
    await expect(bytesOf('film', without)).rejects.toMatchObject({ code: 'notFound' });
    const { id } = ensure(list.find(({ files }) => files[0] === 'google.jpg'));
    expect(await bytesOf('film', id, 'bytes=-10')).toEqual(film.subarray(-10));
  });

  test('is none where the file was cut, or only says that there is one', async () => {
    put('cut.jpg', await still(1));
    const whole = await googleMotionPhoto(exiftool, join(photos, 'cut.jpg'), film);
    put('cut.jpg', whole.subarray(0, whole.length - 500));
    put('lying.jpg', await still(0.8));
    await microVideo(exiftool, join(photos, 'lying.jpg'), film);
    await addFolder(library, photos);
    expect((await all()).map(({ hasFilm }) => hasFilm)).toEqual([false, false]);
  });

  test('is found in photos that an earlier version read', async () => {
    put('samsung.jpg', samsungMotionPhoto(await still(1), film));
    await addFolder(library, photos);
    await library.close();
    const { default: SQLite } = await import('better-sqlite3');
    const database = new SQLite(join(folder, 'library', 'library.db'));
    database.exec('DELETE FROM film; UPDATE photo SET metadata = 2');
    database.close();
    library = await openLibrary({ folder: join(folder, 'library'), log: silentLog, watch: true });
    await expect.poll(async () => (await all()).map(({ hasFilm }) => hasFilm), { timeout: 20_000 }).toEqual([true]);
  });
});

async function bytesOf(kind: 'film', id: number, range?: string): Promise<Buffer> {
  const pages = openPages(library, photos);
  const { body } = await pages({ path: `/media/${kind}/${id}`, range });
  if (body === null || body instanceof Uint8Array) throw new Error('It is no part of a file.');
  return readFileSync(body.file).subarray(body.start, body.end + 1);
}

function still(brightness: number): Promise<Buffer> {
  return sharp(SAMPLES[0]).resize(480).modulate({ brightness }).jpeg().toBuffer();
}

function put(name: string, bytes: Buffer): void {
  writeFileSync(join(photos, name), bytes);
}

function all() {
  return photosByFile(library, photos);
}
