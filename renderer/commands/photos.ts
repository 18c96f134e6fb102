// What the user says of photos, many at once: who is on them, when they were taken, their titles, favourites.

import type { PersonCard, Request } from '../../app/contract.ts';
import { call } from '../engine/call.ts';
import { text } from '../text/text.ts';
import { tell } from './tell.ts';

/**
 * @param who someone in the library, or the name of someone new
 * @returns whether it could be saved; the user has been told otherwise
 */
export async function identifyPhotos(photos: number[], who: PersonCard | string): Promise<boolean> {
  const request = typeof who === 'string' ? { person: null, name: who } : { person: who.id };
  const name = typeof who === 'string' ? who : who.name;
  const said = call('photos.identify', { photos, ...request });
  return (await tell(said, (reply) => text.inHand.identified(name, reply))) !== undefined;
}

/** That person is on none of these photos. @returns whether it could be saved; the user has been told otherwise */
export async function denyPerson(person: number, photos: number[]): Promise<boolean> {
  const said = call('people.notOn', { person, photos });
  return (await tell(said, ({ left }) => text.checking.left(left))) !== undefined;
}

/** @param onFailed says why not, where that was asked for. @returns whether it was done */
export async function editPhotos(
  request: Request<'photos.edit'>,
  onFailed: (error: unknown) => void,
): Promise<boolean> {
  const told = ({ changed }: { changed: number }) => text.inHand.edited(changed, request.photos.length);
  return (await tell(call('photos.edit', request), told, onFailed)) !== undefined;
}

/** All of them; or, where all are, none. */
export async function turnFavourites(photos: number[]): Promise<void> {
  const added = await tell(call('photos.favourite', { photos, favourite: true }), ({ changed }) =>
    changed === 0 ? undefined : text.favourites.photosToast(changed),
  );
  if (added?.changed !== 0) return;
  const removed = call('photos.favourite', { photos, favourite: false });
  await tell(removed, ({ changed }) => text.favourites.photosTakenOutToast(changed));
}
