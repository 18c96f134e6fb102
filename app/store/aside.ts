// Work on a database in a thread of its own, so that whatever waits for it goes on meanwhile.

import { extname } from 'node:path';
import { Worker } from 'node:worker_threads';

/**
 * @param worker the name of a file beside this one, which posts one message
 * @returns that message. @throws what the thread throws
 */
export function runAside(worker: string, workerData: unknown): Promise<unknown> {
  return new Promise((resolve, reject) => {
    const thread = new Worker(new URL(`./${worker}${extname(import.meta.url)}`, import.meta.url), { workerData });
    thread.once('message', resolve);
    thread.once('error', reject);
    thread.once('exit', () => reject(new Error(`The thread ${worker} ended early.`)));
  });
}
