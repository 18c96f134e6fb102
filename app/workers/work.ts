// A worker: takes photos from the queue, analyses them with its own processes, and gives the results to the server.

import { setTimeout as pause } from 'node:timers/promises';
import { AppError, sentenceOf } from '../errors.ts';
import type { Log } from '../platform/log.ts';
import type { PhotoAnalysis, Vision } from '../vision/protocol.ts';
import type { Admission } from './invitations.ts';
import { openPhotoQueue, type PhotoQueue, type TakenJob } from './photo-queue.ts';
import { openPhotoSource, type ReadablePhoto } from './photo-source.ts';
import { encodeAnalysed, encodeFailed, encodeLeft, type Grant, type Hello, SIGN_EVERY_MS } from './protocol.ts';
import type { QueueAddress } from './queue-address.ts';
import { queueTroubleOf, UnusableQueue } from './queue-trouble.ts';
import { ServerAway, serverClient } from './server-client.ts';
import { versionsHere } from './versions.ts';

/** An empty queue is asked again after so long. */
const IDLE_MS = 300;
/** After trouble with the database or the server, and longer each time. */
const FIRST_PAUSE_MS = 500;
const LONGEST_PAUSE_MS = 15_000;

export interface WorkerOptions {
  queue: QueueAddress;
  admission: Admission;
  /** Where the server's photos are mounted; undefined: each is fetched from the server. */
  photos: string | undefined;
  /** For the list of workers. */
  name: string;
  /** Of Kindred. */
  version: string;
  vision: Pick<Vision, 'open' | 'setSmallestFace' | 'provider' | 'width'>;
  log: Log;
  /** How it goes, in one line. */
  say(line: string): void;
  /** Aborted when the worker is to end: what it has begun with goes to others. */
  signal: AbortSignal;
}

/**
 * Works until it is aborted. What cannot be reached is waited for.
 * @throws AppError `refused` when it is not let in, `conflict` for another version; UnusableQueue
 */
export async function work(options: WorkerOptions): Promise<void> {
  const { vision, log, say, signal } = options;
  const server = serverClient(options.admission);
  const provider = await vision.provider();
  const hello: Hello = {
    name: options.name,
    version: options.version,
    provider: provider.name,
    width: vision.width,
    versions: versionsHere(),
  };
  const source = await openPhotoSource(options.photos, server);
  /** Jobs that are being analysed, or whose result is on its way. */
  const held = new Set<string>();
  const analysing = new Set<Promise<void>>();
  const delivering = new Set<Promise<void>>();
  /** What ends the worker, whichever part met it. */
  const fatal = new AbortController();
  const ending = AbortSignal.any([signal, fatal.signal]);
  const began = Date.now();
  let smallestFace: number | undefined;
  let queue: PhotoQueue | undefined;
  let introducing: Promise<void> | undefined;
  let done = 0;

  try {
    const name = await untilReached(() => server.hello(hello));
    const opened = name === undefined ? undefined : await untilReached(() => open(name));
    if (opened) {
      queue = opened;
      say('Waiting for photos');
      await Promise.all([giveSigns(), takeJobs(opened).catch((error: unknown) => fatal.abort(error))]);
    }
    fatal.signal.throwIfAborted();
  } finally {
    await server.leave().catch(() => undefined); // the server notices by itself
    await source.close();
    await queue?.close().catch((error: unknown) => log('warn', 'worker.closing', { error }));
  }

  function open(name: string): Promise<PhotoQueue> {
    return openPhotoQueue(options.queue, {
      name,
      as: 'worker',
      onError: (error) => log('warn', 'queue.error', { error }),
    });
  }

  /** @returns undefined when the worker ends first */
  async function untilReached<Reached>(reach: () => Promise<Reached>): Promise<Reached | undefined> {
    for (let pauses = 0; !ending.aborted; pauses++) {
      try {
        return await reach();
      } catch (error) {
        if (isFinal(error)) throw error;
        const { message } = error instanceof ServerAway ? error : { message: queueTroubleOf(error).message.text };
        if (pauses === 0) log('warn', 'worker.waiting', { error });
        say(`${message} Trying again`);
        await rest(Math.min(LONGEST_PAUSE_MS, FIRST_PAUSE_MS * 2 ** pauses));
      }
    }
    return undefined;
  }

  function isFinal(error: unknown): boolean {
    return error instanceof UnusableQueue || (error instanceof AppError && error.code !== 'busy');
  }

  async function rest(milliseconds: number): Promise<void> {
    await pause(milliseconds, undefined, { signal: ending }).catch(() => undefined);
  }

  async function giveSigns(): Promise<void> {
    while (!ending.aborted) {
      await withSession(() => server.sign([...held])).catch(giveUp);
      await rest(SIGN_EVERY_MS);
    }
  }

  /** What is only away comes back. */
  function giveUp(error: unknown): void {
    if (isFinal(error)) fatal.abort(error);
  }

  /** A server that was started again knows no session: the invitation still counts. */
  async function withSession<Answer>(ask: () => Promise<Answer>): Promise<Answer> {
    try {
      return await ask();
    } catch (error) {
      if (!(error instanceof AppError) || error.code !== 'refused') throw error;
      introducing ??= server
        .hello(hello)
        .then(() => undefined)
        .finally(() => (introducing = undefined));
      await introducing;
      return ask();
    }
  }

  async function takeJobs(queue: PhotoQueue): Promise<void> {
    while (!ending.aborted) {
      if (analysing.size >= vision.width || delivering.size >= vision.width) {
        await Promise.race([...analysing, ...delivering]);
        continue;
      }
      const job = await untilReached(() => queue.take());
      if (!job) {
        if (!ending.aborted) await rest(IDLE_MS);
        continue;
      }
      // What took a worker down before is analysed alone, so that no other photo is blamed for it.
      if (job.earlierAttempts > 0) await Promise.all(analysing);
      const working = analyse(job);
      analysing.add(working);
      void working.finally(() => analysing.delete(working));
      if (job.earlierAttempts > 0) await working;
    }
    await Promise.all([...analysing, ...delivering]);
  }

  async function analyse({ id }: TakenJob): Promise<void> {
    held.add(id);
    const grant = await withSession(() => server.take(id)).catch((error: unknown) => {
      giveUp(error);
      return null; // the server gives it to another one
    });
    const result = grant && !ending.aborted ? await resultOf(grant) : undefined;
    if (result === undefined) return void held.delete(id);
    const way = deliver(id, result).finally(() => held.delete(id));
    delivering.add(way);
    void way.finally(() => delivering.delete(way));
  }

  /** @returns as JSON; undefined: it could not be fetched, or the worker ends */
  async function resultOf(grant: Grant): Promise<string | undefined> {
    try {
      return await source.read(grant, (photo) => analysed(photo, grant));
    } catch (error) {
      if (ending.aborted || error instanceof ServerAway) return undefined;
      if (error instanceof AppError && error.code === 'refused') return undefined; // its address has ended
      if (error instanceof AppError && error.code === 'vision') {
        log('error', 'worker.vision', { error });
        fatal.abort(error);
        return undefined;
      }
      const code =
        error instanceof AppError && (error.code === 'photo' || error.code === 'notFound') ? error.code : null;
      return encodeFailed({ code, sentence: sentenceOf(error) });
    }
  }

  async function analysed({ path, identity }: ReadablePhoto, grant: Grant): Promise<string> {
    if (smallestFace !== grant.smallestFace) vision.setSmallestFace((smallestFace = grant.smallestFace));
    return vision.open(
      path,
      async (photo) => {
        if (photo.video !== null) return encodeLeft();
        const analysis: PhotoAnalysis = await photo.analyse(1);
        return encodeAnalysed({ hash: photo.hash, bytes: photo.bytes, analysis });
      },
      identity,
    );
  }

  /** For as long as it takes: a result that was come by is not lost. */
  async function deliver(id: string, result: string): Promise<void> {
    try {
      const isTaken = await untilReached(async () => {
        await withSession(() => server.deliver(id, result));
        return true;
      });
      if (isTaken) tellProgress();
    } catch (error) {
      if (error instanceof AppError && error.code === 'conflict') return; // another one was faster, or the photo went
      if (error instanceof AppError && error.code === 'refused') return giveUp(error);
      log('error', 'worker.result', { error });
    }
  }

  function tellProgress(): void {
    done += 1;
    const seconds = (Date.now() - began) / 1000;
    say(`${done} photos, ${(done / seconds).toFixed(1)} photos/s`);
  }
}
