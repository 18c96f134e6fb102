// Analyses every waiting photo: the waiting rows are the queue, so a crash loses nothing and progress is a count.

import { basename } from 'node:path';
import { AppError, type Trouble, troubleOf } from '../errors.ts';
import { ensure } from '../ensure.ts';
import type { Log } from '../platform/log.ts';
import type { PhotoBounds } from '../platform/photo-bounds.ts';
import { sentence, type SentenceId } from '../sentences/sentence.ts';
import type { Store, WaitingFile } from '../store/index.ts';
import { NotAnalysed, type PhotoAnalyser, type Vision } from '../vision/protocol.ts';
import type { Caches } from './caches.ts';
import type { MetadataReader } from './exiftool.ts';
import { isVideo } from './names.ts';
import { makeReader, type Stages } from './reader.ts';
import { type NextFile, nextByPriority } from './priority-queue.ts';
import { makeQuarantine } from './quarantine.ts';

/** How long work pauses when the library cannot be written or no vision process starts. */
const PAUSE_AFTER_TROUBLE_MS = 5_000;
const SPEED_WINDOW = 60;

export interface QueueOptions {
  store: Store;
  vision: Vision;
  /** Other machines that analyse photos as well, in the same order. */
  elsewhere?: PhotoAnalyser | undefined;
  metadata: MetadataReader;
  caches: Caches;
  bounds: PhotoBounds;
  log: Log;
  /** Nothing is read while this is so. */
  isPaused(): boolean;
  /** Folders whose files cannot be read at the moment. */
  away(): number[];
  /** A file was dealt with; these photos changed (none when it was set aside). */
  onPhoto(photos: number[]): void;
  /** Nothing waits and nothing is in flight. */
  onDrained(): void;
}

export type Queue = ReturnType<typeof startQueue>;

export function startQueue({
  store,
  vision,
  elsewhere,
  metadata,
  caches,
  bounds,
  log,
  isPaused,
  away,
  onPhoto,
  onDrained,
}: QueueOptions) {
  const reader = makeReader(store, vision, metadata, caches, bounds);
  const quarantine = makeQuarantine(store, log, bounds);
  const priorityQueue = nextByPriority(store, away);
  const here: PhotoAnalyser = {
    get width() {
      return vision.width;
    },
    open: (photo, work) => vision.open(photo.file, work),
    giveBack: () => undefined,
  };
  const analysers = [here, ...(elsewhere ? [elsewhere] : [])];
  /** Files that are being read, and where. */
  const inFlight = new Map<number, PhotoAnalyser>();
  const finished: number[] = []; // when the latest photos were done, for the speed
  let finishedCount = 0;
  let isClosed = false;
  let wasBusy = false;
  let problem: Trouble | undefined;
  let timer: NodeJS.Timeout | undefined;
  let isWaking = false;

  /** Once for all photos that are done in one turn. */
  function wakeSoon(): void {
    if (isWaking) return;
    isWaking = true;
    setImmediate(() => {
      isWaking = false;
      wake();
    });
  }

  function wake(): void {
    if (isClosed || problem || isPaused()) return;
    try {
      const places = freePlaces();
      const files = places.length > 0 ? priorityQueue.next(places.length, inFlight) : [];
      places.slice(0, files.length).forEach((analyser, index) => {
        void analyse(ensure(files[index], 'A file for each place that is taken'), analyser);
      });
      // Nothing else waits: what other machines have not begun with is done here.
      if (files.length < places.length)
        elsewhere?.giveBack(places.slice(files.length).filter((each) => each === here).length);
      if (inFlight.size > 0) wasBusy = true;
      else if (wasBusy) {
        wasBusy = false;
        finished.length = 0;
        onDrained();
      }
      wakeForRetry();
    } catch (error) {
      const trouble = troubleOf(error);
      if (!trouble) throw error;
      pauseAfter(trouble, error);
    }
  }

  /** One for each photo more that can be held, those of this machine first. */
  function freePlaces(): PhotoAnalyser[] {
    const busy = [...inFlight.values()];
    return analysers.flatMap((analyser) => {
      const held = busy.filter((each) => each === analyser).length;
      return Array.from({ length: Math.max(0, analyser.width - held) }, () => analyser);
    });
  }

  async function analyse(file: NextFile, analyser: PhotoAnalyser): Promise<void> {
    inFlight.set(file.id, analyser);
    let changed: number[] = [];
    let isDone = true;
    try {
      changed = await read(file, analyser);
    } catch (error) {
      if (error instanceof NotAnalysed) isDone = false;
      else if (!isClosed) changed = await setAside(file, error);
    } finally {
      inFlight.delete(file.id);
      if (isDone) {
        finishedCount++;
        finished.push(performance.now());
      }
      if (finished.length > SPEED_WINDOW) finished.shift();
      if (!isClosed) {
        onPhoto(changed);
        wakeSoon();
      }
    }
  }

  /** Videos stay on this machine: a worker would have to fetch all of one, and knows nothing to do with it. */
  async function read(file: NextFile, analyser: PhotoAnalyser): Promise<number[]> {
    const at = isVideo(basename(file.path)) ? here : analyser;
    try {
      return await reader.read(file, at, () => isClosed);
    } catch (error) {
      const isVideoAfterAll = error instanceof AppError && error.sentence.id === ('photoVideo' satisfies SentenceId);
      if (at === here || !isVideoAfterAll) throw error;
      return reader.read(file, here, () => isClosed);
    }
  }

  async function setAside(file: WaitingFile, error: unknown): Promise<number[]> {
    try {
      const { photos, trouble } = await quarantine.setAside(file, error, () => isClosed);
      if (trouble) pauseAfter(trouble, error);
      return photos;
    } catch (cause) {
      pauseAfter(troubleOf(cause) ?? { message: sentence('unusable'), hint: sentence('triesAgain') }, cause);
      return [];
    }
  }

  /** Say what is the matter, and try again by itself. The photo still waits in its row. */
  function pauseAfter(trouble: Trouble, error: unknown): void {
    log('error', 'queue.paused', { trouble: trouble.message.text, error });
    problem = trouble;
    setTimeout(() => {
      problem = undefined;
      wake();
    }, PAUSE_AFTER_TROUBLE_MS).unref();
  }

  function wakeForRetry(): void {
    const at = store.files.nextRetry();
    clearTimeout(timer);
    if (at === null) return;
    timer = setTimeout(wake, Math.max(500, Date.parse(at) - Date.now()));
    timer.unref();
  }

  return {
    /** Something may be waiting. */
    wake,
    /** The screen wants to show this photo: it goes before all others. */
    prefer(photo: number) {
      priorityQueue.prefer(photo);
      wake();
    },
    /** Asked for by the user, who has done something about the problem. */
    retry() {
      problem = undefined;
      wake();
    },
    isBusy: () => inFlight.size > 0 || isWaking,
    problem: (): Trouble | undefined => problem,
    stages: (): Stages => reader.stages(),
    /** How many files were read or set aside since the start. */
    finished: () => finishedCount,
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
