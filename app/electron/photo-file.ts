// Where a photo is shown in the system's file manager: the first of its files that can be reached.

import { AppError } from '../errors.ts';
import { firstReachable } from '../platform/reachable.ts';
import { sentence } from '../sentences/sentence.ts';
import type { EngineHandle } from './engine-handle.ts';

/**
 * @returns a whole path
 * @throws AppError `notFound` when there is no such photo, or none of its files can be reached
 */
export async function fileOf(engine: EngineHandle, photo: number): Promise<string> {
  const { places } = await engine.call('photos.get', { photo });
  const path = await firstReachable(places.map((place) => place.path));
  if (path === undefined) throw new AppError('notFound', sentence('photoAway'));
  return path;
}
