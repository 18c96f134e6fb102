// Types are checked of every file, and an index that may be missing is overlooked in numeric kernels alone.

import { readdirSync, readFileSync } from 'node:fs';
import { join, relative, sep } from 'node:path';
import { spawnSync } from 'node:child_process';
import { expect, test } from 'vitest';
import { z } from 'zod';
import { resource } from '../app/platform/resources.ts';

const ROOT = resource();
const FOLDERS = ['app', 'models', 'renderer', 'tests', 'tools'];
const PROJECTS = ['tsconfig.json', 'tsconfig.kernels.json', 'renderer/tsconfig.json'];

/** Kernels, and what they import. */
const Kernels = z.object({ files: z.array(z.string()), include: z.array(z.string()) });

test('Every file belongs to a project whose types are checked', () => {
  const checked = new Set(PROJECTS.flatMap((project) => tsc('-p', project, '--listFilesOnly').map(within)));
  expect(sources().filter((file) => !checked.has(file))).toEqual([]);
});

test('A kernel is named as one because it needs to be, and what it imports needs no waiver', () => {
  const { files, include } = kernels();
  const options = ['--noUncheckedIndexedAccess', '--noEmit', '--pretty', 'false'];
  const found = tsc('-p', 'tsconfig.kernels.json', ...options).flatMap(
    (line) => /^(\S+)\(\d+,\d+\): error/.exec(line)?.[1] ?? [],
  );
  expect([...new Set(found)].sort()).toEqual(files.toSorted());
  expect(include.filter((file) => files.includes(file))).toEqual([]);
});

function sources(): string[] {
  const all = FOLDERS.flatMap((folder) =>
    readdirSync(join(ROOT, folder), { recursive: true, encoding: 'utf8' }).map((file) => `${folder}/${file}`),
  );
  return all
    .map((file) => file.replaceAll(sep, '/'))
    .filter((file) => /\.(ts|tsx|cts|mjs)$/.test(file) && !/node_modules/.test(file));
}

/** Comments stand on lines of their own. */
function kernels() {
  const text = readFileSync(join(ROOT, 'tsconfig.kernels.json'), 'utf8').replace(/^\s*\/\/.*$/gm, '');
  return Kernels.parse(JSON.parse(text));
}

/** @returns the lines that the compiler prints */
function tsc(...words: string[]): string[] {
  const command = join(ROOT, 'node_modules', 'typescript', 'bin', 'tsc');
  const { stdout, error } = spawnSync(process.execPath, [command, ...words], {
    cwd: ROOT,
    encoding: 'utf8',
    maxBuffer: 2 ** 26,
  });
  if (error) throw error;
  return stdout.split('\n');
}

function within(file: string): string {
  return relative(ROOT, file).replaceAll(sep, '/');
}
