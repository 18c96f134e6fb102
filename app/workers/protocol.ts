// What a worker and the server say to each other over HTTP: shapes for both directions, checked where they come in.

import { z } from 'zod';
import { ErrorReport, Sentence } from '../contract.ts';
import { type FoundFace, PhotoAnalysis } from '../vision/protocol.ts';

/** Raised whenever what is said here changes: others are refused in words. */
export const WORKER_PROTOCOL = 2;
/** Of one message with results: a crowd of a thousand faces has some 20 MB of small pictures. */
export const MOST_RESULT_BYTES = 64_000_000;
/** A worker sends no more together; a single one may be larger. */
export const RESULT_BYTES_TOGETHER = 8_000_000;
/** Jobs that are taken, or results that are given back, by one message. */
export const MOST_TOGETHER = 100;
/** Everything else that a worker says. */
export const MOST_MESSAGE_BYTES = 500_000;
/** So often a worker says that it is there, and after so long without a word it counts as away. */
export const SIGN_EVERY_MS = 5_000;
export const AWAY_AFTER_MS = 20_000;

/** Beneath the server's address. */
export const WORKER_PATHS = {
  hello: '/worker/hello',
  sign: '/worker/sign',
  take: '/worker/take',
  leave: '/worker/leave',
  results: '/worker/results',
  photo: '/worker/photo/',
} as const;

/** What results depend on: where one of these differs, a worker's would be others than the server's own. */
export const Versions = z.object({
  protocol: z.int(),
  pipeline: z.int(),
  /** sha256 of each model that ships, by its name. */
  models: z.record(z.string(), z.string()),
});
export type Versions = z.output<typeof Versions>;

export const Hello = z.object({
  /** Of the machine, for the list of workers. */
  name: z.string().trim().min(1).max(100),
  /** Of Kindred: 0.1.0. */
  version: z.string().max(50),
  /** What runs the models: `cpu`, `cuda`, … */
  provider: z.string().max(50),
  /** How many photos it holds at once. */
  width: z.int().min(1).max(1_000),
  versions: Versions,
});
export type Hello = z.output<typeof Hello>;

export const Welcome = z.object({
  /** Let in with this from now on, in place of the invitation. */
  session: z.string(),
  /** The name of the queue in the database. */
  queue: z.string(),
});
export type Welcome = z.output<typeof Welcome>;

export const Sign = z.object({
  /** All jobs that the worker holds. */
  jobs: z.array(z.uuid()).max(10_000),
  /** The one with whose photo it begins now, and with none beside it. */
  begunAlone: z.uuid().nullable(),
});

/** Jobs of the queue that the worker holds. */
export const Taking = z.object({ jobs: z.array(z.uuid()).max(MOST_TOGETHER) });

export const Grant = z.object({
  /** Bytes, and milliseconds since 1970: what is read has to be that very file. */
  size: z.int().nonnegative(),
  modified: z.number(),
  /** Where it may lie below the folder that is mounted at the worker, with forward slashes; the likeliest first. */
  places: z.array(z.string()),
  /** Where it can be fetched from the server, once and soon. */
  address: z.string(),
  /** As a share of the photo's longer side. */
  smallestFace: z.number(),
  /** It ended a worker before: nothing else is analysed beside it, so that no other photo is blamed for it. */
  isAlone: z.boolean(),
});
export type Grant = z.output<typeof Grant>;

/** One for each job that was to be taken, in their order; null: it is not wanted any more, or not now. */
export const Taken = z.object({ grants: z.array(Grant.nullable()) });
export type Taken = z.output<typeof Taken>;

/** Zod's own check of it takes longer than all else that is done with a result. */
const Base64 = z.string().transform((text, context): Uint8Array => {
  const bytes = Buffer.from(text, 'base64'); // what is no base64 is passed over
  const padding = text.endsWith('==') ? 2 : text.endsWith('=') ? 1 : 0;
  if (bytes.length !== (text.length / 4) * 3 - padding) context.addIssue('Bytes have to be in base64.');
  return bytes;
});
const Jpeg = Base64.refine((bytes) => bytes[0] === 0xff && bytes[1] === 0xd8, 'A small picture has to be a JPEG.');

const WireFace = PhotoAnalysis.shape.faces.element.extend({
  embeddings: z.record(z.string(), Base64),
  crop: Jpeg,
});

const Analysed = z.object({
  kind: z.literal('analysed'),
  /** sha256 of the file's bytes, hex; and how many there were. */
  hash: z.string().regex(/^[0-9a-f]{64}$/),
  bytes: z.int().nonnegative(),
  analysis: PhotoAnalysis.extend({ thumbnail: Jpeg, faces: z.array(WireFace).max(10_000) }),
});

/** `code` and `sentence`: of what a vision process throws. */
const Failed = z.object({
  kind: z.literal('failed'),
  code: z.enum(['photo', 'notFound']).nullable(),
  sentence: Sentence,
});

/** A video: its pictures are taken where the library is. */
const Left = z.object({ kind: z.literal('left') });

export const Result = z.discriminatedUnion('kind', [Analysed, Failed, Left]);
export type Result = z.output<typeof Result>;
/** Each is read by itself: one that is not what it should be keeps no other from being stored. */
export const Results = z.object({
  results: z
    .array(z.object({ job: z.uuid(), result: z.unknown() }))
    .min(1)
    .max(MOST_TOGETHER),
});

/** What became of each result, in their order; null: it is stored. */
export const Outcomes = z.object({ outcomes: z.array(ErrorReport.nullable()) });
export type Outcomes = z.output<typeof Outcomes>;
export type AnalysedPhoto = Omit<z.output<typeof Analysed>, 'kind'>;

/** As JSON: bytes in base64. */
export function encodeAnalysed({ hash, bytes, analysis }: AnalysedPhoto): string {
  const face = ({ embeddings, crop, ...rest }: FoundFace) => ({
    ...rest,
    crop: base64(crop),
    embeddings: Object.fromEntries(Object.entries(embeddings).map(([model, vector]) => [model, base64(vector)])),
  });
  const written = { ...analysis, thumbnail: base64(analysis.thumbnail), faces: analysis.faces.map(face) };
  return JSON.stringify({ kind: 'analysed', hash, bytes, analysis: written } satisfies z.input<typeof Result>);
}

export function encodeFailed(failed: Omit<z.output<typeof Failed>, 'kind'>): string {
  return JSON.stringify({ kind: 'failed', ...failed } satisfies z.input<typeof Result>);
}

export function encodeLeft(): string {
  return JSON.stringify({ kind: 'left' } satisfies z.input<typeof Result>);
}

/** @param results each as JSON, by the ids of their jobs */
export function encodeResults(results: ReadonlyMap<string, string>): string {
  const written = [...results].map(([job, result]) => `{"job":${JSON.stringify(job)},"result":${result}}`);
  return `{"results":[${written.join(',')}]}`;
}

function base64(bytes: Uint8Array): string {
  return Buffer.from(bytes.buffer, bytes.byteOffset, bytes.byteLength).toString('base64');
}
