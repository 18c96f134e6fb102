// What a picker on a web page shows: one folder after another. A page names a folder by a handle, which stands for a path
// that was listed to it before: it can ask for no other.

import { randomUUID } from 'node:crypto';
import { readdir, realpath } from 'node:fs/promises';
import { homedir } from 'node:os';
import { basename, dirname, join } from 'node:path';
import { ensure } from '../ensure.ts';
import { AppError } from '../errors.ts';
import { drives } from '../platform/drives.ts';
import { isWithin } from '../platform/photo-bounds.ts';
import { sentence } from '../sentences/sentence.ts';
import { checkFolder } from './folders.ts';
import { isSkippedFolder } from './names.ts';

const MOST_FOLDERS_LISTED = 500;
const ALL_DRIVES = Symbol('all drives');
/** Those of some hundred listings: the oldest are forgotten. */
const MOST_HANDLES = 20_000;

export interface FolderListing {
  folder: string;
  /** null: the list of all drives, which is no folder. */
  path: string | null;
  name: string;
  /** null: nothing above it may be listed. */
  above: string | null;
  /** In the order of their names. */
  inside: { folder: string; name: string }[];
  /** How many there are beside those listed. */
  left: number;
}

export type FolderPicker = ReturnType<typeof openFolderPicker>;

/**
 * @param library the library's own folder, which is never listed
 * @param root the folder that all photos have to lie in; undefined: any folder may be listed
 * @param findDrives what stands above the top of each drive, on Windows; asked anew each time, as drives are plugged in
 */
export function openFolderPicker(library: string, root: string | undefined, findDrives = drives) {
  /** The oldest first. `ALL_DRIVES`: their list. */
  const paths = new Map<string, string | typeof ALL_DRIVES>();
  const byName = new Intl.Collator(undefined, { numeric: true });

  function handleOf(path: string | typeof ALL_DRIVES): string {
    const handle = randomUUID();
    paths.set(handle, path);
    for (const oldest of paths.keys()) {
      if (paths.size <= MOST_HANDLES) break;
      paths.delete(oldest);
    }
    return handle;
  }

  function listDrives(handle: string): FolderListing {
    const inside = findDrives().map((drive) => ({ folder: handleOf(drive), name: drive }));
    return { folder: handle, path: null, name: '', above: null, inside, left: 0 };
  }

  function aboveOf(path: string): string | null {
    if (path === root) return null;
    if (dirname(path) !== path) return handleOf(dirname(path));
    return root === undefined && findDrives().length > 0 ? handleOf(ALL_DRIVES) : null;
  }

  return {
    /**
     * @param handle null: where to begin, which is the root or the user's home
     * @throws AppError `notFound` for a handle of an earlier start, `folder` where the folder cannot be used, in words
     */
    async list(handle: string | null): Promise<FolderListing> {
      const top = root ?? homedir();
      const path = handle === null ? top : paths.get(handle);
      if (path === ALL_DRIVES) return listDrives(ensure(handle, 'The handle of the drives'));
      if (path === undefined) throw new AppError('notFound', sentence('pickerStale'));
      // Asked anew each time: a link may have taken the place of what was listed.
      const real = await checkFolder(path, library, root);
      const own = await realpath(library);
      const names = (await readdir(real, { withFileTypes: true }))
        .filter((entry) => entry.isDirectory() && !isSkippedFolder(entry.name))
        .map(({ name }) => name)
        .filter((name) => !isWithin(join(real, name), own))
        .sort(byName.compare);
      const listed = names.slice(0, MOST_FOLDERS_LISTED);
      return {
        folder: handle ?? handleOf(path),
        path,
        name: basename(path) || path,
        above: aboveOf(path),
        inside: listed.map((name) => ({ folder: handleOf(join(path, name)), name })),
        left: names.length - listed.length,
      };
    },
  };
}
