// The thread in which many faces are clustered.

import { constants, setPriority } from 'node:os';
import { parentPort } from 'node:worker_threads';
import { openClustering } from './clustering-aside.ts';

/** V8 gives back what it cleared up after eight seconds; of a thread that has ended the engine would, and in one go. */
const REST_MS = 10_000;

// Calls come first. Only Linux gives each thread a priority of its own: elsewhere it would be the engine's.
if (process.platform === 'linux') setPriority(constants.priority.PRIORITY_BELOW_NORMAL);

const cluster = openClustering();

parentPort?.on('message', async (message: unknown) => {
  const into = await cluster(message);
  if (!into) return;
  parentPort?.postMessage(into);
  setTimeout(() => parentPort?.close(), REST_MS);
});
