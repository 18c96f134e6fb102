// Finds the first of several copies of a file that can be read now: another may lie on a drive that is not plugged in.

import { open } from 'node:fs/promises';

/**
 * @param paths whole paths, the preferred one first
 * @returns the first that may be read at this moment; undefined: none
 */
export async function firstReachable(paths: readonly string[]): Promise<string | undefined> {
  for (const path of paths) if (await isReachable(path)) return path;
  return undefined;
}

/** May this file be read at this moment? */
export async function isReachable(path: string): Promise<boolean> {
  try {
    await (await open(path)).close(); // what `access` says is not true on Windows, and of the effective user elsewhere
    return true;
  } catch {
    return false; // absent or closed: that is the answer
  }
}
