// The file that a large library's vectors are read from: it gives what the rows give, and nothing that is out of date.

import { closeSync, existsSync, mkdtempSync, openSync, rmSync, statSync, truncateSync, writeSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, expect, test, vi } from 'vitest';
import { seeded } from '../../../tests/seeded-random.ts';
import { ensure } from '../../ensure.ts';
import { runAll } from '../../scheduling/slices.ts';
import { openStore, restoreBackup, type Store } from '../../store/index.ts';
import type { SimilarityModel } from '../scoring/similarity.ts';
import { openGroups } from './groups.ts';
import { openVectorFile } from './vector-file.ts';

const MODEL: SimilarityModel = {
  models: [
    { model: 'light', weight: 0.2, weightUntrusted: 0.4 },
    { model: 'heavy', weight: 0.8, weightUntrusted: 0.6 },
  ],
  threshold: 0.5,
  middle: 0.4,
  slope: 15,
  chance: 0,
};
const FACES = 5_003;
const random = seeded(5).next;

let folder: string;
let store: Store;
let library: string;

beforeAll(() => {
  folder = mkdtempSync(join(tmpdir(), 'kindred-vectors-'));
  library = join(folder, 'library');
  store = openStore(library);
  const at = new Date(0).toISOString();
  const root = store.folders.add('/photos', at);
  store.transaction(() => {
    for (let photo = 1; photo <= FACES; photo++) addFace(root, photo);
  });
});
afterAll(() => {
  store.close();
  rmSync(folder, { recursive: true, force: true });
});

test('Reads the same vectors as the rows give, without the rows', async () => {
  const fromRows = load();
  await kept();
  const rows = vi.spyOn(store.photos, 'vectors');
  expect(load()).toEqual(fromRows);
  expect(rows).not.toHaveBeenCalled();
  rows.mockRestore();
});

test('A face that was embedded anew, came or lost a vector is read from the rows, once', async () => {
  load();
  await kept();
  store.embeddings.drop('light', 1);
  expect(store.embeddings.facesWithout('light', 1)).toHaveLength(1);
  embedAnew(70);
  store.transaction(() => addFace(1, FACES + 1));
  const now = load();
  expect(now.has(1)).toBe(false); // two models are never compared with one
  expect(now.get(70)).toEqual(loadFromRows().get(70));
  expect(now.has(FACES + 1)).toBe(true);
  expect(now).toEqual(loadFromRows());
  await kept();
  expect(load()).toEqual(loadFromRows());
  expect(store.vectorChanges.faces()).toEqual([]);
});

test('A restored backup, other weights, and a damaged or shortened file are known', async () => {
  load();
  await kept();
  const backup = await store.backUp('daily');
  embedAnew(70);
  load();
  await kept();
  store.close();
  await restoreBackup(library, backup.name);
  store = openStore(library);
  expect(load()).toEqual(loadFromRows());
  await kept();

  const others: SimilarityModel = { ...MODEL, models: MODEL.models.map((model) => ({ ...model, weight: 0.5 })) };
  expect(load(others)).toEqual(loadFromRows(others));
  await kept();
  expect(load()).toEqual(loadFromRows());
  await kept();

  const file = openSync(join(library, 'people.vectors'), 'r+');
  writeSync(file, Buffer.from('damaged'), 0, 7, 6_000);
  closeSync(file);
  expect(load()).toEqual(loadFromRows());
  await kept();
  truncateSync(join(library, 'people.vectors'), Math.floor(statSync(join(library, 'people.vectors')).size / 2));
  expect(load()).toEqual(loadFromRows());
  await kept();
});

test('A small library has no file, and where none can be made the rows are read', () => {
  const small = openStore(join(folder, 'small'));
  expect(openVectorFile(small, join(folder, 'small.vectors'), MODEL)).toBeUndefined();
  expect(existsSync(join(folder, 'small.vectors'))).toBe(false);
  small.close();
  expect(openVectorFile(store, join(folder, 'nowhere', 'people.vectors'), MODEL)).toBeUndefined();
});

/** What was written is on the disk, and the library knows it. */
async function kept(): Promise<void> {
  await expect.poll(() => store.settings.get('vectorFile')).not.toBe('none');
}

function load(model = MODEL): Map<number, string> {
  const file = openVectorFile(store, join(library, 'people.vectors'), model);
  const groups = openGroups(store, model);
  runAll(groups.load(ensure(file)));
  file?.finish(new AbortController().signal);
  return vectorsOf(groups);
}

function loadFromRows(model = MODEL): Map<number, string> {
  const groups = openGroups(store, model);
  runAll(groups.load());
  return vectorsOf(groups);
}

function vectorsOf({ faces }: ReturnType<typeof openGroups>): Map<number, string> {
  return new Map(
    [...faces.pages()].flat().map(({ id, photo, vector: { values, ...more } }) => {
      return [id, JSON.stringify({ photo, ...more, values: [...values] })];
    }),
  );
}

/** As when its photo is analysed again. */
function embedAnew(face: number): void {
  const { photo, x, y, w, h } = ensure(store.photos.face(face));
  store.photos.record(photoOf(photo), [found([x, y, w, h])]);
}

function addFace(root: number, number: number): void {
  const path = `${number}.jpg`;
  store.files.see(root, { path, size: 1, modified: 1, sidecar: null });
  const { photo } = store.photos.record(photoOf(number), [found([1, 1, 9, 9])]);
  const known = ensure(store.files.find(root, path));
  store.files.succeed({ ...known, folder: root, root: '/photos', file: path, attempts: 0 }, photo);
  store.photos.refreshExistence(photo);
}

function photoOf(number: number) {
  const taken = { takenAt: '2020-01-01T00:00:00', takenFrom: 'exif', camera: null } as const;
  return { hash: String(number), bytes: 1, width: 99, height: 99, ...taken, pipeline: 1 };
}

function found(box: [number, number, number, number]) {
  const embeddings = { light: direction(4), heavy: direction(8) };
  return { box, landmarks: [], confidence: 1, quality: random(), embeddings };
}

function direction(length: number): Uint8Array {
  const values = Array.from({ length }, () => random() - 0.5);
  const size = Math.hypot(...values);
  return new Uint8Array(Float16Array.from(values, (value) => value / size).buffer);
}
