// Finds people in videos: one after the other, after photos, only while nothing else is to do.

import { AppError, messageOf, type Trouble, troubleOf } from '../errors.ts';
import { isClearQuality } from '../people/scoring/similarity.ts';
import type { Log } from '../platform/log.ts';
import type { Caches } from '../photos/caches.ts';
import { later, retryPause } from '../photos/quarantine.ts';
import { refreshPhoto } from '../photos/reconcile.ts';
import type { FindPhotoFile } from '../photos/photo-files.ts';
import { sentence } from '../sentences/sentence.ts';
import type { NewTrack, Store, VideoToAnalyse } from '../store/index.ts';
import { containerNamed } from '../vision/formats/signature.ts';
import { type FoundTrack, VIDEO_ANALYSIS_VERSION, type Vision } from '../vision/protocol.ts';

/** A video in whose middle the program ended so often is left alone: by itself it can only end the process that reads it. */
const MOST_VIDEO_ATTEMPTS = 10;
/** A file that cannot be reached now, or that is being written, is asked for again after this long. */
const VIDEO_RETRY_MS = 60_000;
/** When the library cannot be written, or no vision process starts. */
const VIDEO_PAUSE_MS = 5_000;
/** Looked at when the first ones cannot be reached: a folder that is away holds no other one up. */
const VIDEOS_LOOKED_AHEAD = 50;

export interface VideoPeopleOptions {
  store: Store;
  vision: Vision;
  caches: Caches;
  findFile: FindPhotoFile;
  log: Log;
  /** While this is so, other work comes first; what is under way goes on. */
  waits(): boolean;
  /** Nothing is done while this is so, and what is under way ends. */
  isPaused(): boolean;
  /** It is known whether this machine has a program that decodes videos. */
  onDecoder(): void;
  /** Who is in this video is known. */
  onVideo(photo: number): void;
  /** Nothing is left to do for now. */
  onDrained(): void;
}

export type VideoPeople = ReturnType<typeof startVideoPeople>;

export function startVideoPeople({
  store,
  vision,
  caches,
  findFile,
  log,
  waits,
  isPaused,
  onDecoder,
  onVideo,
  onDrained,
}: VideoPeopleOptions) {
  /** Videos whose file cannot be had at the moment, and until when they are left alone. */
  const unreachable = new Map<number, number>();
  let working: { photo: number; life: AbortController; began: number; done: Promise<void> } | undefined;
  /** Seconds of video that were looked through since the library was opened, and the milliseconds that they took. */
  const pace = { seconds: 0, milliseconds: 0 };
  let asking: Promise<void> | undefined;
  let isDecoderThere: boolean | undefined;
  let wasBusy = false;
  let isClosed = false;
  let problem: Trouble | undefined;

  /** Asked for once, and not before there is a video, as a program is started for it. @returns undefined: it is not known yet */
  function hasDecoder(): boolean | undefined {
    if (!asking && store.videos.areThere()) asking = askForDecoder();
    return isDecoderThere;
  }

  async function askForDecoder(): Promise<void> {
    try {
      isDecoderThere = (await vision.decoder()) !== null;
    } catch (error) {
      log('error', 'decoder.failed', { error });
      isDecoderThere = false;
    }
    if (!isClosed) onDecoder();
  }

  function isOn(): boolean {
    return hasDecoder() === true && store.settings.get('findsPeopleInVideos');
  }

  function next(): VideoToAnalyse | undefined {
    const now = Date.now();
    const waiting = store.moments.next(VIDEO_ANALYSIS_VERSION, new Date(now).toISOString(), VIDEOS_LOOKED_AHEAD);
    return waiting.find(({ photo }) => (unreachable.get(photo) ?? 0) <= now);
  }

  function wake(): void {
    if (isClosed) return;
    if (working && !(isOn() && store.moments.isWanted(working.photo))) working.life.abort();
    if (working || problem || !isOn() || isPaused() || waits()) return;
    const video = next();
    if (!video) {
      if (wasBusy) onDrained();
      wasBusy = false;
      return;
    }
    wasBusy = true;
    const life = new AbortController();
    const done = analyse(video, life.signal)
      .catch((error: unknown) => pauseAfter(troubleOf(error) ?? UNKNOWN_TROUBLE, error))
      .finally(() => {
        working = undefined;
        if (!isClosed) wake();
      });
    working = { photo: video.photo, life, began: performance.now(), done };
  }

  /** A crash in the middle leaves the row begun, and the video is read anew; what was found is stored at once. */
  async function analyse({ photo, container, seconds }: VideoToAnalyse, signal: AbortSignal): Promise<void> {
    const began = performance.now();
    const before = store.moments.analysisOf(photo);
    const hasEndedProgram = before?.version === VIDEO_ANALYSIS_VERSION && before.state === 'begun';
    if (hasEndedProgram && before.attempts >= MOST_VIDEO_ATTEMPTS) {
      store.moments.fail(photo, sentence('videoEndedProgram'), null);
      return onVideo(photo);
    }
    const attempt = store.moments.begin(photo, VIDEO_ANALYSIS_VERSION);
    try {
      const file = await findFile(photo);
      signal.throwIfAborted();
      if (!file) return putOff(photo);
      const found = await vision.findPeople(file.path, containerNamed(container), file.identity, signal);
      signal.throwIfAborted();
      if (!found) return putOff(photo);
      // It changed or moved while it was read: what was found may be of another file.
      const now = await findFile(photo);
      signal.throwIfAborted();
      if (!now) return putOff(photo);
      keep(photo, found.tracks);
      pace.seconds += seconds ?? 0;
      pace.milliseconds += performance.now() - began;
    } catch (error) {
      if (isClosed) return;
      if (signal.aborted) return store.moments.putBack(photo);
      setAside(photo, error, attempt);
    }
    if (!isClosed) onVideo(photo);
  }

  /** Pictures are written first, so no committed face is without its own. */
  function keep(photo: number, tracks: readonly FoundTrack[]): void {
    store.transaction(() => {
      const faces = store.moments.record(photo, tracks.map(toTrack));
      for (const [index, face] of faces.entries()) {
        const crop = tracks[index]?.face.crop;
        if (crop) caches.put('faces', face, crop);
      }
      refreshPhoto(store, photo);
    });
  }

  function putOff(photo: number): void {
    store.moments.putBack(photo);
    unreachable.set(photo, Date.now() + VIDEO_RETRY_MS);
    wakeIn(VIDEO_RETRY_MS);
  }

  function wakeIn(milliseconds: number): void {
    setTimeout(wake, milliseconds).unref();
  }

  /** @param attempt which one failed, from 1 */
  function setAside(photo: number, error: unknown, attempt: number): void {
    const isOfVideo = error instanceof AppError && error.code === 'photo';
    if (error instanceof AppError && error.code === 'notFound') return putOff(photo);
    const trouble =
      troubleOf(error) ?? (error instanceof AppError && error.code === 'vision' ? UNKNOWN_TROUBLE : undefined);
    if (trouble) {
      pauseAfter(trouble, error);
      return store.moments.putBack(photo);
    }
    log('warn', 'video.setAside', { photo, error });
    const reason = isOfVideo ? error.sentence : sentence('photoUnread', { reason: messageOf(error) });
    const pause = isOfVideo ? null : retryPause({ attempts: attempt - 1 });
    store.moments.fail(photo, reason, pause === null ? null : later(pause));
    if (pause !== null) wakeIn(pause);
  }

  function pauseAfter(trouble: Trouble, error: unknown): void {
    if (isClosed) return;
    log('error', 'videos.paused', { trouble: trouble.message.text, error });
    problem = trouble;
    setTimeout(() => {
      problem = undefined;
      wake();
    }, VIDEO_PAUSE_MS).unref();
  }

  return {
    hasDecoder,
    /** Something may be waiting, or may go on. */
    wake,
    /** Something is under way, or comes next. */
    isBusy(): boolean {
      if (working) return true;
      const mayBeOn = hasDecoder() !== false && store.settings.get('findsPeopleInVideos');
      return mayBeOn && !isClosed && problem === undefined && !isPaused() && next() !== undefined;
    },
    problem: (): Trouble | undefined => problem,
    counts: () => store.moments.counts(VIDEO_ANALYSIS_VERSION),
    /** Whole seconds, by how long those took that are done; null: none is yet, or nothing is under way. */
    secondsLeft(): number | null {
      if (!working || pace.seconds === 0) return null;
      const all = (store.moments.secondsWaiting(VIDEO_ANALYSIS_VERSION) * pace.milliseconds) / pace.seconds;
      return Math.ceil(Math.max(0, all - (performance.now() - working.began)) / 1000);
    },
    /** Ends what is under way, which is begun anew when work goes on. */
    interrupt: (): void => working?.life.abort(),
    close(): void {
      isClosed = true;
      working?.life.abort();
      // Its process ends with this one: what it would answer is not waited for.
      if (working) store.moments.putBack(working.photo);
    },
  };
}

const UNKNOWN_TROUBLE: Trouble = { message: sentence('unusable'), hint: sentence('triesAgain') };

function toTrack({ face, qualities, ...times }: FoundTrack): NewTrack {
  const clearViews = qualities.filter(isClearQuality).length;
  return { ...times, face, views: qualities.length, clearViews };
}
