// The originals of chosen photos, to be taken along: copied to a folder, or sent as one zip. They are only ever read.

import { constants, existsSync } from 'node:fs';
import { access, mkdir, open, realpath, rm, statfs } from 'node:fs/promises';
import { join } from 'node:path';
import { Readable } from 'node:stream';
import { makeZip, predictLength } from 'client-zip';
import { ensure } from '../ensure.ts';
import { AppError, codeOf } from '../errors.ts';
import { distinctNames } from '../photos/distinct-names.ts';
import type { PhotoFile, PhotoFiles } from '../photos/photo-files.ts';
import { openKnownFile } from '../platform/plain-file.ts';
import { sentence } from '../sentences/sentence.ts';

/** Files that are looked for side by side: a network disk answers each of them late. */
const PHOTOS_FOUND_AT_ONCE = 32;
const COPIED_AT_ONCE_BYTES = 1 << 20;

/** A file under the name that it has where it goes. */
interface Original extends PhotoFile {
  name: string;
}

export interface Originals {
  files: Original[];
  /** Of how many photos no file can be reached at the moment. */
  absent: number;
  bytes: number;
}

/** @param isTaken names that are there already */
export async function findOriginals(
  findAll: PhotoFiles['findAll'],
  photos: readonly number[],
  isTaken?: (name: string) => boolean,
): Promise<Originals> {
  const nameFiles = distinctNames(isTaken);
  const files: Original[] = [];
  let absent = 0;
  for (let from = 0; from < photos.length; from += PHOTOS_FOUND_AT_ONCE) {
    const found = await Promise.all(photos.slice(from, from + PHOTOS_FOUND_AT_ONCE).map(findAll));
    for (const ofPhoto of found) {
      if (ofPhoto.length === 0) absent++;
      const names = nameFiles(ofPhoto.map(({ path }) => path));
      for (const [index, name] of names.entries())
        files.push({ ...ensure(ofPhoto[index], 'The file of a name'), name });
    }
  }
  return { files, absent, bytes: files.reduce((sum, { identity }) => sum + identity.size, 0) };
}

/**
 * Byte for byte, one file after the other as the reader takes them; nothing is compressed, as photos are already.
 * @returns its length is known before, so that a browser shows how far it is
 */
export function zipOf({ files }: Originals): { bytes: number; stream: Readable } {
  const entries = files.map(({ name, identity }) => ({
    // A backslash would be a folder to Windows.
    name: name.replaceAll('\\', '_'),
    lastModified: new Date(identity.modified),
    size: identity.size,
  }));
  async function* contents() {
    for (const [index, entry] of entries.entries()) {
      const { path, identity } = ensure(files[index], 'The file of an entry');
      const file = await openKnownFile(path, identity);
      yield { ...entry, input: file.createReadStream() }; // closes the file when it is read, or given up
    }
  }
  return { bytes: Number(predictLength(entries)), stream: Readable.fromWeb(makeZip(contents())) };
}

export interface Copying {
  copied: number;
  /** Of how many photos no file could be reached. */
  absent: number;
}

/**
 * Copies byte for byte, with the time of the file. Nothing that is there is overwritten, and what is begun and not
 * finished is removed.
 * @param target made when it is missing
 * @param isOurs the library's own folder, or one that is watched: the copies would be photos of the library
 * @throws AppError `folder` in words: it is ours, may not be written, or has not enough room
 */
export async function copyOriginals(
  findAll: PhotoFiles['findAll'],
  photos: readonly number[],
  target: string,
  isOurs: (real: string) => boolean,
  onProgress: (done: number, total: number) => void,
): Promise<Copying> {
  const real = await madeFolder(target);
  if (isOurs(real)) throw new AppError('folder', sentence('copyTargetOurs'));
  const { files, absent, bytes } = await findOriginals(findAll, photos, (name) => existsSync(join(real, name)));
  const { bavail, bsize } = await statfs(real);
  if (bavail * bsize < bytes) throw new AppError('folder', sentence('copyTargetFull', { path: real }));
  for (const [index, file] of files.entries()) {
    onProgress(index, files.length);
    await copyOne(file, join(real, file.name));
  }
  return { copied: files.length, absent };
}

async function copyOne({ path, identity }: Original, to: string): Promise<void> {
  const source = await openKnownFile(path, identity);
  try {
    const copy = await open(to, 'wx'); // never into a file that is there
    try {
      await copy.writeFile(source.createReadStream({ autoClose: false, highWaterMark: COPIED_AT_ONCE_BYTES }));
      await copy.utimes(identity.modified / 1000, identity.modified / 1000);
      await copy.sync();
    } catch (error) {
      await rm(to, { force: true });
      throw error;
    } finally {
      await copy.close();
    }
  } catch (cause) {
    if (codeOf(cause) === 'ENOSPC') throw new AppError('folder', sentence('copyTargetFull', { path: to }), { cause });
    throw cause;
  } finally {
    await source.close();
  }
}

async function madeFolder(path: string): Promise<string> {
  try {
    await mkdir(path, { recursive: true });
    const real = await realpath(path);
    await access(real, constants.W_OK | constants.X_OK);
    return real;
  } catch (cause) {
    throw new AppError('folder', sentence('copyTargetForbidden', { path }), { cause });
  }
}
