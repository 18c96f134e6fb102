// The work that goes on by itself: scanning folders, reading photos, grouping faces, and saying how far it is.

import type { People } from '../people/index.ts';
import type { Caches } from '../photos/caches.ts';
import type { MetadataReader } from '../photos/exiftool.ts';
import type { FindPhotoFile } from '../photos/photo-files.ts';
import { startQueue } from '../photos/queue.ts';
import { startRereading } from '../photos/rereading.ts';
import { watchFolders } from '../photos/watched-folders.ts';
import type { Log } from '../platform/log.ts';
import type { PhotoBounds } from '../platform/photo-bounds.ts';
import type { Store } from '../store/index.ts';
import type { PhotoAnalyser, Vision } from '../vision/protocol.ts';
import { startRegrouping } from './regrouping.ts';
import type { Pausing } from './pausing.ts';
import { type StatusOptions, statusTeller } from './status.ts';
import { type Announce, startTelling } from './telling.ts';
import { startVideoPeople } from './video-people.ts';

export interface ActivityOptions extends Pick<StatusOptions, 'workers' | 'copying' | 'otherTrouble'> {
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
  const started = performance.now();
  const isPaused = () => pausing.reason() !== null;

  const folders = watchFolders({
    store,
    library,
    bounds,
    log,
    watch,
    onWaiting() {
      queue.wake();
      telling.changed('photos');
    },
    onScanned(hasNews) {
      queue.wake();
      if (hasNews) telling.changed('photos');
    },
    onGone(photos) {
      photos.forEach(people.reloadPhoto);
      telling.changed('photos');
      telling.changed('people');
    },
    onState: () => telling.tell(),
  });

  const queue = startQueue({
    store,
    vision,
    elsewhere,
    metadata,
    caches,
    bounds,
    log,
    isPaused,
    away: folders.away,
    onPhoto(photos) {
      photos.forEach(people.reloadPhoto);
      if (photos.length > 0) regrouping.noteNewFaces();
      telling.changed('photos');
    },
    onDrained() {
      regrouping.noteAllRead();
      telling.tell();
      rereading.wake();
    },
  });

  const rereading = startRereading({
    store,
    metadata,
    bounds,
    log,
    waits: () => isPaused() || queue.isBusy(),
    away: folders.away,
    onPhoto(photo) {
      people.reloadPhoto(photo);
      telling.changed('photos');
    },
    onWaiting: () => queue.wake(),
  });

  const videos = startVideoPeople({
    store,
    vision,
    caches,
    findFile,
    log,
    waits: () => queue.isBusy() || rereading.isBusy() || folders.isScanning() || regrouping.isBusy(),
    isPaused,
    onDecoder: () => telling.tell(),
    onVideo(photo) {
      people.reloadPhoto(photo);
      regrouping.noteNewFaces();
      telling.changed('photos');
    },
    onDrained() {
      regrouping.noteAllRead();
      telling.tell();
    },
  });

  const regrouping = startRegrouping({
    people,
    log,
    isRead: () => !queue.isBusy() && !folders.isScanning(),
    onMoved: () => telling.changed('people'),
    onEnded: () => telling.noteEnded(),
  });

  const parts = { folders, queue, videos, regrouping, workers, copying, otherTrouble };
  const status = statusTeller({ store, people, metadata, pausing, ...parts });

  const telling = startTelling({
    announce,
    log,
    status,
    isWorking() {
      const isReading = queue.isBusy() || rereading.isBusy() || videos.isBusy();
      return regrouping.isBusy() || isReading || people.isBusy() || folders.isScanning();
    },
    onTurn() {
      regrouping.group();
      videos.wake();
    },
  });

  if (people.isBusy()) telling.tell();

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
      telling.tell();
    },
    /** A program that decodes videos, as far as it is known. */
    hasDecoder: () => videos.hasDecoder() !== false,
    /** The screen wants to show this photo. */
    prefer: (photo: number) => queue.prefer(photo),
    changed: telling.changed,
    /** Something else than photos and people changed of what the status says. */
    tell: telling.tell,
    /** Faces without a person are to be grouped. */
    regroup(): void {
      regrouping.noteAllChanged();
      telling.tell();
    },
    /** Work is paused from now on, or goes on. */
    followPause(): void {
      if (isPaused()) videos.interrupt();
      else {
        queue.wake();
        rereading.wake();
      }
      telling.tell();
    },
    pause: () => pausing.pause(),
    resume() {
      pausing.resume();
      queue.retry();
      folders.retry();
    },
    /** Resolves when nothing is being scanned, read or grouped. */
    whenIdle: telling.whenIdle,
    /** Where the time went, in milliseconds, since the library was opened. */
    stages: () => ({
      ...queue.stages(),
      group: regrouping.milliseconds(),
      total: performance.now() - started,
    }),
    async close(): Promise<void> {
      queue.close();
      rereading.close();
      videos.close();
      telling.close(); // nothing goes on any more
      await folders.close();
      await regrouping.ended();
    },
  };
}
