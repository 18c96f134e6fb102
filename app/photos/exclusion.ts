// What the user leaves out of a folder, by glob patterns such as *.png, Screenshots or 2019/**.

import { basename, matchesGlob, relative, sep } from 'node:path';
import { isWithin } from './names.ts';

/**
 * @param patterns one without a slash fits a file's or folder's name anywhere, one with a slash a path below the folder
 * @param library the library's own folder, which is never looked into
 * @returns whether a path, or a folder that it is in, is left out
 */
export function exclusionOf(root: string, patterns: readonly string[], library: string): (path: string) => boolean {
  const clean = patterns.map((pattern) => pattern.trim().replace(/^\/+|\/+$/g, '')).filter((pattern) => pattern !== '');
  return (path) => {
    if (isWithin(path, library)) return true;
    if (clean.length === 0 || path === root) return false;
    const parts = relative(root, path).split(sep);
    return parts.some((name, index) => {
      const below = parts.slice(0, index + 1).join('/');
      return clean.some((pattern) => matchesGlob(pattern.includes('/') ? below : basename(name), pattern));
    });
  };
}
