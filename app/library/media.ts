// The pictures that a window shows: of a face, a photo small or large, and the original itself.

import { AppError } from '../errors.ts';
import type { Caches } from '../photos/caches.ts';
import { mediaTypeOf } from '../photos/media-type.ts';
import type { PhotoFiles } from '../photos/photo-files.ts';
import { type FileIdentity, identityOf } from '../platform/plain-file.ts';
import { sentence } from '../sentences/sentence.ts';
import type { Store } from '../store/index.ts';
import type { Vision } from '../vision/protocol.ts';
import type { Activity } from './activity.ts';

export type MediaKind = 'face' | 'thumbnail' | 'preview' | 'original';
/** Either a file to be streamed (only ever read), or bytes that were just made. */
export type Media = { type: string; file: string; identity: FileIdentity } | { type: string; bytes: Uint8Array };

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
  if (kind === 'thumbnail') return cached(options, 'thumbs', id, id);
  const found = await files.find(id);
  if (found === undefined) throw new AppError('notFound', sentence('photoAway'));
  const { path: file, identity } = found;
  if (kind === 'original') return { type: mediaTypeOf(file), file, identity };
  return { type: 'image/jpeg', bytes: await vision.preview(file, PREVIEW_SIDE, { known: identity, signal }) };
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
  if (photo !== undefined) {
    caches.remove('thumbs', photo);
    store.files.analyseAgain(photo);
    activity.prefer(photo);
  }
  throw new AppError('notFound', 'That picture is not there at the moment.');
}
