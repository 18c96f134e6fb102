// A worker: takes photos from the queue, analyses them with its own processes, and gives the results to the server.

import { setTimeout as pause } from 'node:timers/promises';
import { AppError, sentenceOf } from '../errors.ts';
import type { Log } from '../platform/log.ts';
import type { PhotoAnalysis, Vision } from '../vision/protocol.ts';
import type { Admission } from './invitations.ts';
import { openPhotoQueue, type PhotoQueue } from './photo-queue.ts';
import { openPhotoSource, type ReadablePhoto } from './photo-source.ts';
import {
  encodeAnalysed,
  encodeFailed,
  encodeLeft,
  type Grant,
  type Hello,
  MOST_TOGETHER,
  RESULT_BYTES_TOGETHER,
  SIGN_EVERY_MS,
} from './protocol.ts';
import type { QueueAddress } from './queue-address.ts';
import { queueTroubleOf, UnusableQueue } from './queue-trouble.ts';
import { ServerAway, serverClient } from './server-client.ts';
import { versionsHere } from './versions.ts';

/** An empty queue is asked again after so long, and longer each time. */
const FIRST_IDLE_MS = 20;
const LONGEST_IDLE_MS = 1_280;
/** So many results for each place, on their way back or waiting for it, before nothing more is taken. */
const RESULTS_PER_PLACE = 2;
/** So many photos for each place: one that is analysed, and one that is there when it is done. */
const PHOTOS_PER_PLACE = 2;
/** Of its places, a worker waits until there is a photo less for so many before it asks again, and then asks for all. */
const PLACES_AT_ONCE = 1 / 4;
/** After trouble with the database or the server, and longer each time. */
const FIRST_PAUSE_MS = 500;
const LONGEST_PAUSE_MS = 15_000;

interface TakenPhoto {
  /** Of its job. */
  id: string;
  grant: Grant;
}

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
  /** Jobs that wait for a place or are being analysed, or whose result is on its way. */
  const held = new Set<string>();
  /** Taken, and not begun with; in the order in which they were. */
  const waiting: TakenPhoto[] = [];
  const analysing = new Set<Promise<void>>();
  /** Results as JSON that wait to be given back, by the ids of their jobs; the oldest first. */
  const results = new Map<string, string>();
  let delivering: Promise<void> | undefined;
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
    const { width } = vision;
    const enough = Math.max(1, Math.floor(width * PLACES_AT_ONCE));
    let idle = FIRST_IDLE_MS;
    while (!ending.aborted) {
      const free = Math.min(width * PHOTOS_PER_PLACE - analysing.size - waiting.length, MOST_TOGETHER);
      if (free < enough || results.size >= width * RESULTS_PER_PLACE) {
        await Promise.race([...analysing, ...(delivering ? [delivering] : [])]);
        continue;
      }
      const jobs = await untilReached(() => queue.take(free));
      if (jobs && jobs.length > 0) {
        idle = FIRST_IDLE_MS;
        await begin(jobs);
      } else if (!ending.aborted) {
        await rest(idle);
        idle = Math.min(LONGEST_IDLE_MS, idle * 2);
      }
    }
    await untilAllAreDone();
    await delivering;
  }

  async function begin(jobs: readonly string[]): Promise<void> {
    for (const id of jobs) held.add(id);
    const grants = await withSession(() => server.take(jobs)).catch(giveUp); // the server gives them to another one
    for (const [index, id] of jobs.entries()) {
      const grant = grants?.[index];
      if (!grant || ending.aborted) held.delete(id);
      else if (grant.isAlone) await analyseAlone({ id, grant });
      else waiting.push({ id, grant });
    }
    fillPlaces();
  }

  async function analyseAlone(photo: TakenPhoto): Promise<void> {
    await untilAllAreDone();
    waiting.push(photo);
    fillPlaces();
    await untilAllAreDone();
  }

  async function untilAllAreDone(): Promise<void> {
    while (analysing.size > 0) await Promise.all(analysing);
  }

  function fillPlaces(): void {
    if (ending.aborted) {
      for (const { id } of waiting.splice(0)) held.delete(id);
    }
    for (const { id, grant } of waiting.splice(0, vision.width - analysing.size)) {
      const working = analyse(id, grant);
      analysing.add(working);
      void working.finally(() => {
        analysing.delete(working);
        fillPlaces();
      });
    }
  }

  async function analyse(id: string, grant: Grant): Promise<void> {
    const result = await resultOf(grant);
    if (result === undefined) return void held.delete(id);
    results.set(id, result);
    delivering ??= deliverAll();
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

  /** While some are on their way, the next ones gather. */
  async function deliverAll(): Promise<void> {
    while (results.size > 0) {
      const together = nextTogether();
      await deliver(together);
      for (const id of together.keys()) {
        results.delete(id);
        held.delete(id);
      }
    }
    delivering = undefined; // in the same turn, so that no result comes in between
  }

  function nextTogether(): Map<string, string> {
    const together = new Map<string, string>();
    let length = 0;
    for (const [id, result] of results) {
      length += result.length;
      if (together.size === MOST_TOGETHER || (together.size > 0 && length > RESULT_BYTES_TOGETHER)) break;
      together.set(id, result);
    }
    return together;
  }

  /** For as long as it takes: a result that was come by is not lost. */
  async function deliver(together: ReadonlyMap<string, string>): Promise<void> {
    try {
      const outcomes = (await untilReached(() => withSession(() => server.deliver(together)))) ?? [];
      tellProgress(outcomes.filter((error) => error === null).length);
      for (const error of outcomes) {
        // Else another one was faster, or the photo went.
        if (error && error.code !== 'conflict') log('error', 'worker.result', { error });
      }
    } catch (error) {
      if (error instanceof AppError && error.code === 'refused') return giveUp(error);
      log('error', 'worker.result', { error });
    }
  }

  function tellProgress(more: number): void {
    if (more === 0) return;
    done += more;
    const seconds = (Date.now() - began) / 1000;
    say(`${done} photos, ${(done / seconds).toFixed(1)} photos/s`);
  }
}
