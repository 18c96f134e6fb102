// One of the threads that cluster blocks.

import { constants } from 'node:os';
import { parentPort } from 'node:worker_threads';
import { openBlocks } from './block-threads.ts';
import { listsOf } from './packed.ts';
import { lowerPriority } from '../../platform/lower-priority.ts';

// As the thread that gives them out.
if (process.platform === 'linux') lowerPriority(constants.priority.PRIORITY_BELOW_NORMAL);

const answer = openBlocks();

parentPort?.on('message', (message: unknown) => {
  const given = answer(message);
  if (given === undefined) return;
  if (given === 'end') return void parentPort?.close();
  parentPort?.postMessage(given, listsOf(ArrayBuffer.isView(given) ? { given } : given));
  // A block's vectors lie in memory of their own, of which V8 does not see how much it is.
  globalThis.gc?.();
});
