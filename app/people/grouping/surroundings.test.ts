// The cohort and what it measured are kept: a new face is measured once, and no face again until the library has doubled.

import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, expect, test } from 'vitest';
import { drawFaces } from '../../../tests/bench/people/invented.ts';
import { seeded } from '../../../tests/seeded-random.ts';
import { openStore, type Store } from '../../store/index.ts';
import { FUSED } from '../scoring/calibration.ts';
import { openGroups } from './groups.ts';
import { scoreName } from '../scoring/similarity.ts';
import { runAll } from '../../scheduling/slices.ts';
import { openSurroundings } from './surroundings.ts';

let folder: string;
let store: Store;
let photos = 0;
const draw = drawFaces(seeded(3).next);
beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'kindred-surroundings-'));
  store = openStore(folder);
});
afterEach(() => {
  store.close();
  rmSync(folder, { recursive: true, force: true });
});

test('A library of few faces has no cohort; a larger one has, and keeps what it measured', () => {
  addPeople(30);
  expect(measured().cohort).toBeUndefined();
  addPeople(20);
  const first = measured();
  expect([first.cohort?.faces, first.values.size]).toEqual([50, 50]);
  addPeople(40);
  const later = measured();
  expect(later.cohort?.id).toBe(first.cohort?.id);
  expect(later.values.size).toBe(90);
  for (const [face, offset] of first.values) expect(later.values.get(face)).toBe(offset);
  addPeople(10);
  const doubled = measured();
  expect(doubled.cohort?.faces).toBe(100);
  expect(doubled.values.size).toBe(100);
});

test('The order in which photos were read changes nothing', () => {
  const drawn = Array.from({ length: 60 }, (_, index) => ({ face: draw(index % 20), quality: 0.3 + index / 100 }));
  for (const { face, quality } of drawn) add(face, quality);
  const forwards = measured();
  store.close();
  rmSync(folder, { recursive: true, force: true });
  store = openStore(folder);
  for (const { face, quality } of drawn.toReversed()) add(face, quality);
  const backwards = measured();
  expect(backwards.cohort?.members).toEqual(forwards.cohort?.members);
  expect([...backwards.values.values()].toSorted()).toEqual([...forwards.values.values()].toSorted());
});

/** Opens the library, brings it in line, and gives what another opening finds. */
function measured() {
  const groups = openGroups(store, FUSED);
  runAll(groups.load());
  runAll(openSurroundings(store, groups, FUSED).renew());
  const again = openGroups(store, FUSED);
  runAll(again.load());
  const values = new Map<number, number>();
  for (const page of again.faces.pages()) {
    for (const { id, cohort, vector } of page) {
      if (cohort === null) continue;
      expect(vector.offset).toBe(groups.faces.get(id)?.vector.offset);
      values.set(id, vector.offset);
    }
  }
  return { cohort: store.surroundings.cohort(scoreName(FUSED)), values };
}

function addPeople(count: number): void {
  for (let person = 0; person < count; person++) add(draw(photos + 1), 1);
}

/** Puts one photo with this face into the library. */
function add(face: ReturnType<typeof draw>, quality: number): void {
  const root = store.folders.all()[0]?.id ?? store.folders.add('/photos', new Date(0).toISOString());
  const name = `${++photos}.jpg`;
  const embeddings = Object.fromEntries(face.map(({ model, vector }) => [model, vector]));
  store.transaction(() => {
    const { photo } = store.photos.record(
      { hash: name, bytes: 1, width: 9, height: 9, takenAt: '', takenFrom: 'file', camera: null, pipeline: 1 },
      [{ box: [1, 1, 5, 5], landmarks: [], confidence: 1, quality, embeddings }],
    );
    store.files.see(root, { path: name, size: 1, modified: 1, sidecar: null });
    const file = store.files.find(root, name);
    if (file) store.files.succeed({ ...file, folder: root, root: '/photos', file: name, attempts: 0 }, photo);
    store.photos.refreshExistence(photo);
  });
}
