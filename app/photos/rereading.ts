// Reads the metadata of photos anew that an earlier version read by other rules, or that ExifTool gave up: in the background,
// faces untouched.

import { join } from 'node:path';
import type { Log } from '../platform/log.ts';
import type { PhotoBounds } from '../platform/photo-bounds.ts';
import type { OutdatedMetadata, Store } from '../store/index.ts';
import type { MetadataReader } from './exiftool.ts';
import { readMetadata, storeMetadata, turnSaid } from './file-metadata.ts';
import { METADATA_VERSION } from './metadata.ts';
import { isChanged } from './reconcile.ts';
import { noteShot } from './stacking.ts';
import { seenFile } from './walk.ts';

/** A file that was given up again is left alone for so long, and longer each time: the machine may be busy. */
const FIRST_PAUSE_MS = 60_000;
const PAUSE_FACTOR = 4;

export interface RereadingOptions {
  store: Store;
  metadata: MetadataReader;
  bounds: PhotoBounds;
  log: Log;
  /** While this is so, other work comes first. */
  waits(): boolean;
  /** Folders whose files cannot be read at the moment. */
  away(): number[];
  /** Something else is known of this photo. */
  onPhoto(photo: number): void;
  /** A file is to be read anew by the queue. */
  onWaiting(): void;
  firstPause?: number;
}

export function startRereading({
  store,
  metadata,
  bounds,
  log,
  waits,
  away,
  onPhoto,
  onWaiting,
  firstPause = FIRST_PAUSE_MS,
}: RereadingOptions) {
  let isClosed = false;
  let running: Promise<void> | undefined;
  /** Photos that were given up, and until when they are left alone. */
  const leftAlone = new Map<number, number>();
  let timer: NodeJS.Timeout | undefined;

  /** Files that were taken for one photo by their names alone, while ExifTool could not be run, are for the queue again. */
  async function settleNames(): Promise<void> {
    if (!store.stacks.areByName() || !(await metadata.isUsable()) || isClosed) return;
    store.stacks.wakeByName();
    onWaiting();
  }

  /** Photo by photo, in the order of their ids; what cannot be read now is tried when it is asked for again. */
  async function run(): Promise<void> {
    await settleNames();
    let last = 0;
    for (const [photo, until] of leftAlone) if (until <= performance.now()) leftAlone.delete(photo);
    for (;;) {
      if (isClosed || waits()) return;
      const next = store.metadata.nextOutdated(last, METADATA_VERSION, away());
      if (!next) return;
      last = next.photo;
      if (!leftAlone.has(last) && !(await reread(next))) return;
    }
  }

  /** @returns false when nothing can be read on this machine */
  async function reread({ photo, file: id, root, path, size, modified, sidecar }: OutdatedMetadata): Promise<boolean> {
    const file = join(root, path);
    const row = { id, file, path, size, modified, sidecar };
    // One that changed meanwhile waits in the queue, or will as soon as the change is seen.
    const now = await seenFile(root, file, bounds);
    if (isClosed || !now || now.size !== size || now.modified !== modified || now.sidecar !== sidecar) return true;
    const said = await readMetadata(store, metadata, row, photo, bounds).catch((error: unknown) => {
      log('warn', 'metadata.rereading', { path, error });
    });
    if (!said) return true;
    if (isClosed || !(said.isRead || said.givenUp)) return false;
    const isStored = store.transaction(() => {
      const current = store.files.ofId(id);
      if (current?.state !== 'done' || isChanged(current, row) || store.files.photoOf(id) !== photo) return false;
      // Its sidecar turns it, which was not known before: the queue analyses it anew.
      if (said.isRead && turnSaid(store, photo, id, said) !== store.metadata.turnOf(photo)) {
        store.files.analyseAgain(photo);
        onWaiting();
      }
      storeMetadata(store, photo, row, said);
      const films = store.stacks.copiesOf(photo).filter((copy) => noteShot(store, copy, said.inFile.shot));
      if (films.length > 0) onWaiting();
      return true;
    });
    if (!isStored) return true;
    const tries = store.metadata.tries(photo);
    // The first time was in the queue.
    if (tries > 1) leftAlone.set(photo, performance.now() + firstPause * PAUSE_FACTOR ** (tries - 2));
    onPhoto(photo);
    return true;
  }

  function wakeForNext(): void {
    clearTimeout(timer);
    if (isClosed || leftAlone.size === 0) return;
    const next = Math.min(...leftAlone.values());
    timer = setTimeout(wake, Math.max(0, next - performance.now())).unref();
  }

  function wake(): void {
    if (isClosed || waits()) return; // then it is woken again
    running ??= run()
      .catch((error: unknown) => log('error', 'metadata.rereading', { error }))
      .finally(() => {
        running = undefined;
        wakeForNext();
      });
  }

  return {
    /** Goes on, if there is anything to be read anew and nothing else to do. */
    wake,
    isBusy: () => running !== undefined,
    /** At once: what is being read is not stored. */
    close() {
      isClosed = true;
      clearTimeout(timer);
    },
  };
}
