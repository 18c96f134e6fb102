// Albums are made, changed, deleted and brought back.

import type { Album, AlbumRule } from '../../app/contract.ts';
import { call } from '../engine/call.ts';
import { text } from '../text/text.ts';
import { tell } from './tell.ts';

/** @param album null: one that is being made */
export function saveAlbum(album: number | null, name: string, rule: AlbumRule): Promise<Album | undefined> {
  const sentence = album === null ? text.albums.madeToast : text.albums.changedToast;
  return tell(call('albums.save', { album, name, rule }), (saved) => sentence(saved.name));
}

export async function deleteAlbum({ id, name }: { id: number; name: string }): Promise<boolean> {
  return (await tell(call('albums.delete', { album: id }), () => text.albums.deletedToast(name))) !== undefined;
}

export function restoreAlbum(album: number): Promise<Album | undefined> {
  return tell(call('albums.restore', { album }), ({ name }) => text.albums.restoredToast(name));
}
