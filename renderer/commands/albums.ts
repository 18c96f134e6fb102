// Albums are made, changed, filled, deleted and brought back.

import type { Album, AlbumRule } from '../../app/contract.ts';
import { call } from '../engine/call.ts';
import { text } from '../text/text.ts';
import { tell } from './tell.ts';

/** @param album null: one that is being made */
export function saveAlbum(album: number | null, name: string, rule: AlbumRule): Promise<Album | undefined> {
  const sentence = album === null ? text.albums.madeToast : text.albums.changedToast;
  return tell(call('albums.save', { album, name, rule }), (saved) => sentence(saved.name));
}

/** An album of photos that are chosen one by one. */
export function makeAlbum(name: string, photos: number[]): Promise<Album | undefined> {
  return tell(call('albums.make', { name, photos }), (made) =>
    photos.length === 0 ? text.albums.madeToast(made.name) : text.albums.madeOfToast(made.name, made.photos),
  );
}

/** @returns whether it could be saved; the user has been told otherwise */
export async function choosePhotos(album: number, photos: number[], chosen: boolean): Promise<boolean> {
  const sentence = chosen ? text.albums.filledToast : text.albums.emptiedToast;
  const said = call('albums.choose', { album, photos, chosen });
  return (await tell(said, (reply) => sentence(reply.album.name, reply.photos))) !== undefined;
}

export function renameAlbum(album: number, name: string): Promise<Album | undefined> {
  return tell(call('albums.describe', { album, name }), (saved) => text.albums.changedToast(saved.name));
}

/** @returns whether it could be saved; the user has been told otherwise */
export async function chooseAlbumCover(album: number, photo: number): Promise<boolean> {
  const said = call('albums.describe', { album, cover: photo });
  return (await tell(said, () => text.faceActions.covered)) !== undefined;
}

export async function deleteAlbum({ id, name }: { id: number; name: string }): Promise<boolean> {
  return (await tell(call('albums.delete', { album: id }), () => text.albums.deletedToast(name))) !== undefined;
}

export function restoreAlbum(album: number): Promise<Album | undefined> {
  return tell(call('albums.restore', { album }), ({ name }) => text.albums.restoredToast(name));
}
