// The thread in which many faces are clustered.

import { parentPort, workerData } from 'node:worker_threads';
import { clusterPacked } from './clustering-aside.ts';

parentPort?.postMessage(clusterPacked(workerData));
