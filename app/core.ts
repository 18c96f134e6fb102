// Opens a library: the engine itself, the same in every shell.

import { resolve } from 'node:path';
import { afterwards } from './calls/afterwards.ts';
import { photosOf } from './calls/photo-sets.ts';
import { contract, type Engine, type EventName, type EventPayload, type PhotosToTake } from './contract.ts';
import type { Download } from './library/downloads.ts';
import { startMachinery } from './library/machinery.ts';
import { type Media, type MediaKind, mediaOf } from './library/media.ts';
import type { Copying, OnProgress } from './library/originals.ts';
import { holdOpen } from './library/reopening.ts';
import { tellAfterCall } from './library/telling.ts';
import { LARGE_MODELS, type LargeModel } from './models/catalogue.ts';
import { type Parts, wireParts } from './parts.ts';
import type { Log } from './platform/log.ts';
import { isOnBattery } from './platform/power.ts';
import { writeForOwnerAlone } from './platform/private-library.ts';
import { openStore, type Store } from './store/index.ts';
import type { Sharing } from './workers/sharing.ts';

export type { Media, MediaKind };

export type Listener = <N extends EventName>(name: N, payload: EventPayload<N>) => void;

export interface Library {
  readonly engine: Engine;
  /** @returns a function that ends the subscription */
  subscribe(listener: Listener): () => void;
  /**
   * @param signal aborted when the answer is not wanted any more: what has to be made first may then be left unmade
   * @throws AppError `notFound` when there is no such thing, or its file is away
   */
  media(kind: MediaKind, id: number, signal?: AbortSignal): Promise<Media>;
  /** What `photos.download` offered. @throws AppError `notFound` when it was fetched, or waited for too long */
  download(ticket: string): Download;
  /** Copies the originals of photos to a folder: see `copyOriginals`. */
  copy(photos: PhotosToTake, target: string, onProgress?: OnProgress): Promise<Copying>;
  /** Writes into sidecars what is due by now: see `names-writing.ts`. */
  writeNames(): Promise<void>;
  /** Other machines that analyse photos; undefined: no queue was given. */
  readonly sharing: Sharing | undefined;
  /** Resolves when nothing is being scanned, read or grouped. */
  whenIdle(): Promise<void>;
  /** Milliseconds by stage since the library was opened. */
  stages(): Record<'decode' | 'detect' | 'embed' | 'store' | 'group' | 'total', number>;
  close(): Promise<void>;
}

export interface LibraryOptions {
  /** The library's own folder; made when it does not exist. */
  folder: string;
  log?: Log;
  /** The Node that runs vision. Default: the one that runs this. */
  node?: string;
  /** Scan at once and watch for changes; the commands that end by themselves do neither. Default: true. */
  watch?: boolean;
  /** Whether the machine runs on its battery; null: it cannot be told. Default: what its system says. */
  onBattery?: () => Promise<boolean | null>;
  /** The large models that can be had. Default: those of the catalogue. */
  largeModels?: readonly LargeModel[];
  /** The folder that all photos have to lie in, for a library that others reach. Default: PHOTOS_ROOT, if it is set. */
  photosRoot?: string | undefined;
  /** postgres://…: the queue in which photos wait for other machines as well. Default: there is none. */
  queue?: string | undefined;
}

/** @throws AppError `library` when it is in use, newer than this program, damaged, or cannot be written */
export async function openLibrary({
  folder,
  log,
  node,
  watch = true,
  onBattery = isOnBattery,
  largeModels = LARGE_MODELS,
  photosRoot = process.env['PHOTOS_ROOT'] || undefined,
  queue,
}: LibraryOptions): Promise<Library> {
  const library = resolve(folder);
  writeForOwnerAlone();
  const store = openStore(library);
  const listeners = new Set<Listener>();
  const announce: Listener = (name, payload) => listeners.forEach((listener) => listener(name, payload));
  const parts = holdOpen(openAgain);
  const machinery = await startMachinery({
    library,
    log,
    node,
    largeModels,
    photosRoot,
    queue,
    onRoom: () => parts.now()?.activity.wake(),
    onChange: () => parts.now()?.activity.tell(),
  }).catch((error: unknown) => {
    store.close();
    throw error;
  });
  try {
    parts.hold(wire(store));
  } catch (error) {
    await machinery.close();
    throw error;
  }

  return {
    engine: afterwards(
      (name) => parts.underWay() ?? (contract[name].effect.needsFaces ? parts.get().people.loading() : undefined),
      () => parts.get().calls,
      (name) => tellAfterCall(announce, name),
    ),
    subscribe(listener) {
      listeners.add(listener);
      return () => void listeners.delete(listener);
    },
    async media(kind, id, signal) {
      await parts.underWay();
      return mediaOf({ ...parts.get(), ...machinery }, kind, id, signal);
    },
    download: (ticket) => machinery.downloads.take(ticket),
    async copy({ set, withSidecars }, target, onProgress) {
      const photos = photosOf(parts.get().store, set);
      return machinery.copies.copy(parts.get(), { photos, withSidecars, target }, onProgress);
    },
    writeNames: () => parts.get().namesWriter.flush(),
    sharing: machinery.sharing,
    async whenIdle() {
      await parts.underWay();
      await parts.get().activity.whenIdle();
    },
    stages: () => parts.get().activity.stages(),
    async close() {
      await parts.underWay();
      // Both are told before one is waited for: what one waits for, the end of the other ends.
      await Promise.all([parts.now()?.close(), machinery.close()]);
    },
  };

  function wire(opened: Store): Parts {
    const modelsInUse = () => parts.get().modelsInUse;
    return wireParts(opened, machinery, { watch, onBattery, announce, modelsInUse, reopen: parts.reopen });
  }

  function openAgain(): Parts {
    const again = wire(openStore(library));
    again.activity.changed('people');
    again.activity.changed('photos');
    return again;
  }
}
