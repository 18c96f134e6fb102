// What the numbers of an unknown model mean, worked out on the library's own faces.

import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import SQLite from 'better-sqlite3';
import { afterEach, beforeEach, expect, test } from 'vitest';
import { inventFaces } from '../../../tests/bench/people/invented.ts';
import { openStore, type Store } from '../../store/index.ts';
import { FUSED, similarityModelOf } from './calibration.ts';
import { calibrated } from './self-calibration.ts';
import { runAll } from '../../scheduling/slices.ts';

let folder: string;
let store: Store;
beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'kindred-calibration-'));
});
afterEach(() => {
  store.close();
  rmSync(folder, { recursive: true, force: true });
});

test('A model that sees all faces closer together gets a threshold that lies as far above them', () => {
  inventFaces(folder, 600);
  // Of every similarity s it makes 0.3 + 0.7 s: one more number, in which all faces are the same.
  embedBy('facenet', 0.3);
  store = openStore(folder);
  const found = runAll(calibrated(store, 'facenet', FUSED));
  expect(found).toBeDefined();
  const similarityModel = similarityModelOf(
    'facenet',
    ['vggface2-mobilenet', 'mobilefacenet-512'],
    JSON.stringify(found),
  );
  expect(similarityModel.models).toEqual([{ model: 'facenet', weight: 1 }]);
  expect(Math.abs(similarityModel.threshold - (0.3 + 0.7 * FUSED.threshold))).toBeLessThan(0.03);
  expect(Math.abs(similarityModel.slope - FUSED.slope / 0.7)).toBeLessThan(6);
});

test('In a library of few faces the models that ship go on comparing, and so does one that was calibrated for another', () => {
  inventFaces(folder, 20);
  embedBy('facenet', 0.3);
  store = openStore(folder);
  expect(runAll(calibrated(store, 'facenet', FUSED))).toBeUndefined();
  const available = ['vggface2-mobilenet', 'mobilefacenet-512'];
  expect(similarityModelOf('facenet', available, null)).toBe(FUSED);
  const other = { network: 'resnet50', threshold: 0.6, middle: 0.6, slope: 20, chance: 0, mean: 0.3, deviation: 0.1 };
  expect(similarityModelOf('facenet', available, JSON.stringify(other))).toBe(FUSED);
});

/** As MobileFaceNet sees them, with so much in common. */
function embedBy(model: string, common: number): void {
  const database = new SQLite(join(folder, 'library.db'));
  const rows = database.prepare(`SELECT face, vector FROM embedding WHERE model = 'mobilefacenet-512'`).all() as {
    face: number;
    vector: Uint8Array;
  }[]; // as the table has them
  const put = database.prepare('INSERT INTO embedding (face, model, vector) VALUES (?, ?, ?)');
  for (const { face, vector } of rows) {
    const halves = new Float16Array(new Uint8Array(vector).buffer);
    const shifted = Float16Array.from([Math.sqrt(common), ...halves.map((value) => Math.sqrt(1 - common) * value)]);
    put.run(face, model, new Uint8Array(shifted.buffer));
  }
  database.close();
}
