// The user says when photos were taken and what they are called: a fact with undo, above what files say, which are not touched.

import { spawnSync } from 'node:child_process';
import { copyFileSync, mkdirSync, mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { basename, join } from 'node:path';
import { afterEach, beforeEach, expect, test } from 'vitest';
import { openLibrary, type Library } from '../app/core.ts';
import { silentLog } from '../app/platform/log.ts';
import { resource } from '../app/platform/resources.ts';
import { openStore } from '../app/store/index.ts';

let folder: string;
let photos: string;
let library: Library;
/** By the name of its file. */
let ids: Record<string, number>;

const NAMES = ['d06_dashes.jpg', 'd03_only_year_2005.jpg', 'd18_umlaut_description.jpg', 'd20_sidecar_corrects.jpg'];
const [DASHES, YEAR, TITLED, CORRECTED] = NAMES as [string, string, string, string]; // four of four

beforeEach(async () => {
  folder = mkdtempSync(join(tmpdir(), 'kindred-edits-'));
  photos = join(folder, 'photos');
  mkdirSync(photos);
  for (const name of NAMES) copyFileSync(resource('tests', 'fixtures', 'metadata', name), join(photos, name));
  library = await open();
  await addPhotos();
});
afterEach(async () => {
  await library.close();
  rmSync(folder, { recursive: true, force: true });
});

async function addPhotos(): Promise<void> {
  await library.engine['folders.add']({ path: photos });
  await library.whenIdle();
  const listed = await library.engine['photos.list']({ offset: 0, limit: 10 });
  const found = await Promise.all(listed.photos.map(({ id }) => library.engine['photos.get']({ photo: id })));
  ids = Object.fromEntries(found.map(({ id, places }) => [basename(places[0]?.path ?? ''), id]));
}

const open = () => openLibrary({ folder: join(folder, 'library'), log: silentLog, watch: false });
const get = (name: string) => library.engine['photos.get']({ photo: ids[name] ?? 0 });
const undo = () => library.engine['history.undo']({});

test('A date for many photos at once is one action, sorted by, and taken back as one', async () => {
  const before = readdirSync(photos).map((name) => readFileSync(join(photos, name), 'hex'));
  const request = { photos: NAMES.map((name) => ids[name] ?? 0), taken: { at: '1985-08' } };
  expect(await library.engine['photos.edit'](request)).toMatchObject({ changed: 4, action: expect.any(Number) });
  for (const name of NAMES) {
    expect(await get(name)).toMatchObject({ takenAt: '1985-08', takenFrom: 'user', takenPrecision: 'month' });
  }
  expect((await library.engine['photos.timeline']({})).days.map(({ day }) => day)).toEqual(['1985-08']);
  expect(await library.engine['photos.edit'](request)).toEqual({ changed: 0, action: null });
  const { undone } = await undo();
  expect(undone?.sentence.text).toBe('Said that 4 photos were taken in August 1985');
  expect(await get(DASHES)).toMatchObject({ takenAt: '2012-07-04T12:30:45', takenFrom: 'exif' });
  expect(await get(YEAR)).toMatchObject({ takenAt: '2005', takenPrecision: 'year' });
  await library.engine['history.redo']({});
  expect(await get(YEAR)).toMatchObject({ takenAt: '1985-08' });
  expect(readdirSync(photos).map((name) => readFileSync(join(photos, name), 'hex'))).toEqual(before);
});

test('A shift moves whatever has a time, over midnight too, and leaves a year alone', async () => {
  const shift = (shiftMinutes: number) =>
    library.engine['photos.edit']({ photos: [ids[DASHES] ?? 0, ids[YEAR] ?? 0], taken: { shiftMinutes } });
  expect(await shift(-13 * 60)).toMatchObject({ changed: 1 });
  expect(await get(DASHES)).toMatchObject({ takenAt: '2012-07-03T23:30:45', takenFrom: 'user' });
  expect(await get(YEAR)).toMatchObject({ takenAt: '2005', takenFrom: 'exif' });
  expect(await shift(60)).toMatchObject({ changed: 1 });
  expect(await get(DASHES)).toMatchObject({ takenAt: '2012-07-04T00:30:45' });
  await undo();
  expect(await get(DASHES)).toMatchObject({ takenAt: '2012-07-03T23:30:45' });
  await undo();
  expect(await get(DASHES)).toMatchObject({ takenAt: '2012-07-04T12:30:45', takenFrom: 'exif' });
});

test('An offset and a title, and back to what the photo itself says', async () => {
  const photo = ids[TITLED] ?? 0;
  await library.engine['photos.edit']({ photos: [photo], taken: { offset: '+02:00' }, title: ' Oma am See ' });
  expect(await get(TITLED)).toMatchObject({
    takenAt: '2012-07-04T12:30:45',
    takenOffset: '+02:00',
    title: { text: 'Oma am See', from: 'user' },
  });
  expect((await library.engine['search.photos']({ query: 'oma', offset: 0, limit: 9 })).total).toBe(1);
  await library.engine['photos.edit']({ photos: [photo], taken: null, title: null });
  expect(await get(TITLED)).toMatchObject({
    takenOffset: null,
    takenFrom: 'exif',
    title: { text: 'Grüße aus München', from: 'exif' },
  });
  await undo();
  expect(await get(TITLED)).toMatchObject({ takenOffset: '+02:00', title: { text: 'Oma am See' } });
});

test('What the user said stands when the file is read anew; taken back, the file’s newest word holds', async () => {
  const photo = ids[CORRECTED] ?? 0;
  await library.engine['photos.edit']({ photos: [photo], taken: { at: '1970-05-01' } });
  const sidecar = readFileSync(resource('tests', 'fixtures', 'metadata', 'd20_sidecar_corrects.xmp'));
  writeFileSync(join(photos, 'd20_sidecar_corrects.xmp'), sidecar);
  await library.engine['folders.rescan']({});
  await library.whenIdle();
  expect(await get(CORRECTED)).toMatchObject({ takenAt: '1970-05-01', takenFrom: 'user', rating: { stars: 4 } });
  await library.close();
  library = await open();
  expect(await get(CORRECTED)).toMatchObject({ takenAt: '1970-05-01' });
  await undo();
  expect(await get(CORRECTED)).toMatchObject({ takenAt: '1962-08-15T10:00:00', takenFrom: 'sidecar' });
});

test('A later word about the same photo has to be taken back first', async () => {
  const first = await library.engine['photos.edit']({ photos: [ids[YEAR] ?? 0], taken: { at: '2005-07' } });
  await library.engine['photos.edit']({ photos: [ids[YEAR] ?? 0], taken: { at: '2006' } });
  await expect((async () => library.engine['history.undo']({ action: first.action ?? 0 }))()).rejects.toThrow(
    /builds on it. Take that back first/,
  );
  expect(await get(YEAR)).toMatchObject({ takenAt: '2006' });
});

test('They come along to another library of the same photos, where what was said there stands', async () => {
  await library.engine['photos.edit']({ photos: [ids[YEAR] ?? 0], taken: { at: '2005-07' }, title: 'Sommer' });
  await library.engine['photos.edit']({ photos: [ids[DASHES] ?? 0], taken: { at: '1999' } });
  const said = await library.engine['transfer.export']({});
  await library.close();
  rmSync(join(folder, 'library'), { recursive: true });
  library = await open();
  await addPhotos();
  await library.engine['photos.edit']({ photos: [ids[DASHES] ?? 0], taken: { at: '2001' } });
  const { action } = await library.engine['transfer.import']({ said });
  expect(await get(YEAR)).toMatchObject({ takenAt: '2005-07', takenFrom: 'user', title: { text: 'Sommer' } });
  expect(await get(DASHES)).toMatchObject({ takenAt: '2001' });
  await library.engine['history.undo']({ action: action ?? 0 });
  expect(await get(YEAR)).toMatchObject({ takenAt: '2005', takenFrom: 'exif', title: null });
});

test('What is no day is refused, and nothing is written down', async () => {
  for (const at of ['2012-02-30', '2099', '1700-01-01', '2012-07-04T24:24']) {
    await expect(
      (async () => library.engine['photos.edit']({ photos: [ids[YEAR] ?? 0], taken: { at } }))(),
      at,
    ).rejects.toThrow(/no such day/);
  }
  await library.close();
  const store = openStore(join(folder, 'library'));
  expect(store.facts.count()).toBe(0);
  store.close();
  library = await open();
});

test('The same on the command line', async () => {
  await library.close();
  const kindred = (...words: string[]) => {
    const cli = [resource('app', 'cli.ts'), ...words, '--library', join(folder, 'library')];
    const { status, stdout, stderr } = spawnSync(process.execPath, cli, { encoding: 'utf8' });
    return { status, stdout, stderr };
  };
  const photo = String(ids[DASHES]);
  expect(kindred('edit', photo, '--taken', '2012-07-04 10:00', '--offset=-03:30', '--title', 'Am See')).toMatchObject({
    status: 0,
    stdout: expect.stringMatching(/^\{"changed":1,"action":\d+\}\n$/),
  });
  expect(kindred('edit', photo, '--shift=+1:30')).toMatchObject({ status: 0 });
  expect(kindred('edit', photo)).toMatchObject({ status: 2 });
  expect(kindred('edit', photo, '--shift=late')).toMatchObject({ status: 2 });
  expect(kindred('edit', photo, '--taken', 'June')).toMatchObject({
    status: 2,
    stderr: expect.stringMatching(/^--taken is as much of a date as is known: 1985, /),
  });
  expect(kindred('edit', photo, '--offset=late')).toMatchObject({
    status: 2,
    stderr: expect.stringMatching(/^--offset is how far from world time it was/),
  });
  expect(kindred('edit', photo, '--taken', '2012-02-30')).toMatchObject({ status: 1 });
  library = await open();
  expect(await get(DASHES)).toMatchObject({
    takenAt: '2012-07-04T11:30',
    takenOffset: '-03:30',
    title: { text: 'Am See', from: 'user' },
  });
});
