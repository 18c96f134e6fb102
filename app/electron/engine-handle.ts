// The main process's end of the engine: starts it, starts it again when it dies, and passes windows and pages to it.

import { MessageChannelMain, type UtilityProcess, utilityProcess, type WebContents } from 'electron';
import { extname, join } from 'node:path';
import type { PageRequest } from '../pages.ts';
import { FromEngine, type PageReply, type ToEngine } from './messages.ts';

export interface EngineHandle {
  /** Gives a window a fresh line to the engine, now and after every restart. */
  connect(window: WebContents): void;
  page(request: PageRequest): Promise<PageReply>;
  close(): Promise<void>;
}

const FIRST_PAUSE_MS = 500;
const LONGEST_PAUSE_MS = 30_000;
const LONGEST_CLOSING_MS = 10_000;
const STEADY_MS = 60_000; // who lived this long starts afresh with short pauses

/** @param failed called with one sentence when the library cannot be opened; the engine is not started again then */
export function startEngine(folder: string, failed: (message: string) => void): EngineHandle {
  const waiting = new Map<number, { resolve(reply: PageReply): void; reject(error: Error): void }>();
  const windows = new Set<WebContents>();
  let lastId = 0;
  let pause = FIRST_PAUSE_MS;
  let ended: (() => void) | undefined; // set when nobody wants the engine any more
  let child = start();

  return {
    connect(window) {
      if (!windows.has(window)) window.once('destroyed', () => windows.delete(window));
      windows.add(window);
      line(window);
    },
    page(request) {
      const id = ++lastId;
      return new Promise((resolve, reject) => {
        waiting.set(id, { resolve, reject });
        tell({ kind: 'page', id, request });
      });
    },
    close: () =>
      new Promise((resolve) => {
        ended = resolve;
        // Without a pid it is dead already.
        if (child.pid === undefined) resolve();
        else {
          tell({ kind: 'close' });
          setTimeout(() => child.kill(), LONGEST_CLOSING_MS).unref();
        }
      }),
  };

  function tell(message: ToEngine): void {
    child.postMessage(message);
  }

  function line(window: WebContents): void {
    const { port1, port2 } = new MessageChannelMain();
    child.postMessage({ kind: 'window' } satisfies ToEngine, [port1]);
    window.postMessage('engine', null, [port2]);
  }

  function start(): UtilityProcess {
    const began = Date.now();
    const script = join(import.meta.dirname, `engine-process${extname(import.meta.filename)}`);
    const started = utilityProcess.fork(script, [folder], { serviceName: 'Kindred engine' });
    started.on('message', (data: unknown) => {
      const message = FromEngine.parse(data);
      if (message.kind === 'failed') {
        ended = () => undefined;
        started.kill();
        failed(message.message);
        return;
      }
      waiting.get(message.id)?.resolve(message.reply);
      waiting.delete(message.id);
    });
    started.once('exit', () => {
      for (const { reject } of waiting.values()) reject(new Error('The engine ended.'));
      waiting.clear();
      if (ended !== undefined) return ended();
      if (Date.now() - began > STEADY_MS) pause = FIRST_PAUSE_MS;
      setTimeout(restart, pause);
      pause = Math.min(pause * 2, LONGEST_PAUSE_MS);
    });
    return started;
  }

  function restart(): void {
    if (ended !== undefined) return;
    child = start();
    for (const window of windows) line(window);
  }
}
