// Folders that are watched, paused, thinned out and removed; files that move, vanish and return: names follow them.

import {
  appendFileSync,
  copyFileSync,
  mkdirSync,
  mkdtempSync,
  readFileSync,
  renameSync,
  rmSync,
  symlinkSync,
  utimesSync,
  writeFileSync,
} from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import SQLite from 'better-sqlite3';
import sharp from 'sharp';
import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import { ensure } from '../app/ensure.ts';
import { checkLibrary } from '../app/library/check.ts';
import { type Library, openLibrary } from '../app/core.ts';
import { dropRemovedFolders } from '../app/library/forgetting.ts';
import { silentLog } from '../app/platform/log.ts';
import { openCaches } from '../app/photos/caches.ts';
import { openStore } from '../app/store/index.ts';
import { facePhotos, writeFacePhotos, writePhotos } from './face-photos.ts';
import { rescan } from './scans.ts';

let folder: string;
let photos: string;
let library: Library;
beforeEach(async () => {
  folder = mkdtempSync(join(tmpdir(), 'kindred-folders-'));
  photos = join(folder, 'photos');
  await writeFacePhotos(photos, 4);
});
afterEach(async () => {
  await library.close();
  rmSync(folder, { recursive: true, force: true });
});

test('A library that is closed before it hears of changes closes all the same', async () => {
  await open(true);
  await library.engine['folders.add']({ path: photos });
  await expect(library.close()).resolves.toBeUndefined();
  await open(true);
});

describe('Without watching', () => {
  beforeEach(() => open(false));

  test('A missing photo can be forgotten, remembered, and comes back with its name', async () => {
    const { person, path } = await nameSomeone();
    renameSync(path, join(folder, 'aside.jpg'));
    await rescan(library);
    expect(await missing()).toMatchObject({
      total: 1,
      forgotten: 0,
      photos: [{ path, faces: 1, names: ['Anna'], forgottenAt: null }],
    });
    expect(await library.engine['missing.forget']({ photos: 'all' })).toEqual({ total: 1, forgotten: 1 });
    expect(await library.engine['missing.remember']({ photos: 'all' })).toEqual({ total: 1, forgotten: 0 });
    await library.engine['missing.forget']({ photos: 'all' });
    renameSync(join(folder, 'aside.jpg'), join(photos, 'another name.jpg'));
    await rescan(library);
    expect(await missing()).toEqual({ photos: [], total: 0, forgotten: 0 });
    expect(await library.engine['missing.empty']({})).toEqual({ photos: 0 });
    expect(await nameOf(person)).toBe('Anna');
  });

  test('Emptying what was forgotten deletes it, and nothing that was said about anybody else', async () => {
    const { person, path } = await nameSomeone();
    const kept = (await people()).find(({ id }) => id !== person);
    await library.engine['people.name']({ person: kept?.id ?? 0, name: 'Berta', ifTaken: 'keepBoth' });
    rmSync(path);
    await rescan(library);
    await library.engine['missing.forget']({ photos: 'all' });
    expect(await library.engine['missing.empty']({})).toEqual({ photos: 1 });
    expect(await nameOf(kept?.id ?? 0)).toBe('Berta');
    const { entries } = await library.engine['history.list']({ offset: 0, limit: 10 });
    expect(entries.map(({ sentence }) => sentence.text).join()).not.toContain('Anna');
    await isWhole();
  });

  test('What a pattern leaves out is out of sight and not missing, and returns with the pattern gone', async () => {
    const { person } = await nameSomeone();
    const { folders } = await library.engine['library.status']({});
    const change = (excluded: string[]) =>
      library.engine['folders.change']({ folder: ensure(folders[0]).id, excluded });
    await change(['*.jpg']);
    await library.whenIdle();
    expect((await library.engine['library.status']({})).photos.total).toBe(0);
    expect(await missing()).toMatchObject({ total: 0 });
    await change(['nothing/**', 'Screenshots']);
    await library.whenIdle();
    expect((await library.engine['library.status']({})).photos.done).toBe(4);
    expect(await nameOf(person)).toBe('Anna');
  });

  test('A paused folder is left alone, also after a restart, until it goes on', async () => {
    const { folders } = await library.engine['library.status']({});
    await library.engine['folders.change']({ folder: ensure(folders[0]).id, paused: true });
    copyFileSync(join(photos, '1.jpg'), join(photos, 'copy.jpg'));
    await library.close();
    await open(false);
    await rescan(library);
    expect(await places()).toBe(4);
    await library.engine['folders.change']({ folder: ensure(folders[0]).id, paused: false });
    await library.whenIdle();
    expect(await places()).toBe(5);
  });

  test('Pausing all work survives a restart', async () => {
    await library.engine['work.pause']({});
    copyFileSync(join(photos, '1.jpg'), join(photos, 'copy.jpg'));
    await library.close();
    await open(false);
    await rescan(library);
    expect(await library.engine['library.status']({})).toMatchObject({ activity: 'paused', photos: { waiting: 1 } });
    await library.engine['work.resume']({});
    await library.whenIdle();
    expect(await library.engine['library.status']({})).toMatchObject({ activity: 'idle', photos: { waiting: 0 } });
  });

  test('A removed folder comes back with its names within thirty days, and is gone for good after them', async () => {
    const { person } = await nameSomeone();
    const { folders } = await library.engine['library.status']({});
    await library.engine['folders.remove']({ folder: ensure(folders[0]).id });
    expect(await people()).toEqual([]);
    await library.engine['folders.add']({ path: photos });
    await library.whenIdle();
    expect(await nameOf(person)).toBe('Anna');
    await library.engine['folders.remove']({ folder: ensure(folders[0]).id });
    await library.close();
    const store = openStore(join(folder, 'library'));
    const caches = openCaches(join(folder, 'library'));
    const day = 86_400_000;
    expect(await dropRemovedFolders(store, caches, Date.now() + 29 * day)).toBe(0);
    expect(await dropRemovedFolders(store, caches, Date.now() + 31 * day)).toBe(4);
    expect(caches.ids('faces')).toEqual([]);
    expect(store.facts.count()).toBe(0);
    store.close();
    await open(false);
    await isWhole();
  });

  test('Another picture in the place of a named one does not inherit the name, wherever the first went', async () => {
    const { person, path } = await nameSomeone();
    renameSync(path, join(photos, 'zz moved.jpg'));
    writeFileSync(path, await otherFace());
    utimesSync(path, new Date(), new Date(Date.now() + 10_000)); // read before the one that moved
    await rescan(library);
    const { photos: theirs } = await library.engine['people.photos']({ person, offset: 0, limit: 10 });
    const places = await Promise.all(
      theirs.map(async ({ id }) => (await library.engine['photos.get']({ photo: id })).places),
    );
    expect(places.flat().map((place) => place.path)).toEqual([join(photos, 'zz moved.jpg')]);
    expect(await nameOf(person)).toBe('Anna');
  });

  test('A named photo whose file was overwritten is missing, outlives other folders, and comes back with its name', async () => {
    const { person, path } = await nameSomeone();
    const bytes = readFileSync(path);
    const { id } = (await photoAt('1.jpg')) ?? {};
    writeFileSync(path, await otherFace());
    await rescan(library);
    expect(await nameOf(person)).toBeUndefined();
    expect(await missing()).toMatchObject({ total: 1, photos: [{ photo: id, path, faces: 1, names: ['Anna'] }] });
    await isWhole();
    const other = join(folder, 'other');
    writePhotos(other, (await facePhotos(12)).slice(-1));
    const { id: added } = await library.engine['folders.add']({ path: other });
    await library.whenIdle();
    await library.engine['folders.remove']({ folder: added });
    const store = openStore(await closed());
    expect(await dropRemovedFolders(store, openCaches(join(folder, 'library')), Date.now() + 31 * 86_400_000)).toBe(1);
    store.close();
    await open(false);
    expect(await missing()).toMatchObject({ total: 1, photos: [{ photo: id }] });
    writeFileSync(join(photos, 'found again.jpg'), bytes);
    await rescan(library);
    expect(await missing()).toMatchObject({ total: 0 });
    expect(await nameOf(person)).toBe('Anna');
  });

  test('A photo without faces that is edited stays the same photo', async () => {
    const path = join(photos, 'sea.jpg');
    const paint = (background: string) =>
      sharp({ create: { width: 90, height: 60, channels: 3, background } }).toFile(path);
    await paint('#246');
    await rescan(library);
    const before = await photoAt('sea.jpg');
    await paint('#fa3');
    await rescan(library);
    expect((await photoAt('sea.jpg'))?.id).toBe(before?.id);
    expect(await missing()).toMatchObject({ total: 0 });
    await isWhole();
  });

  test('Names that are not valid text are listed with a sentence, loops end, and long paths are read', async () => {
    const odd = Buffer.concat([Buffer.from(`${photos}/`), Buffer.from([0x66, 0xfc, 0x72]), Buffer.from('.jpg')]);
    writeFileSync(odd, 'any bytes');
    symlinkSync(photos, join(photos, 'loop'));
    symlinkSync(join(photos, 'nowhere'), join(photos, 'dangling.jpg'));
    const long = join(photos, 'a'.repeat(200), 'b'.repeat(200));
    mkdirSync(long, { recursive: true });
    copyFileSync(join(photos, '1.jpg'), join(long, `${'c'.repeat(200)}.jpg`));
    for (const form of ['NFC', 'NFD']) copyFileSync(join(photos, '2.jpg'), join(photos, `für.jpg`.normalize(form)));
    await rescan(library);
    await rescan(library);
    const { failures } = await library.engine['failures.list']({ offset: 0, limit: 10 });
    expect(failures).toMatchObject([{ path: join(photos, 'f\uFFFDr.jpg'), retryAt: null }]);
    expect(ensure(failures[0]).reason.text).toMatch(/Rename it/);
    expect(await places()).toBe(7);
    expect((await library.engine['library.status']({})).photos).toMatchObject({ done: 4, waiting: 0, failed: 1 });
  });

  test('Links to another disk that is not plugged in leave its photos away, not missing', async () => {
    const disk = join(folder, 'disk');
    await writeFacePhotos(disk, 1);
    symlinkSync(disk, join(photos, 'disk'));
    await rescan(library);
    expect(await places()).toBe(5);
    renameSync(disk, `${disk} unplugged`);
    await rescan(library);
    expect(await missing()).toMatchObject({ total: 0 });
    expect(await places()).toBe(5);
  });

  test('A rating and a title in a sidecar are read, noticed when they change, and given back when it goes', async () => {
    const sidecar = join(photos, '1.xmp');
    const write = (stars: number, title: string) =>
      writeFileSync(
        sidecar,
        `<x:xmpmeta xmlns:x="adobe:ns:meta/"><rdf:Description xmp:Rating="${stars}"><dc:title><rdf:Alt>` +
          `<rdf:li xml:lang="x-default">${title}</rdf:li></rdf:Alt></dc:title></rdf:Description></x:xmpmeta>`,
      );
    write(4, 'Anna &amp; the sea');
    await rescan(library);
    expect(await photoAt('1.jpg')).toMatchObject({
      rating: { stars: 4, from: 'sidecar' },
      title: { text: 'Anna & the sea', from: 'sidecar' },
      takenFrom: 'file',
    });
    const { detect } = library.stages();
    write(5, 'Alone');
    await rescan(library);
    expect(await photoAt('1.jpg')).toMatchObject({ rating: { stars: 5 }, title: { text: 'Alone' } });
    rmSync(sidecar);
    await rescan(library);
    expect(await photoAt('1.jpg')).toMatchObject({ rating: null, title: null });
    expect(library.stages().detect).toBe(detect);
  });
});

describe('While watching', () => {
  beforeEach(() => open(true));

  test('Files that come, move between folders, change and go are followed, with their names', async () => {
    const { person, path } = await nameSomeone();
    const other = join(folder, 'other');
    mkdirSync(other);
    await library.engine['folders.add']({ path: other });
    await library.whenIdle();
    mkdirSync(join(other, 'new', 'deep'), { recursive: true });
    renameSync(path, join(other, 'new', 'deep', 'moved.jpg'));
    await until(async () => {
      const { photos: theirs } = await library.engine['people.photos']({ person, offset: 0, limit: 10 });
      const places = await Promise.all(theirs.map(({ id }) => library.engine['photos.get']({ photo: id })));
      return places.some((photo) => photo.places.some((place) => place.path.endsWith('moved.jpg')));
    });
    expect(await nameOf(person)).toBe('Anna');
    renameSync(join(other, 'new'), join(other, 'renamed'));
    await until(async () => (await paths()).includes(join(other, 'renamed', 'deep', 'moved.jpg')));
    rmSync(join(other, 'renamed'), { recursive: true });
    await until(async () => (await missing()).total === 1);
    expect(await nameOf(person)).toBeUndefined();
  });

  test('A file that is still being copied is read when it is complete, and never fails', async () => {
    const bytes = await otherFace();
    const path = join(photos, 'slow.jpg');
    writeFileSync(path, '');
    for (let at = 0; at < bytes.length; at += 1000) {
      appendFileSync(path, bytes.subarray(at, at + 1000));
      await new Promise((resolve) => setTimeout(resolve, 300));
      expect((await library.engine['library.status']({})).photos.failed).toBe(0);
    }
    await until(async () => (await library.engine['library.status']({})).photos.done === 5);
  });

  test('A folder that is unplugged while it is watched is away, and its photos are not missing', async () => {
    renameSync(photos, `${photos} unplugged`);
    mkdirSync(photos);
    await until(async () => (await library.engine['library.status']({})).folders[0]?.state === 'away');
    expect(await missing()).toMatchObject({ total: 0 });
    rmSync(photos, { recursive: true });
    renameSync(`${photos} unplugged`, photos);
    await rescan(library);
    expect((await library.engine['library.status']({})).folders[0]?.state).toBe('ready');
  });
});

async function open(watch: boolean): Promise<void> {
  library = await openLibrary({ folder: join(folder, 'library'), log: silentLog, watch });
  const { folders } = await library.engine['library.status']({});
  if (folders.length === 0) await library.engine['folders.add']({ path: photos });
  await library.whenIdle();
}

/** Names the person on the first photo. */
async function nameSomeone(): Promise<{ person: number; path: string }> {
  const photo = await photoAt('1.jpg');
  const person = photo?.faces[0]?.person?.id ?? 0;
  await library.engine['people.name']({ person, name: 'Anna', ifTaken: 'ask' });
  return { person, path: join(photos, '1.jpg') };
}

async function otherFace(): Promise<Buffer> {
  return ensure((await facePhotos(10))[9]);
}

/** How many files there are of all photos together: copies are one photo with several. */
async function places(): Promise<number> {
  const { photos: all } = await library.engine['photos.list']({ offset: 0, limit: 100 });
  const found = await Promise.all(all.map(({ id }) => library.engine['photos.get']({ photo: id })));
  return found.flatMap((photo) => photo.places).length;
}

async function nameOf(person: number): Promise<string | null | undefined> {
  return (await people()).find(({ id }) => id === person)?.name;
}

async function people() {
  const lists = (['main', 'seldom'] as const).map((section) =>
    library.engine['people.list']({ section, offset: 0, limit: 100 }),
  );
  return (await Promise.all(lists)).flatMap((list) => list.people);
}

const missing = async () => library.engine['missing.list']({ offset: 0, limit: 10 });

async function everyPhoto() {
  const { photos: cards } = await library.engine['photos.list']({ offset: 0, limit: 100 });
  return Promise.all(cards.map(({ id }) => library.engine['photos.get']({ photo: id })));
}

async function photoAt(name: string) {
  return (await everyPhoto()).find(({ places }) => places.some(({ path }) => path === join(photos, name)));
}

async function paths(): Promise<string[]> {
  return (await everyPhoto()).flatMap(({ places }) => places.map(({ path }) => path));
}

async function isWhole(): Promise<void> {
  const store = openStore(await closed());
  expect((await checkLibrary(store, join(folder, 'library'))).filter(({ isFine }) => !isFine)).toEqual([]);
  store.close();
  await open(false);
}

async function closed(): Promise<string> {
  await library.close();
  const database = new SQLite(join(folder, 'library', 'library.db'));
  expect(database.pragma('foreign_key_check')).toEqual([]);
  database.close();
  return join(folder, 'library');
}

async function until(condition: () => Promise<boolean>): Promise<void> {
  while (!(await condition())) await new Promise((resolve) => setTimeout(resolve, 100));
}
