// How many pictures a folder holds, before it is added: counted in the background as a scan would find them, up to a bound.

import { setTimeout as pause } from 'node:timers/promises';
import type { PhotoBounds } from '../platform/photo-bounds.ts';
import { exclusionOf } from './exclusion.ts';
import { walk } from './walk.ts';

const MOST_COUNTED = 100_000;
const LONGEST_COUNT_MS = 20_000;
/** Counting answers after this long at the latest, with what was counted so far. */
const REPLY_AFTER_MS = 300;
/** A page that goes from folder to folder leaves counts behind: the oldest ends. */
const MOST_COUNTS = 2;

export interface PictureCount {
  pictures: number;
  /** False: ask again, it goes on. */
  isDone: boolean;
  /** False: there are more; counting ended at its bound, or something could not be looked into. */
  isAll: boolean;
}

interface Count extends PictureCount {
  life: AbortController;
  work: Promise<void>;
}

export type Counting = ReturnType<typeof openCounting>;

/** @param library the library's own folder, which is never looked into */
export function openCounting(library: string, bounds: PhotoBounds) {
  /** By the path of the folder, the oldest first. */
  const counts = new Map<string, Count>();

  function begin(folder: string): Count {
    for (const [path, oldest] of counts) {
      if (counts.size < MOST_COUNTS) break;
      oldest.life.abort();
      counts.delete(path);
    }
    const life = new AbortController();
    const count: Count = { pictures: 0, isDone: false, isAll: false, life, work: Promise.resolve() };
    counts.set(folder, count);
    count.work = run(folder, count).then(
      (isAll) => void (count.isAll = isAll),
      () => undefined, // it went away meanwhile, or takes too long: what was found so far is there to see
    );
    count.work = count.work.then(() => void (count.isDone = true));
    return count;
  }

  /** @returns whether all were counted */
  async function run(folder: string, count: Count): Promise<boolean> {
    const signal = AbortSignal.any([count.life.signal, AbortSignal.timeout(LONGEST_COUNT_MS)]);
    const { found } = walk(folder, folder, exclusionOf(folder, [], library), bounds, signal);
    for await (const { kind } of found) {
      if (kind === 'file') count.pictures++;
      if (count.pictures >= MOST_COUNTED) return false;
    }
    return true;
  }

  return {
    /** @param folder its real path, which may be looked into */
    async count(folder: string): Promise<PictureCount> {
      const count = counts.get(folder) ?? begin(folder);
      await Promise.race([count.work, pause(REPLY_AFTER_MS)]);
      // The result is not kept, as photos come and go: the next call counts anew.
      if (count.isDone && counts.get(folder) === count) counts.delete(folder);
      return { pictures: count.pictures, isDone: count.isDone, isAll: count.isAll };
    },
    /** Ends what is being counted. */
    async close(): Promise<void> {
      const all = [...counts.values()];
      for (const { life } of all) life.abort();
      await Promise.all(all.map(({ work }) => work));
    },
  };
}
