// The thread that carries a library's log into its file. It ends when nobody has asked for a while.

import { parentPort, workerData } from 'node:worker_threads';
import { carryAtOnce } from './checkpoint.ts';

const PATIENCE_MS = 2_000;

const idle = setTimeout(() => parentPort?.close(), PATIENCE_MS);

parentPort?.on('message', () => {
  carryAtOnce(workerData);
  parentPort?.postMessage(null);
  idle.refresh();
});
