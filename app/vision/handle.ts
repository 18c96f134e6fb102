// The engine's end of the vision processes: shares the work among them, and survives what a picture does to one.

import { availableParallelism } from 'node:os';
import { readManifest } from '../../models/manifest.ts';
import { AppError } from '../errors.ts';
import type { Log } from '../log.ts';
import { sentence } from '../sentences/sentence.ts';
import { type Lane, LaneDied, startLane } from './lane.ts';
import { candidatesFor, chooseProvider } from './provider.ts';
import {
  type LargeNetworkFile,
  type Provider,
  SMALLEST_FACE,
  type TaskName,
  type TaskReply,
  type TaskRequest,
  type Vision,
} from './protocol.ts';

/** Each holds the networks and a photo or two: about 250 MB. */
const MOST_LANES = 4;
/** While one photo is in the networks, the next one is decoded. */
const PHOTOS_A_LANE = 2;
/** A process that keeps dying is started again after growing pauses. */
const FIRST_PAUSE_MS = 500;
const LONGEST_PAUSE_MS = 60_000;

export interface VisionOptions {
  log: Log;
  /** Processes side by side. Default: one a core, at most four. */
  lanes?: number;
  /** Milliseconds after which an order is given up. */
  limit?: number;
  /** Bytes that a process may hold. */
  mostMemory?: number;
  /** What shall run the networks: `auto`, `cpu`, `cuda`, … Default: what KINDRED_PROVIDER says, else `auto`. */
  provider?: string;
}

/** Processes side by side scale better than threads inside of one: only what they leave over goes to threads. */
export function lanesAndThreads(lanes = Math.min(MOST_LANES, availableParallelism())) {
  return { lanes, threads: Math.max(1, Math.floor(availableParallelism() / lanes)) };
}

/** Processes are started when they are first needed, and end with this one. */
export function startVision({
  log,
  lanes: wanted,
  limit,
  mostMemory,
  provider: wish = process.env['KINDRED_PROVIDER'] ?? 'auto',
}: VisionOptions): Vision {
  const { lanes: count, threads } = lanesAndThreads(wanted);
  const options = {
    log,
    threads,
    provider: () => provider?.name ?? 'cpu',
    ...(limit !== undefined && { limit }),
    ...(mostMemory !== undefined && { mostMemory }),
  };
  const lanes = Array.from({ length: count }, () => startLane(options));
  // The screen waits for nobody: previews have a process of their own.
  const screen = startLane(options);
  /** Unknown only until what is there to try has been tried. */
  let provider: Provider | undefined;
  const { names, reasons } = candidatesFor(wish);
  if (names.length === 0) provider = { name: 'cpu', reasons };
  let choosing: Promise<Provider> | undefined;
  let smallestFace = SMALLEST_FACE;
  let also: readonly LargeNetworkFile[] = [];
  let deaths = 0;
  let isClosed = false;

  async function choose(): Promise<Provider> {
    choosing ??= chooseProvider(wish, async (name) => {
      const lane = startLane(options);
      try {
        return await lane.ask('tryProvider', { name });
      } finally {
        lane.close();
      }
    });
    provider = await choosing;
    return provider;
  }

  /** By whichever process has least to do. */
  async function work<N extends TaskName>(task: N, request: TaskRequest<N>): Promise<TaskReply<N>> {
    if (!provider) await choose();
    return ask(idlest(), task, request);
  }

  /** 1. Ask this lane. 2. When it dies, ask once more, in a process where nothing else is. 3. Then give up. */
  async function ask<N extends TaskName>(lane: Lane, task: N, request: TaskRequest<N>): Promise<TaskReply<N>> {
    try {
      const value = await lane.ask(task, request);
      deaths = 0;
      return value;
    } catch (error) {
      if (!(error instanceof LaneDied) || isClosed) throw error;
      await pause();
      return alone(task, request);
    }
  }

  async function alone<N extends TaskName>(task: N, request: TaskRequest<N>): Promise<TaskReply<N>> {
    const lane = startLane(options);
    try {
      return await lane.ask(task, request);
    } catch (error) {
      if (!(error instanceof LaneDied)) throw error;
      if (!error.hadStarted) {
        throw new AppError('vision', sentence('visionAway'), { cause: error });
      }
      throw new AppError('photo', sentence(REASONS[error.reason]), { cause: error });
    } finally {
      lane.close();
    }
  }

  async function pause(): Promise<void> {
    const milliseconds = Math.min(LONGEST_PAUSE_MS, FIRST_PAUSE_MS * 2 ** deaths++);
    await new Promise((resolve) => setTimeout(resolve, milliseconds));
  }

  function idlest(): Lane {
    return lanes.reduce((best, lane) => (lane.load() < best.load() ? lane : best));
  }

  return {
    identify: (path) => work('identify', { path }),
    look: (path) => work('look', { path, smallestFace, also: [...also] }),
    lookFor: (share) => void (smallestFace = share),
    useAlso: (networks) => void (also = networks),
    describe: (path, faces, network) => work('describe', { path, faces, network }),
    locate: (path, boxes) => work('locate', { path, boxes, also: [...also] }),
    preview: (path, side) => ask(screen, 'preview', { path, side }),
    provider: async () => provider ?? choose(),
    models: () =>
      readManifest().models.map(({ name, purpose, source }) => ({
        name,
        purpose,
        version: `${source.package} ${source.version}`,
      })),
    width: PHOTOS_A_LANE * count,
    close() {
      isClosed = true;
      for (const lane of [...lanes, screen]) lane.close();
      return Promise.resolve();
    },
  };
}

const REASONS = {
  crash: 'photoCrash',
  time: 'photoTime',
  memory: 'photoGreedy',
} as const;
