// Live changes in a watched folder: what was touched is compared with the disk once it has been left alone for a moment.

import { lstat, readdir } from 'node:fs/promises';
import { basename, dirname, extname, join, relative } from 'node:path';
import { noteGone, noteSeen, reconcile, type ReconcileOptions } from './reconcile.ts';
import { watchTree } from './tree-watch.ts';
import { leftOutOf } from './exclusion.ts';
import { foldName, isPicture, isSidecar, isVideo, mayBePhoto, sidecarNames } from './names.ts';
import { seenFile } from './walk.ts';
import { numberOf, fileExistence } from './file-existence.ts';

/** A file still being copied is written to again and again; it is looked at when it was left alone for this long. */
const STILL_BEFORE_READING_MS = 1500;
const SWEEP_MS = 250;
/** So many changes at once come from one large operation, and the system may have dropped some: look at everything. */
const CHANGES_TO_DOUBT = 4000;

export interface WatchOptions extends Omit<ReconcileOptions, 'onProgress'> {
  /** The library's own folder, which is never looked into. */
  library: string;
  onWaiting(): void;
  /** Something happened after which the whole folder has to be scanned. */
  onDoubt(): void;
  /** The system announces no changes here. */
  onDeaf(error: unknown): void;
  onError(error: unknown): void;
}

export function watchFolder(options: WatchOptions): { ready: Promise<void>; close(): void } {
  const { store, folder, library, isExcluded, bounds, signal, onWaiting, onGone, onDoubt, onDeaf, onError } = options;
  const touched = new Map<string, number>(); // path → when it was last touched
  let isFlooded = false;
  let settling: Promise<void> | undefined;
  const leaving = new Set<string>(); // seen to be gone, once
  const place = numberOf(folder.path);
  const isSkipped = leftOutOf(folder.path, isExcluded);

  const tree = watchTree(
    { root: folder.path, excluded: folder.excluded, library },
    (path) => {
      touched.delete(path); // so that setting it puts it last
      touched.set(path, performance.now());
      isFlooded ||= touched.size > CHANGES_TO_DOUBT;
    },
    onDeaf,
  );
  const timer = setInterval(() => {
    if (!settling && touched.size > 0) {
      settling = sweep()
        .catch((error: unknown) => {
          if (signal.aborted) return;
          onError(error);
          onDoubt();
        })
        .finally(() => {
          settling = undefined;
        });
    }
  }, SWEEP_MS).unref();

  async function sweep(): Promise<void> {
    const quietSince = performance.now() - STILL_BEFORE_READING_MS;
    if (isFlooded) {
      if ([...touched.values()].some((at) => at > quietSince)) return;
      touched.clear();
      isFlooded = false;
      return onDoubt();
    }
    const quiet: string[] = [];
    for (const [path, at] of touched) if (at <= quietSince) quiet.push(path);
    if (quiet.length === 0) return;
    quiet.forEach((path) => touched.delete(path));
    if (!(await isStillThere())) return onDoubt();
    let hasFresh = false;
    for (const path of quiet) {
      signal.throwIfAborted();
      hasFresh = (await settle(path)) || hasFresh;
    }
    if (hasFresh) onWaiting();
  }

  /** A drive that was pulled out takes its files with it; they are not missing. */
  async function isStillThere(): Promise<boolean> {
    const now = await numberOf(folder.path);
    return now !== undefined && now === (await place);
  }

  /** A moved file is gone in one place before it is found in the other: its people must not vanish in between. */
  function isLeaving(path: string): boolean {
    if (leaving.delete(path)) return false;
    leaving.add(path);
    touched.set(path, performance.now());
    return true;
  }

  /** @returns whether anything waits because of it */
  async function settle(path: string): Promise<boolean> {
    const name = basename(path);
    if (path !== folder.path && isExcluded(path)) return false;
    if (isSidecar(name)) return settleDescribed(path);
    const stats = await lstat(path).catch(() => undefined); // gone: that is looked into below
    const isNamed = isPicture(name) || isVideo(name);
    const isTree = stats ? stats.isDirectory() || (stats.isSymbolicLink() && !isNamed) : !isNamed;
    if (!isTree) return settlePicture(path);
    return !stats && isLeaving(path) ? false : settleTree(path);
  }

  async function settlePicture(path: string): Promise<boolean> {
    if (!mayBePhoto(basename(path))) return false;
    const file = await seenFile(folder.path, path, bounds);
    if (file) {
      leaving.delete(path);
      return noteSeen(store, folder, file);
    }
    const known = store.files.find(folder.id, relative(folder.path, path));
    if (!known || known.state === 'missing' || isLeaving(path)) return false;
    const found = await fileExistence(folder.path, known.path);
    const photo = found.state === 'gone' ? noteGone(store, known.id) : null;
    if (photo === null) return false;
    onGone([photo]);
    return true; // another file of its photo may wait to stand for it
  }

  /** A sidecar changed: the pictures that it may belong to are looked at. */
  async function settleDescribed(path: string): Promise<boolean> {
    const own = foldName(basename(path));
    const names = await readdir(dirname(path)).catch(() => []); // its folder went, which is a change of its own
    let hasFresh = false;
    for (const name of names.filter(mayBePhoto)) {
      if (!sidecarNames(name).some((sidecar) => foldName(sidecar) === own)) continue;
      hasFresh = (await settlePicture(join(dirname(path), name))) || hasFresh;
    }
    return hasFresh;
  }

  async function settleTree(path: string): Promise<boolean> {
    if (path === folder.path || (isSkipped(path) && extname(path) === '')) {
      if (path === folder.path) onDoubt();
      return false;
    }
    let hasFresh = false;
    const progress = () => {
      hasFresh = true;
    };
    await reconcile({ ...options, under: relative(folder.path, path), onProgress: progress });
    return hasFresh;
  }

  return {
    ready: tree.ready,
    close() {
      clearInterval(timer);
      touched.clear();
      tree.close();
    },
  };
}
