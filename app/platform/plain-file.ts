// Opens a file by its name without ever waiting: a pipe or a device in its place is refused, and what is open is known.

import { constants, statSync } from 'node:fs';
import { type FileHandle, open } from 'node:fs/promises';
import { AppError } from '../errors.ts';
import { sentence } from '../sentences/sentence.ts';

/** What tells one file, as it was at one time, from any other. */
export interface FileIdentity {
  dev: number;
  ino: number;
  /** Bytes. */
  size: number;
  /** Milliseconds since 1970. */
  modified: number;
}

export interface OpenFile {
  handle: FileHandle;
  identity: FileIdentity;
}

/** Has a `code`, as the system's errors have. */
class NotPlainError extends Error {
  readonly code = 'EINVAL';
}

/**
 * For reading only. Links are followed.
 * @throws the system's error; `EINVAL` for what is no plain file
 */
export async function openPlainFile(path: string): Promise<OpenFile> {
  // Without O_NONBLOCK opening a pipe waits for its other end, on one of the few threads that all files share. Windows has
  // neither the flag nor such files.
  const handle = await open(path, constants.O_RDONLY | (constants.O_NONBLOCK ?? 0));
  try {
    const stats = await handle.stat();
    if (!stats.isFile()) throw new NotPlainError(`${path} is no plain file.`);
    return { handle, identity: { dev: stats.dev, ino: stats.ino, size: stats.size, modified: stats.mtimeMs } };
  } catch (error) {
    await handle.close();
    throw error;
  }
}

/** @throws as openPlainFile does; `EINVAL` for more than `most` bytes, of which none is read */
export async function readPlainFile(path: string, most: number): Promise<Buffer> {
  const { handle, identity } = await openPlainFile(path);
  try {
    if (identity.size > most) throw new NotPlainError(`${path} has more than ${most} bytes.`);
    return await contentOf({ handle, identity });
  } finally {
    await handle.close();
  }
}

/** One that grows meanwhile is read up to where it ended. */
export async function contentOf({ handle, identity: { size } }: OpenFile): Promise<Buffer> {
  const { buffer, bytesRead } = await handle.read(Buffer.alloc(size), 0, size, 0);
  return buffer.subarray(0, bytesRead);
}

/** @throws as openPlainFile does */
export async function identityOf(path: string): Promise<FileIdentity> {
  const { handle, identity } = await openPlainFile(path);
  await handle.close();
  return identity;
}

/**
 * Opens the file that was looked at before, and no other one that took its place since.
 * @throws AppError `notFound` when it is not that one any more
 */
export async function openKnownFile(path: string, known: FileIdentity): Promise<FileHandle> {
  const { handle, identity } = await openPlainFile(path).catch((cause: unknown) => {
    throw new AppError('notFound', sentence('photoAway'), { cause });
  });
  if (isSameFile(identity, known)) return handle;
  await handle.close();
  throw new AppError('notFound', sentence('photoAway'));
}

/**
 * A name under which this process and its children open this very file, whatever has taken the place of its own name since.
 * @returns undefined where the system has none: only Linux opens a descriptor anew, with a place of its own in the file
 */
export function descriptorPath({ handle }: Pick<OpenFile, 'handle'>): string | undefined {
  return isProcessReadable() ? `${DESCRIPTORS}/${handle.fd}` : undefined;
}

const DESCRIPTORS = `/proc/${process.pid}/fd`;

/** Of a process that may not be looked into, the system's list belongs to root: its own children cannot use it either. */
function isProcessReadable(): boolean {
  if (process.platform !== 'linux') return false;
  return statSync(DESCRIPTORS, { throwIfNoEntry: false })?.uid === process.geteuid?.();
}

export function isSameFile(one: FileIdentity, other: FileIdentity): boolean {
  return one.dev === other.dev && one.ino === other.ino && one.size === other.size && one.modified === other.modified;
}
