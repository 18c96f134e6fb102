// What the user leaves out of a folder, by glob patterns such as *.png, Screenshots or 2019/**.

import { basename, relative, sep } from 'node:path';
import { AppError } from '../errors.ts';
import { sentence } from '../sentences/sentence.ts';
import { type Glob, parseGlob } from './glob.ts';
import { isSkippedFolder } from './names.ts';
import { isWithin } from '../platform/photo-bounds.ts';

/** Of all patterns of a folder: matching the longest name with so many takes some milliseconds. */
const MOST_PATTERN_LETTERS = 10_000;

/**
 * @param patterns one without a slash fits a file's or folder's name anywhere, one with a slash a path below the folder;
 * one that cannot be used (an earlier version kept any) leaves nothing out
 * @param library the library's own folder, which is never looked into
 * @returns whether a path, or a folder that it is in, is left out
 */
export function exclusionOf(root: string, patterns: readonly string[], library: string): (path: string) => boolean {
  const { globs } = parse(patterns);
  return (path) => {
    if (isWithin(path, library)) return true;
    if (globs.length === 0 || path === root) return false;
    const parts = relative(root, path).split(sep);
    return parts.some((name, index) => {
      const below = parts.slice(0, index + 1).join('/');
      return globs.some(({ glob, isOfPath }) => glob.fits(isOfPath ? below : basename(name)));
    });
  };
}

/** What is neither looked into nor watched below a folder. @param isExcluded see `exclusionOf` */
export function leftOutOf(root: string, isExcluded: (path: string) => boolean): (path: string) => boolean {
  return (path) => path !== root && (isSkippedFolder(basename(path)) || isExcluded(path));
}

/** @throws AppError `badRequest` naming the first pattern that cannot be used */
export function refuseUnusable(patterns: readonly string[]): void {
  const { unusable } = parse(patterns);
  if (unusable === undefined) return;
  throw new AppError('badRequest', sentence('patternTooWide', { pattern: unusable.slice(0, 100) }));
}

function parse(patterns: readonly string[]) {
  const globs: { glob: Glob; isOfPath: boolean }[] = [];
  let unusable: string | undefined;
  let letters = 0;
  for (const pattern of patterns.map(trimmed)) {
    const glob = parseGlob(pattern);
    letters += glob?.letters ?? 0;
    if (glob === undefined || letters > MOST_PATTERN_LETTERS) unusable ??= pattern;
    else if (pattern !== '') globs.push({ glob, isOfPath: pattern.includes('/') });
  }
  return { globs, unusable };
}

function trimmed(pattern: string): string {
  return pattern
    .trim()
    .replace(/^\/+/, '')
    .replace(/(?<!\/)\/+$/, '');
}
