// The queue of waiting photos: who is next, what keeps it from going on, and what the user is told meanwhile.

import { mkdtempSync, renameSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join, sep } from 'node:path';
import { setTimeout as pause } from 'node:timers/promises';
import SQLite from 'better-sqlite3';
import { afterEach, beforeEach, expect, test } from 'vitest';
import { answer } from '../app/answer.ts';
import { openLibrary } from '../app/core.ts';
import { silentLog } from '../app/platform/log.ts';
import { photoBounds } from '../app/platform/photo-bounds.ts';
import { nextByPriority } from '../app/photos/priority-queue.ts';
import { makeQuarantine } from '../app/photos/quarantine.ts';
import { reconcile } from '../app/photos/reconcile.ts';
import { sentence } from '../app/sentences/sentence.ts';
import { openStore, type Store } from '../app/store/index.ts';
import { writeFacePhotos } from './face-photos.ts';
import { firstOf } from './first-of.ts';

let folder: string;
beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'kindred-queue-'));
});
afterEach(() => rmSync(folder, { recursive: true, force: true }));

test('The newest of each folder come in turn, a large folder does not keep a small one waiting', () => {
  const store = openStore(folder);
  const [large, small, away] = firstOf(
    3,
    ['/large', '/small', '/away'].map((path) => store.folders.add(path, '2020-01-01')),
  );
  const see = (root: number, name: string, modified: number) =>
    store.files.see(root, { path: name, size: 1, modified, sidecar: null });
  for (let age = 0; age < 100; age++) see(large, `l${age}.jpg`, 1000 - age);
  for (let age = 0; age < 2; age++) see(small, `s${age}.jpg`, 100 - age);
  see(away, 'unreachable.jpg', 5000);
  const line = nextByPriority(store, () => [away]);
  const taken = new Set<number>();
  const take = (most: number) =>
    line.next(most, taken).map((file) => {
      taken.add(file.id);
      return file.path;
    });
  expect([take(1), take(1), take(4)].flat()).toEqual(['l0.jpg', 's0.jpg', 'l1.jpg', 's1.jpg', 'l2.jpg', 'l3.jpg']);
  store.close();
});

test('Photos to be tried again that lie on a drive that is away, or are being read, keep no other one waiting', () => {
  const store = openStore(folder);
  const [here, away] = firstOf(
    2,
    ['/here', '/away'].map((path) => store.folders.add(path, '2020-01-01')),
  );
  const fail = (root: number, name: string, retryAt: string) => {
    store.files.see(root, { path: name, size: 1, modified: 1, sidecar: null });
    const [file] = firstOf(1, store.files.newest(root, '9', 1, []));
    store.files.fail(file, sentence('photoUnread', { reason: 'The cable is loose.' }), retryAt);
    return file.id;
  };
  for (let nth = 0; nth < 10; nth++) fail(away, `${nth}.jpg`, '2020-01-01');
  const busy = fail(here, 'busy.jpg', '2020-01-02');
  fail(here, 'free.jpg', '2020-01-03');
  const line = nextByPriority(store, () => [away]);
  expect(line.next(1, new Set([busy])).map(({ path }) => path)).toEqual(['free.jpg']);
  store.close();
});

test('What the screen shows goes before everything else', () => {
  const store = openStore(folder);
  const root = store.folders.add('/photos', '2020-01-01');
  for (let age = 0; age < 10; age++)
    store.files.see(root, { path: `${age}.jpg`, size: 1, modified: 100 - age, sidecar: null });
  const { photo } = store.photos.record(
    {
      hash: 'a',
      bytes: 1,
      width: 1,
      height: 1,
      takenAt: '2020-01-01T00:00:00',
      takenFrom: 'file',
      camera: null,
      pipeline: 1,
    },
    [],
  );
  const oldest = store.files.find(root, '9.jpg');
  if (!oldest) throw new Error('The file was not stored.');
  store.files.succeed({ ...oldest, folder: root, root: '/photos', file: '/photos/9.jpg', attempts: 0 }, photo);
  store.files.analyseAgain(photo);
  const line = nextByPriority(store, () => []);
  line.prefer(photo);
  expect(line.next(2, new Set()).map(({ path }) => path)).toEqual(['9.jpg', '0.jpg']);
  store.close();
});

test('When no vision process starts, no photo is blamed: a banner says so, and the work goes on when it can', async () => {
  await writeFacePhotos(join(folder, 'photos'), 2);
  const before = process.env['NODE_OPTIONS'];
  writeFileSync(join(folder, 'end.cjs'), 'process.exit(1);');
  process.env['NODE_OPTIONS'] = `--require=${join(folder, 'end.cjs')}`; // every process that is started now ends at once
  const library = await openLibrary({ folder: join(folder, 'library'), log: silentLog, watch: false });
  try {
    await library.engine['folders.add']({ path: join(folder, 'photos') });
    await library.whenIdle();
    const { problem, photos } = await library.engine['library.status']({});
    expect(problem?.message.text).toMatch(/does not start/);
    expect(photos).toMatchObject({ waiting: 2, failed: 0 });
  } finally {
    if (before === undefined) delete process.env['NODE_OPTIONS'];
    else process.env['NODE_OPTIONS'] = before;
  }
  await library.engine['work.resume']({});
  await library.whenIdle();
  expect(await library.engine['library.status']({})).toMatchObject({ problem: null, photos: { done: 2, waiting: 0 } });
  await library.close();
});

test('Photos that wait on a drive that is not plugged in go on waiting, and are read when it is back', async () => {
  const [photos, unplugged] = [join(folder, 'photos'), join(folder, 'unplugged')];
  await writeFacePhotos(photos, 2);
  const open = () => openLibrary({ folder: join(folder, 'library'), log: silentLog, watch: false });
  let library = await open();
  await library.engine['work.pause']({});
  await library.engine['folders.add']({ path: photos });
  await library.whenIdle();
  await library.close();
  renameSync(photos, unplugged);
  library = await open();
  await library.engine['work.resume']({});
  await library.whenIdle();
  expect((await library.engine['library.status']({})).photos).toMatchObject({ waiting: 2, failed: 0, total: 2 });
  renameSync(unplugged, photos);
  await library.engine['folders.rescan']({});
  await library.whenIdle();
  expect((await library.engine['library.status']({})).photos).toMatchObject({ done: 2, waiting: 0 });
  await library.close();
});

test('While another program holds the library, a call says so and saves nothing, and works afterwards', async () => {
  const library = await openLibrary({ folder, log: silentLog, watch: false });
  const other = new SQLite(join(folder, 'library.db'));
  other.exec('BEGIN IMMEDIATE');
  const refused = await answer(library.engine, 'work.pause', {}, silentLog);
  const trouble = { trouble: sentence('inUse'), hint: sentence('inUseHint') };
  expect(refused).toEqual({ ok: false, error: { code: 'library', sentence: sentence('nothingSaved', trouble) } });
  expect(refused).toMatchObject({
    error: {
      sentence: {
        text: 'Another program is using the library. Nothing was saved. Kindred goes on as soon as it is free.',
      },
    },
  });
  expect(await library.engine['library.status']({})).toMatchObject({ activity: 'idle' });
  other.exec('ROLLBACK');
  other.close();
  expect(await answer(library.engine, 'work.pause', {}, silentLog)).toEqual({ ok: true, value: {} });
  await library.close();
});

test('While another program holds the library, a banner says so, and reading goes on by itself afterwards', async () => {
  await writeFacePhotos(join(folder, 'photos'), 2);
  const library = await openLibrary({ folder: join(folder, 'library'), log: silentLog, watch: false });
  await library.engine['work.pause']({});
  await library.engine['folders.add']({ path: join(folder, 'photos') });
  await library.whenIdle();
  await library.engine['work.resume']({});
  const other = new SQLite(join(folder, 'library', 'library.db'), { timeout: 5000 });
  other.exec('BEGIN IMMEDIATE');
  const status = () => library.engine['library.status']({});
  while ((await status()).problem === null) await pause(100);
  const { problem, photos } = await status();
  expect(problem).toEqual({ message: sentence('inUse'), hint: sentence('inUseHint') });
  expect(photos).toMatchObject({ done: 0, waiting: 2, failed: 0 });
  other.exec('ROLLBACK');
  other.close();
  while ((await status()).photos.done < 2) await pause(100);
  expect(await status()).toMatchObject({ problem: null, photos: { done: 2, waiting: 0 } });
  await library.close();
});

test('A file that cannot be read is tried again after growing pauses, then set aside with its reason until somebody asks', async () => {
  const photos = join(folder, 'photos');
  const [path] = await writeFacePhotos(photos, 1);
  const store = openStore(join(folder, 'library'));
  const id = store.folders.add(photos, '2020-01-01T00:00:00Z');
  await scanOnce(store, id);
  const quarantine = makeQuarantine(store, silentLog, photoBounds(join(folder, 'library'), undefined));
  const pauses: (number | null)[] = [];
  for (let attempt = 0; attempt < 5; attempt++) {
    const [file] = firstOf(1, [...store.files.newest(id, '9', 1, []), ...store.files.due('9', 1, [], [])]);
    const before = Date.now();
    await quarantine.setAside(file, new Error('The cable is loose.'), () => false);
    const [failure] = firstOf(1, store.failures.list(null, { limit: 1, offset: 0, separator: sep }));
    const reason = sentence('photoUnread', { reason: 'The cable is loose.' });
    expect(failure).toMatchObject({ path, reason, attempts: attempt + 1 });
    pauses.push(failure.retryAt === null ? null : Math.round((Date.parse(failure.retryAt) - before) / 1000));
  }
  expect(pauses).toEqual([5, 20, 80, 320, null]);
  expect(store.files.due('9', 1, [], [])).toEqual([]);
  store.files.retry('all');
  expect(store.files.newest(id, '9', 1, [])).toMatchObject([{ file: path, attempts: 0 }]);
  store.close();
});

async function scanOnce(store: Store, id: number): Promise<void> {
  const found = store.folders.get(id);
  if (!found) throw new Error('The folder was not stored.');
  await reconcile({
    store,
    folder: found,
    isExcluded: () => false,
    bounds: photoBounds(join(folder, 'library'), undefined),
    onProgress: () => undefined,
    onGone: () => undefined,
    signal: new AbortController().signal,
  });
}
