// The bridge between a window and the engine: seven functions, and no more, are all that a page can reach.
// Runs sandboxed, so it is CommonJS and imports nothing of ours; the engine checks whatever passes through here.

import type * as Electron from 'electron' with { 'resolution-mode': 'require' };
import type { Outcome } from '../contract.ts' with { 'resolution-mode': 'import' };

const { contextBridge, ipcRenderer, webUtils }: typeof Electron = require('electron');

/** As much of the browser's MessagePort as is needed here: the rest of app/ knows no browser. */
interface Port {
  addEventListener(type: 'message', listener: (event: { data: FromEngine }) => void): void;
  start(): void;
  postMessage(message: unknown): void;
  close(): void;
}
/** A browser's File, of which nothing but its identity is needed here. */
type DroppedFile = Parameters<typeof webUtils.getPathForFile>[0];
type Listener = (name: string, payload: unknown) => void;
type ConnectionListener = (isOpen: boolean) => void;
type FromEngine = { id: number; outcome: Outcome } | { name: string; payload: unknown };

const ENDED = { text: 'Kindred’s engine ended: please try once more.', id: 'engineEnded', values: {} };

const listeners = new Set<Listener>();
const connectionListeners = new Set<ConnectionListener>();
const waiting = new Map<number, (outcome: Outcome) => void>();
let lastId = 0;
let line = Promise.withResolvers<Port>();
let open: Port | undefined;

/** With a port the line is open; without one the engine died, and a port follows when it is there again. */
ipcRenderer.on('engine', (event) => {
  const [port]: Port[] = event.ports;
  // What the engine was asked before is lost, whether it is seen to die or to come back.
  for (const resolve of waiting.values()) {
    resolve({ ok: false, error: { code: 'internal', sentence: ENDED } });
  }
  waiting.clear();
  if (open !== undefined) line = Promise.withResolvers();
  open?.close(); // what the engine that died said last is no news of the one that runs now
  open = port;
  if (port !== undefined) {
    port.addEventListener('message', ({ data }) => receive(data));
    port.start();
    line.resolve(port);
  }
  for (const listener of connectionListeners) listener(port !== undefined);
});
ipcRenderer.send('engine');

contextBridge.exposeInMainWorld('kindred', {
  async call(name: string, request: unknown): Promise<Outcome> {
    const port = await line.promise;
    const id = ++lastId;
    return new Promise((resolve) => {
      waiting.set(id, resolve);
      port.postMessage({ id, name, request });
    });
  },
  /**
   * @param connection told whenever the line to the engine goes down and comes back
   * @returns a function that ends the subscription
   */
  listen(listener: Listener, connection: ConnectionListener = () => undefined): () => void {
    listeners.add(listener);
    connectionListeners.add(connection);
    return () => {
      listeners.delete(listener);
      connectionListeners.delete(connection);
    };
  },
  /** Electron would put words of its own before an error that is thrown: what went wrong comes as an outcome. */
  pickFolder(): Promise<unknown> {
    return ipcRenderer.invoke('pickFolder');
  },
  /** Shows the photo's file in the system's own file manager. */
  showInFolder(photo: number): Promise<unknown> {
    return ipcRenderer.invoke('showInFolder', photo);
  },
  /** Copies photos, by their ids, to a folder that the user chooses in the system's own dialog. */
  copyPhotos(request: unknown): Promise<unknown> {
    return ipcRenderer.invoke('copyPhotos', request);
  },
  /** The system tells, once, when what is under way is done. */
  tellWhenDone(): Promise<unknown> {
    return ipcRenderer.invoke('tellWhenDone');
  },
  /** Where something lies that was dropped onto the window; empty when it lies nowhere. */
  pathOf(file: DroppedFile): string {
    return webUtils.getPathForFile(file);
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
