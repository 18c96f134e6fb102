// The thread in which many faces are clustered.

import { parentPort } from 'node:worker_threads';
import { openClustering } from './clustering-aside.ts';

const cluster = openClustering();

parentPort?.on('message', async (message: unknown) => {
  const into = await cluster(message);
  if (!into) return;
  parentPort?.postMessage(into);
  parentPort?.close();
});
