// Reads only photos inside of the folder for photos, even if a link to elsewhere takes a photo's name while it is opened.

import { AppError, codeOf } from '../errors.ts';
import { isWithin, realPathOf } from '../platform/photo-bounds.ts';
import { descriptorPath, type FileIdentity, isSameFile, type OpenFile, openPlainFile } from '../platform/plain-file.ts';
import { sentence } from '../sentences/sentence.ts';
import { blame } from './unreadable.ts';

/**
 * @param root a real path; undefined: photos may lie anywhere
 * @param known the file that it has to be; undefined: any
 * @throws AppError `photo`, `notFound` for another file than the known one; the system's error; Error for what lies outside
 * or is no plain file
 */
export async function openWithin(path: string, root: string | undefined, known?: FileIdentity): Promise<OpenFile> {
  const file = await openPlainFile(path).catch((cause: unknown) => {
    throw codeOf(cause) === undefined ? cause : blame(cause);
  });
  try {
    if (root !== undefined && !isWithin(await realPathOf(file, path), root)) {
      throw new Error('The file lies outside of the folder for photos.');
    }
    if (known && !isSameFile(file.identity, known)) throw new AppError('notFound', sentence('photoAway'));
    return file;
  } catch (error) {
    await file.handle.close();
    throw error;
  }
}

/**
 * For decoders that open a file by its name. On Linux they are given the name of the open descriptor, and so read the very
 * file that was checked. Elsewhere they are given the file's own name, and what they read is used only if that name still
 * leads to the checked file afterwards. They never open a pipe.
 * @throws as openWithin does
 */
export async function readWithin<Result>(
  path: string,
  root: string | undefined,
  known: FileIdentity,
  read: (place: string) => Promise<Result>,
): Promise<Result> {
  const file = await openWithin(path, root, known);
  try {
    const place = descriptorPath(file);
    if (place !== undefined) return await read(place);
    const result = await read(path);
    await (await openWithin(path, root, known)).handle.close();
    return result;
  } finally {
    await file.handle.close();
  }
}
