// What a picker on a page may list, and how many pictures are counted before a folder is added.

import { mkdirSync, mkdtempSync, realpathSync, rmSync, symlinkSync, writeFileSync } from 'node:fs';
import { homedir, tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import { ensure } from '../app/ensure.ts';
import { openCounting } from '../app/photos/counting.ts';
import { openFolderPicker } from '../app/photos/folder-picker.ts';
import { photoBounds } from '../app/platform/photo-bounds.ts';

let folder: string;
let library: string;
let photos: string;
beforeEach(() => {
  folder = realpathSync(mkdtempSync(join(tmpdir(), 'kindred-picker-')));
  library = join(folder, 'photos', 'library');
  photos = join(folder, 'photos');
  for (const name of ['2019', '2020/Summer', '.hidden', '@eaDir', 'library/cache', 'a10', 'a9']) {
    mkdirSync(join(photos, name), { recursive: true });
  }
  mkdirSync(join(folder, 'elsewhere', 'secret'), { recursive: true });
  symlinkSync(join(folder, 'elsewhere'), join(photos, 'out'));
  for (const name of [
    '1.jpg',
    '2.heic',
    '2020/3.png',
    '2020/Summer/4.jpg',
    'notes.txt',
    '.hidden/5.jpg',
    'library/6.jpg',
  ]) {
    writeFileSync(join(photos, name), 'x');
  }
});
afterEach(() => rmSync(folder, { recursive: true, force: true }));

describe('Where all photos have to lie in one folder', () => {
  test('the picker begins there, leads no higher, and lists neither links, nor hidden folders, nor the library', async () => {
    const picker = openFolderPicker(library, photos);
    const top = await picker.list(null);
    expect(top).toMatchObject({ path: photos, name: 'photos', above: null, left: 0 });
    expect(top.inside.map(({ name }) => name)).toEqual(['2019', '2020', 'a9', 'a10']);
    const inside = await picker.list(ensure(top.inside[1]).folder);
    expect(inside).toMatchObject({ path: join(photos, '2020'), inside: [{ name: 'Summer' }] });
    expect(await picker.list(inside.above)).toMatchObject({ path: photos, above: null });
  });

  test('a folder whose place a link out has taken is not listed any more', async () => {
    const picker = openFolderPicker(library, photos);
    const { inside } = await picker.list(null);
    rmSync(join(photos, '2019'), { recursive: true });
    symlinkSync(join(folder, 'elsewhere'), join(photos, '2019'));
    await expect(picker.list(ensure(inside[0]).folder)).rejects.toMatchObject({
      code: 'folder',
      sentence: { id: 'folderOutside' },
    });
  });

  test('a handle that was never given leads nowhere', async () => {
    const { folder: handle } = await openFolderPicker(library, photos).list(null);
    const after = openFolderPicker(library, photos); // as after a start
    await expect(after.list(handle)).rejects.toMatchObject({ code: 'notFound', sentence: { id: 'pickerStale' } });
  });
});

test('Elsewhere it begins at home and leads up to the top', async () => {
  const picker = openFolderPicker(library, undefined);
  let listing = await picker.list(null);
  expect(listing.path).toBe(homedir());
  while (listing.above !== null) {
    const { path } = listing;
    listing = await picker.list(listing.above);
    expect(listing.path).toBe(dirname(ensure(path)));
  }
  expect(listing.path).toBe('/');
});

test('Where there are drives, each leads up to the list of all of them, and that into every one', async () => {
  const plugged = ['/', photos];
  const picker = openFolderPicker(library, undefined, () => plugged);
  let listing = await picker.list(null);
  while (listing.path !== '/') listing = await picker.list(listing.above);
  const all = await picker.list(listing.above);
  expect(all).toMatchObject({ path: null, above: null, left: 0 });
  expect(all.inside.map(({ name }) => name)).toEqual(plugged);
  expect(await picker.list(ensure(all.inside[1]).folder)).toMatchObject({ path: photos, name: 'photos' });
  plugged.push(folder); // while the list is shown
  expect((await picker.list(all.folder)).inside).toHaveLength(3);
});

test('Where all photos lie in one folder, no drive is listed', async () => {
  const top = await openFolderPicker(library, '/', () => ['/', photos]).list(null);
  expect(top).toMatchObject({ path: '/', above: null });
});

test('Pictures are counted as a scan would find them, and not beyond the bounds', async () => {
  const counting = openCounting(library, photoBounds(library, photos));
  expect(await whole(() => counting.count(photos))).toEqual({ pictures: 4, isDone: true, isAll: true });
  // What is new is counted the next time.
  writeFileSync(join(photos, '2019', '7.jpg'), 'x');
  expect(await whole(() => counting.count(photos))).toMatchObject({ pictures: 5 });
  await counting.close();
});

test('A count that is closed ends', async () => {
  for (let index = 0; index < 3000; index++) writeFileSync(join(photos, '2019', `${index}.jpg`), '');
  const counting = openCounting(library, photoBounds(library, undefined));
  const asked = counting.count(photos);
  await counting.close();
  expect((await asked).isAll).toBe(false);
});

async function whole<Count extends { isDone: boolean }>(ask: () => Promise<Count>): Promise<Count> {
  for (;;) {
    const count = await ask();
    if (count.isDone) return count;
  }
}
