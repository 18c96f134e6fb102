// The thread that carries a library's log into its file. It ends after a while without a request.

import { parentPort, workerData } from 'node:worker_threads';
import { carryAtOnce } from './checkpoint.ts';

const IDLE_BEFORE_CLOSING_MS = 10_000;

const idle = setTimeout(() => parentPort?.close(), IDLE_BEFORE_CLOSING_MS);

parentPort?.on('message', () => {
  carryAtOnce(workerData);
  parentPort?.postMessage(null);
  idle.refresh();
});
