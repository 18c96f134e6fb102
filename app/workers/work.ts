// A worker: takes photos from the queue, analyses them with its own processes, and gives the results to the server.

import { AppError, sentenceOf } from '../errors.ts';
import type { Log } from '../platform/log.ts';
import type { PhotoAnalysis, Vision } from '../vision/protocol.ts';
import { openDeliveries } from './deliveries.ts';
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
  SIGN_EVERY_MS,
} from './protocol.ts';
import type { QueueAddress } from './queue-address.ts';
import { isFinal, openReaching } from './reaching.ts';
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
  /** What ends the worker, whichever part met it. */
  const fatal = new AbortController();
  const ending = AbortSignal.any([signal, fatal.signal]);
  const { untilReached, pauseFor } = openReaching({ log, say, signal: ending });
  const deliveries = openDeliveries({
    send: (results) => untilReached(() => withSession(() => server.deliver(results))),
    onDelivered: (id) => held.delete(id),
    onStored: tellProgress,
    onRefused: giveUp,
    log,
  });
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

  async function giveSigns(): Promise<void> {
    while (!ending.aborted) {
      await withSession(() => server.sign([...held])).catch(giveUp);
      await pauseFor(SIGN_EVERY_MS);
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
      if (free < enough || deliveries.count() >= width * RESULTS_PER_PLACE) {
        await Promise.race([...analysing, ...[deliveries.underWay()].filter((each) => each !== undefined)]);
        continue;
      }
      const jobs = await untilReached(() => queue.take(free));
      if (jobs && jobs.length > 0) {
        idle = FIRST_IDLE_MS;
        await begin(jobs);
      } else if (!ending.aborted) {
        await pauseFor(idle);
        idle = Math.min(LONGEST_IDLE_MS, idle * 2);
      }
    }
    await untilAllAreDone();
    await deliveries.underWay();
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
    // Until now, whatever ends this worker is not known to be this photo.
    await untilReached(() => withSession(() => server.sign([...held], photo.id))).catch(giveUp);
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
    deliveries.add(id, result);
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

  function tellProgress(more: number): void {
    if (more === 0) return;
    done += more;
    const seconds = (Date.now() - began) / 1000;
    say(`${done} photos, ${(done / seconds).toFixed(1)} photos/s`);
  }
}
