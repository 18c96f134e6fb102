// Hears of every change in a tree of folders: chokidar, which holds one watch a folder and speaks alike on every system.

import { watch } from 'chokidar';

export interface TreeWatch {
  /** Resolves when changes in the whole tree are heard, or never will be. */
  ready: Promise<void>;
  close(): void;
}

/**
 * @param isSkipped paths that are not watched
 * @param onChange something at this path came, changed or went; a folder counts with all that is in it
 * @param onTrouble watching is not possible, or not any more: too many folders for this system, say
 */
export function watchTree(
  root: string,
  isSkipped: (path: string) => boolean,
  onChange: (path: string) => void,
  onTrouble: (error: unknown) => void,
): TreeWatch {
  const watcher = watch(root, {
    ignored: (path) => path !== root && isSkipped(path),
    ignoreInitial: true, // the caller scans everything once this is ready
    followSymlinks: false, // a loop of links has no end; what they lead to is found by looking
    ignorePermissionErrors: true,
    atomic: false, // the caller itself waits until a file is left alone
  });
  watcher.on('all', (_event, path) => onChange(path)).on('error', onTrouble);
  const ready = Promise.withResolvers<void>();
  watcher.once('ready', ready.resolve);
  return {
    ready: ready.promise,
    close() {
      void watcher.close();
      ready.resolve(); // a watcher closed early never becomes ready by itself, and a caller may wait for it
    },
  };
}
