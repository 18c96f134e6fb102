// What the command line does to a library: scans from where it was typed, checks, mends and restores.

import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { mkdtempSync, readdirSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join, relative } from 'node:path';
import SQLite from 'better-sqlite3';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { z } from 'zod';
import { resource } from '../app/resources.ts';
import { writeFacePhotos } from './face-photos.ts';

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
  const here = await kindred(join(folder, 'photos'), 'scan', '.', '--library', '../library', '--json');
  expect({ ...here, stdout: JSON.parse(here.stdout) }).toMatchObject({ status: 0, stdout: { photos: 2 } });
  const root = dirname(resource('package.json'));
  const npm = await kindred(root, 'scan', '../more', '--library', relative(join(folder, 'photos'), library), '--json');
  expect({ ...npm, stdout: JSON.parse(npm.stdout) }).toMatchObject({ status: 0, stdout: { photos: 5, failed: [] } });
  const nowhere = await kindred(folder, 'scan', 'nowhere', '--library', library);
  expect(nowhere).toEqual({ status: 1, stdout: '', stderr: expect.stringContaining(join(folder, 'nowhere')) });
});

test('A check says what is wrong and ends with 1, repair makes it again, and the next scan brings the pictures back', async () => {
  expect(await findings()).toEqual({ status: 0, wrong: [] });
  const database = new SQLite(join(library, 'library.db'));
  database.exec('UPDATE person SET faces = 99');
  database.close();
  rmSync(join(library, 'faces'), { recursive: true });
  expect(await findings()).toEqual({ status: 1, wrong: ['Derived columns', 'Cached pictures'] });
  expect(await findings('--repair')).toEqual({ status: 0, wrong: [] });
  await kindred(folder, 'scan', 'photos', 'more', '--library', library);
  expect(await findings()).toEqual({ status: 0, wrong: [] });
  const pictures = readdirSync(join(library, 'faces'), { recursive: true, encoding: 'utf8' });
  expect(pictures.filter((path) => path.endsWith('.webp'))).toHaveLength(3); // two of the five are copies
});

async function findings(...words: string[]) {
  const { status, stdout } = await kindred(folder, 'check', '--json', '--library', library, ...words);
  const wrong = Findings.parse(JSON.parse(stdout)).findings.flatMap(({ what, isFine }) => (isFine ? [] : [what]));
  return { status, wrong };
}

/** As npm starts it: in the project's folder, with the one where it was typed in a variable. */
async function kindred(typedIn: string, ...words: string[]) {
  const inPlace = typedIn === dirname(resource('package.json'));
  const child = spawn(process.execPath, [resource('tools', 'run.mjs'), 'app/cli.ts', ...words], {
    cwd: typedIn,
    env: { ...process.env, INIT_CWD: inPlace ? join(folder, 'photos') : '' },
  });
  const said = { stdout: '', stderr: '' };
  child.stdout.on('data', (bytes: Buffer) => (said.stdout += bytes.toString()));
  child.stderr.on('data', (bytes: Buffer) => (said.stderr += bytes.toString()));
  const [status]: unknown[] = await once(child, 'close');
  return { status, ...said };
}
