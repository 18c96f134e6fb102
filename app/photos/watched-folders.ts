// The life of every watched folder: scanned at the start and from time to time, watched or asked in between, away and back.

import { messageOf, troubleOf, type Trouble } from '../errors.ts';
import type { Log } from '../platform/log.ts';
import type { PhotoBounds } from '../platform/photo-bounds.ts';
import type { FolderRecord, Store } from '../store/index.ts';
import { exclusionOf } from './exclusion.ts';
import { numberOf } from './file-existence.ts';
import { isOnNetwork } from './network.ts';
import { reconcile } from './reconcile.ts';
import { watchFolder } from './watch.ts';

const WATCH_TIMES = {
  /** How often a stat tells whether there is something else where a folder was away. */
  lookMs: 3_000,
  /** How often one is scanned that is still away, and one whose scan could not be stored. */
  returnMs: 30_000,
  /** Where changes are not announced. */
  pollMs: 60_000,
  /** Where they are: systems drop announcements when there are too many. */
  doubtMs: 60 * 60_000,
  /** How often the clock is looked at, and the jump that says that the machine was asleep. */
  clockMs: 10_000,
  asleepMs: 60_000,
};

export type FolderState = 'ready' | 'scanning' | 'away';

export interface WatchedFoldersOptions {
  store: Store;
  /** The library's own folder, which is never looked into. */
  library: string;
  bounds: PhotoBounds;
  log: Log;
  /** Watch for changes, and scan again by itself. */
  watch: boolean;
  /** Something may be waiting. */
  onWaiting(): void;
  /** @param hasNews not all is as it was known */
  onScanned(hasNews: boolean): void;
  onGone(photos: number[]): void;
  onState(): void;
  times?: Partial<typeof WATCH_TIMES>;
}

interface Life {
  state: FolderState;
  /** Ends with the life, and the scan with it. */
  ending: AbortController;
  scanning?: Promise<void>;
  watcher?: { close(): void };
  timer?: NodeJS.Timeout;
}

export type WatchedFolders = ReturnType<typeof watchFolders>;

export function watchFolders({
  store,
  library,
  bounds,
  log,
  watch,
  onWaiting,
  onScanned,
  onGone,
  onState,
  times = {},
}: WatchedFoldersOptions) {
  const { lookMs, returnMs, pollMs, doubtMs, clockMs, asleepMs } = { ...WATCH_TIMES, ...times };
  const lives = new Map<number, Life>();
  /** Folders whose last scan the library could not take in. */
  const troubled = new Map<number, Trouble>();
  let isClosed = false;
  let clock = Date.now();
  const waking = watch ? setInterval(wake, clockMs).unref() : undefined;

  function lifeOf(id: number): Life {
    const life = lives.get(id) ?? { state: 'ready', ending: new AbortController() };
    lives.set(id, life);
    return life;
  }

  function scan(folder: FolderRecord): Promise<void> {
    const life = lifeOf(folder.id);
    if (folder.paused) return Promise.resolve();
    life.scanning ??= scanAndTell(folder, life);
    onState();
    return life.scanning;
  }

  async function scanAndTell(folder: FolderRecord, life: Life): Promise<void> {
    let hasNews = true;
    try {
      hasNews = await scanNow(folder, life);
    } finally {
      delete life.scanning;
      onState();
      onScanned(hasNews);
    }
  }

  /** The watch begins before the scan, so that nothing falls between the two. @returns whether not all is as it was known */
  async function scanNow(folder: FolderRecord, life: Life): Promise<boolean> {
    if (life.state !== 'away') life.state = 'scanning';
    clearTimeout(life.timer);
    const isExcluded = exclusionOf(folder.path, folder.excluded, library);
    const { signal } = life.ending;
    const place = await numberOf(folder.path);
    try {
      const isAsked = watch && (folder.polled ?? (await isOnNetwork(folder.path)));
      if (watch && !isAsked && life.state !== 'away') await listen(folder, life, isExcluded);
      const found = await reconcile({ store, folder, isExcluded, bounds, onProgress: onWaiting, onGone, signal });
      troubled.delete(folder.id);
      const isBack = life.state === 'away' && found.state === 'ready';
      life.state = found.state;
      if (found.state === 'away') deafen(life);
      else store.files.release(folder.id);
      if (isBack && watch && !isAsked) await listen(folder, life, isExcluded);
      const pauseMs = isAsked || found.leadsOut || !life.watcher ? pollMs : doubtMs;
      if (found.state === 'away') lookLater(folder, life, place, returnMs);
      else scanLater(folder.id, isBack ? 0 : pauseMs);
      return found.hasNews || isBack;
    } catch (error) {
      life.state = 'ready';
      if (signal.aborted) return true; // what it did not come to is seen by the next one
      const trouble = troubleOf(error);
      if (trouble) troubled.set(folder.id, trouble);
      log('error', 'scan.failed', { folder: folder.path, error, message: messageOf(error) });
      scanLater(folder.id, returnMs);
      return true;
    }
  }

  async function listen(folder: FolderRecord, life: Life, isExcluded: (path: string) => boolean): Promise<void> {
    if (life.watcher || life.ending.signal.aborted) return;
    const watcher = watchFolder({
      store,
      folder,
      library,
      isExcluded,
      bounds,
      signal: life.ending.signal,
      onWaiting,
      onGone,
      onDoubt: () => void scanLater(folder.id, 0),
      onDeaf(error) {
        log('warn', 'watch.deaf', { folder: folder.path, error });
        deafen(life);
        scanLater(folder.id, pollMs);
      },
      onError: (error) => log('error', 'watch.failed', { folder: folder.path, error }),
    });
    life.watcher = watcher;
    await watcher.ready;
  }

  function deafen(life: Life): void {
    life.watcher?.close();
    delete life.watcher;
  }

  function end(life: Life): void {
    life.ending.abort();
    clearTimeout(life.timer);
    deafen(life);
  }

  function scanLater(id: number, milliseconds: number): void {
    const life = lives.get(id);
    if (!watch || isClosed || !life) return;
    clearTimeout(life.timer);
    life.timer = setTimeout(() => {
      const folder = store.folders.get(id);
      if (!folder) return;
      void (life.scanning ?? Promise.resolve()).then(() => void (life.ending.signal.aborted || scan(folder)));
    }, milliseconds).unref();
  }

  /** A drive that is plugged in shows as another folder at this place, or as the first one. */
  function lookLater(folder: FolderRecord, life: Life, place: string | undefined, leftMs: number): void {
    if (!watch || isClosed || life.ending.signal.aborted) return;
    clearTimeout(life.timer);
    life.timer = setTimeout(() => void look(folder, life, place, leftMs), Math.min(lookMs, leftMs)).unref();
  }

  async function look(folder: FolderRecord, life: Life, place: string | undefined, leftMs: number): Promise<void> {
    const isSame = (await numberOf(folder.path)) === place;
    if (life.state !== 'away' || life.scanning) return; // it was scanned meanwhile
    if (isSame && leftMs > lookMs) lookLater(folder, life, place, leftMs - lookMs);
    else scanLater(folder.id, 0);
  }

  /** What happened during sleep is not known. */
  function wake(): void {
    const now = Date.now();
    const hasSlept = now - clock > asleepMs;
    clock = now;
    if (!hasSlept) return;
    log('info', 'machine.woke', {});
    scanAll();
    onWaiting();
  }

  function scanAll(): void {
    for (const folder of store.folders.all()) void scan(folder);
  }

  return {
    scan,
    scanAll,
    state: (id: number): FolderState => lives.get(id)?.state ?? 'ready',
    isScanning: (): boolean => [...lives.values()].some(({ scanning }) => scanning !== undefined),
    /** Folders whose photos cannot be read at the moment. */
    away: (): number[] => [...lives].flatMap(([id, { state }]) => (state === 'away' ? [id] : [])),
    trouble: (): Trouble | undefined => troubled.values().next().value,
    /** Scans again where the library was in trouble. */
    retry(): void {
      for (const folder of store.folders.all()) if (troubled.has(folder.id)) void scan(folder);
    },
    /** Leaves a folder alone: it was removed or paused, or is about to be watched in another way. */
    async leave(id: number): Promise<void> {
      const life = lives.get(id);
      if (!life) return;
      lives.delete(id);
      troubled.delete(id);
      end(life);
      await life.scanning;
    },
    async close(): Promise<void> {
      isClosed = true;
      clearInterval(waking);
      for (const life of lives.values()) end(life);
      await Promise.all([...lives.values()].map(({ scanning }) => scanning));
    },
  };
}
