// The engine's end of the vision processes: shares the work among them, and survives what a picture does to one.

import { stat } from 'node:fs/promises';
import { availableParallelism, totalmem } from 'node:os';
import { setTimeout as delay } from 'node:timers/promises';
import { ensure } from '../ensure.ts';
import { readManifest } from '../models/manifest.ts';
import { SMALLEST_FACE } from '../contract.ts';
import { AppError } from '../errors.ts';
import { inTurn } from '../scheduling/in-turn.ts';
import type { Log } from '../platform/log.ts';
import { type Ffmpeg, findFfmpeg } from '../platform/ffmpeg.ts';
import { type FileIdentity, openPlainFile } from '../platform/plain-file.ts';
import { sentence } from '../sentences/sentence.ts';
import { shareWork } from '../scheduling/shared-work.ts';
import { containerOf, HEAD_BYTES } from './formats/signature.ts';
import { type VisionWorker, type VisionWorkerOptions, WorkerDied, startVisionWorker } from './vision-worker.ts';
import { candidatesFor, type ChosenProvider, chooseProvider, withoutGpu } from './provider.ts';
import {
  type LargeModelFile,
  type OpenPhoto,
  type TaskName,
  type TaskReply,
  type TaskRequest,
  type Vision,
} from './protocol.ts';

/** What each holds, with the models and two photos, beside 250 MB of the engine: measured with two, four and eight. */
const WORKER_BYTES = 340e6;
/** Of the machine's memory, for all of them together. */
const SHARE_OF_MEMORY = 0.2;
/** Twice as fast as four, where there are cores for them. */
const MOST_WORKERS = 8;
/** While one photo is in the models, the next one is decoded. */
const PHOTOS_PER_WORKER = 2;
/** As many as one viewer shows and loads ahead; the rest waits, each with 600 MB of pixels at worst. */
const PREVIEW_QUEUE = { atOnce: 2, mostWaiting: 200 };
/** A photo that ended a process is tried again with nothing beside it: several at once could need too much memory again. */
const LAST_TRY_QUEUE = { atOnce: 1, mostWaiting: Infinity };
/** A slow disk: 5 MB a second. */
const SLOWEST_BYTES_PER_MS = 5000;
/** What a slow disk reads in the time that a photo may take. A video may be larger and gets more time, but not for ever. */
const LARGEST_PHOTO_BYTES = 300e6;
const MOST_EXTRA_MS = 3 * 3600e3;
/** A video is decoded for fifteen minutes at most, on a machine with other work for ten times as long; what was found by then is kept. */
const VIDEO_EXTRA_MS = 3 * 3600e3;
/** A process that keeps dying is started again after growing pauses. */
const FIRST_RESTART_PAUSE_MS = 500;
const LONGEST_RESTART_PAUSE_MS = 60_000;

export interface VisionOptions {
  log: Log;
  /** The folder that all photos have to lie in: what leads out of it is not read. */
  photosRoot?: string | undefined;
  /** The Node that runs the processes. Default: the one that runs this. */
  node?: string;
  /** Processes side by side. Default: what suits the machine. */
  workers?: number;
  /** Milliseconds after which a job is given up. */
  limit?: number;
  /** Bytes that a process may hold. */
  mostMemory?: number;
  /** What shall run the models: `auto`, `cpu`, `cuda`, … Default: what KINDRED_PROVIDER says, else `auto`. */
  provider?: string;
  /** Finds the program that decodes videos, when the first one is met. Default: that of this machine. */
  findDecoder?: () => Promise<Ffmpeg | null>;
}

/** @returns how many processes this machine has cores and memory for */
export function workersHere(): number {
  // In a container it is told what it may have; elsewhere nothing, or more than there is.
  const memory = Math.min(totalmem(), process.constrainedMemory() || Infinity);
  return workersFor(availableParallelism(), memory);
}

/** @param memory in bytes */
export function workersFor(cores: number, memory: number): number {
  const fitting = Math.floor((memory * SHARE_OF_MEMORY) / WORKER_BYTES);
  return Math.max(1, Math.min(cores, fitting, MOST_WORKERS));
}

/** Processes are started when they are first needed, and end with this one. */
export function startVision({
  log,
  node = process.execPath,
  photosRoot,
  workers: count = workersHere(),
  limit,
  mostMemory,
  provider: choice = process.env['KINDRED_PROVIDER'] ?? 'auto',
  findDecoder = findFfmpeg,
}: VisionOptions): Vision {
  const options = {
    log,
    node,
    photosRoot,
    provider: () => provider?.name ?? 'cpu',
    onGpuFailed,
    ...(limit !== undefined && { limit }),
    ...(mostMemory !== undefined && { mostMemory }),
  };
  const onProcessor = { ...options, provider: () => 'cpu' };
  const workers = Array.from({ length: count }, () => startVisionWorker(options));
  // The screen must not wait: previews have a process of their own, and no models.
  const screen = startVisionWorker(onProcessor);
  /** Undefined until every candidate has been tried. */
  let provider: ChosenProvider | undefined;
  const { names, reasons } = candidatesFor(choice);
  if (names.length === 0) provider = { name: 'cpu', reasons };
  const previewInTurn = inTurn(PREVIEW_QUEUE);
  const aloneInTurn = inTurn(LAST_TRY_QUEUE);
  const sharePreview = shareWork<Uint8Array>();
  let choosing: Promise<ChosenProvider> | undefined;
  let finding: Promise<Ffmpeg | null> | undefined;
  const decoder = () => (finding ??= findDecoder());
  let smallestFace = SMALLEST_FACE;
  let also: readonly LargeModelFile[] = [];
  /** How many photos each process holds. */
  const held = new Map<VisionWorker, number>();
  let lastPhoto = 0;
  let deaths = 0;
  /** Processes that were started for one thing alone. */
  const passing = new Set<VisionWorker>();
  const closing = new AbortController();

  async function choose(): Promise<ChosenProvider> {
    choosing ??= chooseProvider(choice, (name) => {
      return inPassing(options, (worker) => worker.ask('tryProvider', { name, sideBySide: count }));
    });
    return (provider ??= await choosing); // by then it may be known to fail
  }

  /** In a process of its own, which ends with that. */
  async function inPassing<Result>(
    options: VisionWorkerOptions,
    work: (worker: VisionWorker) => Promise<Result>,
  ): Promise<Result> {
    const worker = startVisionWorker(options);
    passing.add(worker);
    try {
      return await work(worker);
    } finally {
      passing.delete(worker);
      worker.close();
    }
  }

  /** By whichever process has least to do. */
  async function work<N extends TaskName>(task: N, request: TaskRequest<N>): Promise<TaskReply<N>> {
    if (!provider) await choose();
    return ask(idlest(), task, request);
  }

  /** 1. Ask this worker. 2. When it dies, ask once more, in a process where nothing else is. 3. Then give up. */
  async function ask<N extends TaskName>(
    worker: VisionWorker,
    task: N,
    request: TaskRequest<N>,
    signal?: AbortSignal,
    extraMs?: number,
  ): Promise<TaskReply<N>> {
    try {
      const value = await worker.ask(task, request, signal, extraMs);
      deaths = 0;
      return value;
    } catch (error) {
      if (!(error instanceof WorkerDied)) throw error;
      await pause();
      signal?.throwIfAborted();
      return aloneInTurn(() => alone(task, request, error, signal, extraMs), signal);
    }
  }

  /** Without the graphics card, which can take a process down as well as a picture can. */
  async function alone<N extends TaskName>(
    task: N,
    request: TaskRequest<N>,
    died: WorkerDied,
    signal: AbortSignal | undefined,
    extraMs: number | undefined,
  ): Promise<TaskReply<N>> {
    try {
      const value = await inPassing(onProcessor, (worker) => worker.ask(task, request, signal, extraMs));
      if (--died.unexplained === 0 && died.provider !== 'cpu') onGpuFailed(died.message);
      return value;
    } catch (error) {
      if (!(error instanceof WorkerDied)) throw error;
      if (!error.hadStarted) {
        throw new AppError('vision', sentence('visionAway'), { cause: error });
      }
      throw new AppError('photo', sentence(WORKER_DEATH_SENTENCES[error.reason]), { cause: error });
    }
  }

  /** Processes that still use it go on until it fails them too. */
  function onGpuFailed(reason: string): void {
    if (!provider || provider.name === 'cpu') return;
    log('warn', 'vision.gpu', { provider: provider.name, reason });
    provider = withoutGpu(provider.name, reason);
  }

  /** @throws when it is closed, at once */
  async function pause(): Promise<void> {
    const milliseconds = Math.min(LONGEST_RESTART_PAUSE_MS, FIRST_RESTART_PAUSE_MS * 2 ** deaths++);
    await delay(milliseconds, undefined, { signal: closing.signal });
  }

  function idlest(): VisionWorker {
    const load = (worker: VisionWorker) => worker.load() + (held.get(worker) ?? 0);
    return workers.reduce((best, worker) => (load(worker) < load(best) ? worker : best));
  }

  /** Everything that is asked of a photo goes to the process that has read it. */
  async function open<Result>(
    path: string,
    work: (photo: OpenPhoto) => Promise<Result>,
    known?: FileIdentity,
  ): Promise<Result> {
    if (!provider) await choose();
    const worker = idlest();
    const job = { path, photo: ++lastPhoto, known };
    held.set(worker, (held.get(worker) ?? 0) + 1);
    try {
      const identity = await ask(worker, 'open', job, undefined, await extraTime(path, known));
      return await work({
        ...identity,
        analyse: (turn) => ask(worker, 'analyse', { ...job, turn, smallestFace, also: [...also] }),
        async poster(seconds) {
          const found = await decoder();
          const container = ensure(identity.video, 'What the video is packed in');
          return found && ask(worker, 'poster', { ...job, decoder: found, container, seconds });
        },
        embedKnownFaces: (faces, model, turn) => ask(worker, 'embedKnownFaces', { ...job, turn, faces, model }),
        locate: (boxes, turn) => ask(worker, 'locate', { ...job, turn, boxes, also: [...also] }),
      });
    } finally {
      held.set(worker, ensure(held.get(worker), 'The count of photos that a process holds') - 1);
      worker.release(job.photo);
    }
  }

  return {
    open,
    analyse: (path) => open(path, (photo) => photo.analyse(1)),
    setSmallestFace: (share) => void (smallestFace = share),
    useAlso: (models) => void (also = models),
    settings: () => ({ smallestFace, also }),
    locate: (path, boxes, turn, known) => open(path, (photo) => photo.locate(boxes, turn), known),
    async findPeople(path, container, known, signal) {
      const found = await decoder();
      if (!found) return null;
      if (!provider) await choose();
      const job = { path, photo: ++lastPhoto, known, decoder: found, container, smallestFace, also: [...also] };
      return ask(idlest(), 'findPeople', job, signal, VIDEO_EXTRA_MS);
    },
    register: (before, after) => work('register', { before, after }),
    preview: (path, side, { known, signal, turn = 1 } = {}) =>
      sharePreview(
        JSON.stringify([path, side, turn, known]),
        (wanted) => previewInTurn(() => ask(screen, 'preview', { path, side, turn, known }, wanted), wanted),
        signal,
      ),
    provider: async () => provider ?? choose(),
    decoder,
    models: () =>
      readManifest().models.map(({ name, purpose, source }) => ({
        name,
        purpose,
        version: `${source.package} ${source.version}`,
      })),
    width: PHOTOS_PER_WORKER * count,
    close() {
      closing.abort(new AppError('vision', sentence('closing')));
      for (const worker of [...workers, screen, ...passing]) worker.close();
      return Promise.resolve();
    },
  };
}

const WORKER_DEATH_SENTENCES = {
  crash: 'photoCrash',
  time: 'photoTime',
  memory: 'photoGreedy',
} as const;

/** @returns milliseconds beyond those of a photo, for a file that says in its first bytes that it is a video */
async function extraTime(path: string, known: FileIdentity | undefined): Promise<number> {
  try {
    if ((known ?? (await stat(path))).size <= LARGEST_PHOTO_BYTES) return 0;
    const { handle, identity } = await openPlainFile(path);
    try {
      const head = Buffer.alloc(HEAD_BYTES);
      const { bytesRead } = await handle.read(head, 0, HEAD_BYTES, 0);
      const isVideo = containerOf(head.subarray(0, bytesRead)) !== null;
      return isVideo ? Math.min(MOST_EXTRA_MS, identity.size / SLOWEST_BYTES_PER_MS) : 0;
    } finally {
      await handle.close();
    }
  } catch {
    return 0; // that it cannot be read is found and said by the process that is to read it
  }
}
