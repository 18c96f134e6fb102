// Looks at every waiting photo: the waiting rows are the queue, so a crash loses nothing and progress is a count.

import { basename } from 'node:path';
import { AppError, codeOf, messageOf } from '../errors.ts';
import type { Log } from '../log.ts';
import type { Store, WaitingFile } from '../store/index.ts';
import { type Looked, PIPELINE_VERSION, type Vision } from '../vision/protocol.ts';
import type { Caches } from './caches.ts';
import { readMetadata } from './metadata.ts';
import { refreshPhoto } from './reconcile.ts';

/** 5 s, 20 s, 80 s, 5 min, 21 min: then only when the user says so, or the file changes. */
const FIRST_PAUSE_MS = 5_000;
const PAUSE_FACTOR = 4;
const MOST_ATTEMPTS = 5;
/** How long work rests when the library itself cannot be written. */
const REST_MS = 15_000;
const SPEED_WINDOW = 60;

export type QueueProblem = { message: string; hint: string };
export type Stages = { decode: number; detect: number; embed: number; store: number };

export interface QueueOptions {
  store: Store;
  vision: Vision;
  caches: Caches;
  log: Log;
  /** A file was dealt with; these photos changed (none when it was set aside). */
  onPhoto(photos: number[]): void;
  /** Nothing waits and nothing is in flight. */
  onDrained(): void;
}

export type Queue = ReturnType<typeof startQueue>;

export function startQueue({ store, vision, caches, log, onPhoto, onDrained }: QueueOptions) {
  const inFlight = new Set<number>();
  const finished: number[] = []; // when the latest photos were done, for the speed
  const stages: Stages = { decode: 0, detect: 0, embed: 0, store: 0 };
  let isPaused = false;
  let isClosed = false;
  let wasBusy = false;
  let problem: QueueProblem | null = null;
  let timer: NodeJS.Timeout | undefined;

  function kick(): void {
    if (isClosed || isPaused || problem) return;
    const free = vision.width - inFlight.size;
    if (free > 0) {
      const waiting = store.files.waiting(new Date().toISOString(), free + inFlight.size);
      for (const file of waiting.filter(({ id }) => !inFlight.has(id)).slice(0, free)) void take(file);
    }
    if (inFlight.size > 0) wasBusy = true;
    else if (wasBusy) {
      wasBusy = false;
      finished.length = 0;
      onDrained();
    }
    wakeForRetry();
  }

  async function take(file: WaitingFile): Promise<void> {
    inFlight.add(file.id);
    let changed: number[] = [];
    try {
      changed = await look(file);
    } catch (error) {
      if (!isClosed) setAside(file, error);
    } finally {
      inFlight.delete(file.id);
      finished.push(performance.now());
      if (finished.length > SPEED_WINDOW) finished.shift();
      if (!isClosed) {
        onPhoto(changed);
        kick();
      }
    }
  }

  /** @returns the photos that changed */
  async function look(file: WaitingFile): Promise<number[]> {
    const { hash, bytes } = await vision.identify(file.file);
    const stored = store.photos.byHash(hash, PIPELINE_VERSION);
    const known = stored !== undefined && caches.has('thumbs', stored) ? stored : undefined;
    const looked = known === undefined ? await vision.look(file.file) : undefined;
    if (isClosed) return [];
    const began = performance.now();
    const changed = store.transaction(() => {
      const before = store.files.photoOf(file.id);
      const photo = known ?? (looked ? record(file, hash, bytes, looked, before) : undefined);
      if (photo === undefined || !store.files.succeed(file, photo)) return [];
      const photos = before === null || before === photo ? [photo] : [photo, before];
      for (const id of photos) refreshPhoto(store, id);
      return photos;
    });
    if (looked) {
      stages.decode += looked.milliseconds.decode;
      stages.detect += looked.milliseconds.detect;
      stages.embed += looked.milliseconds.embed;
    }
    stages.store += performance.now() - began;
    return changed;
  }

  /** Rows and cached pictures of one photo. The pictures are written first, so no committed face is without its own. */
  function record(file: WaitingFile, hash: string, bytes: number, looked: Looked, before: number | null): number {
    const isOnlyPlace = before !== null && store.files.places(before).length <= 1;
    const metadata = readMetadata(looked.exif, basename(file.file), file.modified);
    const { photo, faces } = store.photos.record(
      { hash, bytes, width: looked.width, height: looked.height, ...metadata, pipeline: PIPELINE_VERSION },
      looked.faces,
      isOnlyPlace ? before : null,
    );
    caches.put('thumbs', photo, looked.thumbnail);
    looked.faces.forEach((face, index) => {
      const id = faces[index];
      if (id !== undefined) caches.put('faces', id, face.crop);
    });
    return photo;
  }

  function setAside(file: WaitingFile, error: unknown): void {
    if (isLibraryTrouble(error)) return rest(error);
    const isForGood = error instanceof AppError && error.code === 'photo';
    const isLast = isForGood || file.attempts + 1 >= MOST_ATTEMPTS;
    const pause = FIRST_PAUSE_MS * PAUSE_FACTOR ** file.attempts;
    const reason = error instanceof AppError ? error.message : `It could not be read: ${messageOf(error)}`;
    log('warn', 'photo.setAside', { path: file.file, reason, attempts: file.attempts + 1, error });
    try {
      store.files.fail(file, reason, isLast ? null : new Date(Date.now() + pause).toISOString());
    } catch (cause) {
      if (!isLibraryTrouble(cause)) throw cause;
      rest(cause);
    }
  }

  /** The library cannot be written: say so, and try again by itself. The photo still waits in its row. */
  function rest(error: unknown): void {
    log('error', 'queue.resting', { error });
    const isFull = ['SQLITE_FULL', 'ENOSPC', 'EDQUOT'].includes(codeOf(error) ?? '');
    problem = isFull
      ? { message: 'The disk is full.', hint: 'Free some space; Kindred goes on by itself.' }
      : { message: 'The library cannot be written.', hint: 'Check its disk; Kindred tries again by itself.' };
    setTimeout(() => {
      problem = null;
      kick();
    }, REST_MS).unref();
  }

  function wakeForRetry(): void {
    const at = store.files.nextRetry();
    clearTimeout(timer);
    if (at === null) return;
    timer = setTimeout(kick, Math.max(1000, Date.parse(at) - Date.now()));
    timer.unref();
  }

  return {
    /** Something may be waiting. */
    kick,
    pause() {
      isPaused = true;
    },
    resume() {
      isPaused = false;
      kick();
    },
    isPaused: () => isPaused,
    isBusy: () => inFlight.size > 0,
    problem: () => problem,
    stages: (): Stages => ({ ...stages }),
    /** Photos a second over the latest photos; null while there are too few to tell. */
    speed(): number | null {
      const [first] = finished;
      if (first === undefined || finished.length < 5) return null;
      return (finished.length - 1) / Math.max(0.001, (performance.now() - first) / 1000);
    },
    /** Ends at once: what was in flight still waits in its row. */
    close() {
      isClosed = true;
      clearTimeout(timer);
    },
  };
}

function isLibraryTrouble(error: unknown): boolean {
  const code = codeOf(error) ?? '';
  return ['ENOSPC', 'EDQUOT', 'EROFS'].includes(code) || /^SQLITE_(FULL|IOERR|BUSY|LOCKED|READONLY)/.test(code);
}
