// Is a file that was not found gone, or only out of reach? What cannot be asked is never taken for gone.

import { lstat, stat } from 'node:fs/promises';
import { dirname, join } from 'node:path';
import { codeOf } from '../errors.ts';

/** `there`, with the file's own number, so that two names of one file can be told. */
export type Whereabouts = { state: 'there'; number: string } | { state: 'gone' | 'closed' };

/** @param path below `root`, which itself can be read */
export async function whereIs(root: string, path: string): Promise<Whereabouts> {
  const whole = join(root, path);
  try {
    const { dev, ino } = await stat(whole);
    return { state: 'there', number: `${dev}/${ino}` };
  } catch (error) {
    const isAbsent = ['ENOENT', 'ENOTDIR', 'ELOOP'].includes(codeOf(error) ?? '');
    return { state: isAbsent && !(await leadsNowhere(root, whole)) ? 'gone' : 'closed' };
  }
}

/** A link above the file whose target is not there: a drive that is not plugged in, not a file that was deleted. */
async function leadsNowhere(root: string, path: string): Promise<boolean> {
  for (let above = dirname(path); above.length > root.length; above = dirname(above)) {
    const [own, target] = await Promise.allSettled([lstat(above), stat(above)]);
    if (own.status === 'fulfilled') return own.value.isSymbolicLink() && target.status === 'rejected';
  }
  return false;
}
