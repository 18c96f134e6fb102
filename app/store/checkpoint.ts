// Carries what was committed from SQLite's log into the library's file, in a thread of its own: there the disk is waited
// for, while calls are answered here. By itself SQLite does so within a commit, as soon as a thousand pages wait.

import { extname, join } from 'node:path';
import { Worker } from 'node:worker_threads';
import SQLite from 'better-sqlite3';
import { z } from 'zod';
import { changesOf, type Database } from './database.ts';

/** Rows that changed since the last time: some four thousand pages of the file, if they lie apart. */
const ROWS_PER_CHECKPOINT = 1_600;
/** The log begins anew only where nothing was committed while it was carried, which long work never leaves time for. */
const MOST_ROWS_IN_LOG = 6_400;
/** Where the thread cannot carry it, SQLite does, within a commit: of more pages than long work ever leaves waiting. */
const PAGES_CARRIED_BY_COMMIT = 32_000;

/** Shared with the thread: closing waits until the thread has let go of the library, and keeps it from beginning anew. */
const IDLE = 0;
const WORKING = 1;
const CLOSED = 2;

const Job = z.object({ file: z.string(), state: z.instanceof(Int32Array) });

export function openCheckpoints(database: Database, folder: string) {
  const state = new Int32Array(new SharedArrayBuffer(Int32Array.BYTES_PER_ELEMENT));
  database.pragma(`wal_autocheckpoint = ${PAGES_CARRIED_BY_COMMIT}`);
  const isClosed = () => Atomics.load(state, 0) === CLOSED;
  const changes = changesOf(database);
  /** How many rows had changed when it was carried last, and when nothing was left in it. */
  let carried = changes();
  let begun = carried;
  let carrying: Promise<void> | undefined;
  let worker: Worker | undefined;

  function start(): Worker {
    const started = new Worker(new URL(`./checkpoint-worker${extname(import.meta.url)}`, import.meta.url), {
      workerData: { file: join(folder, 'library.db'), state },
    });
    started.on('error', () => undefined); // then the log stays as long as it is, and SQLite itself carries it in the end
    started.once('exit', () => (worker = undefined));
    started.unref();
    return started;
  }

  async function carry(): Promise<void> {
    if (isClosed()) return;
    const now = (carried = changes());
    const thread = (worker ??= start());
    await new Promise<void>((resolve) => {
      const done = () => {
        thread.off('message', done).off('exit', done);
        resolve();
      };
      thread.on('message', done).on('exit', done).postMessage(null);
    });
    if (!isClosed() && changes() === now) begun = now;
  }

  function begin(): Promise<void> {
    return (carrying ??= carry().finally(() => (carrying = undefined)));
  }

  return {
    /** After each commit: where there is enough to carry, that begins. Nobody waits for it. */
    committed(): void {
      if (changes() - carried >= ROWS_PER_CHECKPOINT) void begin();
    },
    /** For long work, between two commits: where the log has become long, resolves when all of it is carried. */
    async room(): Promise<void> {
      if (changes() - begun < MOST_ROWS_IN_LOG) return;
      await carrying;
      await begin();
    },
    /** In one go. */
    close(): void {
      while (Atomics.compareExchange(state, 0, IDLE, CLOSED) === WORKING) Atomics.wait(state, 0, WORKING);
      void worker?.terminate();
    },
  };
}

/**
 * For the thread: as much as can be carried without keeping a commit waiting; nothing once the library is closed.
 * @throws what SQLite says, as of a full disk. The log keeps everything
 */
export function carryAtOnce(job: unknown): void {
  const { file, state } = Job.parse(job);
  if (Atomics.compareExchange(state, 0, IDLE, WORKING) !== IDLE) return;
  try {
    const database = new SQLite(file, { fileMustExist: true });
    try {
      database.pragma('wal_checkpoint(PASSIVE)');
    } finally {
      database.close();
    }
  } finally {
    Atomics.store(state, 0, IDLE);
    Atomics.notify(state, 0);
  }
}
