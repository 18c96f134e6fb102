// What a library's backups are for: its file is lost, and what was said is still there.

import { rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { afterEach, beforeEach, expect, test } from 'vitest';
import { openStore, openStoreReadOnly, restoreBackup } from '../app/store/index.ts';
import { inventLibrary } from './invented-library.ts';

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
