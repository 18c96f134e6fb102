// Kindred runs with the oldest Node that it accepts: started by it, it reads a photo and finds the face.

import { execFile, spawnSync } from 'node:child_process';
import { existsSync, mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { promisify } from 'node:util';
import { afterAll, describe, expect, test } from 'vitest';
import { z } from 'zod';
import { resource } from '../app/platform/resources.ts';
import { isNewEnough, nodePackage } from '../tools/node-package.mjs';
import { writeFacePhotos } from './face-photos.ts';

const { engines } = z
  .object({ engines: z.object({ node: z.string().regex(/^>=\d+$/) }) })
  .parse(JSON.parse(readFileSync(resource('package.json'), 'utf8')));
const oldest = `${engines.node.slice(2)}.0.0`;
const found = fetchOldest();
const why = 'binary' in found ? '' : ` [not run: ${found.reason}]`;

const folder = mkdtempSync(join(tmpdir(), 'kindred-oldest-'));
afterAll(() => rmSync(folder, { recursive: true, force: true }));

test('Accepted is what package.json asks for, and nothing older', () => {
  expect(['20.20.2', '22.22.0', '23.11.1'].filter(isNewEnough)).toEqual([]);
  expect([oldest, '24.21.0', '26.10.0'].every(isNewEnough)).toBe(true);
});

describe.skipIf(!('binary' in found))(`With Node ${oldest}${why}`, () => {
  test('The start script runs a file with it, and fetches no other', async () => {
    const script = join(folder, 'version.ts');
    writeFileSync(script, 'const version: string = process.versions.node;\nprocess.stdout.write(version);\n');
    expect(await runWithOldest(script, [])).toEqual({ stdout: oldest, stderr: '' });
  });

  test('A photo is read, and its face found', async () => {
    await writeFacePhotos(join(folder, 'photos'), 1);
    const words = ['scan', join(folder, 'photos'), '--library', join(folder, 'library'), '--json'];
    const { stdout } = await runWithOldest('app/cli.ts', words);
    expect(JSON.parse(stdout)).toMatchObject({ photos: 1, failed: [], faces: 1 });
  });
});

function runWithOldest(file: string, words: string[]) {
  const binary = 'binary' in found ? found.binary : '';
  return promisify(execFile)(binary, [resource('tools', 'run.mjs'), file, ...words], { cwd: folder });
}

/** From npm, as the start script has its own, once a checkout. */
function fetchOldest(): { binary: string } | { reason: string } {
  const ours = nodePackage(process.platform, process.arch);
  if (ours === undefined) return { reason: `npm has no Node for ${process.platform} on ${process.arch}` };
  const home = resource('.cache', `node-${oldest}`);
  const binary = join(home, 'node_modules', ours.name, 'bin', process.platform === 'win32' ? 'node.exe' : 'node');
  if (existsSync(binary)) return { binary };
  mkdirSync(home, { recursive: true });
  const words = ['install', '--prefix', home, '--no-save', '--no-audit', '--no-fund', `${ours.name}@${oldest}`];
  const { status, error } = spawnSync('npm', words, {
    cwd: home,
    stdio: ['ignore', 'ignore', 'inherit'],
    timeout: 120_000,
    shell: process.platform === 'win32', // npm is a command file there
  });
  if (status !== 0) return { reason: `npm could not fetch it: ${error?.message ?? `exit status ${status}`}` };
  return { binary };
}
