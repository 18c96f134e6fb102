// What a window shows: the picture of a face, a photo small or large, the original itself, and the film of a photo.

import { AppError } from '../errors.ts';
import type { Caches } from '../photos/caches.ts';
import { mediaTypeOf, typeOfFilm, typeOfVideo } from '../photos/media-type.ts';
import type { PhotoFiles } from '../photos/photo-files.ts';
import { type FileIdentity, identityOf } from '../platform/plain-file.ts';
import { sentence } from '../sentences/sentence.ts';
import type { FilmSlice, Store } from '../store/index.ts';
import type { Vision } from '../vision/protocol.ts';
import type { Activity } from './activity.ts';

export type MediaKind = 'face' | 'thumbnail' | 'preview' | 'original' | 'film';
/** Either a file to be streamed (only ever read), or the part of it that is meant; or bytes that were just made. */
export type Media =
  { type: string; file: string; identity: FileIdentity; slice?: FilmSlice } | { type: string; bytes: Uint8Array };

/** Pixels of the longer side. */
const PREVIEW_SIDE = 2560;

interface MediaOptions {
  store: Store;
  activity: Pick<Activity, 'prefer'>;
  files: PhotoFiles;
  caches: Caches;
  vision: Pick<Vision, 'preview'>;
}

/** @throws AppError `notFound` when there is no such thing, or its file is away */
export async function mediaOf(
  options: MediaOptions,
  kind: MediaKind,
  id: number,
  signal: AbortSignal | undefined,
): Promise<Media> {
  const { store, files, vision } = options;
  if (kind === 'face') return cached(options, 'faces', id, store.photos.face(id)?.photo);
  const video = store.videos.get(id);
  // A video's picture is as large as it gets.
  if (kind === 'thumbnail' || (kind === 'preview' && video)) return cached(options, 'thumbs', id, id);
  if (kind === 'film') {
    const film = await files.findFilm(id);
    if (film === undefined) throw new AppError('notFound', sentence('photoAway'));
    return { type: typeOfFilm(film.path), file: film.path, identity: film.identity, slice: film.slice };
  }
  const found = await files.find(id);
  if (found === undefined) throw new AppError('notFound', sentence('photoAway'));
  const { path: file, identity } = found;
  if (kind === 'original') return { type: video ? typeOfVideo(video.container) : mediaTypeOf(file), file, identity };
  return {
    type: 'image/jpeg',
    bytes: await vision.preview(file, PREVIEW_SIDE, { known: identity, signal, turn: store.metadata.turnOf(id) }),
  };
}

/** A cached picture; when it is gone (the caches may be deleted at any time) its photo is analysed once more. */
async function cached(
  { store, activity, caches }: MediaOptions,
  kind: 'faces' | 'thumbs',
  id: number,
  photo: number | undefined,
): Promise<Media> {
  if (caches.has(kind, id)) {
    const file = caches.pathOf(kind, id);
    return { type: 'image/jpeg', file, identity: await identityOf(file) };
  }
  if (photo !== undefined && store.videos.get(photo)?.hasPoster !== false) {
    caches.remove('thumbs', photo);
    store.files.analyseAgain(photo);
    activity.prefer(photo);
  }
  throw new AppError('notFound', 'That picture is not there at the moment.');
}
