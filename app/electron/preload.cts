// The bridge between a window and the engine: three functions, and no more, are all that a page can reach.
// Runs sandboxed, so it is CommonJS and imports nothing of ours; the engine checks whatever passes through here.

import type * as Electron from 'electron' with { 'resolution-mode': 'require' };
import type { Outcome } from '../contract.ts' with { 'resolution-mode': 'import' };

const { contextBridge, ipcRenderer }: typeof Electron = require('electron');

/** As much of the browser's MessagePort as is needed here: the rest of app/ knows no browser. */
interface Port {
  addEventListener(type: 'message', listener: (event: { data: FromEngine }) => void): void;
  start(): void;
  postMessage(message: unknown): void;
}
type Listener = (name: string, payload: unknown) => void;
type FromEngine = { id: number; outcome: Outcome } | { name: string; payload: unknown };

const listeners = new Set<Listener>();
const waiting = new Map<number, (outcome: Outcome) => void>();
let lastId = 0;
const firstLine = Promise.withResolvers<Port>();
let line = firstLine.promise;

ipcRenderer.on('engine', (event) => {
  const [port]: Port[] = event.ports;
  if (port === undefined) return;
  // A second port means that the engine died and came back: what it was asked before is lost.
  for (const resolve of waiting.values()) {
    resolve({
      ok: false,
      error: { code: 'internal', message: 'Kindred’s engine was started again: please try once more.' },
    });
  }
  waiting.clear();
  port.addEventListener('message', ({ data }) => receive(data));
  port.start();
  firstLine.resolve(port);
  line = Promise.resolve(port);
});
ipcRenderer.send('engine');

contextBridge.exposeInMainWorld('kindred', {
  async call(name: string, request: unknown): Promise<Outcome> {
    const port = await line;
    const id = ++lastId;
    return new Promise((resolve) => {
      waiting.set(id, resolve);
      port.postMessage({ id, name, request });
    });
  },
  /** @returns a function that ends the subscription */
  listen(listener: Listener): () => void {
    listeners.add(listener);
    return () => void listeners.delete(listener);
  },
  pickFolder(): Promise<string | null> {
    return ipcRenderer.invoke('pickFolder');
  },
});

function receive(message: FromEngine): void {
  if ('name' in message) {
    for (const listener of listeners) listener(message.name, message.payload);
    return;
  }
  waiting.get(message.id)?.(message.outcome);
  waiting.delete(message.id);
}
