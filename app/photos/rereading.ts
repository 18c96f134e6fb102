// Reads the metadata of photos anew that an earlier version read by other rules: once, in the background, faces untouched.

import { join } from 'node:path';
import type { Log } from '../platform/log.ts';
import type { PhotoBounds } from '../platform/photo-bounds.ts';
import type { OutdatedMetadata, Store } from '../store/index.ts';
import type { MetadataReader } from './exiftool.ts';
import { readMetadata, storeMetadata, turnSaid } from './file-metadata.ts';
import { METADATA_VERSION } from './metadata.ts';
import { isChanged } from './reconcile.ts';
import { seenFile } from './walk.ts';

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
  /** A photo is to be analysed anew. */
  onWaiting(): void;
}

export function startRereading({ store, metadata, bounds, log, waits, away, onPhoto, onWaiting }: RereadingOptions) {
  let isClosed = false;
  let running: Promise<void> | undefined;

  /** Photo by photo, in the order of their ids; what cannot be read now is tried when it is asked for again. */
  async function run(): Promise<void> {
    let last = 0;
    for (;;) {
      if (isClosed || waits()) return;
      const next = store.metadata.nextOutdated(last, METADATA_VERSION, away());
      if (!next) return;
      last = next.photo;
      if (!(await reread(next))) return;
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
    if (isClosed || !said.isRead) return said.isRead;
    const isStored = store.transaction(() => {
      const current = store.files.ofId(id);
      if (current?.state !== 'done' || isChanged(current, row) || store.files.photoOf(id) !== photo) return false;
      // Its sidecar turns it, which was not known before: the queue analyses it anew.
      if (turnSaid(store, photo, id, said) !== store.metadata.turnOf(photo)) {
        store.files.analyseAgain(photo);
        onWaiting();
      }
      storeMetadata(store, photo, row, said);
      return true;
    });
    if (isStored) onPhoto(photo);
    return true;
  }

  return {
    /** Goes on, if there is anything to be read anew and nothing else to do. */
    wake(): void {
      if (isClosed || waits()) return;
      running ??= run()
        .catch((error: unknown) => log('error', 'metadata.rereading', { error }))
        .finally(() => (running = undefined));
    },
    isBusy: () => running !== undefined,
    /** At once: what is being read is not stored. */
    close: () => void (isClosed = true),
  };
}
