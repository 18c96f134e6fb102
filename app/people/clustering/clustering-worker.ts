// The thread in which many faces are clustered.

import { constants } from 'node:os';
import { parentPort } from 'node:worker_threads';
import { openClustering } from './clustering-thread.ts';
import { listsOf } from './packed.ts';
import { lowerPriority } from '../../platform/lower-priority.ts';

// Calls come first. Only Linux gives each thread a priority of its own: elsewhere it would be the engine's.
if (process.platform === 'linux') lowerPriority(constants.priority.PRIORITY_BELOW_NORMAL);

const cluster = openClustering();

parentPort?.on('message', async (message: unknown) => {
  const into = await cluster(message);
  if (!into) return;
  parentPort?.postMessage(into, listsOf({ into }));
  // What V8 has not given back when a thread ends, the engine gives back eight seconds later, in one go.
  globalThis.gc?.({ type: 'major', execution: 'sync', flavor: 'last-resort' });
  parentPort?.close();
});
