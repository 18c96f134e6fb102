// The library file: refused when it is not ours to touch, and never losing what was said.

import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import SQLite from 'better-sqlite3';
import { afterEach, beforeEach, expect, test } from 'vitest';
import { openStore, openStoreReadOnly } from '../app/store/index.ts';
import { hashOf } from './file-hash.ts';
import { firstOf } from './first-of.ts';
import { inventLibrary } from './invented-library.ts';

let folder: string;
beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'kindred-store-'));
});
afterEach(() => rmSync(folder, { recursive: true, force: true }));

test('A library made by a newer version is refused, and not one byte of it changes', () => {
  const file = libraryOfVersion(9999);
  const before = hashOf(file);
  expect(() => openStore(folder)).toThrow(/newer version/);
  expect(() => openStoreReadOnly(folder)).toThrow(/newer version/);
  expect(hashOf(file)).toBe(before);
});

test('Whoever only looks is told to open a library of an earlier version first, and changes nothing', () => {
  const file = libraryOfVersion(1);
  const before = hashOf(file);
  expect(() => openStoreReadOnly(folder)).toThrow(/earlier version/);
  expect(hashOf(file)).toBe(before);
});

test('Two engines never share a library, and one that failed to open leaves no lock', () => {
  const store = openStore(folder);
  expect(() => openStore(folder)).toThrow(/already open/);
  store.close();
  writeFileSync(join(folder, 'library.db'), 'This is no database, whatever its name says.'.repeat(100));
  expect(() => openStore(folder)).toThrow(/damaged/);
  rmSync(join(folder, 'library.db'));
  openStore(folder).close();
});

test('Looking goes on beside a running engine, and sees what it committed', () => {
  const store = openStore(folder);
  store.folders.add('/photos', '2020-01-01T00:00:00Z');
  const reader = openStoreReadOnly(folder);
  expect(reader.folders.all()).toMatchObject([{ path: '/photos' }]);
  expect(() => reader.folders.add('/other', '2020-01-01T00:00:00Z')).toThrow(/readonly/);
  reader.close();
  store.close();
});

test('A transaction that fails leaves nothing behind', () => {
  const store = openStore(folder);
  const half = () =>
    store.transaction(() => {
      store.folders.add('/photos', '2020-01-01T00:00:00Z');
      throw new Error('the power went out');
    });
  expect(half).toThrow('the power went out');
  expect(store.folders.all()).toEqual([]);
  store.close();
});

test('Looking at a photo again keeps the ids of the faces that are still there', () => {
  const library = inventLibrary();
  const { photo, faces } = library.add({ angle: 0 }, { angle: 90 });
  const store = library.store();
  const again = store.photos.record(
    {
      hash: '1',
      bytes: 1,
      width: 1000,
      height: 1000,
      takenAt: '2020-01-01T00:00:00',
      takenFrom: 'exif',
      camera: null,
      pipeline: 2,
    },
    [
      { box: [104, 3, 48, 52], landmarks: [], confidence: 1, quality: 1, embeddings: {} },
      { box: [600, 600, 50, 50], landmarks: [], confidence: 1, quality: 1, embeddings: {} },
    ],
  );
  expect(again.photo).toBe(photo);
  expect(again.faces[0]).toBe(faces[1]);
  expect(faces).not.toContain(again.faces[1]);
  // The first face is not found any more: it is out of sight, and its row stays for the day when it is found again.
  expect(store.photos.facesOf(photo).map(({ id }) => id)).toEqual([again.faces[0], again.faces[1]]);
  expect(store.photos.face(faces[0])).toBeDefined();
  library.remove();
});

test('The largest of the clear faces stands for a person, not a small one nor a large blurred one', () => {
  const store = openStore(folder);
  const person = store.people.create('2020-01-01T00:00:00');
  const add = (name: string, width: number, quality: number): number => {
    const taken = { takenAt: '2020-01-01T00:00:00', takenFrom: 'exif' as const, camera: null, pipeline: 1 };
    const { faces } = store.photos.record({ hash: name, bytes: 1, width: 1000, height: 1000, ...taken }, [
      { box: [100, 100, width, width], landmarks: [], confidence: 1, quality, embeddings: {} },
    ]);
    return firstOf(1, faces)[0];
  };
  const small = add('small', 60, 1);
  const portrait = add('portrait', 240, 0.93);
  const blurred = add('blurred', 400, 0.4);
  store.people.moveFaces([small, portrait, blurred], person, '2020-01-01T00:00:00', null);
  store.people.refresh(new Set([person]));
  expect(store.people.get(person)?.cover).toBe(portrait);
  store.close();
});

/** @returns its file, without a log beside it */
function libraryOfVersion(version: number): string {
  openStore(folder).close();
  const file = join(folder, 'library.db');
  const database = new SQLite(file);
  database.pragma('journal_mode = DELETE');
  database.pragma(`user_version = ${version}`);
  database.close();
  return file;
}
