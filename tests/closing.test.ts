// Kindred ends within seconds of being told to, whatever it does, and the next start goes on where it was.

import { linkSync, mkdirSync, mkdtempSync, readdirSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, afterEach, beforeAll, expect, test } from 'vitest';
import { openLibrary } from '../app/core.ts';
import { ensure } from '../app/ensure.ts';
import { silentLog } from '../app/platform/log.ts';
import { LONGEST_CLOSING_MS } from '../app/platform/longest-closing.ts';
import { openStore, openStoreReadOnly } from '../app/store/index.ts';
import { writeFacePhotos } from './face-photos.ts';
import { type ServerProcess, startServerProcess } from './server-process.ts';

/** A scan takes much longer than closing may. */
const FILES = 40_000;
const FILES_A_FOLDER = 500;

let folder: string;
let photos: string;
let server: ServerProcess | undefined;
beforeAll(async () => {
  folder = mkdtempSync(join(tmpdir(), 'kindred-closing-'));
  photos = join(folder, 'photos');
  const originals = await writeFacePhotos(join(folder, 'originals'), 12);
  for (let file = 0; file < FILES; file++) {
    const below = join(photos, String(Math.floor(file / FILES_A_FOLDER)));
    if (file % FILES_A_FOLDER === 0) mkdirSync(below, { recursive: true });
    linkSync(ensure(originals[file % originals.length]), join(below, `${file}.jpg`));
  }
});
afterEach(() => server?.child.kill('SIGKILL'));
afterAll(() => rmSync(folder, { recursive: true, force: true }));

test('In the middle of a first look, of a count and of a backup, and the look goes on at the next start', async () => {
  const library = join(folder, 'looking');
  server = await startServerProcess(library);
  await server.call('folders.add', { path: photos });
  const [first] = await seenBy(server, 1);
  const counting = server.call('folders.count', { path: '/' });
  const backup = server.call('backups.make', {});
  await Promise.allSettled([counting, Promise.race([backup, seenBy(server, first + 1)])]);
  const { status, milliseconds } = await server.end();
  await Promise.allSettled([backup]);
  expect({ status, isInTime: milliseconds < LONGEST_CLOSING_MS }).toEqual({ status: 0, isInTime: true });
  // A database that was closed properly has taken its log in, and of a backup that was given up nothing is left.
  expect(readdirSync(library).filter((name) => name.endsWith('-wal'))).toEqual([]);
  expect(readdirSync(join(library, 'backups')).filter((name) => !name.endsWith('.daily.db'))).toEqual([]);
  const known = knownIn(library);
  expect(known).toBeGreaterThan(0);
  expect(known).toBeLessThan(FILES);

  server = await startServerProcess(library);
  await seenBy(server, known + 1);
  expect((await server.end()).status).toBe(0);
}, 300_000);

test('A face that was read and not grouped when Kindred ended finds its person at the next start', async () => {
  const options = { folder: join(folder, 'grouping'), log: silentLog };
  const first = await openLibrary(options);
  await first.engine['folders.add']({ path: join(folder, 'originals') });
  await first.whenIdle();
  const { people } = await first.engine['people.list']({ section: 'main', offset: 0, limit: 1 });
  const { faces } = await first.engine['people.faces']({ person: ensure(people[0]).id, offset: 0, limit: 1 });
  const face = ensure(faces[0]);
  await first.close();
  const store = openStore(options.folder);
  store.transaction(() => {
    store.people.moveFaces([face.id], null, new Date().toISOString(), null);
    store.people.refresh([ensure(face.person).id]);
  });
  store.close();

  const second = await openLibrary(options);
  await second.whenIdle();
  const [seen] = (await second.engine['photos.get']({ photo: face.photo })).faces;
  expect(seen).toMatchObject({ id: face.id, person: { id: expect.any(Number) } });
  await second.close();
}, 120_000);

/** Waits until so many files are known. */
async function seenBy({ call }: ServerProcess, least: number): Promise<[total: number]> {
  for (;;) {
    const { photos } = await call('library.status', {});
    if (photos.total >= least) return [photos.total];
  }
}

function knownIn(library: string): number {
  const store = openStoreReadOnly(library);
  try {
    const { waiting, done, failed } = store.files.counts();
    return waiting + done + failed;
  } finally {
    store.close();
  }
}
