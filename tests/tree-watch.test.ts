// Watching trees of folders: each is heard by itself, whichever others are watched beside it.

import { mkdirSync, mkdtempSync, realpathSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, expect, test, vi } from 'vitest';
import { type TreeWatch, watchTree } from '../app/photos/tree-watch.ts';

let folder: string;
let watches: TreeWatch[];
beforeEach(() => {
  folder = realpathSync(mkdtempSync(join(tmpdir(), 'kindred-trees-')));
  watches = [];
});
afterEach(() => {
  watches.forEach((watch) => watch.close());
  rmSync(folder, { recursive: true, force: true });
});

async function listenTo(name: string, excluded: string[] = []) {
  const root = join(folder, name);
  mkdirSync(root, { recursive: true });
  const heard: string[] = [];
  const library = join(root, 'library');
  const watch = watchTree(
    { root, excluded, library },
    (path) => heard.push(path),
    (error) => heard.push(String(error)),
  );
  watches.push(watch);
  await watch.ready;
  return { root, heard, close: () => watch.close() };
}

function put(...path: string[]): string {
  const file = join(...path);
  writeFileSync(file, 'a photo');
  return file;
}

test('Of two trees one is not heard any more, and the other still is; and one that is watched again', async () => {
  const summer = await listenTo('summer');
  const winter = await listenTo('winter');
  summer.close();
  put(summer.root, 'beach.jpg');
  const snow = put(winter.root, 'snow.jpg');
  await vi.waitFor(() => expect(winter.heard).toContain(snow), { timeout: 20_000, interval: 50 });
  expect(summer.heard).toEqual([]);
  winter.close();
  const again = await listenTo('summer');
  const sea = put(again.root, 'sea.jpg');
  await vi.waitFor(() => expect(again.heard).toContain(sea), { timeout: 20_000, interval: 50 });
});

test('What is left out is not watched, nor the library, nor what programs make for themselves', async () => {
  for (const name of ['drafts', 'library', '@eaDir', 'trips'])
    mkdirSync(join(folder, 'all', name), { recursive: true });
  const { root, heard } = await listenTo('all', ['drafts']);
  for (const name of ['drafts', 'library', '@eaDir']) put(root, name, 'one.jpg');
  const trip = put(root, 'trips', 'one.jpg');
  await vi.waitFor(() => expect(heard).toContain(trip), { timeout: 20_000, interval: 50 });
  expect([...new Set(heard)]).toEqual([trip]);
});
