// Hears of every change in trees of folders, from a thread: before it hears, it reads every name in them, in large libraries for seconds.

import { extname } from 'node:path';
import { Worker } from 'node:worker_threads';
import { z } from 'zod';

export interface TreeWatch {
  /** Resolves when changes in the whole tree are heard, or never will be. */
  ready: Promise<void>;
  close(): void;
}

const WatchedTree = z.object({
  root: z.string(),
  /** Patterns of what is left out, as `exclusionOf` takes them. */
  excluded: z.array(z.string()).readonly(),
  /** The library's own folder. */
  library: z.string(),
});
type WatchedTree = z.output<typeof WatchedTree>;

interface Listener {
  onChange(path: string): void;
  onTrouble(error: unknown): void;
  onReady(): void;
}

/** Without a tree to watch, it is not watched any more. */
export const Order = z.object({ tree: z.number(), watched: WatchedTree.optional() });
type Order = z.output<typeof Order>;

const News = z.union([
  z.object({ tree: z.number(), path: z.string() }),
  z.object({ tree: z.number(), error: z.instanceof(Error) }),
  z.object({ tree: z.number(), isReady: z.literal(true) }),
]);
export type News = z.output<typeof News>;

/** One thread for all: each takes some ten megabytes. */
let thread: Worker | undefined;
const listeners = new Map<number, Listener>();
let trees = 0;

/**
 * @param onChange something at this path came, changed or went; a folder counts with all that is in it
 * @param onTrouble watching is not possible, or not any more: too many folders for this system, say
 */
export function watchTree(
  watched: WatchedTree,
  onChange: (path: string) => void,
  onTrouble: (error: unknown) => void,
): TreeWatch {
  const tree = ++trees;
  const ready = Promise.withResolvers<void>();
  listeners.set(tree, { onChange, onTrouble, onReady: ready.resolve });
  thread ??= start();
  thread.postMessage({ tree, watched } satisfies Order);
  return {
    ready: ready.promise,
    close() {
      ready.resolve(); // a caller may wait for it
      if (!listeners.delete(tree)) return;
      if (listeners.size > 0) return thread?.postMessage({ tree } satisfies Order);
      void thread?.terminate();
      thread = undefined;
    },
  };
}

function start(): Worker {
  const started = new Worker(new URL(`./tree-watch-worker${extname(import.meta.url)}`, import.meta.url));
  started.unref();
  started.on('message', (message) => {
    const news = News.parse(message);
    const listener = listeners.get(news.tree);
    if ('path' in news) listener?.onChange(news.path);
    else if ('error' in news) listener?.onTrouble(news.error);
    else listener?.onReady();
  });
  started.on('error', (error) => {
    if (thread !== started) return;
    thread = undefined;
    const deaf = [...listeners.values()];
    listeners.clear();
    for (const { onTrouble, onReady } of deaf) {
      onTrouble(error);
      onReady();
    }
  });
  return started;
}
