// Checks a library: its database, what is derived from it, and the cached pictures; and makes the derived again.

import { openCaches } from '../photos/caches.ts';
import type { Store } from '../store/index.ts';

export interface Finding {
  what: string;
  isFine: boolean;
  detail: string;
}

/** Photos in one transaction. */
const PHOTOS_PER_TRANSACTION = 50;

/** Reads only: works beside a running engine. */
export async function checkLibrary(store: Store, folder: string): Promise<Finding[]> {
  const { damages, outdated, orphans } = await store.inspect();
  if (damages.length > 0) {
    return [{ what: 'Database', isFine: false, detail: `damaged: ${damages.join(' ')} Restore a backup.` }];
  }
  const { photos, people } = outdated;
  const pictures = comparePictures(store, folder);
  return [
    { what: 'Database', isFine: true, detail: 'whole' },
    finding('Derived columns', photos.length + people.length, 'rows do not follow from the others'),
    finding('Orphaned rows', orphans.embeddings + orphans.photos, 'rows belong to nothing'),
    finding('Cached pictures', pictures.absent.size, 'photos have to be looked at again for theirs'),
    // Left by a crash between writing pictures and committing their rows: they do no harm, and their ids come again.
    { what: 'Stray pictures', isFine: true, detail: `${pictures.stray.length}; --repair removes them` },
  ];
}

/**
 * Facts are never touched: only what can be made from them and from the photos.
 * @param say told what is done next
 */
export async function repairLibrary(store: Store, folder: string, say: (step: string) => void): Promise<void> {
  say('Checking the database');
  const { damages, outdated } = await store.inspect();
  if (damages.length > 0) return;
  say(`Working out ${outdated.photos.length + outdated.people.length} rows anew`);
  store.repair(outdated);
  // What a crash left of a folder that was dropped for good; their pictures are stray from now on.
  for (
    let photos = store.missing.placeless(PHOTOS_PER_TRANSACTION);
    photos.length > 0;
    photos = store.missing.placeless(PHOTOS_PER_TRANSACTION)
  ) {
    say('Removing photos that are nowhere');
    store.purge(photos);
  }
  say('Comparing the cached pictures');
  const caches = openCaches(folder);
  const { stray, absent } = comparePictures(store, folder);
  for (const [index, { kind, id }] of stray.entries()) {
    say(`${index} of ${stray.length} stray pictures removed`);
    caches.remove(kind, id);
  }
  for (const photo of absent) {
    caches.remove('thumbs', photo); // without its thumbnail the photo counts as not analysed
    store.files.analyseAgain(photo);
    store.moments.outdate(photo);
  }
}

/** A photo that waits anyway brings its pictures with it; one that is out of reach cannot. */
function comparePictures(store: Store, folder: string) {
  const caches = openCaches(folder);
  const expected = store.expectedPictures();
  const there = { faces: new Set(caches.ids('faces')), thumbs: new Set(caches.ids('thumbs')) };
  const stray = (['faces', 'thumbs'] as const).flatMap((kind) =>
    [...there[kind]].filter((id) => !expected[kind].has(id)).map((id) => ({ kind, id })),
  );
  const absent = new Set<number>();
  for (const kind of ['faces', 'thumbs'] as const) {
    for (const [id, photo] of expected[kind].wanted) if (!there[kind].has(id)) absent.add(photo);
  }
  return { stray, absent };
}

function finding(what: string, count: number, problem: string): Finding {
  return { what, isFine: count === 0, detail: count === 0 ? 'in order' : `${count} ${problem}: --repair` };
}
