// The work that goes on by itself: scanning folders, reading photos, grouping faces, and saying how far it is.

import type { EventName, EventPayload, Status } from './contract.ts';
import { isWithin } from './photos/folders.ts';
import { messageOf } from './errors.ts';
import type { Log } from './log.ts';
import type { People } from './people/index.ts';
import type { Caches } from './photos/caches.ts';
import { startQueue } from './photos/queue.ts';
import { reconcile } from './photos/reconcile.ts';
import { watchFolder } from './photos/watch.ts';
import type { FolderRecord, Store } from './store/index.ts';
import type { Vision } from './vision/protocol.ts';

const ANNOUNCE_MS = 1000;
/** A folder that was away is looked for again this often. */
const RETURN_MS = 30_000;

type FolderState = Status['folders'][number]['state'];
export type Announce = <N extends EventName>(name: N, payload: EventPayload<N>) => void;

export interface ActivityOptions {
  store: Store;
  vision: Vision;
  caches: Caches;
  people: People;
  announce: Announce;
  log: Log;
  /** The library's own folder, which is never scanned. */
  library: string;
  watch: boolean;
}

export type Activity = ReturnType<typeof startActivity>;

export function startActivity({ store, vision, caches, people, announce, log, library, watch }: ActivityOptions) {
  const states = new Map<number, FolderState>();
  const watchers = new Map<number, { close(): Promise<void> }>();
  const scans = new Map<number, Promise<void>>();
  const idlers: (() => void)[] = [];
  const isExcluded = (path: string) => isWithin(path, library);
  const started = performance.now();
  let groupMilliseconds = 0;
  let grouping: Promise<void> | undefined;
  let mustGroup = false;
  let mustSettle = false;
  let isClosed = false;
  const changes = { people: false, photos: false };
  let announcing: NodeJS.Timeout | undefined;
  let announcedAt = -Infinity;
  let returning: NodeJS.Timeout | undefined;

  const queue = startQueue({
    store,
    vision,
    caches,
    log,
    onPhoto(photos) {
      photos.forEach(people.reloadPhoto);
      mustGroup ||= photos.length > 0;
      changed('photos');
    },
    onDrained() {
      mustSettle = true;
      tick();
    },
  });

  /** Tells the windows, and groups what came: at most once a second. */
  function tick(): void {
    const pause = Math.max(0, announcedAt + ANNOUNCE_MS - performance.now());
    announcing ??= setTimeout(() => {
      announcing = undefined;
      announcedAt = performance.now();
      if (isClosed) return;
      group();
      if (changes.people) announce('peopleChanged', {});
      if (changes.photos) announce('photosChanged', {});
      changes.people = changes.photos = false;
      announce('status', status());
      const isWorking = queue.isBusy() || grouping || scans.size > 0;
      if (isWorking) tick();
      else idlers.splice(0).forEach((done) => done());
    }, pause);
  }

  function changed(what: 'people' | 'photos'): void {
    changes[what] = true;
    tick();
  }

  function group(): void {
    if (grouping || !(mustGroup || mustSettle)) return;
    const settles = mustSettle && !queue.isBusy() && scans.size === 0;
    if (!mustGroup && !settles) return;
    mustGroup = false;
    if (settles) mustSettle = false;
    const began = performance.now();
    grouping = (settles ? people.settle() : people.place())
      .then((moved) => void (moved > 0 && changed('people')))
      .catch((error: unknown) => log('error', 'grouping.failed', { error }))
      .finally(() => {
        groupMilliseconds += performance.now() - began;
        grouping = undefined;
        tick();
      });
  }

  function scan(folder: FolderRecord): Promise<void> {
    const running = scans.get(folder.id);
    if (running) return running;
    states.set(folder.id, 'scanning');
    const scanning = scanNow(folder).finally(() => {
      scans.delete(folder.id);
      tick();
    });
    scans.set(folder.id, scanning);
    tick();
    return scanning;
  }

  async function scanNow(folder: FolderRecord): Promise<void> {
    const onWaiting = () => {
      queue.kick();
      changed('photos');
    };
    try {
      const state = await reconcile(store, folder, isExcluded, onWaiting, photoGone);
      states.set(folder.id, state);
      if (state === 'away') return lookForReturn();
      if (watch && !watchers.has(folder.id) && !isClosed) {
        watchers.set(folder.id, watchFolder(store, folder, isExcluded, onWaiting, photoGone, log));
      }
    } catch (error) {
      states.set(folder.id, 'away');
      log('error', 'scan.failed', { folder: folder.path, error, message: messageOf(error) });
    } finally {
      queue.kick();
    }
  }

  function photoGone(photo: number): void {
    people.reloadPhoto(photo);
    changed('photos');
    changed('people');
  }

  function lookForReturn(): void {
    if (!watch || isClosed) return;
    clearTimeout(returning);
    returning = setTimeout(() => {
      for (const folder of store.files.folders()) if (states.get(folder.id) === 'away') void scan(folder);
    }, RETURN_MS);
    returning.unref();
  }

  function folderState(id: number): FolderState {
    return states.get(id) ?? 'ready';
  }

  function status(): Status {
    const { waiting, done, failed } = store.files.counts();
    const photosPerSecond = queue.isBusy() ? queue.speed() : null;
    return {
      activity: currentActivity(),
      photos: { total: waiting + done + failed, done, waiting, failed },
      faces: store.photos.faceCount(),
      people: people.count(),
      questions: people.questionCount(),
      photosPerSecond,
      secondsLeft: photosPerSecond ? Math.ceil(waiting / photosPerSecond) : null,
      folders: store.files.folders().map((folder) => ({ ...folder, state: folderState(folder.id) })),
      problem: queue.problem() ?? awayProblem(),
    };
  }

  function currentActivity(): Status['activity'] {
    if (queue.isPaused()) return 'paused';
    if (queue.isBusy()) return 'reading';
    if (scans.size > 0) return 'scanning';
    return grouping ? 'grouping' : 'idle';
  }

  function awayProblem(): Status['problem'] {
    const away = store.files.folders().find((folder) => states.get(folder.id) === 'away');
    if (!away) return null;
    return {
      message: `The folder ${away.path} cannot be reached.`,
      hint: 'Plug its drive in or reconnect it. Its people and names are safe and come back with it.',
    };
  }

  return {
    status,
    folderState,
    scan,
    scanAll: () => store.files.folders().forEach((folder) => void scan(folder)),
    kick: () => queue.kick(),
    changed,
    pause() {
      queue.pause();
      tick();
    },
    resume() {
      queue.resume();
      tick();
    },
    async forget(folder: number): Promise<void> {
      const watcher = watchers.get(folder);
      watchers.delete(folder);
      states.delete(folder);
      await watcher?.close();
    },
    /** Resolves when nothing is being scanned, read or grouped. */
    whenIdle(): Promise<void> {
      return new Promise((resolve) => {
        idlers.push(resolve);
        tick();
      });
    },
    /** Where the time went, in milliseconds, since the library was opened. */
    stages: () => ({ ...queue.stages(), group: groupMilliseconds, total: performance.now() - started }),
    async close(): Promise<void> {
      isClosed = true;
      queue.close();
      clearTimeout(announcing);
      clearTimeout(returning);
      await Promise.all([...watchers.values()].map((watcher) => watcher.close()));
      await grouping;
    },
  };
}
