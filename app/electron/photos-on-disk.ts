// What the desktop does with photos' files: one is shown in the system's file manager, many are copied to a folder.

import type { PhotosToTake } from '../contract.ts';
import { AppError } from '../errors.ts';
import { firstReachable } from '../platform/reachable.ts';
import { sentence } from '../sentences/sentence.ts';
import type { EngineHandle } from './engine-handle.ts';

/**
 * The first of a photo's files that can be reached.
 * @returns a whole path
 * @throws AppError `notFound` when there is no such photo, or none of its files can be reached
 */
export async function fileOf(engine: EngineHandle, photo: number): Promise<string> {
  const { places } = await engine.call('photos.get', { photo });
  const path = await firstReachable(places.map((place) => place.path));
  if (path === undefined) throw new AppError('notFound', sentence('photoAway'));
  return path;
}

/** @returns null where the user chose no folder */
export async function copyPhotos(engine: EngineHandle, photos: PhotosToTake, pick: () => Promise<string | null>) {
  const target = await pick();
  return target === null ? null : { ...(await engine.copy({ ...photos, target })), target };
}
