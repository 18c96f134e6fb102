// What a library's backups are for: its file is lost, the clock was wrong, and what was said is still there.

import { mkdirSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { afterEach, beforeEach, expect, test } from 'vitest';
import { isBackupDue } from '../app/library/upkeep.ts';
import { listBackups, openStore, openStoreReadOnly, restoreBackup } from '../app/store/index.ts';
import { inventLibrary } from './invented-library.ts';

const DAY_MS = 24 * 60 * 60_000;

let library: ReturnType<typeof inventLibrary>;
beforeEach(() => void (library = inventLibrary()));
afterEach(() => library.remove());

test.each([
  ['empty', (file: string) => writeFileSync(file, '')],
  ['gone', (file: string) => rmSync(file)],
])('A library whose file is %s is no new one while there are backups: one of them brings it back', async (_, lose) => {
  const [face] = library.add({ angle: 0 }).faces;
  await library.people().settle();
  const person = library.holderOf(face);
  library.people().name(person, 'Anna', 'ask');
  const { name } = await library.store().backUp('daily');
  library.people().stop();
  library.store().close();
  lose(join(library.folder, 'library.db'));
  expect(() => openStore(library.folder)).toThrow(/empty or gone: restore one/);
  expect(() => openStoreReadOnly(library.folder)).toThrow(/empty or gone: restore one/);
  await restoreBackup(library.folder, name);
  library.reopen();
  expect(library.store().people.get(person)?.name).toBe('Anna');
});

test('Backups of a clock that was years ahead keep no new one from being made, nor from being kept', async () => {
  mkdirSync(join(library.folder, 'backups'));
  const ahead = Array.from({ length: 14 }, (_, day) => `2999-01-${day + 10}T10-00-00-000Z.daily.db`);
  for (const name of ahead) writeFileSync(join(library.folder, 'backups', name), 'made ahead');
  expect(isBackupDue(library.folder, Date.now())).toBe(true);
  const first = await library.store().backUp('daily');
  const second = await library.store().backUp('daily');
  expect(listBackups(library.folder).map(({ name }) => name)).toEqual([
    ...ahead.slice(2).reverse(),
    second.name,
    first.name,
  ]);
  expect(isBackupDue(library.folder, Date.now())).toBe(false);
  expect(isBackupDue(library.folder, Date.now() + DAY_MS)).toBe(true);
});
