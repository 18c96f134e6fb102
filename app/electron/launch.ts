// Gets Electron's binary, which npm does not carry, without ever making a person wait for a download that cannot come.

import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { existsSync, readFileSync } from 'node:fs';
import { messageOf } from '../errors.ts';
import { NODE_VARIABLE } from './node-of-vision.ts';
import { resource } from '../platform/resources.ts';

const RELEASES = 'https://github.com/electron/electron/releases';
const REACHABLE_MS = 4_000;
const DOWNLOAD_MS = 240_000; // about 120 MB; a user would not wait longer for a window
const STARTED_MS = 10_000; // who ends badly before that never opened a window

interface Search {
  mayDownload: boolean;
  notify?: (sentence: string) => void;
}

/** @returns the binary's path, or why there is none */
export async function findElectron({
  mayDownload,
  notify = () => undefined,
}: Search): Promise<string | { reason: string }> {
  if (process.platform === 'linux' && process.getuid?.() === 0) {
    return { reason: 'Electron’s sandbox refuses to run as root' };
  }
  const present = installed();
  if (present !== undefined) return present;
  if (!mayDownload) return { reason: 'Electron’s binary is not installed' };
  const unreachable = await whyUnreachable();
  if (unreachable !== undefined) return { reason: `Electron cannot be downloaded (${unreachable})` };
  notify('Downloading Electron (about 120 MB, this once) …');
  await download();
  return installed() ?? { reason: 'Electron could not be downloaded' };
}

/** Where electron's own installer leaves it. */
function installed(): string | undefined {
  const pathFile = resource('node_modules', 'electron', 'path.txt');
  if (!existsSync(pathFile)) return undefined;
  const binary = resource('node_modules', 'electron', 'dist', readFileSync(pathFile, 'utf8'));
  return existsSync(binary) ? binary : undefined;
}

/** A mirror that was set up is not tried first; the download has its own time limit. */
async function whyUnreachable(): Promise<string | undefined> {
  if (process.env['ELECTRON_MIRROR'] || process.env['npm_config_electron_mirror']) return undefined;
  try {
    await fetch(RELEASES, { method: 'HEAD', signal: AbortSignal.timeout(REACHABLE_MS) });
    return undefined;
  } catch (error) {
    return error instanceof Error && error.cause !== undefined ? messageOf(error.cause) : messageOf(error);
  }
}

/** Electron's installer checks the download against checksums that came with the package. */
async function download(): Promise<void> {
  const installer = resource('node_modules', 'electron', 'install.js');
  const child = spawn(process.execPath, [installer], { stdio: ['ignore', 2, 2], timeout: DOWNLOAD_MS });
  await once(child, 'exit');
}

/**
 * Builds what Electron runs, and runs it until it is closed.
 * @returns false when no window came about: a missing system library, or a system that forbids the sandbox
 */
export async function runElectron(binary: string, library: string): Promise<boolean> {
  const build = spawn(process.execPath, [resource('tools', 'build.ts'), 'app'], { stdio: ['ignore', 2, 2] });
  const [built]: unknown[] = await once(build, 'exit');
  if (built !== 0) return false;
  const began = Date.now();
  const window = spawn(binary, [resource(), `--library=${library}`], {
    stdio: ['ignore', 2, 2],
    env: { ...process.env, [NODE_VARIABLE]: process.execPath },
  });
  for (const signal of ['SIGINT', 'SIGTERM', 'SIGHUP'] as const) process.on(signal, () => window.kill(signal));
  const [status]: unknown[] = await once(window, 'exit');
  return status === 0 || Date.now() - began > STARTED_MS;
}
