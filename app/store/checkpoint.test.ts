import { copyFileSync, existsSync, mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { setTimeout as delay } from 'node:timers/promises';
import SQLite from 'better-sqlite3';
import { afterEach, beforeEach, expect, test } from 'vitest';
import { openStore } from './index.ts';

const ROWS_WRITTEN = 7_000;

let folder: string;
let store: ReturnType<typeof openStore>;
beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'kindred-checkpoint-'));
  openStore(folder).close(); // its tables are in the file, then
  store = openStore(folder);
});
afterEach(() => {
  store.close();
  rmSync(folder, { recursive: true, force: true });
});

test('what was committed is in the file itself, without its log, once it was carried', async () => {
  createPeople(ROWS_WRITTEN);
  expect(peopleInFile()).toBe(0);
  await store.roomInLog();
  expect(peopleInFile()).toBe(ROWS_WRITTEN);
});

test('nobody has to ask for it: after enough commits it is carried', async () => {
  createPeople(ROWS_WRITTEN);
  await expect.poll(peopleInFile, { timeout: 20_000 }).toBe(ROWS_WRITTEN);
});

test('a few rows are not worth it', async () => {
  createPeople(3);
  await store.roomInLog();
  expect(peopleInFile()).toBe(0);
});

test('commits go on while it is carried, and nothing of either is lost', async () => {
  for (let turn = 0; turn < 10; turn++) {
    createPeople(ROWS_WRITTEN);
    const carrying = store.roomInLog();
    createPeople(ROWS_WRITTEN);
    await carrying;
  }
  store.close();
  expect(existsSync(join(folder, 'library.db-wal'))).toBe(false);
  expect(peopleInFile()).toBe(20 * ROWS_WRITTEN);
});

test('a library that is closed at any moment of it is let go of, and closing it ends', async () => {
  for (let turn = 0; turn < 12; turn++) {
    createPeople(ROWS_WRITTEN);
    const carrying = store.roomInLog();
    await delay(10 * turn); // a thread takes some 60 ms to start
    store.close();
    expect(existsSync(join(folder, 'library.db-wal'))).toBe(false);
    await carrying;
    expect(peopleInFile()).toBe((turn + 1) * ROWS_WRITTEN);
    store = openStore(folder);
  }
});

function createPeople(count: number): void {
  store.transaction(() => {
    for (let i = 0; i < count; i++) store.people.create('2026-01-01T00:00:00Z');
  });
}

function peopleInFile(): unknown {
  const copy = join(folder, 'copy.db');
  copyFileSync(join(folder, 'library.db'), copy);
  const database = new SQLite(copy);
  try {
    return database.prepare('SELECT count(*) FROM person').pluck().get();
  } finally {
    database.close();
  }
}
