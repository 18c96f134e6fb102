// The main process's end of the engine: starts it, starts it again when it dies, and passes windows, pages and calls to it.

import { MessageChannelMain, type UtilityProcess, utilityProcess, type WebContents } from 'electron';
import { extname, join } from 'node:path';
import type { CallName, Reply, Request, Status } from '../contract.ts';
import { writeCrashReport } from '../crash-report.ts';
import type { PageRequest } from '../pages.ts';
import { FromEngine, type PageReply, type ToEngine } from './messages.ts';

export interface EngineHandle {
  /** Gives a window a fresh line to the engine, now and after every restart. */
  connect(window: WebContents): void;
  page(request: PageRequest): Promise<PageReply>;
  /** @throws Error with a sentence for the person */
  call<N extends CallName>(name: N, request: Request<N>): Promise<Reply<N>>;
  close(): Promise<void>;
}

export interface EngineListener {
  /** The library cannot be opened, for a reason given in one sentence; the engine is not started again. */
  failed(message: string): void;
  status(status: Status): void;
}

const FIRST_PAUSE_MS = 500;
const LONGEST_PAUSE_MS = 30_000;
const LONGEST_CLOSING_MS = 10_000;
const STEADY_MS = 60_000; // who lived this long starts afresh with short pauses
const LAST_WORDS = 4_000;

type Answer = Extract<FromEngine, { id: number }>;

export function startEngine(folder: string, listener: EngineListener): EngineHandle {
  const waiting = new Map<number, { resolve(answer: Answer): void; reject(error: Error): void }>();
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
    async page(request) {
      const answer = await ask((id) => ({ kind: 'page', id, request }));
      if (answer.kind !== 'page') throw new Error('The engine answered a page with something else.');
      return answer.reply;
    },
    async call<N extends CallName>(name: N, request: Request<N>) {
      const answer = await ask((id) => ({ kind: 'call', id, name, request }));
      if (answer.kind !== 'call') throw new Error('The engine answered a call with something else.');
      if (!answer.outcome.ok) throw new Error(answer.outcome.error.message);
      return answer.outcome.value as Reply<N>; // the contract pairs the reply with the name, which the engine was given
    },
    close: () =>
      new Promise((resolve) => {
        ended = resolve;
        // Without a pid it is dead already.
        if (child.pid === undefined) resolve();
        else {
          child.postMessage({ kind: 'close' } satisfies ToEngine);
          setTimeout(() => child.kill(), LONGEST_CLOSING_MS).unref();
        }
      }),
  };

  function ask(message: (id: number) => ToEngine): Promise<Answer> {
    const id = ++lastId;
    return new Promise((resolve, reject) => {
      waiting.set(id, { resolve, reject });
      child.postMessage(message(id));
    });
  }

  function line(window: WebContents): void {
    const { port1, port2 } = new MessageChannelMain();
    child.postMessage({ kind: 'window' } satisfies ToEngine, [port1]);
    window.postMessage('engine', null, [port2]);
  }

  function start(): UtilityProcess {
    const began = Date.now();
    const script = join(import.meta.dirname, `engine-process${extname(import.meta.filename)}`);
    const stdio: ['ignore', 'inherit', 'pipe'] = ['ignore', 'inherit', 'pipe'];
    const started = utilityProcess.fork(script, [folder], { serviceName: 'Kindred engine', stdio });
    let lastWords = '';
    started.stderr?.on('data', (chunk: Buffer) => {
      process.stderr.write(chunk);
      lastWords = `${lastWords}${chunk.toString()}`.slice(-LAST_WORDS);
    });
    started.on('message', (data: unknown) => receive(FromEngine.parse(data), started));
    started.once('exit', (status) => {
      for (const { reject } of waiting.values()) reject(new Error('Kindred’s engine ended: please try once more.'));
      waiting.clear();
      if (ended !== undefined) return ended();
      writeCrashReport(folder, { part: 'engine', reason: `exit status ${status}`, lastWords });
      // Without a port the message says that the line is down: the window shows it until there is another.
      for (const window of windows) window.postMessage('engine', null, []);
      if (Date.now() - began > STEADY_MS) pause = FIRST_PAUSE_MS;
      setTimeout(restart, pause);
      pause = Math.min(pause * 2, LONGEST_PAUSE_MS);
    });
    return started;
  }

  function receive(message: FromEngine, sender: UtilityProcess): void {
    switch (message.kind) {
      case 'failed':
        ended = () => undefined;
        sender.kill();
        return listener.failed(message.message);
      case 'status':
        return listener.status(message.status);
      case 'page':
      case 'call':
        waiting.get(message.id)?.resolve(message);
        waiting.delete(message.id);
    }
  }

  function restart(): void {
    if (ended !== undefined) return;
    child = start();
    for (const window of windows) line(window);
  }
}
