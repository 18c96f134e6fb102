// Opens a library and wires its parts: the engine itself, the same in every shell.

import { existsSync, readFileSync } from 'node:fs';
import { extname, join, resolve } from 'node:path';
import { z } from 'zod';
import { startActivity } from './activity.ts';
import { makeCalls } from './calls.ts';
import type { Engine, EventName, EventPayload } from './contract.ts';
import { AppError } from './errors.ts';
import { fileLog, type Log } from './log.ts';
import { MEASURE } from './people/calibration.ts';
import { openPeople } from './people/index.ts';
import { openCaches } from './photos/caches.ts';
import { resource } from './resources.ts';
import { openStore } from './store/index.ts';
import { startVision } from './vision/handle.ts';

export type MediaKind = 'face' | 'thumbnail' | 'preview' | 'original';
/** Either a file to be streamed (only ever read), or bytes that were just made. */
export type Media = { type: string; file: string } | { type: string; bytes: Uint8Array };

export type Listener = <N extends EventName>(name: N, payload: EventPayload<N>) => void;

export interface Library {
  readonly engine: Engine;
  /** @returns a function that ends the subscription */
  subscribe(listener: Listener): () => void;
  /** @throws AppError `notFound` when there is no such thing, or its file is away */
  media(kind: MediaKind, id: number): Promise<Media>;
  /** Resolves when nothing is being scanned, read or grouped. */
  whenIdle(): Promise<void>;
  /** Milliseconds by stage since the library was opened. */
  stages(): Record<'decode' | 'detect' | 'embed' | 'store' | 'group' | 'total', number>;
  close(): Promise<void>;
}

export interface LibraryOptions {
  /** The library's own folder; made when it does not exist. */
  folder: string;
  log?: Log;
  /** Scan at once and watch for changes; the commands that end by themselves do neither. Default: true. */
  watch?: boolean;
}

const PREVIEW_SIDE = 2560;

/** @throws AppError `library` when it is in use, newer than this program, damaged, or cannot be written */
export async function openLibrary({ folder, log, watch = true }: LibraryOptions): Promise<Library> {
  const library = resolve(folder);
  const store = openStore(library);
  const diary = log ?? fileLog(join(library, 'log'));
  const caches = openCaches(library);
  const vision = startVision({ log: diary });
  const people = openPeople(store, MEASURE);
  const listeners = new Set<Listener>();
  const announce: Listener = (name, payload) => listeners.forEach((listener) => listener(name, payload));
  const activity = startActivity({ store, vision, caches, people, announce, log: diary, library, watch });
  const engine = makeCalls({ store, people, activity, library, about });
  if (watch) {
    activity.scanAll();
    activity.kick();
  }

  return {
    engine,
    subscribe(listener) {
      listeners.add(listener);
      return () => void listeners.delete(listener);
    },
    media,
    whenIdle: () => activity.whenIdle(),
    stages: () => activity.stages(),
    async close() {
      await activity.close();
      await vision.close();
      store.close();
    },
  };

  async function media(kind: MediaKind, id: number): Promise<Media> {
    if (kind === 'face') return cached('faces', id, store.photos.face(id)?.photo);
    if (kind === 'thumbnail') return cached('thumbs', id, id);
    const [place] = store.files.places(id);
    const file = place && join(place.folder, place.path);
    if (!file || !existsSync(file)) throw new AppError('notFound', 'That photo cannot be reached at the moment.');
    if (kind === 'original') return { type: typeOf(file), file };
    return { type: 'image/jpeg', bytes: await vision.preview(file, PREVIEW_SIDE) };
  }

  /** A cached picture; when it is gone (the caches may be deleted at any time) its photo is looked at once more. */
  function cached(kind: 'faces' | 'thumbs', id: number, photo: number | undefined): Media {
    if (caches.has(kind, id)) return { type: 'image/webp', file: caches.pathOf(kind, id) };
    if (photo !== undefined) {
      caches.remove('thumbs', photo);
      store.files.lookAgain(photo);
      activity.kick();
    }
    throw new AppError('notFound', 'That picture is not there at the moment.');
  }

  async function about() {
    const { version } = z
      .object({ version: z.string() })
      .parse(JSON.parse(readFileSync(resource('package.json'), 'utf8')));
    const provider = await vision.provider();
    return { version, library, provider: provider.name, providerReason: provider.reason, models: vision.models() };
  }
}

const TYPES: Record<string, string> = {
  '.jpg': 'image/jpeg',
  '.jpeg': 'image/jpeg',
  '.jpe': 'image/jpeg',
  '.jfif': 'image/jpeg',
  '.png': 'image/png',
  '.webp': 'image/webp',
  '.avif': 'image/avif',
  '.gif': 'image/gif',
  '.tif': 'image/tiff',
  '.tiff': 'image/tiff',
  '.heic': 'image/heic',
  '.heif': 'image/heif',
  '.bmp': 'image/bmp',
};

function typeOf(file: string): string {
  return TYPES[extname(file).toLowerCase()] ?? 'application/octet-stream';
}
