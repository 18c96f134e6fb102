// What the command line does to a library: scans from where it was typed, checks, mends and restores.

import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { cpSync, mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import SQLite from 'better-sqlite3';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { z } from 'zod';
import { resource } from '../app/platform/resources.ts';
import { openStore } from '../app/store/index.ts';
import { writeFacePhotos } from './face-photos.ts';
import { readStore } from './read-store.ts';

const Findings = z.object({
  findings: z.array(z.object({ what: z.string(), isFine: z.boolean(), detail: z.string() })),
});

let folder: string;
let library: string;
beforeAll(async () => {
  folder = mkdtempSync(join(tmpdir(), 'kindred-commands-'));
  library = join(folder, 'library');
  await writeFacePhotos(join(folder, 'photos'), 2);
  await writeFacePhotos(join(folder, 'more'), 3);
});
afterAll(() => rmSync(folder, { recursive: true, force: true }));

test('Folders to scan are meant from where they were typed, also when npm moves to its own place', async () => {
  for (const name of ['plan.pdf', 'list.txt']) writeFileSync(join(folder, 'photos', name), 'words');
  const here = await kindred(join(folder, 'photos'), 'scan', '.', '--library', '../library', '--json');
  const skipped = { folder: join(folder, 'photos'), kind: 'document', reason: 'notAPhoto', count: 2 };
  expect({ ...here, stdout: JSON.parse(here.stdout) }).toMatchObject({
    status: 0,
    stdout: { photos: 2, videos: 0, skipped: [skipped] },
  });
  const there = await npm(join(folder, 'photos'), 'scan', '../more', '--library', '../library', '--json');
  expect({ ...there, stdout: JSON.parse(there.stdout) }).toMatchObject({
    status: 0,
    stdout: { photos: 3, failed: [] }, // two of the other three are copies of what is there
  });
  const nowhere = await kindred(folder, 'scan', 'nowhere', '--library', library);
  expect(nowhere).toEqual({ status: 1, stdout: '', stderr: expect.stringContaining(join(folder, 'nowhere')) });
});

test('A check says what is wrong and ends with 1, repair makes it again, and the next scan brings the pictures back', async () => {
  const database = new SQLite(join(library, 'library.db'));
  database.exec('UPDATE person SET faces = 99');
  database.close();
  rmSync(join(library, 'faces'), { recursive: true });
  expect(await findings()).toEqual({ status: 1, wrong: ['Derived columns', 'Cached pictures'] });
  expect(await findings('--repair')).toEqual({ status: 0, wrong: [] });
  await kindred(folder, 'scan', 'photos', 'more', '--library', library);
  expect(await findings()).toEqual({ status: 0, wrong: [] });
  const pictures = readdirSync(join(library, 'faces'), { recursive: true, encoding: 'utf8' });
  expect(pictures.filter((path) => path.endsWith('.jpg'))).toHaveLength(3); // two of the five are copies
});

test('A backup is listed and restored, after a copy of what is there, and a name that is none changes nothing', async () => {
  const store = openStore(library);
  const { name } = await store.backUp('daily');
  store.folders.add('/later', '2020-01-01T00:00:00Z');
  store.close();
  const listed = await kindred(folder, 'restore', '--list', '--json', '--library', library);
  expect(JSON.parse(listed.stdout)).toMatchObject({ backups: [{ name, reason: 'daily' }] });
  expect(await kindred(folder, 'restore', 'nothing.db', '--library', library)).toMatchObject({ status: 1, stdout: '' });
  expect(await kindred(folder, 'restore', '--library', library)).toMatchObject({ status: 2 });
  expect(folders()).toHaveLength(3);
  const restored = await kindred(folder, 'restore', name, '--library', library);
  expect(restored).toMatchObject({ status: 0, stdout: expect.stringMatching(/kept as .*\.restore\.db/) });
  expect(folders()).toHaveLength(2);
});

test('Where there is no library, commands that ask or say something of one end with 1, and make none', async () => {
  const nowhere = join(folder, 'mistyped');
  const commands = [
    ['undo'],
    ['export', '--json', join(folder, 'new.json')],
    ['review', '--jsonl'],
    ['name', '1', 'Anna'],
  ];
  for (const words of [...commands, ['check', '--repair'], ['people']]) {
    const { status, stdout, stderr } = await kindred(folder, ...words, '--library', nowhere);
    expect({ words, status, stdout, stderr }).toEqual({
      words,
      status: 1,
      stdout: '',
      stderr: `There is no library in ${nowhere}. Run “scan” first.\n`,
    });
  }
  expect(readdirSync(folder)).not.toContain('mistyped');
  expect(readdirSync(folder)).not.toContain('new.json');
});

test.each([
  ['its first page', 0, 100],
  ['its tables', 4096, 200_000],
])('Of a library that is damaged in %s commands that only look say so in words, too', async (_, from, to) => {
  const damaged = join(folder, `damaged-${from}`);
  cpSync(library, damaged, { recursive: true });
  const file = join(damaged, 'library.db');
  writeFileSync(file, readFileSync(file).fill(0x55, from, to));
  for (const words of [['people'], ['people', '--json'], ['check'], ['check', '--json']]) {
    const { status, stdout, stderr } = await kindred(folder, ...words, '--library', damaged);
    expect({ words, status, stdout, stderr }).toEqual({
      words,
      status: 1,
      stdout: '',
      stderr: `The library in ${damaged} cannot be opened. Its file is damaged: restore a backup.\n`,
    });
  }
});

test.skipIf(process.platform !== 'linux')(
  'Whoever reads the output may stop early, and output that cannot be kept is told of',
  async () => {
    for (const words of [['people', '--json'], ['--help'], ['scan', 'photos', '--json']]) {
      const command = [
        process.execPath,
        resource('app', 'cli.ts'),
        ...words,
        ...(words[0] === '--help' ? [] : ['--library', library]),
      ];
      const piped = ['-c', 'set -o pipefail; "$@" | true', 'bash', ...command];
      expect(await run(piped, folder, '', 'bash')).toEqual({ status: 0, stdout: '', stderr: '' });
      const { status, stderr } = await run(['-c', '"$@" > /dev/full', 'bash', ...command], folder, '', 'bash');
      expect({ status, stderr }).toEqual({
        status: 1,
        stderr: 'What was asked for cannot be written: The disk is full.\n',
      });
    }
  },
);

test('A word too many is told, and nothing is done', async () => {
  for (const words of [
    ['undo', '12'],
    ['check', library],
    ['serve', library],
    ['people', 'Anna'],
    ['copy', 'Anna'],
  ]) {
    const { status, stdout, stderr } = await kindred(folder, ...words, '--library', library);
    expect({ status, stdout }).toEqual({ status: 2, stdout: '' });
    expect(stderr).toMatch(`“${words[1]}” is one word too many.`);
  }
});

function folders() {
  return readStore(library, (store) => store.folders.all());
}

async function findings(...words: string[]) {
  const { status, stdout } = await kindred(folder, 'check', '--json', '--library', library, ...words);
  const wrong = Findings.parse(JSON.parse(stdout)).findings.flatMap(({ what, isFine }) => (isFine ? [] : [what]));
  return { status, wrong };
}

const kindred = (typedIn: string, ...words: string[]) => run([resource('app', 'cli.ts'), ...words], typedIn);

/** npm moves to the project's folder, and keeps the one where it was typed in a variable. */
const npm = (typedIn: string, ...words: string[]) =>
  run([resource('tools', 'run.mjs'), 'app/cli.ts', ...words], dirname(resource('package.json')), typedIn);

async function run(words: string[], cwd: string, INIT_CWD = '', program = process.execPath) {
  const child = spawn(program, words, { cwd, env: { ...process.env, INIT_CWD } });
  const said = { stdout: '', stderr: '' };
  child.stdout.on('data', (bytes: Buffer) => (said.stdout += bytes.toString()));
  child.stderr.on('data', (bytes: Buffer) => (said.stderr += bytes.toString()));
  const [status]: unknown[] = await once(child, 'close');
  return { status, ...said };
}
