// Calls about the models that can be had beside those that ship.

import { z } from 'zod';
import { call, none } from './call.ts';
import { Count, Sentence } from './terms.ts';

export const LargeModelName = z.enum(['facenet', 'resnet50', 'sface', 'auraface']);

/** `shipped`: the models that Kindred brings along. */
export const ModelName = z.enum(['shipped', ...LargeModelName.options]);

/** What is under way; `embedding`: every known face is embedded by it, and until that is done the old one is used. */
export const ModelWork = z.discriminatedUnion('kind', [
  z.object({
    kind: z.literal('download'),
    name: LargeModelName,
    received: Count,
    total: Count,
    secondsLeft: Count.nullable(),
  }),
  z.object({ kind: z.literal('conversion'), name: LargeModelName }),
  z.object({
    kind: z.literal('embedding'),
    name: LargeModelName,
    done: Count,
    total: Count,
    secondsLeft: Count.nullable(),
    /** The photos of those that are left cannot be reached, or the user paused. */
    isWaiting: z.boolean(),
  }),
]);

const LargeModel = z.object({
  name: LargeModelName,
  title: z.string(),
  purpose: z.string(),
  dimensions: Count,
  /** Of the download. */
  bytes: Count,
  url: z.string(),
  /** Of the download: as it was published, or else as it came; null: not known yet. */
  sha256: z.string().nullable(),
  authors: z.string(),
  licence: z.string(),
  paper: z.string(),
  /** How far its results can be trusted, in one sentence. */
  calibration: z.string(),
  isInstalled: z.boolean(),
});

export const Models = z.object({
  models: z.array(LargeModel),
  inUse: ModelName,
  /** The model that is to be used next. */
  next: LargeModelName.nullable(),
  work: ModelWork.nullable(),
  failure: z.object({ name: LargeModelName, sentence: Sentence }).nullable(),
});

export const modelsCalls = {
  /** Large models that can be had beside those that ship. While something is under way, ask again for progress. */
  'models.list': call(none, Models, { reads: ['models'], needsFaces: false }),
  /** Downloads one from its official release and converts it; goes on where an earlier download broke off. */
  'models.get': call(z.object({ name: LargeModelName }), Models, { changes: ['models'], needsFaces: true }),
  /** Ends the download, or the change to another model. */
  'models.cancel': call(none, Models, { changes: ['models'], needsFaces: true }),
  /** Names and answers stay; a large model is used as soon as it has embedded every face. */
  'models.use': call(z.object({ name: ModelName }), Models, { changes: ['models'], needsFaces: true }),
  'models.remove': call(z.object({ name: LargeModelName }), Models, { changes: ['models'], needsFaces: true }),
} as const;

export type ModelName = z.output<typeof ModelName>;
export type ModelWork = z.output<typeof ModelWork>;
export type Models = z.output<typeof Models>;
