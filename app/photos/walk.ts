// Walks a folder and yields the pictures below it, skipping what no user would call a photo folder.

import { opendir, realpath, stat } from 'node:fs/promises';
import { extname, join, relative } from 'node:path';
import { codeOf } from '../errors.ts';
import type { SeenFile } from '../store/index.ts';

const PICTURES = new Set(
  'jpg jpeg jpe jfif png webp avif tif tiff gif heic heif bmp dng cr2 cr3 nef arw raf orf rw2'
    .split(' ')
    .map((extension) => `.${extension}`),
);
/** Folders that systems and programs make for themselves. */
const SYSTEM = new Set(
  [
    '@eaDir',
    '#recycle',
    '$RECYCLE.BIN',
    'System Volume Information',
    'lost+found',
    '__MACOSX',
    'node_modules',
    'Thumbs',
  ].map((name) => name.toLowerCase()),
);

export function isPicture(name: string): boolean {
  return !name.startsWith('.') && PICTURES.has(extname(name).toLowerCase());
}

export function isSkippedFolder(name: string): boolean {
  return name.startsWith('.') || SYSTEM.has(name.toLowerCase());
}

/**
 * Pictures below `root`, with paths relative to it; symbolic links are followed, loops and what cannot be read are not.
 * @throws the system's error when `root` itself cannot be read
 */
export async function* walk(root: string, isExcluded: (path: string) => boolean): AsyncGenerator<SeenFile> {
  const visited = new Set<string>();
  yield* below(root, true);

  async function* below(folder: string, isRoot: boolean): AsyncGenerator<SeenFile> {
    if (isExcluded(folder)) return;
    const real = await realpath(folder);
    if (visited.has(real)) return;
    visited.add(real);
    const folders: string[] = [];
    try {
      for await (const entry of await opendir(folder)) {
        const path = join(folder, entry.name);
        const kind = entry.isSymbolicLink() ? await targetOf(path) : entry;
        if (kind?.isDirectory() && !isSkippedFolder(entry.name)) folders.push(path);
        else if (kind?.isFile() && isPicture(entry.name)) {
          const seen = await describe(root, path);
          if (seen) yield seen;
        }
      }
    } catch (error) {
      // A subfolder may be closed to us or vanish while we walk; the rest of the tree is still worth reading.
      if (isRoot || !isGoneOrClosed(error)) throw error;
    }
    for (const path of folders) yield* below(path, false);
  }
}

/** Size and time of one file, or nothing when it is not there (any more). */
export async function describe(root: string, path: string): Promise<SeenFile | undefined> {
  const stats = await targetOf(path);
  return stats?.isFile() ? { path: relative(root, path), size: stats.size, modified: stats.mtimeMs } : undefined;
}

async function targetOf(path: string) {
  try {
    return await stat(path);
  } catch (error) {
    if (isGoneOrClosed(error)) return undefined;
    throw error;
  }
}

function isGoneOrClosed(error: unknown): boolean {
  return ['ENOENT', 'EACCES', 'EPERM', 'ELOOP', 'ENOTDIR'].includes(codeOf(error) ?? '');
}
