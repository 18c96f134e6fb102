// Reads no photo that lies outside of the folder that holds all of them, though its name may lead there meanwhile.

import { codeOf } from '../errors.ts';
import { isBelow, realPathOf } from '../platform/photo-bounds.ts';
import { type FileIdentity, isSameFile, openPlainFile } from '../platform/plain-file.ts';
import { blame } from './unreadable.ts';

/**
 * The decoders open the file by its name, so it is looked at before and afterwards: what was read in between is given
 * away only if both times it was the same file, inside. A pipe in its place is never opened by them.
 * @param root a real path; undefined: photos may lie anywhere
 */
export async function withinRoot<Result>(
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
  const file = await openPlainFile(path).catch((cause: unknown) => {
    throw codeOf(cause) === undefined ? cause : blame(cause);
  });
  try {
    if (root !== undefined && !isBelow(await realPathOf(file, path), root)) {
      throw new Error('The file lies outside of the folder for photos.');
    }
    return file.identity;
  } finally {
    await file.handle.close();
  }
}
