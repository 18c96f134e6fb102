// Live changes in the watched folders: chokidar says what came, changed or went; reconcile knows what to do with it.

import { basename, relative } from 'node:path';
import { type FSWatcher, watch } from 'chokidar';
import type { Log } from '../log.ts';
import type { FolderRecord, Store } from '../store/index.ts';
import { noteGone, noteSeen } from './reconcile.ts';
import { describe, isPicture, isSkippedFolder } from './walk.ts';

/** A file still being copied grows; it is looked at when it has kept its size for this long. */
const STILL_MS = 1500;

export function watchFolder(
  store: Store,
  folder: FolderRecord,
  isExcluded: (path: string) => boolean,
  onWaiting: () => void,
  onGone: (photo: number) => void,
  log: Log,
): { close(): Promise<void> } {
  const watcher: FSWatcher = watch(folder.path, {
    ignoreInitial: true,
    awaitWriteFinish: { stabilityThreshold: STILL_MS, pollInterval: 200 },
    ignored: (path, stats) =>
      path !== folder.path &&
      (isExcluded(path) || (stats?.isFile() ? !isPicture(basename(path)) : isSkippedFolder(basename(path)))),
  });
  const came = async (path: string) => {
    const file = await describe(folder.path, path);
    if (file && noteSeen(store, folder.id, file)) onWaiting();
  };
  const went = (path: string) => {
    const file = store.files.find(folder.id, relative(folder.path, path));
    const photo = file && file.state !== 'missing' ? noteGone(store, file) : null;
    if (photo !== null) onGone(photo);
  };
  const guarded = (work: (path: string) => void | Promise<void>) => (path: string) => {
    Promise.resolve()
      .then(() => work(path))
      .catch((error: unknown) => log('error', 'watch.failed', { path, error }));
  };
  watcher.on('add', guarded(came)).on('change', guarded(came)).on('unlink', guarded(went));
  watcher.on('error', (error) => log('warn', 'watch.error', { folder: folder.path, error }));
  return watcher;
}
