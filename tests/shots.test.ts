// A still and its film of other names: they are one photo by the name of the shot that both have inside, whichever comes first.

import { mkdirSync, mkdtempSync, readFileSync, renameSync, rmSync, utimesSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import SQLite from 'better-sqlite3';
import { ExifTool } from 'exiftool-vendored';
import sharp from 'sharp';
import { afterAll, afterEach, beforeEach, describe, expect, test } from 'vitest';
import { type Library, openLibrary } from '../app/core.ts';
import { ensure } from '../app/ensure.ts';
import { silentLog } from '../app/platform/log.ts';
import { stackOf } from '../app/photos/stacking.ts';
import { appleFilm, appleStill, videoFixture } from './motion-photos.ts';
import { photosByFile } from './photos-by-file.ts';
import { SAMPLES } from './samples.ts';
import { addFolder, rescan } from './scans.ts';

const exiftool = new ExifTool({ maxProcs: 1 });
afterAll(() => exiftool.end());
const WAIT = { timeout: 30_000, interval: 100 };
const [ONE, OTHER] = ['9F4C1B7A-3D2E-4A51-8C60-1B2C3D4E5F60', '00000000-3D2E-4A51-8C60-1B2C3D4E5F60'];
const LIVE = { hasFilm: true, video: null };
const VIDEO = { hasFilm: false, video: { seconds: 1, hasPoster: true } };
const STILL = { hasFilm: false, video: null };

let folder: string;
let photos: string;
let library: Library;
beforeEach(async () => {
  folder = mkdtempSync(join(tmpdir(), 'kindred-shots-'));
  photos = join(folder, 'photos');
  mkdirSync(join(photos, 'below'), { recursive: true });
  library = await open();
});
afterEach(async () => {
  await library.close();
  rmSync(folder, { recursive: true, force: true });
});

describe('Of other names', () => {
  test.each([
    ['the still is read first', ['Anna.JPG', 'IMG_1.MOV']],
    ['the film is read first', ['IMG_1.MOV', 'Anna.JPG']],
  ])('they are one, where %s', async (_, [first = '', second = '']) => {
    await put({ [first]: ONE });
    await addFolder(library, photos);
    expect(await all()).toMatchObject([first.endsWith('MOV') ? VIDEO : STILL]);
    await put({ [second]: ONE });
    await rescan(library);
    expect(await all()).toMatchObject([{ ...LIVE, files: ['Anna.JPG', 'IMG_1.MOV'] }]);
    expect((await library.engine['missing.list']({ offset: 0, limit: 9 })).total).toBe(0);
  });

  test('many are one where all are read at once, the films first', async () => {
    const names = Array.from({ length: 6 }, (_, index) => `${ONE.slice(0, -1)}${index}`);
    for (const [index, shot] of names.entries()) {
      await put({ [`still ${index}.jpg`]: shot, [`film ${index}.mov`]: shot });
      utimesSync(join(photos, `still ${index}.jpg`), 1_600_000_000, 1_600_000_000);
    }
    await addFolder(library, photos);
    const files = (await all()).map((photo) => photo.files.join(' '));
    expect(files).toEqual(names.map((_, index) => `still ${index}.jpg film ${index}.mov`));
  });

  test('they are one only in the same folder, and with the same name of the shot', async () => {
    await put({ 'Anna.JPG': ONE, 'below/IMG_1.MOV': ONE, 'IMG_2.MOV': OTHER });
    await addFolder(library, photos);
    expect(await all()).toMatchObject([
      { ...STILL, files: ['Anna.JPG'] },
      { ...VIDEO, files: ['below/IMG_1.MOV'] },
      { ...VIDEO, files: ['IMG_2.MOV'] },
    ]);
  });
});

test('Of equal names with other shots each film goes to its own still', async () => {
  await put({ 'IMG_1.JPG': ONE, 'IMG_1.MOV': OTHER, 'IMG_2.JPG': OTHER, 'IMG_2.MOV': ONE });
  await addFolder(library, photos);
  expect(await all()).toMatchObject([
    { ...LIVE, files: ['IMG_1.JPG', 'IMG_2.MOV'] },
    { ...LIVE, files: ['IMG_2.JPG', 'IMG_1.MOV'] },
  ]);
});

test('One that is renamed, moved away and brought back, with its name and its people', async () => {
  await put({ 'IMG_1.JPG': ONE, 'IMG_1.MOV': ONE });
  await put({ 'IMG_7.JPG': OTHER }, 1);
  await addFolder(library, photos);
  const { id, people } = ensure((await all())[0]);
  const person = ensure(people[0]);
  await library.engine['people.name']({ person, name: 'Anna', ifTaken: 'ask' });
  const becomes = async (from: string, to: string, expected: object[]) => {
    renameSync(join(photos, from), join(photos, to));
    await rescan(library);
    const other = { ...STILL, files: ['IMG_7.JPG'] };
    const found = await all();
    expect(found, `${from} is ${to}`).toHaveLength(expected.length + 1);
    for (const each of [...expected, other])
      expect(found, `${from} is ${to}`).toContainEqual(expect.objectContaining(each));
  };
  const isLive = (...files: string[]) => [{ ...LIVE, id, names: ['Anna'], files }];

  await becomes('IMG_1.JPG', 'Anna.JPG', isLive('Anna.JPG', 'IMG_1.MOV'));
  await becomes('IMG_1.MOV', 'Film.MOV', isLive('Anna.JPG', 'Film.MOV'));
  await becomes('Film.MOV', 'below/Film.MOV', [
    { ...STILL, id, files: ['Anna.JPG'] },
    { ...VIDEO, files: ['below/Film.MOV'] },
  ]);
  await becomes('below/Film.MOV', 'IMG_7.MOV', isLive('Anna.JPG', 'IMG_7.MOV'));
  await becomes('Anna.JPG', '../Anna.JPG', [{ ...VIDEO, files: ['IMG_7.MOV'] }]);
  await becomes('../Anna.JPG', 'Otto.JPG', isLive('Otto.JPG', 'IMG_7.MOV'));
  await library.engine['indexing.change']({ filesApart: true });
  await rescan(library);
  expect(await all()).toMatchObject([STILL, ...isLive('Otto.JPG', 'IMG_7.MOV')]);
});

test.each([
  ['the same picture of another shot', 0],
  ['another picture', 1],
])('A still that becomes %s leaves its film alone', async (_, sample) => {
  await put({ 'Anna.JPG': ONE, 'IMG_1.MOV': ONE });
  await addFolder(library, photos);
  expect(await all()).toMatchObject([LIVE]);
  await put({ 'Anna.JPG': OTHER }, sample);
  await rescan(library);
  expect(await all()).toMatchObject([
    { ...STILL, files: ['Anna.JPG'] },
    { ...VIDEO, files: ['IMG_1.MOV'] },
  ]);
});

test('In a library of before they become one, and who is on the photo stays', async () => {
  await put({ 'Anna.JPG': ONE, 'IMG_1.MOV': ONE, 'IMG_2.JPG': OTHER, 'IMG_2.MOV': OTHER });
  await addFolder(library, photos);
  const [live] = await all();
  const { id, people } = ensure(live);
  const person = ensure(people[0]);
  await library.engine['people.name']({ person, name: 'Anna', ifTaken: 'ask' });
  await library.close();

  // The last version did not ask for it, and took a film of another name for a video.
  const database = new SQLite(join(folder, 'library', 'library.db'));
  database.exec("UPDATE photo SET embedded = json_remove(embedded, '$.shot')");
  const { stack, rank } = ensure(stackOf('IMG_1.MOV') ?? undefined);
  const asVideo = `UPDATE file SET stack = ?, rank = ?, shot = NULL, film = 0, behind = 0, photo = NULL, state = 'waiting'
    WHERE path = 'IMG_1.MOV'`;
  expect(database.prepare(asVideo).run(stack, rank).changes).toBe(1);
  database.exec('UPDATE file SET shot = NULL');
  library = await open();
  await rescan(library);
  expect((await all()).map(({ files }) => files)).toEqual([['Anna.JPG'], ['IMG_1.MOV'], ['IMG_2.JPG', 'IMG_2.MOV']]);
  await library.close();
  database.exec('DROP INDEX file_by_shot; ALTER TABLE file DROP COLUMN shot; UPDATE photo SET metadata = 11');
  database.pragma('user_version = 42');
  database.close();

  library = await openLibrary({ folder: join(folder, 'library'), log: silentLog, watch: true });
  const expected = [
    { ...LIVE, id, names: ['Anna'], files: ['Anna.JPG', 'IMG_1.MOV'] },
    { ...LIVE, files: ['IMG_2.JPG', 'IMG_2.MOV'] },
  ];
  await expect.poll(all, WAIT).toMatchObject(expected);
});

/** Each with the name of its shot inside. */
async function put(files: Record<string, string>, sample = 0): Promise<void> {
  for (const [name, shot] of Object.entries(files)) {
    const path = join(photos, name);
    if (/\.mov$/i.test(name)) {
      // Each of its own: copies are one photo.
      writeFileSync(path, Buffer.concat([readFileSync(videoFixture('film.mp4')), box(name)]));
      await appleFilm(exiftool, path, shot);
    } else {
      const brightness = 0.6 + (name.length + Number(/\d/.exec(name)?.[0] ?? 0)) / 30;
      const jpeg = await sharp(SAMPLES[sample]).resize(480).modulate({ brightness }).jpeg().toBuffer();
      writeFileSync(path, appleStill(jpeg, shot, '2021:07:04 10:00:00'));
    }
  }
}

function box(content: string): Buffer {
  const head = Buffer.from('....free', 'latin1');
  head.writeUInt32BE(head.length + content.length);
  return Buffer.concat([head, Buffer.from(content)]);
}

function open(): Promise<Library> {
  return openLibrary({ folder: join(folder, 'library'), log: silentLog, watch: false });
}

function all() {
  return photosByFile(library, photos);
}
