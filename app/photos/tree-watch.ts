// Hears of every change in a tree of folders, with one watch a folder: a hundred thousand files cost no more than one.

import { type FSWatcher, type Stats, watch } from 'node:fs';
import { lstat, opendir } from 'node:fs/promises';
import { join, sep } from 'node:path';
import { codeOf } from '../errors.ts';

/** Windows and macOS announce whole trees by themselves. */
const IS_RECURSIVE = process.platform === 'win32' || process.platform === 'darwin';

export interface TreeWatch {
  /** Resolves when changes in the whole tree are heard. */
  ready: Promise<void>;
  close(): void;
}

/**
 * @param isSkipped folders that are not watched
 * @param onChange something at this path came, changed or went; a folder counts with all that is in it
 * @param onTrouble watching is not possible, or not any more: too many folders for this system, say
 */
export function watchTree(
  root: string,
  isSkipped: (folder: string) => boolean,
  onChange: (path: string) => void,
  onTrouble: (error: unknown) => void,
): TreeWatch {
  const watched = new Map<string, { watcher: FSWatcher; number: string }>();
  let isClosed = false;

  function hear(folder: string, number: string, isRecursive: boolean): void {
    const watcher = watch(folder, { recursive: isRecursive }, (_event, name) => {
      const path = name === null ? folder : join(folder, name);
      onChange(path);
      if (!isRecursive && name !== null) void follow(path).catch(onTrouble);
    });
    watcher.on('error', (error) => {
      drop(folder);
      if (!isGone(error)) onTrouble(error);
    });
    watched.set(folder, { watcher, number });
  }

  /** A folder may have come, gone, or be another one than before under the same name. */
  async function follow(path: string): Promise<void> {
    const stats = await lstat(path).catch(() => undefined); // gone, or soon asked about by whoever hears of the change
    const known = watched.get(path);
    const isSame = known !== undefined && stats !== undefined && known.number === numberOf(stats);
    if (known && !isSame) drop(path);
    if (!isSame && stats?.isDirectory() && !isClosed && !isSkipped(path)) {
      await add(path, stats);
      onChange(path); // what came before the watch did
    }
  }

  async function add(folder: string, stats: Stats): Promise<void> {
    if (isClosed || watched.has(folder)) return;
    try {
      hear(folder, numberOf(stats), false);
      for await (const entry of await opendir(folder)) {
        if (!entry.isDirectory()) continue;
        const path = join(folder, entry.name);
        const below = isSkipped(path) ? undefined : await lstat(path).catch(() => undefined); // it went meanwhile
        if (below?.isDirectory()) await add(path, below);
      }
    } catch (error) {
      if (folder === root || !isGone(error)) throw error;
    }
  }

  function drop(folder: string): void {
    for (const [path, { watcher }] of watched) {
      if (path !== folder && !path.startsWith(folder + sep)) continue;
      watched.delete(path);
      watcher.close();
    }
  }

  async function start(): Promise<void> {
    const stats = await lstat(root);
    if (IS_RECURSIVE) hear(root, numberOf(stats), true);
    else await add(root, stats);
  }

  return {
    ready: start().catch(onTrouble),
    close() {
      isClosed = true;
      drop(root);
    },
  };
}

function numberOf({ dev, ino }: Stats): string {
  return `${dev}/${ino}`;
}

function isGone(error: unknown): boolean {
  return ['ENOENT', 'ENOTDIR', 'EACCES', 'EPERM'].includes(codeOf(error) ?? '');
}
