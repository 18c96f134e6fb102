// The thread in which a copy of a library is checked.

import { parentPort, workerData } from 'node:worker_threads';
import { z } from 'zod';
import { verify } from './verify.ts';

parentPort?.postMessage(verify(z.string().parse(workerData)));
