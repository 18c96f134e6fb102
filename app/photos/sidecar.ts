// Opens the .xmp file beside a photo, and never waits for it: it may be a pipe, a device, a link to either, or endless.

import { hasCode } from '../errors.ts';
import { type PhotoBounds, realPathOf } from '../platform/photo-bounds.ts';
import { contentOf, openPlainFile } from '../platform/plain-file.ts';

/** A sidecar with a whole editing history in it; past that it is something else. */
export const MOST_SIDECAR_BYTES = 16 * 1024 * 1024;

/** `none`: it is not there (any more), or no plain file that may be read, or lies out of bounds. */
export type Sidecar = { kind: 'bytes'; bytes: Uint8Array } | { kind: 'none' } | { kind: 'tooLarge' };

/**
 * What is asked is the open file, so that nothing can take its place between the question and the reading.
 * @param most bytes that it may have
 */
export async function readSidecar(path: string, bounds: PhotoBounds, most = MOST_SIDECAR_BYTES): Promise<Sidecar> {
  try {
    const file = await openPlainFile(path);
    try {
      if (!bounds.hold(await realPathOf(file, path))) return { kind: 'none' };
      if (file.identity.size > most) return { kind: 'tooLarge' };
      return { kind: 'bytes', bytes: await contentOf(file) };
    } finally {
      await file.handle.close();
    }
  } catch (error) {
    if (hasCode(error, UNREADABLE_CODES)) return { kind: 'none' };
    throw error;
  }
}

const UNREADABLE_CODES = ['ENOENT', 'EACCES', 'EPERM', 'EISDIR', 'ELOOP', 'ENOTDIR', 'ENXIO', 'EINVAL'];
