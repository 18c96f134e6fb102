// The thread in which many faces are clustered.

import { parentPort } from 'node:worker_threads';
import { openClustering } from './clustering-thread.ts';
import { listsOf } from './packed.ts';
import { clearUpMemory } from '../../platform/clear-up.ts';
import { lowerThreadPriority } from '../../platform/lower-priority.ts';

lowerThreadPriority(); // calls come first

const cluster = openClustering();

parentPort?.on('message', async (message: unknown) => {
  const into = await cluster(message);
  if (!into) return;
  parentPort?.postMessage(into, listsOf({ into }));
  // What V8 has not given back when a thread ends, the engine gives back eight seconds later, in one go.
  clearUpMemory();
  parentPort?.close();
});
