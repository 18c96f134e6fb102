// Copies of one photo in several places: whatever one of them is needed for, any that can be reached will do.

import { mkdirSync, mkdtempSync, readFileSync, renameSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { type Library, openLibrary } from '../app/core.ts';
import { ensure } from '../app/ensure.ts';
import { silentLog } from '../app/platform/log.ts';
import { nextByPriority } from '../app/photos/priority-queue.ts';
import { firstReachable } from '../app/platform/reachable.ts';
import { openStore } from '../app/store/index.ts';
import { writeFacePhotos } from './face-photos.ts';
import { firstOf } from './first-of.ts';

const folder = mkdtempSync(join(tmpdir(), 'kindred-copies-'));
const [drive, disk] = [join(folder, 'drive'), join(folder, 'disk')];
let library: Library;
let photos: number[];

beforeAll(async () => {
  library = await openLibrary({ folder: join(folder, 'library'), log: silentLog, watch: false });
  for (const place of [drive, disk]) {
    await writeFacePhotos(place, 14); // the last two show again who is on the first two
    await library.engine['folders.add']({ path: place });
    await library.whenIdle();
  }
  photos = (await library.engine['photos.list']({ offset: 0, limit: 20 })).photos.map(({ id }) => id);
  renameSync(drive, `${drive} unplugged`);
  mkdirSync(drive);
  await library.engine['folders.rescan']({});
  await library.whenIdle();
});
afterAll(async () => {
  await library.close();
  rmSync(folder, { recursive: true, force: true });
});

test('With the drive of the first copy unplugged, the photo is shown and handed out from the other one', async () => {
  const [photo] = firstOf(1, firstOf(1, photos));
  const { places } = await library.engine['photos.get']({ photo });
  expect(places.map((place) => place.folder)).toEqual([drive, disk]);
  const original = await library.media('original', photo);
  expect('file' in original && original.file.startsWith(disk)).toBe(true);
  const preview = await library.media('preview', photo);
  expect('bytes' in preview && preview.bytes.length).toBeGreaterThan(1000);
});

test('A face is drawn on it, and a question names the copy that is there', async () => {
  const drawn = await library.engine['faces.draw']({ photo: ensure(photos[0]), box: [2, 2, 30, 30] });
  expect(drawn.box).toEqual([2, 2, 30, 30]);
  const { next } = await library.engine['questions.next']({});
  expect([next?.left.path, next?.right.path]).toEqual([expect.stringContaining(disk), expect.stringContaining(disk)]);
});

test('Pictures of it that are gone are made again from the copy that is there, before everything else', async () => {
  const [photo] = firstOf(1, photos);
  rmSync(join(folder, 'library', 'thumbs'), { recursive: true });
  await expect(library.media('thumbnail', photo)).rejects.toThrow('not there at the moment');
  await library.whenIdle();
  expect((await library.media('thumbnail', photo)).type).toBe('image/jpeg');
});

test('What the screen shows is preferred wherever one of its copies can be read', () => {
  const store = openStore(join(folder, 'queue'));
  const [away, here] = firstOf(
    2,
    ['/away', '/here'].map((path) => store.folders.add(path, '2020-01-01')),
  );
  const fresh = { bytes: 1, width: 1, height: 1, takenAt: '2020-01-01T00:00:00', takenFrom: 'file' } as const;
  const { photo } = store.photos.record({ ...fresh, hash: 'a', camera: null, pipeline: 1 }, []);
  for (const [root, path] of [
    [away, '/away'],
    [here, '/here'],
  ] as const) {
    const seen = { path: 'old.jpg', size: 1, modified: 1, sidecar: null };
    store.files.see(root, seen);
    const row = store.files.find(root, 'old.jpg');
    if (!row) throw new Error('The file was not stored.');
    store.files.succeed({ ...row, folder: root, root: path, file: join(path, 'old.jpg'), attempts: 0 }, photo);
    store.files.see(root, { path: 'new.jpg', size: 1, modified: 2, sidecar: null });
  }
  store.files.analyseAgain(photo);
  const line = nextByPriority(store, () => [away]);
  line.prefer(photo);
  expect(line.next(1, new Set()).map(({ file }) => file)).toEqual([join('/here', 'old.jpg')]);
  store.close();
});

test('Of several paths the first that may be read is taken, and none where none is', async () => {
  const [file] = firstOf(1, await writeFacePhotos(join(folder, 'more'), 1));
  expect(readFileSync(file).length).toBeGreaterThan(0);
  expect(await firstReachable([join(folder, 'nowhere.jpg'), file, disk])).toBe(file);
  expect(await firstReachable([join(folder, 'nowhere.jpg')])).toBeUndefined();
});
