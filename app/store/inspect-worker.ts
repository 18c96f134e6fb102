// The thread in which a library is inspected.

import { parentPort, workerData } from 'node:worker_threads';
import { z } from 'zod';
import { openReadOnly } from './database.ts';
import { inspect } from './inspect.ts';

const database = openReadOnly(z.string().parse(workerData));
try {
  parentPort?.postMessage(inspect(database));
} finally {
  database.close();
}
