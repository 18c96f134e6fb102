// Finds the first of several copies of a file that can be read now: another may lie on a drive that is not plugged in.

import { constants } from 'node:fs';
import { open } from 'node:fs/promises';

/**
 * @param paths whole paths, the preferred one first
 * @returns the first that may be read at this moment; undefined: none
 */
export async function firstReachable(paths: readonly string[]): Promise<string | undefined> {
  for (const path of paths) if (await isReachable(path)) return path;
  return undefined;
}

/** May this be read at this moment, and is it a plain file? Without O_NONBLOCK opening a pipe waits for its other end. */
export async function isReachable(path: string): Promise<boolean> {
  try {
    // What `access` says is not true on Windows, and of the effective user elsewhere.
    const file = await open(path, constants.O_RDONLY | (constants.O_NONBLOCK ?? 0));
    try {
      return (await file.stat()).isFile();
    } finally {
      await file.close();
    }
  } catch {
    return false; // absent or closed: that is the answer
  }
}
