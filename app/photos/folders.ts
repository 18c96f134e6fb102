// Which folders may be added, in words for those that may not, and suggestions while one is typed.

import { access, constants, lstat, readdir, realpath, stat } from 'node:fs/promises';
import { homedir } from 'node:os';
import { basename, dirname, isAbsolute, join, resolve, sep } from 'node:path';
import { AppError, codeOf } from '../errors.ts';
import { sentence } from '../sentences/sentence.ts';
import { isWithin } from '../platform/photo-bounds.ts';
import { isSkippedFolder } from './names.ts';

const MOST_SUGGESTIONS = 12;

/**
 * @param typed a path as a person typed it; `~` is their home
 * @param library the library's own folder, which must not watch itself
 * @param root the folder that all photos have to lie in, if there is one
 * @returns the real path
 * @throws AppError `folder` with what to do instead
 */
export async function checkFolder(typed: string, library: string, root?: string): Promise<string> {
  const path = expand(typed);
  if (!isAbsolute(path)) throw new AppError('folder', sentence('folderNotWhole', { example: root ?? homedir() }));
  // Before anything is said about it: what lies elsewhere must not be betrayed, not even whether it exists.
  if (root !== undefined && !(await isInside(resolve(path), root))) {
    throw new AppError('folder', sentence('folderOutside', { root }));
  }
  const real = await realpath(path).catch((cause: unknown) => {
    const isHidden = codeOf(cause) === 'EACCES';
    throw new AppError('folder', sentence(isHidden ? 'folderUnseen' : 'folderMissing', { path }), { cause });
  });
  if (!(await stat(real)).isDirectory()) {
    throw new AppError('folder', sentence('folderIsFile', { path }));
  }
  await access(real, constants.R_OK | constants.X_OK).catch((cause: unknown) => {
    throw new AppError('folder', sentence('folderForbidden', { path }), { cause });
  });
  const own = await realpath(library);
  if (isWithin(real, own)) {
    throw new AppError('folder', sentence('folderOurs'));
  }
  return real;
}

/** Folders whose path begins with what was typed, in the root if there is one. */
export async function suggestFolders(typed: string, root?: string): Promise<string[]> {
  const path = expand(typed === '' ? `${root ?? '~'}/` : typed);
  if (!isAbsolute(path)) return [];
  const isWhole = path.endsWith('/') || path.endsWith(sep);
  const parent = isWhole ? resolve(path) : dirname(path);
  const start = isWhole ? '' : basename(path).toLowerCase();
  if (root !== undefined && !(await isInside(resolve(parent), root))) return [];
  const entries = await readdir(parent, { withFileTypes: true }).catch(() => []); // nothing to suggest is no error
  return entries
    .filter((entry) => entry.isDirectory() && !isSkippedFolder(entry.name))
    .filter((entry) => entry.name.toLowerCase().startsWith(start))
    .map((entry) => join(parent, entry.name))
    .sort((a, b) => a.localeCompare(b))
    .slice(0, MOST_SUGGESTIONS);
}

/**
 * Whether it really lies there, wherever links lead on the way. Of what is not there, the nearest folder above that is
 * counts; a link that leads nowhere leads outside, as its target would be betrayed by any other answer.
 */
async function isInside(path: string, root: string): Promise<boolean> {
  if (!isWithin(path, root)) return false;
  const realRoot = await realpath(root).catch(() => root); // a drive that is not plugged in
  for (let place = path; isWithin(place, root); place = dirname(place)) {
    const real = await realpath(place).catch(() => undefined); // asked about above
    if (real !== undefined) return isWithin(real, realRoot);
    if (
      await lstat(place).then(
        (stats) => stats.isSymbolicLink(),
        () => false,
      )
    )
      return false;
  }
  return false;
}

function expand(typed: string): string {
  const text = typed.trim();
  const path = text === '~' || text.startsWith('~/') ? join(homedir(), text.slice(1)) : text;
  return text.endsWith('/') && path !== '/' && !path.endsWith('/') ? `${path}/` : path;
}
