// Writes names into the .xmp files beside photos, in the background: where the user wants it, whenever something changed.

import { dirname } from 'node:path';
import type { NamesWriting } from '../contract.ts';
import { AppError, codeOf, messageOf } from '../errors.ts';
import { OtherFrameError } from '../names/sidecar-names.ts';
import { XmpError } from '../names/xmp-document.ts';
import { ChangedMeanwhileError } from '../photos/sidecar-write.ts';
import type { Log } from '../platform/log.ts';
import { type Sentence, sentence } from '../sentences/sentence.ts';
import type { DueNames } from '../store/index.ts';
import { type NamesSidecarsOptions, openNamesSidecars, type SaidOfPhoto, sidecarsAt } from './names-sidecars.ts';

const WRITING_TIMES = {
  /** Names are given one after the other: a sidecar is written when that has been still for so long … */
  stillMs: 5_000,
  /** … or has gone on for so long. */
  mostMs: 60_000,
  /** 1 min, 8 min, 1 h, 9 h: then only when there is news, or the user says so. */
  firstRetryMs: 60_000,
};
const RETRY_PAUSE_FACTOR = 8;
const MOST_ATTEMPTS = 5;
/** Reasons that are listed; one of many files is one. */
const MOST_PROBLEMS = 100;
/** Sidecars without their photo that are listed; all of them are counted. */
const MOST_ORPHANS = 100;

export interface NamesWritingOptions extends NamesSidecarsOptions {
  log: Log;
  /** Begin by itself; a command that ends by itself only writes when it is told to. */
  watch: boolean;
  isPaused(): boolean;
  /** Folders whose files cannot be reached at the moment. */
  isAway(folder: number): boolean;
  times?: Partial<typeof WRITING_TIMES>;
}

export type NamesWriter = ReturnType<typeof startNamesWriting>;

export function startNamesWriting(options: NamesWritingOptions) {
  const { store, metadata, log, watch, isPaused, isAway, times = {} } = options;
  const { stillMs, mostMs, firstRetryMs } = { ...WRITING_TIMES, ...times };
  const sidecars = openNamesSidecars(options);
  let isClosed = false;
  let running: Promise<void> | undefined;
  let timer: NodeJS.Timeout | undefined;
  /** When it was asked for first, since the last time. */
  let askedAt: number | undefined;

  function wake(): void {
    if (!watch || isClosed || isPaused()) return;
    const next = store.writtenNames.next(0, new Date().toISOString());
    if (next) later(stillMs);
    else waitForRetry();
  }

  function later(pauseMs: number): void {
    if (!watch || isClosed) return;
    const now = performance.now();
    askedAt ??= now;
    clearTimeout(timer);
    timer = setTimeout(() => void run(), Math.max(0, Math.min(pauseMs, askedAt + mostMs - now))).unref();
  }

  function waitForRetry(): void {
    const at = store.writtenNames.nextRetry();
    if (at === null || isClosed) return;
    clearTimeout(timer);
    timer = setTimeout(() => void run(), Math.max(1000, Math.min(Date.parse(at) - Date.now(), 0x7fffffff))).unref();
  }

  /** All that is due, and what becomes due meanwhile behind it; never twice at a time. */
  function run(): Promise<void> {
    clearTimeout(timer);
    askedAt = undefined;
    return (running ??= writeAll()
      .catch((error: unknown) => log('error', 'names.unwritten', { error }))
      .finally(() => {
        running = undefined;
        if (watch && !isClosed) waitForRetry();
      }));
  }

  async function writeAll(): Promise<void> {
    for (let last = 0; ;) {
      if (isClosed || isPaused()) return;
      const due = store.writtenNames.next(last, new Date().toISOString());
      if (!due) return;
      last = due.photo;
      await writePhoto(due);
    }
  }

  async function writePhoto(due: DueNames): Promise<void> {
    const photo = store.photos.get(due.photo);
    const said: SaidOfPhoto = {
      size: photo ?? { width: 0, height: 0 },
      faces: store.writtenNames.namedFaces(due.photo),
      byHand: store.writtenNames.byHand(due.photo),
    };
    let isLeft = false;
    let failure: { path: string; error: unknown } | undefined;
    for (const place of photo ? store.writtenNames.places(due.photo) : []) {
      if (isClosed) return;
      if (isAway(place.folder)) {
        isLeft = true;
        continue;
      }
      try {
        const isDone = place.isTakenOnly
          ? await sidecars.takeFrom(place)
          : await sidecars.write(due.photo, place, said);
        isLeft = !isDone || isLeft;
      } catch (error) {
        failure ??= { path: place.path, error };
      }
    }
    if (isClosed) return;
    if (failure) setAside(due, failure);
    else if (!isLeft) store.writtenNames.done(due);
  }

  function setAside(due: DueNames, { path, error }: { path: string; error: unknown }): void {
    const { reason, isForGood } = reasonOf(error, path);
    const isLast = isForGood || due.attempts + 1 >= MOST_ATTEMPTS;
    const pause = firstRetryMs * RETRY_PAUSE_FACTOR ** due.attempts;
    log('warn', 'names.unwritten', { path, reason: reason.text, attempts: due.attempts + 1, error });
    store.writtenNames.fail(due, path, reason, isLast ? null : new Date(Date.now() + pause).toISOString());
  }

  return {
    /** Something may be due. */
    wake,
    /** Writes all that is due now. */
    async flush(): Promise<void> {
      await running;
      await run();
    },
    async get(): Promise<NamesWriting> {
      // First: what is not waiting any more is not found any more.
      const { written, leftOver, waiting, failed } = store.writtenNames.counts();
      const orphans = await sidecarsAt(store.writtenNames.orphans().filter(({ folder }) => !isAway(folder)));
      return {
        newFolders: store.settings.get('writesNamesInNewFolders'),
        folders: store.folders.all().map(({ id, path, writesNames }) => ({ folder: id, path, writes: writesNames })),
        written,
        leftOver,
        orphaned: orphans.length,
        orphans: orphans.slice(0, MOST_ORPHANS),
        waiting,
        failed,
        problems: store.writtenNames.problems(MOST_PROBLEMS),
        trouble: waiting > 0 ? metadata.trouble() : null,
      };
    },
    /** @throws AppError `notFound` for a folder that is not there */
    allow(folder: number | 'all', isAllowed: boolean): void {
      const all = store.folders.all().map(({ id }) => id);
      const chosen = folder === 'all' ? all : all.filter((id) => id === folder);
      if (folder !== 'all' && chosen.length === 0) throw new AppError('notFound', sentence('folderGone'));
      store.transaction(() => {
        // One folder that is left out is a choice of folders from then on.
        if (folder === 'all' || !isAllowed) store.settings.set('writesNamesInNewFolders', isAllowed);
        for (const id of chosen) store.writtenNames.allow(id, isAllowed);
      });
      later(0);
    },
    /** Takes away what was written in folders where nothing is written any more, and beside photos that are missing. */
    takeAway(): void {
      store.transaction(() => store.writtenNames.takeAway());
      later(0);
    },
    retry(): void {
      store.writtenNames.retry();
      later(0);
    },
    async close(): Promise<void> {
      isClosed = true;
      clearTimeout(timer);
      await running;
    },
  };
}

/** `isForGood`: nothing changes it but news of the photo or its sidecar. */
function reasonOf(error: unknown, path: string): { reason: Sentence; isForGood: boolean } {
  if (error instanceof XmpError) return { reason: sentence('sidecarUnclear'), isForGood: true };
  if (error instanceof OtherFrameError) return { reason: sentence('sidecarOtherFrame'), isForGood: true };
  if (error instanceof AppError) return { reason: error.sentence, isForGood: error.code !== 'busy' };
  if (error instanceof ChangedMeanwhileError) return { reason: sentence('sidecarBusy'), isForGood: false };
  switch (codeOf(error)) {
    case 'EACCES':
    case 'EPERM':
    case 'EROFS':
      return { reason: sentence('sidecarForbidden', { folder: dirname(path) }), isForGood: false };
    case 'ENOSPC':
    case 'EDQUOT':
      return { reason: sentence('sidecarDiskFull'), isForGood: false };
    default:
      return { reason: sentence('sidecarUnwritten', { reason: messageOf(error) }), isForGood: false };
  }
}
