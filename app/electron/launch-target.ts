// What a start of Kindred, a link or something dropped on its icon asks for: a person's page, or a folder to be added.

import { statSync } from 'node:fs';
import { isAbsolute } from 'node:path';
import { fileURLToPath } from 'node:url';

export type LaunchTarget = { page: string } | { folder: string };

/** @param words a command line without the program, or one link or path; the first that is understood counts */
export function launchTargetOf(words: readonly string[]): LaunchTarget | undefined {
  for (const word of words) {
    const [, person] = /^kindred:\/\/people\/([1-9]\d{0,14})\/?$/i.exec(word) ?? [];
    if (person !== undefined) return { page: `/people/${person}` };
    const path = pathOf(word);
    if (path !== undefined && statSync(path, { throwIfNoEntry: false })?.isDirectory()) return { folder: path };
  }
  return undefined;
}

/** Desktops of Linux hand over what is dropped on an icon as an address. */
function pathOf(word: string): string | undefined {
  if (isAbsolute(word)) return word;
  return /^file:\/\/\/[^?#]*$/.test(word) ? fileURLToPath(word) : undefined;
}
