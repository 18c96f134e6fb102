// Runs the real engine process in a worker thread, with the parent port that Electron would give it.

import { type MessagePort, parentPort, workerData } from 'node:worker_threads';
import { z } from 'zod';

const { script } = z.object({ script: z.string() }).parse(workerData);
if (parentPort === null) throw new Error('This file is a worker.');
const parent = parentPort;

Object.assign(process, {
  parentPort: {
    postMessage: (message: unknown) => parent.postMessage(message),
    on(_name: 'message', listener: (event: { data: unknown; ports: unknown[] }) => void) {
      parent.on('message', ({ data, ports }: { data: unknown; ports: MessagePort[] }) =>
        listener({ data, ports: ports.map(asElectronPort) }),
      );
    },
  },
});
await import(script);

/** Electron's ports hand over an event, Node's the bare message. */
function asElectronPort(port: MessagePort) {
  return {
    postMessage: (message: unknown) => port.postMessage(message),
    start: () => port.start(),
    on(name: string, listener: (event?: { data: unknown }) => void) {
      port.on(name, (data: unknown) => listener({ data }));
    },
  };
}
