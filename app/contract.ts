// Every call and event between a window (or script) and the engine. The calls stand by room in contract/: a line a call,
// schemas for both directions.

import { z } from 'zod';
import { albumsCalls } from './contract/albums.ts';
import { none, type Topic } from './contract/call.ts';
import { facesCalls } from './contract/faces.ts';
import { foldersCalls } from './contract/folders.ts';
import { historyCalls } from './contract/history.ts';
import { Status, libraryCalls } from './contract/library.ts';
import { missingCalls } from './contract/missing.ts';
import { modelsCalls } from './contract/models.ts';
import { namesCalls } from './contract/names.ts';
import { peopleCalls } from './contract/people.ts';
import { photosCalls } from './contract/photos.ts';
import { reviewCalls } from './contract/review.ts';
import { searchCalls } from './contract/search.ts';
import { settingsCalls } from './contract/settings.ts';
import { Sentence } from './contract/terms.ts';
import { transferCalls } from './contract/transfer.ts';
import { videosCalls } from './contract/videos.ts';
import { workersCalls } from './contract/workers.ts';

export * from './contract/albums.ts';
export * from './contract/call.ts';
export * from './contract/cards.ts';
export * from './contract/folders.ts';
export * from './contract/history.ts';
export * from './contract/library.ts';
export * from './contract/missing.ts';
export * from './contract/models.ts';
export * from './contract/names.ts';
export * from './contract/people.ts';
export * from './contract/photos.ts';
export * from './contract/review.ts';
export * from './contract/search.ts';
export * from './contract/settings.ts';
export * from './contract/terms.ts';
export * from './contract/transfer.ts';
export * from './contract/videos.ts';
export * from './contract/workers.ts';

export const contract = {
  ...libraryCalls,
  ...modelsCalls,
  ...settingsCalls,
  ...foldersCalls,
  ...workersCalls,
  ...photosCalls,
  ...videosCalls,
  ...peopleCalls,
  ...facesCalls,
  ...albumsCalls,
  ...searchCalls,
  ...reviewCalls,
  ...transferCalls,
  ...namesCalls,
  ...historyCalls,
  ...missingCalls,
} as const;

/** With what the loopback server greets a page that listens: by another start it was started again meanwhile. */
export interface Greeting {
  start: string;
  /** Which screen is served: a page that shows another one is loaded anew. */
  screen: string;
}

/**
 * What the engine tells every window, unasked. `status` is itself the news; that, people and photos come at most once a
 * second, the others right after the call that changed them.
 */
export const events = {
  status: { payload: Status, changes: [] },
  peopleChanged: { payload: none, changes: ['people'] },
  photosChanged: { payload: none, changes: ['photos'] },
  modelsChanged: { payload: none, changes: ['models'] },
  indexingChanged: { payload: none, changes: ['indexing'] },
  backupsChanged: { payload: none, changes: ['backups'] },
  namesChanged: { payload: none, changes: ['names'] },
  workersChanged: { payload: none, changes: ['workers'] },
} as const satisfies Record<string, { payload: z.ZodType; changes: readonly Topic[] }>;

export type Contract = typeof contract;
export type CallName = keyof Contract;
/** What a caller sends (defaults not yet filled in). */
export type Request<N extends CallName> = z.input<Contract[N]['request']>;
/** What the engine receives (parsed, defaults filled in). */
export type Parsed<N extends CallName> = z.output<Contract[N]['request']>;
export type Reply<N extends CallName> = z.output<Contract[N]['reply']>;
export type Engine = { [N in CallName]: (request: Parsed<N>) => Reply<N> | Promise<Reply<N>> };

export type EventName = keyof typeof events;
export type EventPayload<N extends EventName> = z.output<(typeof events)[N]['payload']>;

export const ErrorReport = z.object({ code: z.string(), sentence: Sentence });

/** What travels back for every call, over any carrier. */
export type Outcome<N extends CallName = CallName> =
  { ok: true; value: Reply<N> } | { ok: false; error: z.output<typeof ErrorReport> };

/** Media by id, the same in both shells; the address is relative to the page. */
export const media = {
  face: (face: number) => `media/face/${face}`,
  thumbnail: (photo: number) => `media/thumbnail/${photo}`,
  /** Upright, sRGB, at most 2560 pixels on the long side: what the viewer shows. */
  preview: (photo: number) => `media/preview/${photo}`,
  /** The file itself, byte for byte. */
  original: (photo: number) => `media/original/${photo}`,
} as const;
