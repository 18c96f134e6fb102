// Writes the .xmp file beside a photo, whole or not at all. Nothing else in a folder of photos is ever written by Kindred.

import { createHash } from 'node:crypto';
import { constants, type Stats } from 'node:fs';
import { type FileHandle, lstat, open, rename, rm } from 'node:fs/promises';
import { basename, dirname, join } from 'node:path';
import { AppError, codeOf } from '../errors.ts';
import { OutOfBoundsError, type PhotoBounds, realPathOf } from '../platform/photo-bounds.ts';
import { contentOf, descriptorPath, isSameFile, openPlainFile } from '../platform/plain-file.ts';
import { sentence } from '../sentences/sentence.ts';

/** Finding its elements takes the engine's thread a tenth of a second a megabyte; ordinary ones have some kilobytes. */
export const MOST_CHANGED_SIDECAR_BYTES = 1024 * 1024;

/** Another program wrote it at the same time: it is read anew, and tried again. */
export class ChangedMeanwhileError extends Error {
  override readonly name = 'ChangedMeanwhileError';
}

export interface WritableSidecar {
  /** What is there; null: nothing. */
  before: Uint8Array | null;
  /**
   * Puts other bytes in its place, or takes it away (null), unless it is another file by now than the one that was read.
   * @throws ChangedMeanwhileError, or the system's error: then all is as it was
   */
  write(bytes: Uint8Array | null): Promise<void>;
}

/** Who may do the same with the photo may do it with its sidecar; nothing of it can be run. */
const RIGHTS_TAKEN_OVER = 0o666;

/**
 * Opens the sidecar IMG.jpg.xmp of a photo IMG.jpg to be written. On Linux the folder stays open meanwhile, so that nothing
 * can take its place.
 * @param photo its path
 * @param rights of the photo, as the system has them (its mode)
 * @throws AppError `photo` in words where something else lies there, or it is too large
 */
export async function withSidecar<Result>(
  { photo, rights, bounds }: { photo: string; rights: number; bounds: PhotoBounds },
  work: (sidecar: WritableSidecar) => Promise<Result>,
): Promise<Result> {
  const path = dirname(photo);
  // Windows opens no folders.
  const folder =
    process.platform === 'win32' ? undefined : await open(path, constants.O_RDONLY | constants.O_DIRECTORY);
  try {
    if (folder && !bounds.hold(await realPathOf({ handle: folder }, path))) {
      throw new OutOfBoundsError(`${path} leads out of bounds.`);
    }
    const place = (folder && descriptorPath({ handle: folder })) ?? path;
    const { name, stats } = await find(place, basename(photo));
    const before = stats === undefined ? null : await read(join(place, name));
    return await work({
      before: before && before.bytes,
      async write(bytes) {
        const isStillSo = async () => {
          const now = await statsOf(join(place, name));
          if (!now || !before) return !now && !before;
          return isSameFile({ dev: now.dev, ino: now.ino, size: now.size, modified: now.mtimeMs }, before.identity);
        };
        await replace({ place, name, bytes, mode: (stats?.mode ?? rights) & RIGHTS_TAKEN_OVER, isStillSo });
        // Where a folder cannot be flushed, the system does it in its own time.
        await folder?.sync().catch(() => undefined);
      },
    });
  } finally {
    await folder?.close();
  }
}

/** The name that is there already, or the one that it will have. */
async function find(place: string, photo: string): Promise<{ name: string; stats: Stats | undefined }> {
  for (const name of [`${photo}.xmp`, `${photo}.XMP`]) {
    const stats = await statsOf(join(place, name));
    if (!stats) continue;
    if (!stats.isFile()) throw new AppError('photo', sentence('sidecarOdd'));
    if (stats.size > MOST_CHANGED_SIDECAR_BYTES) throw new AppError('photo', sentence('sidecarTooLargeToChange'));
    return { name, stats };
  }
  return { name: `${photo}.xmp`, stats: undefined };
}

async function read(path: string) {
  const file = await openPlainFile(path);
  try {
    return { bytes: await contentOf(file), identity: file.identity };
  } finally {
    await file.handle.close();
  }
}

interface Replacement {
  place: string;
  name: string;
  bytes: Uint8Array | null;
  mode: number;
  isStillSo(): Promise<boolean>;
}

async function replace({ place, name, bytes, mode, isStillSo }: Replacement): Promise<void> {
  const changed = () => new ChangedMeanwhileError(`${name} was changed by another program.`);
  if (bytes === null) {
    if (!(await isStillSo())) throw changed();
    return rm(join(place, name), { force: true });
  }
  // The same at every try, so that what a crash left is found again; hidden, and without an extension, so that no program takes it
  // for a photo.
  const draft = join(place, `.kindred-${createHash('sha256').update(name).digest('hex').slice(0, 16)}`);
  const file = await create(draft);
  try {
    try {
      await file.writeFile(bytes);
      await file.chmod(mode).catch(forgiveRights); // a memory card knows no rights
      await file.sync();
    } finally {
      await file.close();
    }
    if (!(await isStillSo())) throw changed();
    await rename(draft, join(place, name));
  } catch (error) {
    await rm(draft, { force: true });
    throw error;
  }
}

async function create(draft: string): Promise<FileHandle> {
  try {
    return await open(draft, 'wx', 0o600);
  } catch (error) {
    if (codeOf(error) !== 'EEXIST') throw error;
    await rm(draft, { force: true });
    return open(draft, 'wx', 0o600);
  }
}

function forgiveRights(error: unknown): void {
  if (!['EPERM', 'ENOTSUP', 'ENOSYS', 'EACCES'].includes(codeOf(error) ?? '')) throw error;
}

async function statsOf(path: string): Promise<Stats | undefined> {
  try {
    return await lstat(path);
  } catch (error) {
    if (codeOf(error) === 'ENOENT') return undefined;
    throw error;
  }
}
