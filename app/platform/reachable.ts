// Finds the first of several copies of a file that can be read now: another may lie on a drive that is not plugged in.

import { identityOf } from './plain-file.ts';

/**
 * @param paths whole paths, the preferred one first
 * @returns the first that may be read at this moment; undefined: none
 */
export async function firstReachable(paths: readonly string[]): Promise<string | undefined> {
  for (const path of paths) if (await isReachable(path)) return path;
  return undefined;
}

/** May this be read at this moment, and is it a plain file? */
export async function isReachable(path: string): Promise<boolean> {
  // What `access` says is not true on Windows, and of the effective user elsewhere: so it is opened.
  return identityOf(path).then(
    () => true,
    () => false, // absent or closed: that is the answer
  );
}
