// One of the threads that cluster blocks.

import { parentPort } from 'node:worker_threads';
import { openBlocks } from './block-threads.ts';
import { listsOf } from './packed.ts';
import { lowerThreadPriority } from '../../platform/lower-priority.ts';

// As the thread that gives them out.
lowerThreadPriority();

const answer = openBlocks();

parentPort?.on('message', (message: unknown) => {
  const given = answer(message);
  if (given === undefined) return;
  if (given === 'end') return void parentPort?.close();
  parentPort?.postMessage(given, listsOf(ArrayBuffer.isView(given) ? { given } : given));
  // A block's vectors lie in memory of their own, of which V8 does not see how much it is.
  globalThis.gc?.();
});
