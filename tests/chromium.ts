// Finds the browser in which the screen is tested, and installs Debian's where this process may.

import { spawnSync } from 'node:child_process';
import { existsSync } from 'node:fs';
import { delimiter, join } from 'node:path';

const NAMES = ['chromium', 'chromium-browser', 'google-chrome', 'google-chrome-stable'];
const ELSEWHERE = [
  '/Applications/Google Chrome.app/Contents/MacOS/Google Chrome',
  '/Applications/Chromium.app/Contents/MacOS/Chromium',
  'C:\\Program Files\\Google\\Chrome\\Application\\chrome.exe',
  'C:\\Program Files (x86)\\Microsoft\\Edge\\Application\\msedge.exe',
];

/** @returns the path of a Chromium; ends the process with one sentence where there is none */
export function ensureChromium(say: (sentence: string) => void): string {
  const present = findChromium();
  if (present !== undefined) return present;
  if (canInstall()) {
    say('Installing Chromium, in which the screen is tested (about half a minute) …');
    apt('update');
    apt('install', '-y', '--no-install-recommends', 'chromium');
  }
  const installed = findChromium();
  if (installed !== undefined) return installed;
  say('The tests need Chromium or Google Chrome: install one of them, or name its file in CHROMIUM.');
  process.exit(1);
}

export function findChromium(): string | undefined {
  const named = process.env['CHROMIUM'];
  const folders = [...(process.env['PATH'] ?? '').split(delimiter), '/usr/bin'];
  const places = folders.flatMap((folder) => NAMES.map((name) => join(folder, name)));
  return [...(named ? [named] : []), ...places, ...ELSEWHERE].find((place) => existsSync(place));
}

export function canInstall(): boolean {
  return process.platform === 'linux' && process.getuid?.() === 0 && existsSync('/usr/bin/apt-get');
}

export function apt(...words: string[]): void {
  spawnSync('apt-get', ['-q', ...words], {
    stdio: ['ignore', 2, 2],
    env: { ...process.env, DEBIAN_FRONTEND: 'noninteractive' },
  });
}
