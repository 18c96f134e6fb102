// Opens a library, wires the parts and implements the contract: the engine itself, the same in every shell.

import type { Engine, EventName, EventPayload } from './contract.ts';
import { AppError } from './errors.ts';
import type { Log } from './log.ts';

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
  close(): Promise<void>;
}

export interface LibraryOptions {
  /** The library's own folder; made when it does not exist. */
  folder: string;
  log?: Log;
  /** Watch the folders for changes; the commands that end by themselves do not. Default: true. */
  watch?: boolean;
}

export async function openLibrary(_options: LibraryOptions): Promise<Library> {
  throw new AppError('library', 'The engine is being wired.');
}
