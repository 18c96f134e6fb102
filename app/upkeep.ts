// What a library needs from time to time: a backup a day, and an end to what was removed long ago.

import { messageOf } from './errors.ts';
import { dropRemovedFolders } from './forgetting.ts';
import type { Log } from './log.ts';
import type { Caches } from './photos/caches.ts';
import { listBackups, type Store } from './store/index.ts';

const DAY_MS = 24 * 60 * 60_000;
const LOOK_MS = 60 * 60_000;
/** After the start, which has more urgent things to do. */
const FIRST_LOOK_MS = 60_000;

export function startUpkeep(store: Store, caches: Caches, library: string, log: Log): { close(): void } {
  let isClosed = false;
  const first = setTimeout(() => void look(), FIRST_LOOK_MS).unref();
  const later = setInterval(() => void look(), LOOK_MS).unref();

  async function look(): Promise<void> {
    try {
      if (isBackupDue(library, Date.now())) await store.backUp('daily');
      const purged = await dropRemovedFolders(store, caches, Date.now());
      if (purged > 0) log('info', 'upkeep.purged', { photos: purged });
    } catch (error) {
      if (!isClosed) log('error', 'upkeep.failed', { message: messageOf(error), error });
    }
  }

  return {
    close() {
      isClosed = true;
      clearTimeout(first);
      clearInterval(later);
    },
  };
}

export function isBackupDue(library: string, now: number): boolean {
  const last = listBackups(library).find(({ reason }) => reason === 'daily');
  return !last || now - Date.parse(last.at) >= DAY_MS;
}
