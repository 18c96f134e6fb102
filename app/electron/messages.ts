// What travels between Electron's main process, the engine's process and a window: the shapes, checked where they arrive.

import { z } from 'zod';
import { ErrorReport, PhotosToTake, Sentence, Status } from '../contract.ts';

export const AskedPage = z.object({
  path: z.string(),
  range: z.string().optional(),
  ifNoneMatch: z.string().optional(),
});
export const PageReply = z.object({
  status: z.int(),
  headers: z.record(z.string(), z.string()),
  body: z
    .union([
      z.custom<Uint8Array>((value) => value instanceof Uint8Array),
      z.object({
        file: z.string(),
        identity: z.object({ dev: z.number(), ino: z.number(), size: z.number(), modified: z.number() }),
        start: z.number(),
        end: z.number(),
      }),
    ])
    .nullable(),
});
const Outcome = z.discriminatedUnion('ok', [
  z.object({ ok: z.literal(true), value: z.unknown() }),
  z.object({ ok: z.literal(false), error: ErrorReport }),
]);

/** Copies photos to a folder that the user chose in the main process: no window can name one. */
export const CopyRequest = PhotosToTake.extend({ target: z.string() });
export const CopyReply = z.object({
  copied: z.int(),
  absent: z.int(),
  withoutNames: z.int(),
  isStopped: z.boolean(),
});

/** From a window to the engine, over the window's own port. */
export const Call = z.object({ id: z.int(), name: z.string(), request: z.unknown() });

/** From the main process to the engine; `window` brings a port with it. Its calls may also be named `page` or `copy`. */
export const ToEngine = z.discriminatedUnion('kind', [
  z.object({ kind: z.literal('window') }),
  Call.extend({ kind: z.literal('call') }),
  /** The page asked for under this number is no longer wanted. */
  z.object({ kind: z.literal('cancel'), id: z.int() }),
  z.object({ kind: z.literal('close') }),
]);

/** From the engine to the main process. */
export const FromEngine = z.discriminatedUnion('kind', [
  /** The library cannot be opened, and trying again would not help. */
  z.object({ kind: z.literal('failed'), sentence: Sentence }),
  z.object({ kind: z.literal('reply'), id: z.int(), outcome: Outcome }),
  z.object({ kind: z.literal('status'), status: Status }),
]);

export type ToEngine = z.output<typeof ToEngine>;
export type FromEngine = z.output<typeof FromEngine>;
export type PageReply = z.output<typeof PageReply>;
export type CopyRequest = z.output<typeof CopyRequest>;
export type CopyReply = z.output<typeof CopyReply>;
