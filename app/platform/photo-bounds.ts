// Where photos may really lie, wherever links lead: inside of the folder that holds all of them, never in the library's own.

import { realpathSync } from 'node:fs';
import { readlink, realpath } from 'node:fs/promises';
import { sep } from 'node:path';
import type { OpenFile } from './plain-file.ts';

export interface PhotoBounds {
  /** @param real a path without links */
  hold(real: string): boolean;
  /** The real path of the folder for all photos; undefined: they may lie anywhere. */
  readonly root: string | undefined;
}

/**
 * @param library the library's own folder
 * @param photosRoot the folder that all photos have to lie in; undefined: anywhere
 */
export function photoBounds(library: string, photosRoot: string | undefined): PhotoBounds {
  const own = realOrGiven(library);
  const root = photosRoot === undefined ? undefined : realOrGiven(photosRoot);
  return { root, hold: (real) => !isWithin(real, own) && (root === undefined || isWithin(real, root)) };
}

/** Has a `code`, as the system's errors have: what lies outside is as unreachable as what is not there. */
export class OutOfBoundsError extends Error {
  readonly code = 'EACCES';
}

/**
 * The real path of what was opened. Linux says it of the open file itself, so that nothing can change places meanwhile;
 * elsewhere the name is asked once more.
 */
export async function realPathOf({ handle }: Pick<OpenFile, 'handle'>, path: string): Promise<string> {
  if (process.platform !== 'linux') return realpath(path);
  return readlink(`/proc/self/fd/${handle.fd}`).catch(() => realpath(path)); // a system without /proc
}

function realOrGiven(folder: string): string {
  try {
    return realpathSync(folder);
  } catch {
    return folder; // a drive that is not plugged in
  }
}

/** @returns whether one path is another, or below it */
export function isWithin(path: string, folder: string): boolean {
  return path === folder || path.startsWith(folder.endsWith(sep) ? folder : folder + sep);
}
