// Makes sure that the built screen is there and current: a clone of the project has only its sources.

import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { existsSync, readdirSync, statSync } from 'node:fs';
import { join } from 'node:path';
import { AppError } from '../errors.ts';
import { resource } from './resources.ts';

/** What the screen is built from beside its own folder. */
const SOURCES_ELSEWHERE = ['app/contract.ts', 'app/contract', 'app/sentences', 'vite.config.ts', 'package-lock.json'];

/** @returns the folder of the built screen */
export async function builtScreen(notify: (sentence: string) => void): Promise<string> {
  const folder = resource('dist', 'renderer');
  if (isOutdated(join(folder, 'index.html'))) {
    notify('Building the screen (a few seconds) …');
    await build();
  }
  return folder;
}

/** An installed Kindred has no sources, so what it brought is current by definition. */
function isOutdated(page: string): boolean {
  const sources = resource('renderer');
  const built = statSync(page, { throwIfNoEntry: false })?.mtimeMs;
  if (!existsSync(sources)) return built === undefined;
  return built === undefined || newest([sources, ...SOURCES_ELSEWHERE.map((path) => resource(path))]) > built;
}

/** Folders count too: their time changes when a file in them goes. */
function newest(places: string[]): number {
  const times = places.map((place) => {
    const about = statSync(place, { throwIfNoEntry: false });
    if (about === undefined) return 0;
    if (!about.isDirectory()) return about.mtimeMs;
    return Math.max(about.mtimeMs, newest(readdirSync(place).map((name) => join(place, name))));
  });
  return Math.max(0, ...times);
}

async function build(): Promise<void> {
  const child = spawn(process.execPath, [resource('tools', 'build.ts'), 'screen'], { stdio: ['ignore', 2, 2] });
  const [status]: unknown[] = await once(child, 'exit');
  if (status !== 0) throw new AppError('internal', 'The screen could not be built: the reason is above.');
}
