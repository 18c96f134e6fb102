// Lets go for good: of missing photos that the user forgot and emptied, and of folders removed more than thirty days ago.

import type { Caches } from '../photos/caches.ts';
import type { Store } from '../store/index.ts';

const KEEP_MISSING_MS = 30 * 24 * 60 * 60_000;
/** Photos a slice: a few milliseconds each time. */
const PHOTOS_FORGOTTEN_PER_SLICE = 50;

/** @returns how many photos are gone */
export function emptyForgotten(store: Store, caches: Caches): Promise<number> {
  return purgeInSlices(store, caches, () => store.missing.forgotten(PHOTOS_FORGOTTEN_PER_SLICE));
}

/** @returns how many photos are gone */
export async function dropRemovedFolders(store: Store, caches: Caches, now: number): Promise<number> {
  const folders = store.folders.removedBefore(new Date(now - KEEP_MISSING_MS).toISOString());
  if (folders.length > 0) store.transaction(() => folders.forEach(store.folders.drop));
  // Also when no folder goes now: a crash may have come between the last one and its photos.
  return purgeInSlices(store, caches, () => store.missing.placeless(PHOTOS_FORGOTTEN_PER_SLICE));
}

async function purgeInSlices(store: Store, caches: Caches, next: () => number[]): Promise<number> {
  let count = 0;
  for (let photos = next(); photos.length > 0; photos = next()) {
    const { faces } = store.purge(photos);
    for (const photo of photos) caches.remove('thumbs', photo);
    for (const face of faces) caches.remove('faces', face);
    count += photos.length;
    await new Promise((resolve) => setImmediate(resolve));
  }
  return count;
}
