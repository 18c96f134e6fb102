// Brings the file rows of one folder in line with what lies on the disk: the truth at start and on demand.

import { join } from 'node:path';
import { AppError, codeOf } from '../errors.ts';
import type { FolderRecord, KnownFile, SeenFile, Store } from '../store/index.ts';
import { describe, walk } from './walk.ts';

const BATCH = 500;

/**
 * New and changed files wait to be looked at; files that are gone are missing, and what was said of them stays.
 * @param isExcluded folders that are not walked: the library's own
 * @returns `away` when the folder cannot be reached: then nothing in it counts as missing
 */
export async function reconcile(
  store: Store,
  folder: FolderRecord,
  isExcluded: (path: string) => boolean,
  onProgress: () => void,
  onGone: (photo: number) => void,
): Promise<'ready' | 'away'> {
  const unseen = new Map(store.files.known(folder.id).map((file) => [file.path, file]));
  const knew = unseen.size;
  let batch: SeenFile[] = [];
  let seen = 0;
  const flush = () => {
    store.transaction(() => batch.forEach((file) => store.files.see(folder.id, file)));
    batch = [];
    onProgress();
  };
  try {
    for await (const file of walk(folder.path, isExcluded)) {
      seen++;
      const before = unseen.get(file.path);
      unseen.delete(file.path);
      if (!before || isChanged(before, file)) batch.push(file);
      if (batch.length >= BATCH) flush();
    }
  } catch (error) {
    if (codeOf(error) === undefined || error instanceof AppError) throw error;
    return 'away';
  } finally {
    if (batch.length) flush();
  }
  // A drive that is not plugged in often leaves its empty mount point behind.
  if (seen === 0 && knew > 0) return 'away';
  await markMissing(store, folder, [...unseen.values()], onGone);
  return 'ready';
}

/** One file as the watcher saw it. @returns whether anything is to be done about it */
export function noteSeen(store: Store, folder: number, file: SeenFile): boolean {
  const before = store.files.find(folder, file.path);
  if (before && !isChanged(before, file)) return false;
  store.files.see(folder, file);
  return true;
}

/** @returns the photo that the file held */
export function noteGone(store: Store, file: KnownFile): number | null {
  return store.transaction(() => {
    const photo = store.files.miss(file.id);
    if (photo !== null) refreshPhoto(store, photo);
    return photo;
  });
}

/** After a photo's files changed: can it be reached, and what does that mean for the people on it? */
export function refreshPhoto(store: Store, photo: number): void {
  store.photos.refreshPresence(photo);
  store.people.refresh(store.people.ofPhoto(photo));
}

function isChanged(before: KnownFile, now: SeenFile): boolean {
  return before.state === 'missing' || before.size !== now.size || before.modified !== now.modified;
}

/** Asked once more, each by itself: a subfolder that may not be read is no proof that its files are gone. */
async function markMissing(
  store: Store,
  folder: FolderRecord,
  unseen: KnownFile[],
  onGone: (photo: number) => void,
): Promise<void> {
  for (const file of unseen) {
    if (file.state === 'missing') continue;
    const found = await describe(folder.path, join(folder.path, file.path));
    const photo = found ? null : noteGone(store, file);
    if (photo !== null) onGone(photo);
  }
}
