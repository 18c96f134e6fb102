// Photos that are ready together are one transaction; one that fails is stored in none, and keeps no other from it.

import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, expect, test } from 'vitest';
import { openStore, type Store } from '../store/index.ts';
import { commitTogether } from './commit-together.ts';

let folder: string;
let store: Store;
let transactions: number;
beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'kindred-commit-'));
  store = openStore(folder);
  transactions = 0;
});
afterEach(() => {
  store.close();
  rmSync(folder, { recursive: true, force: true });
});

const at = '2024-05-01T12:00:00Z';
const counted: Pick<Store, 'transaction'> = {
  transaction(work) {
    transactions += 1;
    return store.transaction(work);
  },
};

test('What is ready in one turn, or soon after a commit, is stored by one transaction, each with its own result', async () => {
  const commit = commitTogether(counted, () => undefined);
  const add = (path: string) => commit(() => store.folders.add(path, at));
  const first = await Promise.all(['/a', '/b', '/c'].map(add));
  expect(new Set(first).size).toBe(3);
  expect(transactions).toBe(1);
  // The disk is still busy with that: these come one after the other, and are waited for together.
  const late = [add('/d'), new Promise((resolve) => setTimeout(resolve, 2)).then(() => add('/e'))];
  expect(store.folders.readable()).toHaveLength(3);
  await Promise.all(late);
  expect(transactions).toBe(2);
  expect(store.folders.readable()).toHaveLength(5);
});

test('One that fails is told so and leaves nothing behind, and the others are stored', async () => {
  const commit = commitTogether(counted, () => undefined);
  const outcomes = await Promise.allSettled([
    commit(() => store.folders.add('/a', at)),
    commit(() => {
      store.folders.add('/half', at);
      throw new Error('It failed half way.');
    }),
    commit(() => store.folders.add('/b', at)),
  ]);
  expect(outcomes.map(({ status }) => status)).toEqual(['fulfilled', 'rejected', 'fulfilled']);
  expect(store.folders.readable()).toHaveLength(2);
});
