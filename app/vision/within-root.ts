// Reads no photo that lies outside of the folder that holds all of them, though its name may lead there meanwhile.

import { codeOf } from '../errors.ts';
import { isWithin, realPathOf } from '../platform/photo-bounds.ts';
import { type FileIdentity, isSameFile, type OpenFile, openPlainFile } from '../platform/plain-file.ts';
import { blame } from './unreadable.ts';

/**
 * @param root a real path; undefined: photos may lie anywhere
 * @throws AppError `photo`; the system's error; Error for what lies outside or is no plain file
 */
export async function openWithin(path: string, root: string | undefined): Promise<OpenFile> {
  const file = await openPlainFile(path).catch((cause: unknown) => {
    throw codeOf(cause) === undefined ? cause : blame(cause);
  });
  try {
    if (root === undefined || isWithin(await realPathOf(file, path), root)) return file;
    throw new Error('The file lies outside of the folder for photos.');
  } catch (error) {
    await file.handle.close();
    throw error;
  }
}

/**
 * For a file that decoders open by its name: it is looked at before and afterwards, and what was read in between is given
 * away only if both times it was the same file, inside. A pipe in its place is never opened by them.
 * @throws as openWithin does
 */
export async function within<Result>(
  path: string,
  root: string | undefined,
  read: () => Promise<Result>,
): Promise<Result> {
  const before = await lookAt(path, root);
  const result = await read();
  if (root !== undefined && !isSameFile(before, await lookAt(path, root))) {
    throw new Error('The file changed while it was read.');
  }
  return result;
}

async function lookAt(path: string, root: string | undefined): Promise<FileIdentity> {
  const { handle, identity } = await openWithin(path, root);
  await handle.close();
  return identity;
}
