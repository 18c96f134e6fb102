// Exiv2, by which digiKam, darktable and others read and write metadata: Debian's own program, for tests.

import { execFileSync } from 'node:child_process';
import { existsSync } from 'node:fs';
import { delimiter, join } from 'node:path';
import { apt, canInstall } from './chromium.ts';

/** @returns its path; undefined: there is none, so tests that need it are not run */
export function findExiv2(): string | undefined {
  const places = (process.env['PATH'] ?? '').split(delimiter).map((folder) => join(folder, 'exiv2'));
  return places.find((place) => existsSync(place));
}

/** Installs Debian's where this process may; the tests that need it are named as not run where it cannot be had. */
export function bringExiv2(say: (sentence: string) => void): void {
  if (findExiv2() !== undefined || !canInstall()) return;
  say('Installing Exiv2, another reader and writer of names (some seconds) …');
  apt('update');
  apt('install', '-y', '--no-install-recommends', 'exiv2');
}

/** All that it finds in an .xmp file, as it calls it: Xmp.mwg-rs.Regions/mwg-rs:RegionList[1]/mwg-rs:Name. */
export function propertiesBy(program: string, path: string): Map<string, string> {
  const lines = execFileSync(program, ['-PXkv', path], { encoding: 'utf8' }).split('\n');
  return new Map(
    lines.flatMap((line) => {
      const [, key, value] = /^(\S+) *(.*)$/.exec(line) ?? [];
      return key === undefined || value === undefined ? [] : [[key, value] as const];
    }),
  );
}

/** @param values by such keys; of a list, its items one by one */
export function setBy(program: string, path: string, values: readonly (readonly [key: string, value: string])[]): void {
  execFileSync(program, [...values.flatMap(([key, value]) => ['-M', `set ${key} ${value}`]), path]);
}
