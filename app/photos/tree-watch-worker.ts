// The thread that watches trees of folders: chokidar, which holds one watch a folder and speaks alike on every system.

import { parentPort } from 'node:worker_threads';
import { type FSWatcher, watch } from 'chokidar';
import { clearUpMemory } from '../platform/clear-up.ts';
import { lowerThreadPriority } from '../platform/lower-priority.ts';
import { exclusionOf, leftOutOf } from './exclusion.ts';
import { type News, Order } from './tree-watch.ts';

lowerThreadPriority(); // calls come first

const watchers = new Map<number, FSWatcher>();

parentPort?.on('message', (message) => {
  const { tree, watched } = Order.parse(message);
  void watchers.get(tree)?.close();
  watchers.delete(tree);
  if (!watched) return;
  const { root, excluded, library } = watched;
  const tell = (news: News) => parentPort?.postMessage(news);
  const watcher = watch(root, {
    ignored: leftOutOf(root, exclusionOf(root, excluded, library)),
    ignoreInitial: true, // the caller scans everything once this is ready
    followSymlinks: false, // a loop of links has no end; what they lead to is found by looking
    ignorePermissionErrors: true,
    atomic: false, // the caller itself waits until a file is left alone
  });
  watchers.set(tree, watcher);
  watcher.on('all', (_event, path) => tell({ tree, path }));
  watcher.on('error', (error) => tell({ tree, error: error instanceof Error ? error : new Error(String(error)) }));
  watcher.once('ready', () => {
    // A hundred thousand names leave forty megabytes behind, which would lie there while the caller scans.
    clearUpMemory();
    tell({ tree, isReady: true });
  });
});
