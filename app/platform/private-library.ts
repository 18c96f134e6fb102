// Keeps a library to its owner: what is written from now on, and what an earlier version left readable for others.

import { chmodSync, lstatSync } from 'node:fs';
import { chmod, lstat, opendir } from 'node:fs/promises';
import { join } from 'node:path';
import { isMainThread } from 'node:worker_threads';
import { codeOf } from '../errors.ts';
import type { Log } from './log.ts';

const RIGHTS_OF_OTHERS = 0o077;
const FOLDER_RIGHTS = 0o700;
const FILE_RIGHTS = 0o600;

let usual: number | undefined;

/** From here on this process, and those that it starts, make files for its owner alone; a thread leaves it to its process. */
export function writeForOwnerAlone(): void {
  if (isMainThread) usual ??= process.umask(RIGHTS_OF_OTHERS);
}

/** For programs that are the user's own, such as a browser, whose files are no concern of ours. */
export function withUsualRights<Result>(start: () => Result): Result {
  if (usual === undefined) return start();
  process.umask(usual);
  try {
    return start();
  } finally {
    process.umask(RIGHTS_OF_OTHERS);
  }
}

/**
 * Closes the folder at once, which shuts everything in it; then each file, a quarter of a million of them without haste.
 * The database comes last: while it is open to others, something else may be.
 * @param signal ends it between two files: what is left is closed the next time
 */
export async function closeToOthers(library: string, log: Log, signal: AbortSignal): Promise<void> {
  if (process.platform === 'win32') return; // rights are inherited there, from a folder of the user's own
  const database = join(library, 'library.db');
  try {
    const isOpen = isOpenToOthers(library) || isOpenToOthers(database);
    if (!isOpen) return;
    chmodSync(library, FOLDER_RIGHTS);
    await closeBelow(library, database, signal);
    await chmod(database, FILE_RIGHTS);
  } catch (error) {
    if (signal.aborted) return;
    // The disk knows no rights, or the folder belongs to another user: the library can be used all the same.
    log('warn', 'library.open', { error });
  }
}

function isOpenToOthers(path: string): boolean {
  const stats = lstatSync(path, { throwIfNoEntry: false });
  return stats !== undefined && (stats.mode & RIGHTS_OF_OTHERS) !== 0;
}

async function closeBelow(folder: string, last: string, signal: AbortSignal): Promise<void> {
  for await (const entry of await opendir(folder)) {
    signal.throwIfAborted();
    const path = join(folder, entry.name);
    if (path === last || entry.isSymbolicLink()) continue;
    try {
      if (entry.isDirectory()) await closeBelow(path, last, signal);
      if (((await lstat(path)).mode & RIGHTS_OF_OTHERS) !== 0)
        await chmod(path, entry.isDirectory() ? FOLDER_RIGHTS : FILE_RIGHTS);
    } catch (error) {
      if (codeOf(error) !== 'ENOENT') throw error; // the engine removes what it does not need any more
    }
  }
}
