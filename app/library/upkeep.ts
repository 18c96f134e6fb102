// What a library needs from time to time: a backup a day, and an end to what was removed long ago.

import { messageOf, sentenceOf, type Trouble, troubleOf } from '../errors.ts';
import { dropRemovedFolders } from './forgetting.ts';
import type { Log } from '../platform/log.ts';
import type { Caches } from '../photos/caches.ts';
import { sentence } from '../sentences/sentence.ts';
import { listBackups, type Store } from '../store/index.ts';

const DAY_MS = 24 * 60 * 60_000;
const UPKEEP_TIMES = {
  /** After the start, which has more urgent things to do. */
  firstMs: 60_000,
  everyMs: 60 * 60_000,
};

export interface UpkeepOptions {
  store: Store;
  caches: Caches;
  library: string;
  log: Log;
  /** There is trouble now, or none any more. */
  onTrouble(): void;
  /** There is one more backup. */
  onBackUp(): void;
  times?: Partial<typeof UPKEEP_TIMES>;
}

export function startUpkeep({ store, caches, library, log, onTrouble, onBackUp, times = {} }: UpkeepOptions) {
  const { firstMs, everyMs } = { ...UPKEEP_TIMES, ...times };
  let isClosed = false;
  let trouble: Trouble | undefined;
  let looking: Promise<void> | undefined;
  const first = setTimeout(runUpkeep, firstMs).unref();
  const later = setInterval(runUpkeep, everyMs).unref();

  function runUpkeep(): void {
    looking ??= lookOnce().finally(() => (looking = undefined));
  }

  async function lookOnce(): Promise<void> {
    try {
      if (isBackupDue(library, Date.now())) await backUp();
      const purged = await dropRemovedFolders(store, caches, Date.now());
      if (purged > 0) log('info', 'upkeep.purged', { photos: purged });
    } catch (error) {
      if (!isClosed) log('error', 'upkeep.failed', { message: messageOf(error), error });
    }
  }

  /** A user who relies on backups has to know when there are none. */
  async function backUp(): Promise<void> {
    const before = trouble;
    try {
      await store.backUp('daily');
      trouble = undefined;
      if (!isClosed) onBackUp();
    } catch (error) {
      const reason = troubleOf(error);
      trouble = {
        message: sentence('backupFailed', { reason: reason?.message ?? sentenceOf(error) }),
        hint: reason?.hint ?? sentence('backupFailedHint'),
      };
      throw error;
    } finally {
      if (!isClosed && before !== trouble) onTrouble();
    }
  }

  return {
    trouble: (): Trouble | undefined => trouble,
    close() {
      isClosed = true;
      clearTimeout(first);
      clearInterval(later);
    },
  };
}

/** One that the user asked for is the day's as well; one that is dated ahead of now tells of the clock, not of the day. */
export function isBackupDue(library: string, now: number): boolean {
  return !listBackups(library).some(
    ({ reason, at }) => (reason === 'daily' || reason === 'asked') && Math.abs(now - Date.parse(at)) < DAY_MS,
  );
}
