// One vision process, started when it is first needed: jobs go in, replies come out, and its death is an ordinary event.

import { type ChildProcess, spawn } from 'node:child_process';
import { extname } from 'node:path';
import { fileURLToPath } from 'node:url';
import { AppError } from '../errors.ts';
import { NO_TELEMETRY } from '../platform/engine-options.mjs';
import type { Log } from '../platform/log.ts';
import { slowdownByLoad } from '../platform/machine-load.ts';
import { limitOwnTime } from '../platform/own-time.ts';
import { isPacked, resource } from '../platform/resources.ts';
import { sentence } from '../sentences/sentence.ts';
import { type Job, Report, type TaskName, type TaskReply, type TaskRequest, tasks } from './protocol.ts';

/** Why a process ended while it had work; `time`, `memory`: ended by us because a job took too much of it. */
export type EndReason = 'crash' | 'time' | 'memory';

/** The process ended while it had work. */
export class WorkerDied extends Error {
  override readonly name = 'WorkerDied';
  readonly reason: EndReason;
  /** False when it never came up, which no picture can be blamed for. */
  readonly hadStarted: boolean;
  /** What ran its models. */
  readonly provider: string;
  /** Of the jobs that it had, how many are not known to be blameless; all of these jobs fail with this same error. */
  unexplained: number;

  constructor(reason: EndReason, hadStarted: boolean, provider: string, jobs: number) {
    super(`The vision process ended (${reason}).`);
    this.reason = reason;
    this.hadStarted = hadStarted;
    this.provider = provider;
    this.unexplained = jobs;
  }
}

export interface VisionWorker {
  /** How many jobs it has not answered yet. */
  load(): number;
  /**
   * @param signal aborted when the reply is not wanted any more: it still settles only when the process is done with the job
   * @param extraMs what the job may take beyond the time of a photo
   * @throws WorkerDied; AppError `photo`, `notFound`; Error for anything else that went wrong in there
   */
  ask<N extends TaskName>(
    task: N,
    request: TaskRequest<N>,
    signal?: AbortSignal,
    extraMs?: number,
  ): Promise<TaskReply<N>>;
  /** A photo that was opened there is not needed any more. */
  release(photo: number): void;
  close(): void;
}

interface Running {
  child: ChildProcess;
  /** What runs its models. */
  provider: string;
  /** It came up, and takes jobs. */
  isReady: boolean;
}

interface Waiting {
  resolve(value: unknown): void;
  reject(error: Error): void;
  /** It has no limit any more. */
  endLimit(): void;
}

/** A photo that takes longer than this is set aside: the largest take about five seconds. */
const PHOTO_LIMIT_MS = 60_000;

/** 1.2 GB: five times what the models and an ordinary photo take. */
const MOST_PHOTO_MEMORY = 1_200_000_000;

/**
 * V8 keeps the most room that young objects ever had: 128 MB after some thousand photos, where 8 MB do as well. And it
 * marks all old ones whenever they outgrow their room, which begins small: after every second photo.
 */
const WORKER_OPTIONS = [
  '--disable-warning=ExperimentalWarning',
  '--max-semi-space-size=4',
  '--initial-old-space-size=64',
];

/** A plain Node runs it, which cannot read in Electron's archive: a copy with all that it imports lies beside it. */
const WORKER_FILE = isPacked
  ? resource('dist', 'vision', 'app', 'vision', 'worker.js')
  : fileURLToPath(new URL(`./worker${extname(import.meta.url)}`, import.meta.url));

export interface VisionWorkerOptions {
  log: Log;
  /** The Node that runs the process: its path, or its name on the system's search path. */
  node: string;
  /** The folder that all photos have to lie in; undefined: anywhere. */
  photosRoot: string | undefined;
  /** onnxruntime's name of what runs the models that embed faces, when the process starts. */
  provider(): string;
  /** The graphics card failed it, and it goes on without; told what went wrong. */
  onGpuFailed(reason: string): void;
  /** Milliseconds after which a job is given up. Default: a minute, and more where other programs are busy. */
  limit?: number;
  /** Bytes that the process may hold. */
  mostMemory?: number;
}

export function startVisionWorker({
  log,
  node,
  photosRoot = '',
  provider,
  onGpuFailed,
  limit,
  mostMemory = MOST_PHOTO_MEMORY,
}: VisionWorkerOptions): VisionWorker {
  /** The jobs of the process that runs: whatever ends it ends them. */
  const waiting = new Map<number, Waiting>();
  let running: Running | undefined;
  let isClosed = false;
  let lastId = 0;

  function start(): Running {
    const startedOn = provider();
    const child = spawn(node, [...WORKER_OPTIONS, WORKER_FILE], {
      serialization: 'advanced', // pictures as bytes, not as text
      stdio: ['ignore', 'ignore', 'inherit', 'ipc'],
      windowsHide: true, // Node is a console program, and Electron has no console
      env: {
        ...process.env,
        ...NO_TELEMETRY,
        KINDRED_PROVIDER: startedOn,
        KINDRED_MEMORY: String(mostMemory),
        KINDRED_PHOTOS_ROOT: photosRoot,
        // glibc gives every thread a heap of its own, and what one frees no other one uses: a third more memory.
        MALLOC_ARENA_MAX: '1',
      },
    });
    const started: Running = { child, provider: startedOn, isReady: false };
    // A message of an ended process may arrive late: it is about that one's jobs, never about those of its successor.
    child.on('message', (message) => {
      if (running === started) receive(started, Report.parse(message));
    });
    // It could not be started, be sent to or be ended. Not each of these errors is followed by an exit.
    child.on('error', (error) => {
      log('error', 'vision.error', { error });
      if (running === started) end(started, 'crash', {});
    });
    child.once('exit', (status, signal) => {
      if (running === started) end(started, 'crash', { status, signal });
    });
    child.unref();
    child.channel?.unref();
    return started;
  }

  function receive(from: Running, report: Report): void {
    if (report.kind === 'ready') {
      from.isReady = true;
      return;
    }
    if (report.kind === 'memory') return end(from, 'memory', {});
    if (report.kind === 'gpuFailed') return onGpuFailed(report.reason);
    const job = settle(report.id);
    if (job === undefined) return;
    if (report.kind === 'done') job.resolve(report.value);
    else job.reject(report.code ? new AppError(report.code, report.sentence) : new Error(report.sentence.text));
  }

  /** Nothing waits for an answer to it. */
  function tell<N extends 'close' | 'cancel'>({ child }: Running, task: N, request: TaskRequest<N>): void {
    if (child.connected) child.send({ id: 0, task, request } satisfies Job);
  }

  function settle(id: number): Waiting | undefined {
    const job = waiting.get(id);
    waiting.delete(id);
    job?.endLimit();
    if (waiting.size === 0) running?.child.channel?.unref();
    return job;
  }

  function end({ child, provider, isReady }: Running, reason: EndReason, details: Record<string, unknown>): void {
    log('warn', 'vision.ended', { reason, jobs: waiting.size, ...details });
    running = undefined;
    const died = new WorkerDied(reason, isReady, provider, waiting.size);
    for (const id of waiting.keys()) settle(id)?.reject(died);
    child.kill('SIGKILL');
  }

  return {
    load: () => waiting.size,
    async ask(task, request, signal, extraMs = 0) {
      if (isClosed) throw new AppError('vision', sentence('closing'));
      signal?.throwIfAborted(); // no event would tell
      const by = (running ??= start());
      by.child.channel?.ref(); // the program lives on while it waits for an answer
      const id = ++lastId;
      const cancel = () => tell(by, 'cancel', { id });
      signal?.addEventListener('abort', cancel, { once: true });
      const value = await new Promise<unknown>((resolve, reject) => {
        waiting.set(id, {
          resolve,
          reject,
          endLimit: limitOwnTime(by.child.pid, (limit ?? PHOTO_LIMIT_MS * slowdownByLoad()) + extraMs, () =>
            end(by, 'time', {}),
          ),
        });
        by.child.send({ id, task, request } satisfies Job);
      }).finally(() => signal?.removeEventListener('abort', cancel));
      return tasks[task].reply.parse(value) as TaskReply<typeof task>; // the schema and the type are one line of `tasks`
    },
    release(photo) {
      if (running) tell(running, 'close', { photo });
    },
    close() {
      isClosed = true;
      const open = running;
      running = undefined;
      for (const id of waiting.keys()) settle(id)?.reject(new AppError('vision', sentence('closing')));
      open?.child.kill();
    },
  };
}
