// Work on a database in a thread of its own, so that whatever waits for it goes on meanwhile.

import { extname } from 'node:path';
import { Worker } from 'node:worker_threads';

/**
 * @param worker the name of a file beside this one, which posts one message
 * @param signal ends the thread in the middle of it
 * @returns that message. @throws what the thread throws; an error that it ended early; the signal's reason, where it was aborted before
 */
export async function runAside(worker: string, workerData: unknown, signal?: AbortSignal): Promise<unknown> {
  signal?.throwIfAborted(); // no event would tell
  return await new Promise((resolve, reject) => {
    const thread = new Worker(new URL(`./${worker}${extname(import.meta.url)}`, import.meta.url), { workerData });
    const end = () => void thread.terminate();
    signal?.addEventListener('abort', end, { once: true });
    thread.once('message', resolve);
    thread.once('error', reject);
    thread.once('exit', () => {
      signal?.removeEventListener('abort', end);
      reject(new Error(`The thread ${worker} ended early.`));
    });
  });
}
