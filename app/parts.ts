// Wires everything that holds something of one open database: people, activity, names, models, and the calls on them.

import { join } from 'node:path';
import { makeCalls } from './calls/index.ts';
import type { Engine } from './contract.ts';
import { type Activity, startActivity } from './library/activity.ts';
import { makeDraw } from './library/drawing.ts';
import { startIndexing } from './library/indexing.ts';
import type { Machinery } from './library/machinery.ts';
import { type ModelsInUse, startModelsInUse } from './library/models-in-use.ts';
import { openNamesImporting } from './library/names-import.ts';
import { type NamesWriter, startNamesWriting } from './library/names-writing.ts';
import { startPausing } from './library/pausing.ts';
import { type FindSidecars, findSidecars } from './library/sidecars-to-take.ts';
import type { Announce } from './library/telling.ts';
import { startUpkeep } from './library/upkeep.ts';
import type { LargeModelName } from './models/large-models.ts';
import { openPeople, type People } from './people/index.ts';
import { shippedSimilarityModel, similarityModelOf } from './people/scoring/calibration.ts';
import { calibrated } from './people/scoring/self-calibration.ts';
import { type PhotoFiles, photoFiles } from './photos/photo-files.ts';
import { programVersion } from './platform/version.ts';
import { runInSlices } from './scheduling/slices.ts';
import { restoreBackup, type Store } from './store/index.ts';

export interface PartsOptions {
  /** Scan at once and watch for changes. */
  watch: boolean;
  onBattery: () => Promise<boolean | null>;
  announce: Announce;
  /** Those of the database that is open by then. */
  modelsInUse(): ModelsInUse;
  /** Closes all of this and opens it anew. */
  reopen<Result>(meanwhile: () => Promise<Result>): Promise<Result>;
}

export interface Parts {
  store: Store;
  activity: Activity;
  people: People;
  modelsInUse: ModelsInUse;
  files: PhotoFiles;
  namesWriter: NamesWriter;
  sidecars: FindSidecars;
  calls: Engine;
  close(): Promise<void>;
}

/** What it throws has closed the store: an open database would keep the next engine out. */
export function wireParts(store: Store, machinery: Machinery, options: PartsOptions): Parts {
  try {
    return wire(store, machinery, options);
  } catch (error) {
    store.close();
    throw error;
  }
}

function wire(store: Store, machinery: Machinery, options: PartsOptions): Parts {
  const { library, log, bounds, photosRoot, caches, vision, metadata, large, sharing } = machinery;
  const { watch, onBattery, announce, reopen } = options;
  const life = new AbortController();
  const pausing = startPausing({
    store,
    isOnBattery: watch ? onBattery : null,
    onChange() {
      activity.followPause();
      modelsInUse.wake();
      namesWriter.wake();
    },
  });
  const isPaused = () => pausing.reason() !== null;
  const files = photoFiles(store, bounds, () => activity.wake());
  const modelsInUse = startModelsInUse({
    store,
    vision,
    findFile: files.find,
    large,
    log,
    watch,
    isPaused,
    onVideosWaiting: () => activity.tell(),
    onEmbedded(photo) {
      people.reloadPhoto(photo);
      activity.changed('people');
    },
    calibrate: (name) => calibrate(store, machinery, name, life.signal),
    onChanged: () => reopen(() => Promise.resolve()),
  });
  const similarityModel = similarityModelOf(
    modelsInUse.inUse,
    shippedNames(machinery),
    store.settings.get('calibration'),
  );
  const people = openPeople(store, similarityModel, {
    index: join(library, 'people.usearch'),
    vectors: join(library, 'people.vectors'),
  });
  const activity = startActivity({
    store,
    vision,
    elsewhere: sharing?.analyser,
    metadata,
    caches,
    findFile: files.find,
    people,
    pausing,
    announce(name, payload) {
      if (name === 'photosChanged') modelsInUse.retryLater();
      if (name === 'photosChanged' || name === 'peopleChanged') namesWriter.wake();
      announce(name, payload);
    },
    log,
    library,
    bounds,
    watch,
    workers: () => sharing?.workers() ?? [],
    copying: machinery.copies.progress,
    otherTrouble: () => upkeep?.trouble() ?? sharing?.trouble(),
  });
  const onTrouble = () => activity.changed('photos');
  const onBackUp = () => announce('backupsChanged', {});
  const upkeep = watch ? startUpkeep({ store, caches, library, log, onTrouble, onBackUp }) : undefined;
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
    photosRoot,
    log,
    onApplied() {
      activity.changed('people');
      activity.regroup();
    },
  });
  const namesWriter = startNamesWriting({
    store,
    metadata,
    bounds,
    log,
    watch,
    isPaused,
    isAway: (folder) => activity.folderState(folder) === 'away',
    onWaiting: () => activity.wake(),
  });
  const sidecars = findSidecars({ store, metadata, bounds });
  const calls = makeCalls({
    ...machinery,
    store,
    people,
    activity,
    modelsInUse: options.modelsInUse,
    indexing,
    about: () => aboutOf(machinery),
    restore: (name) => reopen(() => restoreBackup(library, name)),
    draw: makeDraw({ store, vision, caches, people, findFile: files.find }),
    files,
    names,
    namesWriter,
    sidecars,
  });
  // Folders are scanned after the known faces are loaded: those are what a user who opens Kindred wants to see.
  const loading = watch ? people.loading() : undefined;
  if (loading) loading.then(beginWork, beginWork);
  else if (watch) beginWork();

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
      life.abort();
      people.stop();
      indexing.close();
      pausing.close();
      upkeep?.close();
      try {
        await Promise.all([names.close(), namesWriter.close(), modelsInUse.close(), activity.close()]);
        people.close();
      } finally {
        store.close(); // whatever could not end: an open database would keep this engine out as well
      }
    },
  };

  function beginWork(): void {
    if (life.signal.aborted) return;
    activity.scanAll();
    activity.wake();
    if (people.isSettlingDue()) activity.regroup();
    modelsInUse.wake();
    namesWriter.wake();
    void indexing.catchUp();
  }
}

/** Reads off the library's own faces what the numbers of a large model mean. */
async function calibrate(
  store: Store,
  machinery: Machinery,
  name: LargeModelName,
  signal: AbortSignal,
): Promise<boolean> {
  const known = shippedSimilarityModel(shippedNames(machinery));
  const calibration = await runInSlices(calibrated(store, name, known), signal);
  if (calibration) store.settings.set('calibration', JSON.stringify(calibration));
  return calibration !== undefined;
}

function shippedNames({ vision }: Machinery): string[] {
  return vision.models().map(({ name }) => name);
}

async function aboutOf({ library, vision }: Machinery) {
  const provider = await vision.provider();
  return {
    version: programVersion(),
    library,
    provider: provider.name,
    providerReasons: provider.reasons,
    models: vision.models(),
  };
}
