// Settings: what was set is read as it was set, also what an earlier version wrote; what was never set has its default.

import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import SQLite from 'better-sqlite3';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { openStore, type Store } from '../app/store/index.ts';

const folder = mkdtempSync(join(tmpdir(), 'kindred-settings-'));
let store: Store;
beforeAll(() => {
  store = openStore(folder);
});
afterAll(() => {
  store.close();
  rmSync(folder, { recursive: true, force: true });
});

/** As it stands in the table. */
function written(key: string, value?: string): unknown {
  const database = new SQLite(join(folder, 'library.db'));
  try {
    if (value !== undefined) database.prepare('INSERT OR REPLACE INTO setting VALUES (?, ?)').run(key, value);
    return database.prepare('SELECT value FROM setting WHERE key = ?').pluck().get(key);
  } finally {
    database.close();
  }
}

test('What nobody set has its default', () => {
  const { get } = store.settings;
  expect([get('paused'), get('worksOnBattery'), get('smallestFace')]).toEqual([false, false, 30 / 1024]);
  expect([get('learningSince'), get('learningScore'), get('consolidatedAt')]).toEqual([0, null, 0]);
  expect([get('personIndex'), get('network'), get('nextNetwork')]).toEqual([null, 'shipped', null]);
});

test('What was set is read as it was set, and written as every version reads it', () => {
  const { get, set } = store.settings;
  set('paused', true);
  set('smallestFace', 0.05);
  set('learningSince', 17);
  set('nextNetwork', 'facenet');
  expect([get('paused'), get('smallestFace'), get('learningSince')]).toEqual([true, 0.05, 17]);
  expect(get('nextNetwork')).toBe('facenet');
  const names = ['paused', 'smallestFace', 'learningSince', 'nextNetwork'];
  expect(names.map((name) => written(name))).toEqual(['yes', '0.05', '17', 'facenet']);
  set('nextNetwork', null);
  set('paused', false);
  expect([get('nextNetwork'), get('paused')]).toEqual([null, false]);
  expect([written('nextNetwork'), written('paused')]).toEqual(['', 'no']);
});

test.each([
  ['network', 'a network of tomorrow', 'shipped'],
  ['network', '', 'shipped'],
  ['nextNetwork', 'a network of tomorrow', null],
  ['consolidatedAt', 'many', 0],
  ['paused', 'perhaps', false],
] as const)('%s, which is “%s”, counts as not set', (name, value, expected) => {
  written(name, value);
  expect(store.settings.get(name)).toEqual(expected);
});
