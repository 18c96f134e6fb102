// The work that goes on by itself: scanning folders, reading photos, grouping faces, and saying how far it is.

import type { EventName, EventPayload, Status } from '../contract.ts';
import type { Log } from '../platform/log.ts';
import type { People } from '../people/index.ts';
import type { PhotoBounds } from '../platform/photo-bounds.ts';
import type { Caches } from '../photos/caches.ts';
import type { FindPhotoFile } from '../photos/photo-files.ts';
import type { MetadataReader } from '../photos/exiftool.ts';
import { startQueue } from '../photos/queue.ts';
import { startRereading } from '../photos/rereading.ts';
import { watchFolders } from '../photos/watched-folders.ts';
import type { Pausing } from './pausing.ts';
import { startVideoPeople } from './video-people.ts';
import { timeLeftTeller } from './time-left.ts';
import { sentence } from '../sentences/sentence.ts';
import type { Store } from '../store/index.ts';
import type { PhotoAnalyser, Vision } from '../vision/protocol.ts';

const ANNOUNCE_MS = 1000;

export type Announce = <N extends EventName>(name: N, payload: EventPayload<N>) => void;

export interface ActivityOptions {
  store: Store;
  vision: Vision;
  /** Other machines that analyse photos as well. */
  elsewhere?: PhotoAnalyser | undefined;
  metadata: MetadataReader;
  caches: Caches;
  findFile: FindPhotoFile;
  people: People;
  pausing: Pausing;
  announce: Announce;
  log: Log;
  /** The library's own folder, which is never scanned. */
  library: string;
  bounds: PhotoBounds;
  watch: boolean;
  /** Other machines that analyse photos, as far as they have said so. */
  workers(): Status['workers'];
  /** Originals that are copied to a folder. */
  copying(): Status['copying'];
  /** What else is the matter, that has to do with no photo. */
  otherTrouble(): Status['problem'] | undefined;
}

export type Activity = ReturnType<typeof startActivity>;

export function startActivity({
  store,
  vision,
  elsewhere,
  metadata,
  caches,
  findFile,
  people,
  pausing,
  announce,
  log,
  library,
  bounds,
  watch,
  workers,
  copying,
  otherTrouble,
}: ActivityOptions) {
  const idlers: (() => void)[] = [];
  const started = performance.now();
  let groupMilliseconds = 0;
  let grouping: Promise<void> | undefined;
  let mustGroup = false;
  let mustSettle = false;
  let settledAt = -Infinity;
  let isClosed = false;
  const changes = { people: false, photos: false };
  const tellTimeLeft = timeLeftTeller();
  let announcing: NodeJS.Timeout | undefined;
  let announcedAt = -Infinity;

  const folders = watchFolders({
    store,
    library,
    bounds,
    log,
    watch,
    onWaiting() {
      queue.wake();
      changed('photos');
    },
    onGone(photos) {
      photos.forEach(people.reloadPhoto);
      changed('photos');
      changed('people');
    },
    onState: tick,
  });

  const queue = startQueue({
    store,
    vision,
    elsewhere,
    metadata,
    caches,
    bounds,
    log,
    isPaused: () => pausing.reason() !== null,
    away: folders.away,
    onPhoto(photos) {
      photos.forEach(people.reloadPhoto);
      mustGroup ||= photos.length > 0;
      changed('photos');
    },
    onDrained() {
      mustSettle = true;
      settleAtOnce();
      tick();
      rereading.wake();
    },
  });

  const rereading = startRereading({
    store,
    metadata,
    bounds,
    log,
    waits: () => pausing.reason() !== null || queue.isBusy(),
    away: folders.away,
    onPhoto(photo) {
      people.reloadPhoto(photo);
      changed('photos');
    },
    onWaiting: () => queue.wake(),
  });

  const videos = startVideoPeople({
    store,
    vision,
    caches,
    findFile,
    log,
    waits: () => queue.isBusy() || rereading.isBusy() || folders.isScanning() || isGrouping(),
    isPaused: () => pausing.reason() !== null,
    onDecoder: tick,
    onVideo(photo) {
      people.reloadPhoto(photo);
      mustGroup = true;
      changed('photos');
    },
    onDrained() {
      mustSettle = true;
      settleAtOnce();
      tick();
    },
  });

  /** Tells the windows, and groups what came: at most once a second. */
  function tick(): void {
    if (isClosed) return;
    const pause = Math.max(0, announcedAt + ANNOUNCE_MS - performance.now());
    announcing ??= setTimeout(() => {
      announcing = undefined;
      announcedAt = performance.now();
      try {
        report();
      } catch (error) {
        log('error', 'activity.failed', { error }); // the library's trouble is shown as soon as it can be read
      }
      if (isWorking()) tick();
      else tellIdlers();
    }, pause);
  }

  function isWorking(): boolean {
    const isReading = queue.isBusy() || rereading.isBusy() || videos.isBusy();
    return isGrouping() || isReading || people.isBusy() || folders.isScanning();
  }

  /** Or about to. */
  function isGrouping(): boolean {
    return grouping !== undefined || mustGroup || mustSettle;
  }

  function tellIdlers(): void {
    idlers.splice(0).forEach((done) => done());
  }

  function report(): void {
    group();
    videos.wake();
    if (changes.people) announce('peopleChanged', {});
    if (changes.photos) announce('photosChanged', {});
    changes.people = changes.photos = false;
    announce('status', status());
  }

  function changed(what: 'people' | 'photos'): void {
    changes[what] = true;
    tick();
  }

  function group(): void {
    if (grouping || !(mustGroup || mustSettle)) return;
    const settles = mustSettle && isRead();
    if (!mustGroup && !settles) return;
    mustGroup = false;
    if (settles) mustSettle = false;
    const began = performance.now();
    grouping = (settles ? people.settle() : people.assignNewFaces())
      .then((moved) => void (moved > 0 && changed('people')))
      .catch((error: unknown) => log('error', 'grouping.failed', { error }))
      .finally(() => {
        groupMilliseconds += performance.now() - began;
        grouping = undefined;
        if (settles) settledAt = performance.now();
        settleAtOnce();
        tick();
        if (!isWorking()) tellIdlers();
      });
  }

  /** When everything has been read, but no more than once a second: photos may come one by one. */
  function settleAtOnce(): void {
    if (mustSettle && isRead() && performance.now() - settledAt >= ANNOUNCE_MS) group();
  }

  function isRead(): boolean {
    return !queue.isBusy() && !folders.isScanning();
  }

  function status(): Status {
    const { remaining, important } = people.nextQuestion();
    const { waiting, done, failed } = store.files.counts();
    const photosPerSecond = queue.isBusy() ? queue.speed() : null;
    const activity = currentActivity();
    const photosLeft = tellTimeLeft({
      at: performance.now(),
      finished: queue.finished(),
      waiting,
      isReading: queue.isBusy() && pausing.reason() === null,
      isCounted: !folders.isScanning(),
    });
    return {
      activity,
      pausedBy: pausing.reason(),
      photos: { total: waiting + done + failed, done, waiting, failed },
      faces: store.photos.faceCount(),
      people: store.people.count(),
      questions: remaining,
      importantQuestions: important,
      loaded: people.loaded(),
      photosPerSecond,
      secondsLeft: activity === 'videos' ? videos.secondsLeft() : photosLeft,
      workers: workers(),
      copying: copying(),
      videos: videos.counts(),
      videosUnseen: videos.hasDecoder() === false ? store.videos.withoutPoster() : 0,
      folders: store.folders.all().map((folder) => ({ ...folder, state: folders.state(folder.id) })),
      problem:
        people.trouble() ??
        queue.problem() ??
        videos.problem() ??
        folders.trouble() ??
        otherTrouble() ??
        awayProblem() ??
        metadata.trouble(),
    };
  }

  function currentActivity(): Status['activity'] {
    if (pausing.reason() !== null) return 'paused';
    if (queue.isBusy()) return 'reading';
    if (people.loaded() < 1 && people.isBusy()) return 'opening';
    if (folders.isScanning()) return 'scanning';
    if (videos.isBusy()) return 'videos';
    return isGrouping() ? 'grouping' : 'idle';
  }

  function awayProblem(): Status['problem'] {
    const away = store.folders.all().find((folder) => folders.state(folder.id) === 'away');
    if (!away) return null;
    return {
      message: sentence('folderAway', { path: away.path }),
      hint: sentence('folderAwayHint'),
    };
  }

  if (people.isBusy()) tick();

  return {
    status,
    folderState: folders.state,
    scan: folders.scan,
    scanAll: folders.scanAll,
    leave: folders.leave,
    wake() {
      queue.wake();
      rereading.wake();
      videos.wake();
      tick();
    },
    /** A program that decodes videos, as far as it is known. */
    hasDecoder: () => videos.hasDecoder() !== false,
    /** The screen wants to show this photo. */
    prefer: (photo: number) => queue.prefer(photo),
    changed,
    /** Something else than photos and people changed of what the status says. */
    tell: tick,
    /** Faces without a person are to be grouped. */
    regroup(): void {
      mustGroup = mustSettle = true;
      tick();
    },
    /** Work is paused from now on, or goes on. */
    followPause(): void {
      if (pausing.reason() === null) {
        queue.wake();
        rereading.wake();
      } else videos.interrupt();
      tick();
    },
    pause: () => pausing.pause(),
    resume() {
      pausing.resume();
      queue.retry();
      folders.retry();
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
      rereading.close();
      videos.close();
      clearTimeout(announcing);
      tellIdlers(); // nothing goes on any more
      await folders.close();
      await grouping;
    },
  };
}
