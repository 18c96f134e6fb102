// Opens a library and wires its parts: the engine itself, the same in every shell.

import { join, resolve } from 'node:path';
import { startActivity } from './library/activity.ts';
import { afterwards } from './calls/afterwards.ts';
import { makeCalls } from './calls/index.ts';
import { photosOf } from './calls/photo-sets.ts';
import { contract, type Engine, type EventName, type EventPayload, type PhotosToTake } from './contract.ts';
import { openCopies } from './library/copies.ts';
import { type Download, openDownloads } from './library/downloads.ts';
import type { Copying, OnProgress } from './library/originals.ts';
import { makeDraw } from './library/drawing.ts';
import { AppError } from './errors.ts';
import { fileLog, type Log } from './platform/log.ts';
import { LARGE_MODELS, type LargeModel } from './models/catalogue.ts';
import { type LargeModelName, openLargeModels } from './models/large-models.ts';
import { startIndexing } from './library/indexing.ts';
import { startModelsInUse } from './library/models-in-use.ts';
import { type Media, type MediaKind, mediaOf } from './library/media.ts';
import { openNamesImporting } from './library/names-import.ts';
import { startNamesWriting } from './library/names-writing.ts';
import { findSidecars } from './library/sidecars-to-take.ts';
import { shippedSimilarityModel, similarityModelOf } from './people/scoring/calibration.ts';
import { openPeople } from './people/index.ts';
import { calibrated } from './people/scoring/self-calibration.ts';
import { runInSlices } from './scheduling/slices.ts';
import { boundHeapGrowth } from './platform/heap-growth.ts';
import { isOnBattery } from './platform/power.ts';
import { startPausing } from './library/pausing.ts';
import { shareWithOtherMachines } from './library/other-machines.ts';
import { openCaches } from './photos/caches.ts';
import { openCounting } from './photos/counting.ts';
import { startMetadataReader } from './photos/exiftool.ts';
import { openFolderPicker } from './photos/folder-picker.ts';
import { photoBounds } from './platform/photo-bounds.ts';
import { photoFiles } from './photos/photo-files.ts';
import { closeToOthers, writeForOwnerAlone } from './platform/private-library.ts';
import { programVersion } from './platform/version.ts';
import { sentence } from './sentences/sentence.ts';
import { openStore, restoreBackup, type Store } from './store/index.ts';
import { startUpkeep } from './library/upkeep.ts';
import { startVision } from './vision/handle.ts';
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
  const caches = openCaches(library);
  const listeners = new Set<Listener>();
  const announce: Listener = (name, payload) => listeners.forEach((listener) => listener(name, payload));
  const store = openStore(library);
  const diary = log ?? fileLog(join(library, 'log'));
  const closing = closeToOthers(library, diary);
  const copies = openCopies(library, () => parts?.activity.tell());
  const downloads = openDownloads();
  const bounds = photoBounds(library, photosRoot);
  const picker = openFolderPicker(library, photosRoot && resolve(photosRoot));
  const counting = openCounting(library, bounds);
  const vision = startVision({ log: diary, photosRoot: bounds.root, ...(node !== undefined && { node }) });
  const metadata = startMetadataReader({ log: diary });
  const leaveHeapGrowth = boundHeapGrowth();
  const large = openLargeModels({ library, log: diary, models: largeModels });
  /** Undefined while nothing holds the database: at a restore, and after the library could not be opened again. */
  let parts: Parts | undefined;
  const sharing = await shareWithOtherMachines(queue, {
    library,
    log: diary,
    vision,
    bounds,
    onRoom: () => parts?.activity.wake(),
    onChange: () => parts?.activity.tell(),
  });
  parts = wireOrClose(store);
  /** Calls wait while a backup takes the place of the library, or another model that of the one in use. */
  let reopening: Promise<unknown> | undefined;

  return {
    engine: afterwards(
      (name) =>
        reopening?.catch(() => undefined) ?? (contract[name].effect.needsFaces ? opened().people.loading() : undefined),
      () => opened().calls,
    ),
    subscribe(listener) {
      listeners.add(listener);
      return () => void listeners.delete(listener);
    },
    media,
    download: (ticket) => downloads.take(ticket),
    copy: async ({ set, withSidecars }, target, onProgress) =>
      copies.copy(opened(), { photos: photosOf(opened().store, set), withSidecars, target }, onProgress),
    writeNames: () => opened().namesWriter.flush(),
    sharing,
    async whenIdle() {
      await reopening?.catch(() => undefined);
      await opened().activity.whenIdle();
    },
    stages: () => opened().activity.stages(),
    async close() {
      await reopening?.catch(() => undefined); // its caller has been told
      await large.close();
      await counting.close();
      await closing;
      await parts?.close();
      await sharing?.close();
      await vision.close();
      await metadata.close();
      leaveHeapGrowth();
    },
  };

  type Parts = ReturnType<typeof wire>;

  /** Reads off the library's own faces what the numbers of a large model mean. */
  async function calibrate(store: Store, name: LargeModelName): Promise<boolean> {
    const known = shippedSimilarityModel(vision.models().map((model) => model.name));
    const calibration = await runInSlices(calibrated(store, name, known), new AbortController().signal);
    if (calibration) store.settings.set('calibration', JSON.stringify(calibration));
    return calibration !== undefined;
  }

  /** Everything that holds something of this one database. */
  function wire(store: Store) {
    const pausing = startPausing({
      store,
      isOnBattery: watch ? onBattery : null,
      onChange() {
        activity.followPause();
        modelsInUse.wake();
        namesWriter.wake();
      },
    });
    const files = photoFiles(store, bounds, () => activity.wake());
    const modelsInUse = startModelsInUse({
      store,
      vision,
      findFile: files.find,
      large,
      log: diary,
      watch,
      isPaused: () => pausing.reason() !== null,
      onVideosWaiting: () => activity.tell(),
      onEmbedded(photo) {
        people.reloadPhoto(photo);
        activity.changed('people');
      },
      calibrate: (name) => calibrate(store, name),
      onChanged: () => reopen(() => Promise.resolve()),
    });
    const shipped = vision.models().map(({ name }) => name);
    const similarityModel = similarityModelOf(modelsInUse.inUse, shipped, store.settings.get('calibration'));
    const people = openPeople(store, similarityModel, {
      index: join(library, 'people.usearch'),
      vectors: join(library, 'people.vectors'),
    });
    const tell: Listener = (name, payload) => {
      if (name === 'photosChanged') modelsInUse.retryLater();
      if (name === 'photosChanged' || name === 'peopleChanged') namesWriter.wake();
      announce(name, payload);
    };
    const activity = startActivity({
      store,
      vision,
      elsewhere: sharing?.analyser,
      metadata,
      caches,
      findFile: files.find,
      people,
      pausing,
      announce: tell,
      log: diary,
      library,
      bounds,
      watch,
      workers: () => sharing?.workers() ?? [],
      copying: copies.progress,
      otherTrouble: () => upkeep?.trouble() ?? sharing?.trouble(),
    });
    const onTrouble = () => activity.changed('photos');
    const upkeep = watch ? startUpkeep({ store, caches, library, log: diary, onTrouble }) : undefined;
    const indexing = startIndexing({
      store,
      vision,
      pausing,
      onWaiting: () => activity.wake(),
      onStacking: () => activity.scanAll(),
    });
    const names = openNamesImporting({
      store,
      metadata,
      vision,
      caches,
      people,
      findFile: files.find,
      bounds,
      library,
      photosRoot: photosRoot && resolve(photosRoot),
      log: diary,
      onApplied() {
        activity.changed('people');
        activity.regroup();
      },
    });
    const namesWriter = startNamesWriting({
      store,
      metadata,
      bounds,
      log: diary,
      watch,
      isPaused: () => pausing.reason() !== null,
      isAway: (folder) => activity.folderState(folder) === 'away',
      onWaiting: () => activity.wake(),
    });
    const sidecars = findSidecars({ store, metadata, bounds });
    const calls = makeCalls({
      store,
      caches,
      people,
      activity,
      modelsInUse: () => opened().modelsInUse,
      large,
      indexing,
      picker,
      counting,
      sharing,
      library,
      photosRoot: photosRoot && resolve(photosRoot),
      about,
      restore: (name) => reopen(() => restoreBackup(library, name)),
      draw: makeDraw({ store, vision, caches, people, findFile: files.find }),
      files,
      copies,
      downloads,
      names,
      namesWriter,
      sidecars,
    });
    let isClosed = false;
    // Folders are scanned after the known faces are loaded: those are what a user who opens Kindred wants to see.
    const loading = watch ? people.loading() : undefined;
    if (loading) loading.then(beginWork, beginWork);
    else if (watch) beginWork();

    function beginWork(): void {
      if (isClosed) return;
      activity.scanAll();
      activity.wake();
      modelsInUse.wake();
      namesWriter.wake();
      void indexing.catchUp();
    }

    return {
      store,
      people,
      activity,
      modelsInUse,
      calls,
      files,
      namesWriter,
      sidecars,
      async close() {
        isClosed = true;
        people.stop();
        indexing.close();
        pausing.close();
        upkeep?.close();
        try {
          await names.close();
          await namesWriter.close();
          await modelsInUse.close();
          await activity.close();
          people.close();
        } finally {
          store.close(); // whatever could not end: an open database would keep this engine out as well
        }
      },
    };
  }

  function wireOrClose(store: Store): Parts {
    try {
      return wire(store);
    } catch (error) {
      store.close();
      throw error;
    }
  }

  /** Tries once more when the library could not be opened again. @throws AppError `library`, as {@link openLibrary} does */
  function opened(): Parts {
    if (parts === undefined && reopening !== undefined) throw new AppError('library', sentence('libraryReopening'));
    return parts ?? open();
  }

  function open(): Parts {
    parts = wireOrClose(openStore(library));
    parts.activity.changed('people');
    parts.activity.changed('photos');
    return parts;
  }

  /**
   * @param meanwhile what is to be done while nothing holds the database
   * @throws what `meanwhile` throws; AppError `library` when the library cannot be opened again: the next call tries it
   */
  async function reopen<Result>(meanwhile: () => Promise<Result>): Promise<Result> {
    const work = async () => {
      const closing = parts;
      parts = undefined;
      await closing?.close();
      try {
        return await meanwhile();
      } finally {
        open();
      }
    };
    const working = work();
    reopening = working;
    try {
      return await working;
    } finally {
      reopening = undefined;
    }
  }

  async function media(kind: MediaKind, id: number, signal?: AbortSignal): Promise<Media> {
    await reopening?.catch(() => undefined);
    return mediaOf({ ...opened(), caches, vision }, kind, id, signal);
  }

  async function about() {
    const provider = await vision.provider();
    return {
      version: programVersion(),
      library,
      provider: provider.name,
      providerReasons: provider.reasons,
      models: vision.models(),
    };
  }
}
