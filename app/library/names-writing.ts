// Writes names into the .xmp files beside photos, in the background: where the user wants it, whenever something changed, never the photo.

import { readdir } from 'node:fs/promises';
import { basename, dirname, join } from 'node:path';
import type { NamesWriting } from '../contract.ts';
import { AppError, codeOf, hasCode, messageOf } from '../errors.ts';
import { type NamedFace, saidNames, saidProperties, type SetByHand } from '../names/said-names.ts';
import { isSilent, mergedNames, OtherFrameError, sidecarSaying, WrittenNames } from '../names/sidecar-names.ts';
import { XmpError, xmpTextOf } from '../names/xmp-document.ts';
import { isUnread, type MetadataReader } from '../photos/exiftool.ts';
import { orientationIn } from '../photos/photo-facts.ts';
import { sidecarHash } from '../photos/own-properties.ts';
import { foldName } from '../photos/names.ts';
import { noteSeen } from '../photos/reconcile.ts';
import { ChangedMeanwhileError, withSidecar } from '../photos/sidecar-write.ts';
import { seenFile } from '../photos/walk.ts';
import type { Log } from '../platform/log.ts';
import { type PhotoBounds, realPathOf } from '../platform/photo-bounds.ts';
import { descriptorPath, openPlainFile } from '../platform/plain-file.ts';
import { type Sentence, sentence } from '../sentences/sentence.ts';
import type { DueNames, OrphanPlace, SidecarPlace, Store } from '../store/index.ts';
import { combined, type Orientation, type Size } from '../vision/orientation.ts';

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

export interface NamesWritingOptions {
  store: Store;
  metadata: MetadataReader;
  bounds: PhotoBounds;
  log: Log;
  /** Begin by itself; a command that ends by itself only writes when it is told to. */
  watch: boolean;
  isPaused(): boolean;
  /** Folders whose files cannot be reached at the moment. */
  isAway(folder: number): boolean;
  /** A file was met that changed since it was read, and waits now. */
  onWaiting(): void;
  times?: Partial<typeof WRITING_TIMES>;
}

/** What a photo's sidecars are to say. */
interface SaidOfPhoto {
  /** Upright, in pixels. */
  size: Size;
  faces: readonly NamedFace[];
  byHand: SetByHand;
}

export type NamesWriter = ReturnType<typeof startNamesWriting>;

export function startNamesWriting(options: NamesWritingOptions) {
  const { store, metadata, bounds, log, watch, isPaused, isAway, onWaiting, times = {} } = options;
  const { stillMs, mostMs, firstRetryMs } = { ...WRITING_TIMES, ...times };
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
        const isDone = place.isTakenOnly ? await takeFrom(place) : await writePlace(due.photo, place, said);
        isLeft = !isDone || isLeft;
      } catch (error) {
        failure ??= { path: place.path, error };
      }
    }
    if (isClosed) return;
    if (failure) setAside(due, failure);
    else if (!isLeft) store.writtenNames.done(due);
  }

  /** @returns false: the file is to be read first, and then is due again */
  async function writePlace(photo: number, place: SidecarPlace, { size, faces, byHand }: SaidOfPhoto) {
    const isWanted = place.isWanted && !isSilent(faces, saidProperties(byHand));
    // One that was moved along with its photo may hold what is not wanted any more.
    const isOwn = place.content !== null || store.writtenNames.isElsewhere(photo, place.file);
    if (!isWanted && !isOwn) return true;
    if (!place.isRead) return false;
    const file = await openPlainFile(place.path);
    try {
      const { identity } = file;
      const now = await seenFile(place.root, place.path, bounds);
      const isKnown = identity.size === place.size && identity.modified === place.modified;
      if (!isKnown || now?.sidecar !== place.sidecar) return await waitFor(place);
      if (!bounds.hold(await realPathOf(file, place.path))) return true;
      const orientation =
        !isWanted || faces.length === 0 ? 1 : await orientationOf(photo, place.path, descriptorPath(file));
      if (orientation === undefined) return false;
      const { mode } = await file.handle.stat();
      return await writeBeside(photo, place, mode, isWanted ? saidNames(size, orientation, faces, byHand) : null);
    } finally {
      await file.handle.close();
    }
  }

  /** Takes out what Kindred wrote beside a photo that is missing, left out or damaged. @returns true */
  async function takeFrom(place: SidecarPlace): Promise<boolean> {
    const { file, path, isGone, content, sidecar: version } = place;
    if (content === null) return true;
    const [sidecar] = await sidecarsAt([{ path, isGone }]);
    if (sidecar === undefined) return true; // it went with its photo, or the photo is back
    await withSidecar({ photo: path, rights: 0o600, bounds }, async ({ before, write }) => {
      const text = before && xmpTextOf(before);
      const next = sidecarSaying(text, WrittenNames.parse(JSON.parse(content)), null);
      if (next.text !== text) await write(next.text === null ? null : Buffer.from(next.text));
      store.transaction(() => store.writtenNames.keep(file, null, '', version, version));
    });
    return true;
  }

  /** @returns undefined where this machine cannot run ExifTool, which the screen says */
  async function orientationOf(
    photo: number,
    path: string,
    opened: string | undefined,
  ): Promise<Orientation | undefined> {
    const reading = await metadata.readPhoto(path, opened, 'people');
    if (reading && isUnread(reading)) throw new AppError('busy', sentence('sidecarFrameUnknown'));
    return reading && combined(orientationIn(reading.tags), store.metadata.turnOf(photo));
  }

  /**
   * 1. What Kindred is about to write is noted beside what it wrote before: after a crash either may stand there.
   * 2. It is written. 3. What stands there now is noted, and the sidecar's new version, so that it is not read as news.
   */
  async function writeBeside(
    photo: number,
    place: SidecarPlace,
    rights: number,
    said: ReturnType<typeof saidNames> | null,
  ) {
    const { file, path, root, sidecar: version } = place;
    await withSidecar({ photo: path, rights, bounds }, async ({ before, write }) => {
      const kept =
        place.content ?? (before && store.writtenNames.ofMoved(photo, file, sidecarHash(before))?.content) ?? null;
      const written = kept === null ? null : WrittenNames.parse(JSON.parse(kept));
      const text = before && xmpTextOf(before);
      const next = sidecarSaying(text, written, said);
      if (next.text !== text) {
        const bytes = next.text === null ? null : Buffer.from(next.text);
        const either = mergedNames(written, next.written);
        store.writtenNames.keep(file, either && JSON.stringify(either), sidecarHash(before), version, version);
        await write(bytes).catch((error: unknown) => {
          note(written, sidecarHash(before), version); // all is as it was
          throw error;
        });
        const now = await seenFile(root, path, bounds);
        note(next.written, sidecarHash(bytes), now?.sidecar ?? null);
      } else note(next.written, sidecarHash(before), version);
    });
    return true;

    function note(content: WrittenNames | null, hash: string, now: string | null): void {
      store.transaction(() => store.writtenNames.keep(file, content && JSON.stringify(content), hash, version, now));
    }
  }

  /** It changed since it was read: that is noted, as a scan would. */
  async function waitFor({ folder: id, root, path }: SidecarPlace): Promise<boolean> {
    const [folder, now] = [store.folders.get(id), await seenFile(root, path, bounds)];
    if (folder && now && (await noteSeen(store, folder, now))) onWaiting();
    return false;
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

/** @returns the paths of the sidecars IMG.jpg.xmp that lie there, except where a photo that was missing is back */
async function sidecarsAt(places: readonly Pick<OrphanPlace, 'path' | 'isGone'>[]): Promise<string[]> {
  const found: string[] = [];
  const listed = new Map<string, { names: ReadonlySet<string>; folded: ReadonlySet<string> }>();
  for (const { path, isGone } of places) {
    const [folder, name] = [dirname(path), basename(path)];
    let there = listed.get(folder);
    if (!there) {
      const names = await namesIn(folder);
      listed.set(folder, (there = { names: new Set(names), folded: new Set(names.map(foldName)) }));
    }
    const { names, folded } = there;
    const sidecar = [`${name}.xmp`, `${name}.XMP`].find((each) => names.has(each));
    if (sidecar !== undefined && !(isGone && folded.has(foldName(name)))) found.push(join(folder, sidecar));
  }
  return found;
}

/** A folder that is gone has none. */
async function namesIn(folder: string): Promise<string[]> {
  try {
    return await readdir(folder);
  } catch (error) {
    if (hasCode(error, ['ENOENT', 'ENOTDIR', 'EACCES', 'EPERM'])) return [];
    throw error;
  }
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
