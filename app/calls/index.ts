// The contract, implemented: each call of a window or script, in terms of the parts that do the work.

import type { Activity } from '../activity.ts';
import type { Engine } from '../contract.ts';
import type { Draw } from '../drawing.ts';
import type { Looking } from '../looking.ts';
import type { LargeNetworks } from '../models/large-networks.ts';
import type { Networks } from '../networks.ts';
import type { People } from '../people/index.ts';
import type { Caches } from '../photos/caches.ts';
import type { Backup, Store } from '../store/index.ts';
import { makeAlbumCalls } from './albums.ts';
import { makeFolderCalls } from './folders.ts';
import { makeNetworkCalls } from './networks.ts';
import { makePeopleCalls } from './people.ts';
import { makePhotoCalls } from './photos.ts';
import { makeQuestionCalls } from './questions.ts';
import { makeSearchCalls } from './search.ts';
import { makeWorkCalls } from './work.ts';

/**
 * Calls that need none of the faces in memory: they are answered while those are still being loaded, which takes a
 * large library seconds. All others wait.
 */
export const AT_ONCE: ReadonlySet<string> = new Set<keyof Engine>([
  'library.status',
  'library.about',
  'models.list',
  'looking.get',
  'folders.add',
  'folders.change',
  'folders.rescan',
  'folders.suggest',
  'samples.count',
  'samples.add',
  'work.pause',
  'work.resume',
  'backups.list',
  'backups.make',
  'photos.list',
  'photos.timeline',
  'photos.place',
  'photos.get',
  'people.list',
  'people.get',
  'people.photos',
  'people.faces',
  'people.together',
  'people.suggest',
  'albums.list',
  'albums.get',
  'albums.photos',
  'albums.folders',
  'albums.folder',
  'albums.folderPhotos',
  'search.photos',
  'search.suggest',
  'history.list',
  'missing.list',
  'failures.list',
  'failures.retry',
]);

export interface CallsOptions {
  store: Store;
  caches: Caches;
  people: People;
  activity: Activity;
  /** As it is after a change: a changed network closes everything and opens it again. */
  networks(): Networks;
  large: LargeNetworks;
  looking: Looking;
  /** The library's own folder. */
  library: string;
  /** The folder that all photos have to lie in; undefined: wherever they are. */
  photosRoot: string | undefined;
  about: Engine['library.about'];
  /** Puts a backup in the library's place. @returns the copy of what was there */
  restore(backup: string): Promise<Backup | null>;
  draw: Draw;
}

export function makeCalls(options: CallsOptions): Engine {
  const { store, people, activity, networks, large, looking } = options;
  return {
    'library.status': () => activity.status(),
    'library.about': options.about,
    ...makeNetworkCalls(networks, large, looking),
    ...makeFolderCalls(options),
    ...makeWorkCalls(options),
    ...makePhotoCalls(store, people, activity),
    ...makePeopleCalls(options),
    ...makeAlbumCalls(store, people, activity),
    ...makeSearchCalls(store),
    ...makeQuestionCalls(store, people, activity),
  };
}
