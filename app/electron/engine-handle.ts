// The main process's end of the engine: asks it, hears from it, and starts it again with growing pauses when it dies.

import type { MessagePortMain, UtilityProcess } from 'electron';
import type { CallName, Reply, Request, Status } from '../contract.ts';
import { writeCrashReport } from '../platform/crash-report.ts';
import { LONGEST_CLOSING_MS } from '../platform/longest-closing.ts';
import { AppError, type ErrorCode } from '../errors.ts';
import type { PageRequest } from '../pages.ts';
import { type Sentence, sentence } from '../sentences/sentence.ts';
import { CopyReply, type CopyRequest, FromEngine, PageReply, type ToEngine } from './messages.ts';

export interface EngineHandle {
  /**
   * Gives the engine the far end of a window's line.
   * @returns false while no engine runs: `changed` says when there is one
   */
  connect(port: MessagePortMain): boolean;
  /** Waits for the next engine while none runs. @throws AppError */
  call<N extends CallName>(name: N, request: Request<N>): Promise<Reply<N>>;
  /**
   * Waits for the next engine while none runs.
   * @param signal aborted when the page is no longer wanted
   * @throws AppError; the signal's reason
   */
  page(request: PageRequest, signal: AbortSignal): Promise<PageReply>;
  /** Copies photos to a folder. @throws AppError in words for a folder that cannot be used */
  copy(request: CopyRequest): Promise<CopyReply>;
  close(): Promise<void>;
}

export interface EngineOptions {
  /** The library's folder. */
  folder: string;
  start(): UtilityProcess;
  status(status: Status): void;
  /** It died, or was started again: windows need a line to the one that runs now. */
  changed(): void;
  /** The library cannot be opened, for a reason that can be told; the engine is not started again. */
  failed(reason: Sentence): void;
}

interface Waiting {
  message: ToEngine;
  resolve(value: unknown): void;
  reject(error: Error): void;
}

const FIRST_RESTART_PAUSE_MS = 500;
const LONGEST_RESTART_PAUSE_MS = 30_000;
const STEADY_MS = 60_000; // an engine that lived this long starts afresh with short pauses
const LAST_WORDS_LENGTH = 4_000;

export function startEngine({ folder, start, status, changed, failed }: EngineOptions): EngineHandle {
  /** What the engine that runs was asked; while none runs, what the next one will be. */
  const waiting = new Map<number, Waiting>();
  let lastId = 0;
  let pause = FIRST_RESTART_PAUSE_MS;
  let ended: (() => void) | undefined; // set when the engine is not to be started again
  let child: UtilityProcess | undefined = run();

  return {
    connect(port) {
      child?.postMessage({ kind: 'window' } satisfies ToEngine, [port]);
      return child !== undefined;
    },
    call: async (name, request) => (await ask(name, request)) as Reply<typeof name>, // the contract pairs them
    page: async (request, signal) => PageReply.parse(await ask('page', request, signal)),
    copy: async (request) => CopyReply.parse(await ask('copy', request)),
    close: () =>
      new Promise((resolve) => {
        ended = resolve;
        if (child === undefined) {
          refuseWaiting('closing');
          return resolve();
        }
        child.postMessage({ kind: 'close' } satisfies ToEngine);
        setTimeout(() => child?.kill(), LONGEST_CLOSING_MS).unref();
      }),
  };

  function ask(name: string, request: unknown, signal?: AbortSignal): Promise<unknown> {
    signal?.throwIfAborted();
    if (child === undefined && ended !== undefined) throw new AppError('internal', sentence('closing'));
    const id = ++lastId;
    const message = { kind: 'call', id, name, request } satisfies ToEngine;
    return new Promise((resolve, reject) => {
      waiting.set(id, { message, resolve, reject });
      child?.postMessage(message);
      signal?.addEventListener('abort', () => {
        if (!waiting.delete(id)) return; // it was answered
        child?.postMessage({ kind: 'cancel', id } satisfies ToEngine);
        reject(signal.reason as Error);
      });
    });
  }

  function run(): UtilityProcess {
    const began = Date.now();
    const started = start();
    let lastWords = '';
    started.stderr?.on('data', (chunk: Buffer) => {
      process.stderr.write(chunk);
      lastWords = `${lastWords}${chunk.toString()}`.slice(-LAST_WORDS_LENGTH);
    });
    started.on('message', (message: unknown) => {
      if (child === started) receive(started, FromEngine.parse(message));
    });
    started.once('exit', (status) => {
      child = undefined;
      refuseWaiting(ended === undefined ? 'engineEnded' : 'closing');
      if (ended !== undefined) return ended();
      writeCrashReport(folder, { part: 'engine', reason: `exit status ${status}`, lastWords });
      changed();
      if (Date.now() - began > STEADY_MS) pause = FIRST_RESTART_PAUSE_MS;
      setTimeout(runAgain, pause);
      pause = Math.min(pause * 2, LONGEST_RESTART_PAUSE_MS);
    });
    return started;
  }

  function receive(from: UtilityProcess, message: FromEngine): void {
    if (message.kind === 'status') return status(message.status);
    if (message.kind === 'failed') {
      ended = () => undefined;
      from.kill();
      return failed(message.sentence);
    }
    const { id, outcome } = message;
    if (outcome.ok) waiting.get(id)?.resolve(outcome.value);
    else waiting.get(id)?.reject(new AppError(outcome.error.code as ErrorCode, outcome.error.sentence)); // the engine's own
    waiting.delete(id);
  }

  function runAgain(): void {
    if (ended !== undefined) return;
    const started = run();
    child = started;
    for (const { message } of waiting.values()) started.postMessage(message);
    changed();
  }

  function refuseWaiting(reason: 'engineEnded' | 'closing'): void {
    for (const { reject } of waiting.values()) reject(new AppError('internal', sentence(reason)));
    waiting.clear();
  }
}
