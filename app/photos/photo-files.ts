// Finds the file of a photo that can be read now and is the one that is known: nothing else that took its name is shown.

import { join } from 'node:path';
import { codeOf } from '../errors.ts';
import { type PhotoBounds, realPathOf } from '../platform/photo-bounds.ts';
import { type FileIdentity, openPlainFile } from '../platform/plain-file.ts';
import type { FilmSlice, PhotoPlace, Store } from '../store/index.ts';
import { noteSeen } from './reconcile.ts';
import { seenFile } from './walk.ts';

export interface ReadableFile {
  path: string;
  identity: FileIdentity;
}

/** @returns undefined: none of the photo's files can be read now */
export type FindPhotoFile = (photo: number) => Promise<ReadableFile | undefined>;

export interface PhotoFiles {
  /** The file that stands for the photo. @returns undefined: none of the photo's files can be read now */
  find: FindPhotoFile;
  /** That one, and those behind it (the raw file of a JPEG), as far as they can be read now; of copies the first one. */
  findAll(photo: number): Promise<ReadableFile[]>;
  /** The film of a photo: a file of its own, or a part of the photo's. @returns undefined: it has none that can be read now */
  findFilm(photo: number): Promise<(ReadableFile & { slice: FilmSlice }) | undefined>;
}

/** @param onChanged a file was met that changed since it was read, and waits now */
export function photoFiles(store: Store, bounds: PhotoBounds, onChanged: () => void): PhotoFiles {
  async function firstOf(places: readonly PhotoPlace[]): Promise<ReadableFile | undefined> {
    for (const place of places) {
      const found = await open(place);
      if (found) return found;
    }
    return undefined;
  }

  return {
    find: (photo) => firstOf(store.files.places(photo).filter(({ isFilm }) => !isFilm)),
    async findFilm(photo) {
      const places = store.files.places(photo);
      const film = await firstOf(places.filter(({ isFilm }) => isFilm));
      if (film) return { ...film, slice: { start: 0, bytes: film.identity.size } };
      const slice = store.videos.filmIn(photo);
      const file = slice && (await firstOf(places.filter(({ isBehind }) => !isBehind)));
      return file && { ...file, slice };
    },
    async findAll(photo) {
      const places = store.files.places(photo);
      const front = await firstOf(places.filter(({ isBehind }) => !isBehind));
      const behind = await Promise.all(places.filter(({ isBehind }) => isBehind).map(open));
      return [front, ...behind].filter((file) => file !== undefined);
    },
  };

  async function open(place: PhotoPlace): Promise<ReadableFile | undefined> {
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
