// Opens the .xmp file beside a photo, and never waits for it: it may be a pipe, a device, a link to either, or endless.

import { constants } from 'node:fs';
import { open } from 'node:fs/promises';
import { codeOf } from '../errors.ts';

/** A sidecar with a whole editing history in it; past that it is something else. */
export const MOST_SIDECAR_BYTES = 16 * 1024 * 1024;

/** `none`: it is not there (any more), or no plain file that may be read. */
export type Sidecar = { kind: 'bytes'; bytes: Uint8Array } | { kind: 'none' } | { kind: 'tooLarge' };

/** What is asked is the open file, so that nothing can take its place between the question and the reading. */
export async function readSidecar(path: string): Promise<Sidecar> {
  try {
    // Without O_NONBLOCK opening a pipe waits for its other end. Windows has neither the flag nor such files.
    const file = await open(path, constants.O_RDONLY | (constants.O_NONBLOCK ?? 0));
    try {
      const stats = await file.stat();
      if (!stats.isFile()) return { kind: 'none' };
      if (stats.size > MOST_SIDECAR_BYTES) return { kind: 'tooLarge' };
      // It may grow while it is read.
      const { buffer, bytesRead } = await file.read(Buffer.alloc(stats.size), 0, stats.size, 0);
      return { kind: 'bytes', bytes: buffer.subarray(0, bytesRead) };
    } finally {
      await file.close();
    }
  } catch (error) {
    if (UNREADABLE.has(codeOf(error) ?? '')) return { kind: 'none' };
    throw error;
  }
}

const UNREADABLE = new Set(['ENOENT', 'EACCES', 'EPERM', 'EISDIR', 'ELOOP', 'ENOTDIR', 'ENXIO']);
