// Finds the file of a photo that can be read now and is the one that is known: nothing else that took its name is shown.

import { join } from 'node:path';
import { codeOf } from '../errors.ts';
import { type PhotoBounds, realPathOf } from '../platform/photo-bounds.ts';
import { type FileIdentity, openPlainFile } from '../platform/plain-file.ts';
import type { PhotoPlace, Store } from '../store/index.ts';
import { noteSeen } from './reconcile.ts';
import { seenFile } from './walk.ts';

export interface PhotoFile {
  path: string;
  identity: FileIdentity;
}

/** @returns undefined: none of the photo's files can be read now */
export type FindPhotoFile = (photo: number) => Promise<PhotoFile | undefined>;

/** @param onChanged a file was met that changed since it was read, and waits now */
export function makeFindPhotoFile(store: Store, bounds: PhotoBounds, onChanged: () => void): FindPhotoFile {
  return async (photo) => {
    for (const place of store.files.places(photo)) {
      const found = await open(place);
      if (found) return found;
    }
    return undefined;
  };

  async function open(place: PhotoPlace): Promise<PhotoFile | undefined> {
    const path = join(place.folder, place.path);
    const file = await openPlainFile(path).catch((error: unknown) => {
      if (codeOf(error) === undefined) throw error;
      return undefined; // absent, closed, or no plain file any more
    });
    if (!file) return undefined;
    try {
      const { identity } = file;
      if (!bounds.hold(await realPathOf(file, path))) return undefined;
      if (identity.size === place.size && identity.modified === place.modified) return { path, identity };
    } finally {
      await file.handle.close();
    }
    // Edited a moment ago, or where nothing announces changes: it is looked at now, and shown when that is asked again.
    const folder = store.folders.get(place.folderId);
    const now = await seenFile(place.folder, path, bounds);
    if (folder && now && (await noteSeen(store, folder, now))) onChanged();
    return undefined;
  }
}
