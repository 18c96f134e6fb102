// What a library's backups are for: its file is lost, the clock was wrong, the disk is full, and what was said is still there.

import { spawnSync } from 'node:child_process';
import { cpSync, mkdirSync, mkdtempSync, readdirSync, rmSync, statfsSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, expect, test } from 'vitest';
import { isBackupDue } from '../app/library/upkeep.ts';
import { listBackups, openStore, openStoreReadOnly, restoreBackup } from '../app/store/index.ts';
import { runCli } from './command-process.ts';
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

test('A scan says that the file of a library was empty, and nothing where there never was one', async () => {
  const folder = mkdtempSync(join(tmpdir(), 'kindred-empty-'));
  try {
    mkdirSync(join(folder, 'photos'));
    mkdirSync(join(folder, 'emptied'));
    writeFileSync(join(folder, 'emptied', 'library.db'), '');
    const scan = (name: string) => runCli(['scan', join(folder, 'photos'), '--library', join(folder, name)]);
    const said = `The file of the library in ${join(folder, 'emptied')} was empty, and there is no backup of it: a new library begins.\n`;
    expect(await scan('emptied')).toMatchObject({ status: 0, stderr: said });
    expect(await scan('emptied')).toMatchObject({ status: 0, stderr: '' });
    expect(await scan('never there')).toMatchObject({ status: 0, stderr: '' });
  } finally {
    rmSync(folder, { recursive: true, force: true });
  }
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

test('Where the disk has no room for it, neither a copy nor an export is left half, and the library is as it was', async ({
  skip,
}) => {
  const disk = mkdtempSync(join(tmpdir(), 'kindred-full-'));
  const isMounted = spawnSync('mount', ['-t', 'tmpfs', '-o', 'size=8m', 'tmpfs', disk]).status === 0;
  try {
    skip(!isMounted, 'no small disk here');
    const { name, bytes } = await library.store().backUp('daily');
    library.people().stop();
    library.store().close();
    const small = join(disk, 'library');
    cpSync(library.folder, small, { recursive: true });
    fill(disk, bytes * 1.6); // for the backup's copy alone
    await expect(restoreBackup(small, name)).rejects.toMatchObject({ code: expect.stringMatching(/FULL|ENOSPC/) });
    expect(readdirSync(join(small, 'backups'))).toEqual([name]);
    expect(readdirSync(small).filter((each) => each.startsWith('library.db'))).toEqual(['library.db']);
    const elsewhere = mkdtempSync(join(disk, 'full-'));
    fill(elsewhere, 0);
    const file = join(elsewhere, 'said.json');
    const exported = await runCli(['export', '--json', file, '--library', library.folder]);
    expect(exported).toEqual({ status: 1, stdout: '', stderr: `${file} cannot be written. The disk is full.\n` });
    expect(readdirSync(elsewhere)).toEqual(['fill']);
  } finally {
    if (isMounted) spawnSync('umount', [disk]);
    rmSync(disk, { recursive: true, force: true });
  }
});

/** @param bytes that stay free on the disk of this folder */
function fill(folder: string, bytes: number): void {
  const { bavail, bsize } = statfsSync(folder);
  writeFileSync(join(folder, 'fill'), Buffer.alloc(Math.max(0, bavail * bsize - bytes)));
}
