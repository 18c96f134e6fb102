// The contract, implemented: each call of a window or script, in terms of the parts that do the work.

import type { Activity } from '../library/activity.ts';
import type { Backup, Engine } from '../contract.ts';
import type { Copies } from '../library/copies.ts';
import type { Downloads } from '../library/downloads.ts';
import type { Draw } from '../library/drawing.ts';
import type { Indexing } from '../library/indexing.ts';
import type { LargeModels } from '../models/large-models.ts';
import type { ModelsInUse } from '../library/models-in-use.ts';
import type { NamesImporting } from '../library/names-import.ts';
import type { NamesWriter } from '../library/names-writing.ts';
import type { FindSidecars } from '../library/sidecars-to-take.ts';
import type { People } from '../people/index.ts';
import type { Caches } from '../photos/caches.ts';
import type { Counting } from '../photos/counting.ts';
import type { FolderPicker } from '../photos/folder-picker.ts';
import type { PhotoFiles } from '../photos/photo-files.ts';
import type { Store } from '../store/index.ts';
import { makeAlbumCalls } from './albums.ts';
import { makeFolderCalls } from './folders.ts';
import { makeModelCalls } from './models.ts';
import { makeNamesCalls } from './names.ts';
import { makePeopleCalls } from './people.ts';
import { makePhotoCalls } from './photos.ts';
import { makeQuestionCalls } from './questions.ts';
import { makeVideoCalls } from './videos.ts';
import { makeSearchCalls } from './search.ts';
import { makeWorkCalls } from './work.ts';
import type { Sharing } from '../workers/sharing.ts';

export interface CallsOptions {
  store: Store;
  caches: Caches;
  people: People;
  activity: Activity;
  /** As it is after a change: a changed model closes everything and opens it again. */
  modelsInUse(): ModelsInUse;
  large: LargeModels;
  indexing: Indexing;
  picker: FolderPicker;
  counting: Counting;
  /** Other machines that analyse photos; undefined: there is no queue for them. */
  sharing: Sharing | undefined;
  /** The library's own folder. */
  library: string;
  /** The folder that all photos have to lie in; undefined: wherever they are. */
  photosRoot: string | undefined;
  about: Engine['library.about'];
  /** Puts a backup in the library's place. @returns the copy of what was there */
  restore(backup: string): Promise<Backup | null>;
  draw: Draw;
  files: PhotoFiles;
  copies: Copies;
  downloads: Downloads;
  names: NamesImporting;
  namesWriter: NamesWriter;
  sidecars: FindSidecars;
}

export function makeCalls(options: CallsOptions): Engine {
  const { store, people, activity, modelsInUse, large, indexing } = options;
  return {
    'library.status': () => activity.status(),
    'library.about': options.about,
    ...makeModelCalls(modelsInUse, large, indexing),
    ...makeFolderCalls(options),
    ...makeWorkCalls(options),
    ...makePhotoCalls(options),
    ...makeVideoCalls(options),
    ...makePeopleCalls(options),
    ...makeAlbumCalls(store, people, activity),
    ...makeSearchCalls(store),
    ...makeNamesCalls(options.names, options.namesWriter),
    ...makeQuestionCalls(store, people, activity),
  };
}
