// Is a file that was not found gone, or only out of reach? What cannot be asked is never taken for gone.

import { lstat, readdir, stat } from 'node:fs/promises';
import { dirname, join } from 'node:path';
import { hasCode } from '../errors.ts';

/** `there`, with the file's own number, so that two names of one file can be told. */
export type FileExistence = { state: 'there'; number: string } | { state: 'gone' | 'closed' };

/** @param path below `root`, which itself can be read */
export async function fileExistence(root: string, path: string): Promise<FileExistence> {
  const whole = join(root, path);
  try {
    const { dev, ino } = await stat(whole);
    return { state: 'there', number: `${dev}/${ino}` };
  } catch (error) {
    const isAbsent = hasCode(error, ['ENOENT', 'ENOTDIR', 'ELOOP']);
    return { state: isAbsent && !(await leadsNowhere(root, whole)) ? 'gone' : 'closed' };
  }
}

/** What tells a folder from another one at the same path, such as a drive from its mount point; nothing: unreachable. */
export async function numberOf(folder: string): Promise<string | undefined> {
  const stats = await stat(folder).catch(() => undefined); // unreachable is the answer
  return stats && `${stats.dev}/${stats.ino}`;
}

/** A drive that is not plugged in often leaves its empty mount point behind. */
export async function isAway(folder: string): Promise<boolean> {
  const names = await readdir(folder).catch(() => []); // unreachable is the answer
  return names.length === 0;
}

/** A link above the file whose target is not there: a drive that is not plugged in, not a file that was deleted. */
async function leadsNowhere(root: string, path: string): Promise<boolean> {
  for (let above = dirname(path); above.length > root.length; above = dirname(above)) {
    const [own, target] = await Promise.allSettled([lstat(above), stat(above)]);
    if (own.status === 'fulfilled') return own.value.isSymbolicLink() && target.status === 'rejected';
  }
  return false;
}
