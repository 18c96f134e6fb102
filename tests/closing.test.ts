// Kindred ends within seconds of being told to, whatever it does, and the next start goes on where it was.

import { linkSync, mkdirSync, mkdtempSync, readdirSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, afterEach, beforeAll, expect, test } from 'vitest';
import { ensure } from '../app/ensure.ts';
import { LONGEST_CLOSING_MS } from '../app/platform/longest-closing.ts';
import { openStoreReadOnly } from '../app/store/index.ts';
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
