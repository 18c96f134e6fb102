// Carries what was committed from SQLite's log into the library's file, in a thread of its own: there the disk is waited
// for, while calls are answered here. Without it SQLite does so within a commit, as soon as a thousand pages wait.

import { extname, join } from 'node:path';
import { Worker } from 'node:worker_threads';
import SQLite from 'better-sqlite3';
import { z } from 'zod';
import { changesOf, type Database } from './database.ts';

/** Rows that changed since the last time: some five hundred pages of the file, if they lie apart. */
const ROWS_PER_CHECKPOINT = 200;

/** Shared with the thread: closing waits until the thread has let go of the library, and keeps it from beginning anew. */
const IDLE = 0;
const WORKING = 1;
const CLOSED = 2;

const Job = z.object({ file: z.string(), state: z.instanceof(Int32Array) });

export function openCheckpoints(database: Database, folder: string) {
  const state = new Int32Array(new SharedArrayBuffer(Int32Array.BYTES_PER_ELEMENT));
  const changes = changesOf(database);
  let carried = changes();
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

  return {
    /** For long work, between two commits: where there is enough to carry, resolves when that is done. */
    async carry(): Promise<void> {
      const now = changes();
      if (now - carried < ROWS_PER_CHECKPOINT) return;
      carried = now;
      const thread = (worker ??= start());
      await new Promise<void>((resolve) => {
        const done = () => {
          thread.off('message', done).off('exit', done);
          resolve();
        };
        thread.on('message', done).on('exit', done).postMessage(null);
      });
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
