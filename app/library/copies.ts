// Copies of originals that are under way: how far they are, and the end of them when the user wants no more.

import { realpath } from 'node:fs/promises';
import type { PhotoFiles } from '../photos/photo-files.ts';
import type { Store } from '../store/index.ts';
import { type Copying, copyOriginals, type OnProgress } from './originals.ts';
import type { FindSidecars } from './sidecars-to-take.ts';

export type Copies = ReturnType<typeof openCopies>;

/**
 * @param library the library's own folder
 * @param changed told whenever a copy is further than before
 */
export function openCopies(library: string, changed: () => void) {
  /** How far each is, by what ends it. */
  const underWay = new Map<AbortController, { done: number; total: number }>();
  /** Each of them, from its very beginning. */
  const all = new Map<AbortController, Promise<unknown>>();

  function stop(): void {
    for (const leaving of all.keys()) leaving.abort();
  }

  return {
    /** See `copyOriginals`. */
    async copy(
      { store, files, sidecars }: { store: Store; files: PhotoFiles; sidecars: FindSidecars },
      { photos, withSidecars, target }: { photos: readonly number[]; withSidecars: boolean; target: string },
      onProgress?: OnProgress,
    ): Promise<Copying> {
      const leaving = new AbortController();
      const ended = Promise.withResolvers<void>();
      all.set(leaving, ended.promise);
      const told = async (done: number, total: number) => {
        underWay.set(leaving, { done, total });
        changed();
        await onProgress?.(done, total);
      };
      try {
        const ours = [await realpath(library), ...store.folders.all().map(({ path }) => path)];
        const finding = { findAll: files.findAll, findSidecars: withSidecars ? sidecars : undefined };
        return await copyOriginals(photos, target, { ...finding, ours, signal: leaving.signal, onProgress: told });
      } finally {
        underWay.delete(leaving);
        all.delete(leaving);
        ended.resolve();
        changed();
      }
    },
    /** Of all of them, in files; null: nothing is copied. */
    progress(): { done: number; total: number } | null {
      if (underWay.size === 0) return null;
      const sum = (what: 'done' | 'total') => [...underWay.values()].reduce((before, each) => before + each[what], 0);
      return { done: sum('done'), total: sum('total') };
    },
    /** What is copied whole stays. */
    stop,
    /** The same, and resolves when nothing is left of what was not whole. */
    async close(): Promise<void> {
      stop();
      await Promise.all(all.values());
    },
  };
}
