// The thread in which a model is converted.

import { parentPort, workerData } from 'node:worker_threads';
import { report } from './convert.ts';

parentPort?.postMessage(await report(workerData));
