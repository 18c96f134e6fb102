// How a change is noticed where it is announced, where it is not, after sleep, and where names are not told apart by case.

import { linkSync, mkdirSync, mkdtempSync, renameSync, rmSync, symlinkSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { setTimeout as pause } from 'node:timers/promises';
import { afterEach, beforeEach, expect, test, vi } from 'vitest';
import { silentLog } from '../app/platform/log.ts';
import { photoBounds } from '../app/platform/photo-bounds.ts';
import { reconcile } from '../app/photos/reconcile.ts';
import { type WatchedFolders, watchFolders, type WatchedFoldersOptions } from '../app/photos/watched-folders.ts';
import { openStore, type Store } from '../app/store/index.ts';

let folder: string;
let photos: string;
let store: Store;
let id: number;
let watched: WatchedFolders | undefined;
beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'kindred-watching-'));
  photos = join(folder, 'photos');
  mkdirSync(photos);
  put('first.jpg');
  store = openStore(join(folder, 'library'));
  id = store.folders.add(photos, '2020-01-01T00:00:00Z');
});
afterEach(async () => {
  vi.useRealTimers();
  await watched?.close();
  watched = undefined;
  store.close();
  rmSync(folder, { recursive: true, force: true });
});

test('A folder that is said to lie on a network is asked again and again, as nothing is announced there', async () => {
  setPolled(true);
  await start({ pollMs: 300 });
  put('second.jpg');
  await until(() => names().length === 2);
  rmSync(join(photos, 'first.jpg'));
  await until(() => names().length === 1);
  expect(names()).toEqual(['second.jpg']);
});

test('Where nothing is announced and nobody asks, nothing is noticed', async () => {
  setPolled(true);
  await start({});
  put('second.jpg');
  await pause(2500);
  expect(names()).toEqual(['first.jpg']);
});

test('After sleep everything is looked at, as nobody knows what happened meanwhile', async () => {
  setPolled(true);
  vi.useFakeTimers({ toFake: ['Date'] }); // timers stand still while a machine sleeps, and its clock goes on
  await start({ clockMs: 100 });
  put('second.jpg');
  await pause(1000);
  expect(names()).toEqual(['first.jpg']);
  vi.setSystemTime(Date.now() + 3_600_000);
  await until(() => names().length === 2);
});

test('A folder that was away is looked for by itself, and nothing in it was ever missing', async () => {
  await start({ returnMs: 200 });
  renameSync(photos, `${photos} unplugged`);
  await until(() => watched?.state(id) === 'away');
  expect(names()).toEqual(['first.jpg']);
  renameSync(`${photos} unplugged`, photos);
  await until(() => watched?.state(id) === 'ready');
  put('second.jpg');
  await until(() => names().length === 2); // and it is listened to again
});

test('A drive is seen soon after it is plugged in, and before that its empty mount point is scanned but once', async () => {
  let scans = 0;
  await start({ returnMs: 600_000, lookMs: 100 }, () => scans++);
  renameSync(photos, `${photos} unplugged`);
  await until(() => watched?.state(id) === 'away');
  mkdirSync(photos);
  const before = scans;
  await until(() => scans > before);
  await pause(500);
  expect(scans).toBe(before + 1);
  expect(names()).toEqual(['first.jpg']);
  rmSync(photos, { recursive: true });
  renameSync(`${photos} unplugged`, photos);
  await until(() => watched?.state(id) === 'ready');
  put('second.jpg');
  await until(() => names().length === 2); // and it is listened to again
});

test('A rename that changes only capitals, or how an accent is written, leaves one file of that name', async () => {
  await start({});
  const steps = ['FIRST.jpg', 'First.JPG', 'für.jpg'.normalize('NFC'), 'für.jpg'.normalize('NFD')];
  let now = 'first.jpg';
  for (const next of steps) {
    renameSync(join(photos, now), join(photos, next));
    await until(() => names().join() === next);
    now = next;
  }
  expect(names()).toEqual([now]);
});

test('Where a file also answers to its old name, as on a disk that tells no capitals apart, it has one name all the same', async () => {
  const exclude = { now: false };
  const look = () =>
    reconcile({
      store,
      folder: store.folders.get(id) ?? raise(),
      // Such a disk lists the new name alone and opens the file by both: here a second link is left out of the listing.
      bounds: photoBounds(join(folder, 'library'), undefined),
      isExcluded: (path) => exclude.now && path.endsWith('first.jpg') && listing(),
      onProgress: () => undefined,
      onGone: () => undefined,
      signal: new AbortController().signal,
    });
  await look();
  linkSync(join(photos, 'first.jpg'), join(photos, 'FIRST.JPG'));
  exclude.now = true;
  await look();
  expect(names()).toEqual(['FIRST.JPG']);

  /** Only while the folder is walked: afterwards the file is asked about by its name. */
  function listing(): boolean {
    return !(new Error().stack ?? '').includes('markMissing');
  }
});

test('Links that lead in circles, through folders inside and outside, end, and every picture is found once', async () => {
  const outside = join(folder, 'outside');
  mkdirSync(join(outside, 'deep'), { recursive: true });
  writeFileSync(join(outside, 'deep', 'far.jpg'), 'far');
  symlinkSync(outside, join(photos, 'away'));
  symlinkSync(join(outside, 'deep'), join(outside, 'deep', 'self'));
  symlinkSync(photos, join(outside, 'back'));
  symlinkSync('b', join(photos, 'a'));
  symlinkSync('a', join(photos, 'b'));
  symlinkSync('c.jpg', join(photos, 'c.jpg'));
  await start({});
  expect(names()).toEqual([join('away', 'deep', 'far.jpg'), 'first.jpg']);
});

test('Among thousands of files in one folder a change is noticed', async () => {
  for (let index = 0; index < 3000; index++) put(`${index}.jpg`);
  await start({});
  expect(store.files.counts()).toMatchObject({ waiting: 3001 });
  rmSync(join(photos, '777.jpg'));
  put('late.jpg');
  await until(() => store.files.find(id, 'late.jpg') !== undefined && store.files.find(id, '777.jpg') === undefined);
  expect(store.files.counts()).toMatchObject({ waiting: 3001 });
});

test('A scan that finds all as it is known brings no news', async () => {
  setPolled(true); // so that nobody else notices
  const news: boolean[] = [];
  await start({}, (hasNews) => news.push(hasNews));
  const scan = () => watched?.scan(store.folders.get(id) ?? raise());
  await scan();
  put('late.jpg');
  await scan();
  rmSync(join(photos, 'late.jpg'));
  await scan();
  expect(news).toEqual([true, false, true, true]);
});

async function start(
  times: NonNullable<WatchedFoldersOptions['times']>,
  onScanned: WatchedFoldersOptions['onScanned'] = () => undefined,
): Promise<void> {
  watched = watchFolders({
    store,
    library: join(folder, 'library'),
    bounds: photoBounds(join(folder, 'library'), undefined),
    log: silentLog,
    watch: true,
    onWaiting: () => undefined,
    onScanned,
    onGone: () => undefined,
    onState: () => undefined,
    times,
  });
  await watched.scan(store.folders.get(id) ?? raise());
}

function setPolled(polled: boolean): void {
  store.folders.change(id, { paused: false, excluded: [], polled, findsInVideos: true });
}

function put(name: string): void {
  writeFileSync(join(photos, name), name);
}

/** Of the files that are there, as the library knows them. */
function names(): string[] {
  return store.files
    .knownBetween(id, '', '\u{10FFFF}', 100)
    .flatMap(({ path, state }) => (state === 'missing' ? [] : [path]));
}

function raise(): never {
  throw new Error('The folder is not in the store.');
}

async function until(condition: () => boolean): Promise<void> {
  while (!condition()) await pause(50);
}
