// The calls about folders: adding, changing and leaving them, and the sample photos.

import type { Activity } from '../library/activity.ts';
import type { Engine } from '../contract.ts';
import { AppError } from '../errors.ts';
import type { People } from '../people/index.ts';
import { refuseUnusable } from '../photos/exclusion.ts';
import type { Counting } from '../photos/counting.ts';
import type { FolderPicker } from '../photos/folder-picker.ts';
import { checkFolder, suggestFolders } from '../photos/folders.ts';
import { isWithin } from '../platform/photo-bounds.ts';
import { NOT_SAMPLES, samplePhotos } from '../platform/sample-photos.ts';
import { sentence } from '../sentences/sentence.ts';
import type { FolderRecord, Store } from '../store/index.ts';

type FolderCalls = Pick<Engine, Extract<keyof Engine, `folders.${string}` | `samples.${string}`>>;

interface FolderCallsOptions {
  store: Store;
  people: People;
  activity: Activity;
  picker: FolderPicker;
  counting: Counting;
  /** The library's own folder. */
  library: string;
  /** The folder that all photos have to lie in; undefined: wherever they are. */
  photosRoot: string | undefined;
}

export function makeFolderCalls({
  store,
  people,
  activity,
  picker,
  counting,
  library,
  photosRoot,
}: FolderCallsOptions): FolderCalls {
  return {
    'folders.add': ({ path }) => watchFolder(path),
    // Where photos have to lie in one folder, these do not.
    'samples.count': () => ({ photos: photosRoot === undefined ? (samplePhotos()?.photos ?? 0) : 0 }),
    'samples.add'() {
      const samples = samplePhotos();
      if (!samples) throw new AppError('notFound', sentence('noSamples'));
      return watchFolder(samples.folder, NOT_SAMPLES);
    },
    async 'folders.remove'({ folder }) {
      const { id } = folderOf(folder);
      await activity.leave(id);
      store.folders.remove(id, new Date().toISOString());
      refreshFolder(folder);
      activity.changed('photos');
      activity.changed('people');
      return {};
    },
    async 'folders.change'({ folder, ...changes }) {
      refuseUnusable(changes.excluded ?? []);
      const before = folderOf(folder);
      const defined = Object.fromEntries(Object.entries(changes).filter(([, value]) => value !== undefined));
      store.folders.change(folder, { ...before, ...defined });
      await activity.leave(folder);
      const changed = folderOf(folder);
      void activity.scan(changed);
      activity.wake();
      activity.changed('photos');
      return { ...changed, state: activity.folderState(folder) };
    },
    'folders.rescan'() {
      activity.scanAll();
      return {};
    },
    'folders.list': ({ folder }) => picker.list(folder),
    'folders.count': async ({ path }) => counting.count(await checkFolder(path, library, photosRoot)),
    'folders.suggest': async ({ typed }) => ({ folders: await suggestFolders(typed, photosRoot) }),
  };

  async function watchFolder(path: string, excluded?: string[]) {
    const real = await checkFolder(path, library, photosRoot);
    const watched = store.folders.all().find((folder) => folder.path === real);
    const { id } = watched ?? addFolder(real);
    if (excluded) store.folders.change(id, { ...folderOf(id), excluded });
    const folder = folderOf(id);
    void activity.scan(folder);
    return { ...folder, state: activity.folderState(id), isNew: watched === undefined };
  }

  /** A folder that was in the library before brings back everything that was said about its photos. */
  function addFolder(path: string): FolderRecord {
    for (const other of store.folders.all()) refuseOverlap(path, other.path);
    const id = store.folders.add(path, new Date().toISOString());
    if (store.settings.get('writesNamesInNewFolders')) store.writtenNames.allow(id, true);
    refreshFolder(id);
    const folder = store.folders.get(id);
    if (!folder) throw new Error('The folder was not stored.');
    return folder;
  }

  function folderOf(id: number): FolderRecord {
    const folder = store.folders.get(id);
    if (!folder) throw new AppError('notFound', sentence('folderGone'));
    return folder;
  }

  /** A folder came or went: which photos can be reached, and who is on them? */
  function refreshFolder(folder: number): void {
    const photos = store.files.photosOf(folder);
    store.transaction(() => {
      for (const photo of photos) store.photos.refreshExistence(photo);
      store.people.refresh(photos.flatMap((photo) => store.people.ofPhoto(photo)));
    });
    photos.forEach(people.reloadPhoto);
  }
}

function refuseOverlap(path: string, other: string): void {
  if (isWithin(path, other)) {
    throw new AppError('folder', sentence('folderInside', { path, around: other }));
  }
  if (isWithin(other, path)) {
    throw new AppError('folder', sentence('folderAround', { path: other }));
  }
}
