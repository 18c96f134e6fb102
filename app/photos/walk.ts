// Walks a folder and yields the pictures and videos below it, skipping what no user would call a photo folder.

import type { Dirent } from 'node:fs';
import { lstat, opendir, realpath, stat } from 'node:fs/promises';
import { basename, dirname, extname, join, relative, sep } from 'node:path';
import type { Skipped } from '../contract.ts';
import { codeOf, hasCode } from '../errors.ts';
import { isWithin, OutOfBoundsError, type PhotoBounds } from '../platform/photo-bounds.ts';
import { isReachable } from '../platform/reachable.ts';
import { sentence, type Sentence } from '../sentences/sentence.ts';
import { openPlainFile } from '../platform/plain-file.ts';
import type { SeenFile } from '../store/index.ts';
import { HEAD_BYTES, kindOf } from '../vision/formats/signature.ts';
import { foldName, isHidden, isSidecar, isSkippedFolder, namedKind, sidecarNames } from './names.ts';
import { skipCount } from './skipped.ts';

/** Files asked about at once: a network disk answers each of them late, but many together. */
const FILES_STATTED_AT_ONCE = 64;

/** What bytes that are no UTF-8 become. */
const REPLACEMENT_CHARACTER = '\uFFFD';

/** `refused`: something that is there and cannot be opened by this path, with a sentence on why; also a closed folder. */
export type FoundPath = { kind: 'file'; file: SeenFile } | { kind: 'refused'; path: string; reason: Sentence };

export interface Walk {
  found: AsyncGenerator<FoundPath>;
  /** After the walk: is anything at all in the folder? A drive that is not plugged in leaves its mount point empty. */
  isEmpty(): boolean;
  /** After the walk: what is there and is no photo to read, counted by kind and reason. */
  skipped(): Skipped[];
  /** After the walk: do links lead out of the folder, to where changes are not announced? */
  leadsOut(): boolean;
}

/**
 * Pictures in `start`, which is `root` or below it, and below that; paths are relative to `root`. A symbolic link to a
 * folder is followed when it leads out of `root` (what is inside is found at its own place), and loops are not.
 * A subfolder that may not be read is refused; the walk throws the system's error when `root` cannot be read, or `start`
 * is not there.
 * @param signal ends the walk at the next entry, which then throws its reason
 */
export function walk(
  root: string,
  start: string,
  isExcluded: (path: string) => boolean,
  bounds: PhotoBounds,
  signal: AbortSignal,
): Walk {
  const visited = new Set<string>();
  const skips = skipCount(root);
  let isEmpty = true;
  let leadsOut = false;
  return { found: below(start), isEmpty: () => isEmpty, skipped: skips.all, leadsOut: () => leadsOut };

  async function* below(folder: string): AsyncGenerator<FoundPath> {
    signal.throwIfAborted();
    if (isExcluded(folder)) return skips.add('folder', bounds.hold(folder) ? 'excluded' : 'system', folder);
    let entries: Entries;
    try {
      const real = await realpath(folder);
      if (visited.has(real)) return;
      if (!bounds.hold(real)) {
        if (folder === root) throw new OutOfBoundsError(`${folder} leads out of bounds.`);
        return;
      }
      visited.add(real);
      await stat(`${folder}${sep}.`); // without the right to enter it, its names can be listed and no file opened
      entries = await read(folder);
    } catch (error) {
      // A subfolder may be closed to us or vanish while we walk; the rest of the tree is still worth reading.
      if (folder !== root && isForbidden(error)) {
        yield { kind: 'refused', path: folder, reason: sentence('folderClosed') };
        return;
      }
      if (folder === start || !isUnreachable(error)) throw error;
      return;
    }
    if (entries.count > 0) isEmpty = false;
    for (const path of entries.odd) yield { kind: 'refused', path, reason: sentence('photoNameless') };
    for (let from = 0; from < entries.photos.length; from += FILES_STATTED_AT_ONCE) {
      signal.throwIfAborted();
      const paths = entries.photos.slice(from, from + FILES_STATTED_AT_ONCE).map((name) => join(folder, name));
      const seen = await Promise.all(
        paths.map((path) => {
          if (isExcluded(path)) return 'excluded';
          return describeWith(root, path, entries.sidecars, entries.links.has(path) ? bounds : undefined);
        }),
      );
      for (const [index, path] of paths.entries()) {
        const file = seen[index];
        const named = namedKind(basename(path));
        const kind = named === 'picture' || named === 'video' ? named : 'other';
        if (typeof file === 'object') yield { kind: 'file', file };
        else if (file === 'excluded') skips.add(kind, 'excluded', path);
        else if (kind !== 'other') skips.add(kind, 'unreachable', path);
        else skips.add('other', 'notAPhoto', path);
      }
    }
    for (const path of entries.folders) yield* below(path);
  }

  async function read(folder: string): Promise<Entries> {
    const entries: Entries = {
      count: 0,
      links: new Set(),
      photos: [],
      sidecars: new Map(),
      folders: [],
      odd: [],
    };
    for await (const entry of await opendir(folder)) {
      signal.throwIfAborted();
      entries.count++;
      const path = join(folder, entry.name);
      if (entry.isSymbolicLink()) entries.links.add(path);
      if (path.includes(REPLACEMENT_CHARACTER) && (await isNameless(path))) entries.odd.push(path);
      else if (await isFolder(path, entry)) {
        if (isSkippedFolder(entry.name)) skips.add('folder', isHidden(entry.name) ? 'hidden' : 'system', path);
        else if (await isFollowed(path, entry)) entries.folders.push(path);
      } else if (isSidecar(entry.name)) entries.sidecars.set(foldName(entry.name), entry.name);
      else if (entry.isFile() || entry.isSymbolicLink()) sort(entries, path);
    }
    return entries;
  }

  /** A file by what its name tells. */
  function sort(entries: Entries, path: string): void {
    const name = basename(path);
    const kind = namedKind(name);
    if (isHidden(name)) return skips.add(kind === 'unknown' || kind === 'unsupported' ? 'other' : kind, 'hidden', path);
    switch (kind) {
      case 'picture':
      case 'video':
      case 'unknown':
        entries.photos.push(name);
        return;
      case 'unsupported':
        return skips.add('picture', 'unsupported', path);
      default:
        return skips.add(kind, 'notAPhoto', path);
    }
  }

  /** A link to a folder may be broken, or lead to where it is not followed. */
  async function isFolder(path: string, entry: Dirent): Promise<boolean> {
    return entry.isSymbolicLink() ? ((await targetOf(path))?.isDirectory() ?? false) : entry.isDirectory();
  }

  async function isFollowed(path: string, entry: Dirent): Promise<boolean> {
    if (!entry.isSymbolicLink()) return true;
    const real = await realpath(path);
    if (isWithin(real, await realpath(root)) || !bounds.hold(real)) return false;
    leadsOut = true;
    return true;
  }
}

interface Entries {
  count: number;
  links: Set<string>;
  /** And videos, and what may be either. */
  photos: string[];
  /** By name in small letters. */
  sidecars: Map<string, string>;
  folders: string[];
  odd: string[];
}

/** Size and time of one file and its sidecar, or nothing when it is not there (any more), or lies out of bounds. */
export async function seenFile(root: string, path: string, bounds: PhotoBounds): Promise<SeenFile | undefined> {
  const sidecars = new Map<string, string>();
  const names = [basename(path), basename(path, extname(path))];
  // Accents are composed or not, as the system was that a file comes from.
  for (const name of new Set(names.flatMap((each) => [each, each.normalize('NFC'), each.normalize('NFD')]))) {
    for (const end of ['.xmp', '.XMP']) {
      if (await targetOf(join(dirname(path), name + end))) sidecars.set(foldName(`${name}.xmp`), name + end);
    }
  }
  return describeWith(root, path, sidecars, bounds);
}

/** @param bounds undefined where no link can lead out of them */
async function describeWith(
  root: string,
  path: string,
  sidecars: ReadonlyMap<string, string>,
  bounds: PhotoBounds | undefined,
): Promise<SeenFile | undefined> {
  const stats = await targetOf(path);
  if (!stats?.isFile()) return undefined;
  if (bounds && !bounds.hold(await realpath(path))) return undefined;
  if (namedKind(basename(path)) === 'unknown' && !(await holdsPhoto(path))) return undefined;
  const names = new Set(sidecarNames(basename(path)).flatMap((each) => sidecars.get(foldName(each)) ?? []));
  const versions = await Promise.all([...names].map((name) => versionOf(dirname(path), name)));
  return {
    path: relative(root, path),
    size: stats.size,
    modified: stats.mtimeMs,
    sidecar: versions.filter((version) => version !== null).join(BETWEEN_SIDECARS) || null,
  };
}

/** No file may have it in its name. */
const BETWEEN_SIDECARS = '/';

/** The sidecars of a photo by the version that a row has of them: IMG_1.jpg.xmp before IMG_1.xmp. */
export function sidecarsOf(photo: string, version: string): string[] {
  return version.split(BETWEEN_SIDECARS).map((each) => join(dirname(photo), each.replace(/:[^:]*:[^:]*$/, '')));
}

/** Where the name does not tell, the first bytes do. */
async function holdsPhoto(path: string): Promise<boolean> {
  try {
    const { handle } = await openPlainFile(path);
    try {
      const { buffer, bytesRead } = await handle.read(Buffer.alloc(HEAD_BYTES), 0, HEAD_BYTES, 0);
      return ['plain', 'heif', 'raw', 'bmp', 'video'].includes(kindOf(buffer.subarray(0, bytesRead), basename(path)));
    } finally {
      await handle.close();
    }
  } catch (error) {
    if (isUnreachable(error) || codeOf(error) === 'EINVAL') return false;
    throw error;
  }
}

/** What tells one version of a sidecar from another: one that may not be read is another one as soon as it may. */
async function versionOf(folder: string, name: string): Promise<string | null> {
  const stats = await targetOf(join(folder, name));
  // What is no plain file (a pipe, a device) is no sidecar.
  if (!stats?.isFile()) return null;
  return `${name}:${stats.size}:${(await isReachable(join(folder, name))) ? stats.mtimeMs : 'closed'}`;
}

/** A path with that mark leads nowhere, unless the mark stands in the name itself. */
async function isNameless(path: string): Promise<boolean> {
  try {
    await lstat(path);
    return false;
  } catch (error) {
    return codeOf(error) === 'ENOENT';
  }
}

async function targetOf(path: string) {
  try {
    return await stat(path);
  } catch (error) {
    if (isUnreachable(error)) return undefined;
    throw error;
  }
}

function isUnreachable(error: unknown): boolean {
  return isForbidden(error) || hasCode(error, ['ENOENT', 'ELOOP', 'ENOTDIR', 'ENAMETOOLONG']);
}

function isForbidden(error: unknown): boolean {
  return hasCode(error, ['EACCES', 'EPERM']);
}
