// Runs npm; plain JavaScript without dependencies: an old Node has to understand it.

import { spawnSync } from 'node:child_process';
import { existsSync } from 'node:fs';
import { basename } from 'node:path';

/**
 * Npm's own output goes to standard error: standard output belongs to the file that runs.
 * @param {string} runner the Node that runs it
 * @param {NodeJS.ProcessEnv} env
 * @param {string[]} words
 * @param {string} cwd
 * @returns {string | undefined} what is wrong, as a sentence; nothing when it ended well
 */
export function npm(runner, env, words, cwd) {
  const script = process.env.npm_execpath ?? '';
  const ours = basename(script).startsWith('npm') && existsSync(script);
  /** @type {import('node:child_process').SpawnSyncOptions} */
  const options = { cwd, env, stdio: ['ignore', 2, 2] };
  const ended = ours
    ? spawnSync(runner, [script, ...words, '--no-audit', '--no-fund'], options)
    : // On Windows npm is a command file, which only a shell can start.
      spawnSync('npm', [...words, '--no-audit', '--no-fund'], { ...options, shell: process.platform === 'win32' });
  if (ended.error !== undefined) return `npm could not be started (${ended.error.message}): please install it.`;
  if (ended.status === 0) return undefined;
  return 'Installing did not work: see above, check the connection to the npm registry, and try again.';
}
