// The originals of chosen photos, to be taken along: copied to a folder, or sent as one zip. They are only ever read.

import { constants, existsSync, type ReadStream } from 'node:fs';
import { access, mkdir, open, realpath, rm, stat, statfs } from 'node:fs/promises';
import { basename, dirname, join } from 'node:path';
import { Readable } from 'node:stream';
import { makeZip, predictLength } from 'client-zip';
import { ensure } from '../ensure.ts';
import { AppError, codeOf, hasCode } from '../errors.ts';
import { distinctNames } from '../photos/distinct-names.ts';
import { foldName, sidecarNames } from '../photos/names.ts';
import type { ReadableFile, PhotoFiles } from '../photos/photo-files.ts';
import { isWithin } from '../platform/photo-bounds.ts';
import { openKnownFile } from '../platform/plain-file.ts';
import { sentence } from '../sentences/sentence.ts';
import type { FindSidecars } from './sidecars-to-take.ts';

/** Files that are looked for side by side: a network disk answers each of them late. */
const PHOTOS_FOUND_AT_ONCE = 32;
const COPIED_AT_ONCE_BYTES = 1 << 20;

/** A file under the name that it has where it goes; a sidecar is bytes that were just made, or read. */
interface Original {
  name: string;
  content: ReadableFile | Uint8Array;
  /** Bytes. */
  size: number;
  /** Milliseconds since 1970; a sidecar has the time of its photo. */
  modified: number;
}

export interface Originals {
  files: Original[];
  /** Of how many photos no file can be reached at the moment. */
  absent: number;
  /** Into how many sidecars names could not be put. */
  withoutNames: number;
  bytes: number;
}

export interface FindOriginalsOptions {
  findAll: PhotoFiles['findAll'];
  /** With what stands beside them, and names; default: without. */
  findSidecars?: FindSidecars | undefined;
  /** Names that are there already. */
  isTaken?: (name: string) => boolean;
}

export async function findOriginals(
  photos: readonly number[],
  { findAll, findSidecars, isTaken = () => false }: FindOriginalsOptions,
): Promise<Originals> {
  const shortSidecars = new Set<string>();
  const isSidecarTaken = (name: string) =>
    sidecarNames(name).some((sidecar) => isTaken(sidecar) || shortSidecars.has(foldName(sidecar)));
  const nameFiles = distinctNames((name) => isTaken(name) || (findSidecars !== undefined && isSidecarTaken(name)));
  const files: Original[] = [];
  let absent = 0;
  let withoutNames = 0;
  for (let from = 0; from < photos.length; from += PHOTOS_FOUND_AT_ONCE) {
    const some = photos.slice(from, from + PHOTOS_FOUND_AT_ONCE);
    for (const ofPhoto of await Promise.all(some.map(find))) {
      if (ofPhoto.length === 0) absent++;
      const names = nameFiles(ofPhoto.map(({ file }) => file.path));
      const sidecars = new Map<string, Original>(); // a raw file and its JPEG may share one
      for (const [index, name] of names.entries()) {
        const { file, beside } = ensure(ofPhoto[index], 'The file of a name');
        const { size, modified } = file.identity;
        files.push({ name, content: file, size, modified });
        if (beside.lacksNames) withoutNames++;
        const [fullName, shortName] = sidecarNames(name);
        const named: [string, Uint8Array | null][] = [
          [fullName, beside.full],
          [shortName, beside.short],
        ];
        for (const [sidecar, content] of named) {
          if (content) sidecars.set(sidecar, { name: sidecar, content, size: content.length, modified });
        }
        if (beside.short) shortSidecars.add(foldName(shortName));
      }
      files.push(...sidecars.values());
    }
  }
  return { files, absent, withoutNames, bytes: files.reduce((sum, { size }) => sum + size, 0) };

  async function find(photo: number) {
    const found = await findAll(photo);
    return Promise.all(
      found.map(async (file) => ({
        file,
        beside: (await findSidecars?.(photo, file.path)) ?? { full: null, short: null, lacksNames: false },
      })),
    );
  }
}

/** How long the zip will be, so that a browser shows how far it is. */
export function zipBytes(originals: Originals): number {
  return Number(predictLength(entriesOf(originals)));
}

/** A zip counts years in seven bits from 1980 on; beyond them is the nearest day that is one in every zone. */
const [FIRST_ZIP_MS, LAST_ZIP_MS] = [Date.UTC(1980, 0, 2), Date.UTC(2107, 11, 30)];

function entriesOf({ files }: Originals) {
  return files.map(({ name, size, modified }) => ({
    // A backslash would be a folder to Windows.
    name: name.replaceAll('\\', '_'),
    lastModified: new Date(Math.min(Math.max(modified, FIRST_ZIP_MS), LAST_ZIP_MS)),
    size,
  }));
}

/** Byte for byte, one file after the other as the reader takes them; nothing is compressed, as photos are already. */
export function zipOf(originals: Originals): Readable {
  const { files } = originals;
  const entries = entriesOf(originals);
  let reading: Readable | undefined;
  let isOver = false;
  async function* contents() {
    for (const [index, entry] of entries.entries()) {
      const { content } = ensure(files[index], 'The file of an entry');
      if (content instanceof Uint8Array) {
        yield { ...entry, input: content };
        continue;
      }
      const file = await openKnownFile(content.path, content.identity);
      reading = file.createReadStream(); // closes the file when it ends
      if (isOver) reading.destroy();
      yield { ...entry, input: reading };
    }
  }
  const stream = Readable.fromWeb(makeZip(contents()));
  stream.once('close', () => {
    // A download that is given up leaves the file in the middle of which it was: client-zip does not end it.
    isOver = true;
    reading?.destroy();
  });
  return stream;
}

/** How many files of how many are copied; the next one waits for it. */
export type OnProgress = (done: number, total: number) => void | Promise<void>;

export interface Copying {
  copied: number;
  /** Of how many photos no file could be reached. */
  absent: number;
  /** Into how many sidecars names could not be put. */
  withoutNames: number;
  /** Before all were copied: the signal said so. */
  isStopped: boolean;
}

/**
 * Copies byte for byte, with the time of the file. Nothing that is there is overwritten, and what is begun and not
 * finished is removed.
 * @param target made when it is missing and there is anything to copy
 * @throws AppError `folder` in words: it is ours, may not be written, or has not enough room
 */
export async function copyOriginals(
  photos: readonly number[],
  target: string,
  { ours, signal, onProgress = () => undefined, ...finding }: CopyOptions,
): Promise<Copying> {
  const real = await placeOf(target);
  if (ours.some((folder) => isWithin(real, folder))) throw new AppError('folder', sentence('copyTargetOurs'));
  const isTaken = (name: string) => existsSync(join(real, name));
  const { files, absent, withoutNames, bytes } = await findOriginals(photos, { ...finding, isTaken });
  if (files.length === 0) return { copied: 0, absent, withoutNames, isStopped: false };
  await openTarget(target);
  const { bavail, bsize } = await statfs(real);
  if (bavail * bsize < bytes) throw new AppError('folder', sentence('copyTargetFull', { path: real }));
  for (const [index, file] of files.entries()) {
    await onProgress(index, files.length);
    if (!(await copyOne(file, join(real, file.name), signal)))
      return { copied: index, absent, withoutNames, isStopped: true };
  }
  return { copied: files.length, absent, withoutNames, isStopped: false };
}

interface CopyOptions extends Omit<FindOriginalsOptions, 'isTaken'> {
  /** Real paths of the library's own folder, and those that are watched: copies there would be photos of the library. */
  ours: readonly string[];
  onProgress?: OnProgress | undefined;
  /** Ends it; what is copied whole stays. */
  signal?: AbortSignal | undefined;
}

/** @returns whether it was copied: not where the signal came before it was whole */
async function copyOne({ content, modified }: Original, to: string, signal?: AbortSignal): Promise<boolean> {
  if (signal?.aborted === true) return false;
  if (content instanceof Uint8Array) return writeCopy(content, modified, to, signal);
  const source = await openKnownFile(content.path, content.identity);
  try {
    const stream = source.createReadStream({ autoClose: false, highWaterMark: COPIED_AT_ONCE_BYTES });
    return await writeCopy(stream, modified, to, signal);
  } finally {
    await source.close();
  }
}

async function writeCopy(
  content: Uint8Array | ReadStream,
  modified: number,
  to: string,
  signal: AbortSignal | undefined,
): Promise<boolean> {
  try {
    const copy = await open(to, 'wx'); // never into a file that is there
    try {
      await copy.writeFile(content, { signal });
      await copy.utimes(modified / 1000, modified / 1000);
      await copy.sync();
      return true;
    } catch (error) {
      await rm(to, { force: true });
      throw error;
    } finally {
      await copy.close();
    }
  } catch (cause) {
    if (signal?.aborted === true) return false;
    if (hasCode(cause, ['ENOSPC', 'EDQUOT']))
      throw new AppError('folder', sentence('copyTargetFull', { path: to }), { cause });
    throw cause;
  }
}

/** Where a path really lies, or will, once it is made. */
async function placeOf(path: string): Promise<string> {
  const real = await realpath(path).catch(() => undefined); // it is not there yet
  if (real !== undefined || dirname(path) === path) return real ?? path;
  return join(await placeOf(dirname(path)), basename(path));
}

async function openTarget(path: string): Promise<void> {
  try {
    await makeFolder(path);
    if ((await stat(path)).isDirectory()) return await access(path, constants.W_OK | constants.X_OK);
  } catch (cause) {
    throw new AppError('folder', sentence('copyTargetForbidden', { path }), { cause });
  }
  throw new AppError('folder', sentence('folderIsFile', { path }));
}

/** Not by `recursive`: that never ends where a folder takes no other one and answers that there is none, as in /proc. */
async function makeFolder(path: string): Promise<void> {
  const above = dirname(path);
  if (existsSync(path)) return;
  if (above !== path) await makeFolder(above);
  await mkdir(path).catch((error: unknown) => {
    if (codeOf(error) !== 'EEXIST') throw error; // it was made meanwhile
  });
}
