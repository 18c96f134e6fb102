// The engine in a process of its own (Electron's utilityProcess): answers windows over their ports, and the main process for pages.

import type { MessagePortMain, ParentPort } from 'electron';
import { join } from 'node:path';
import { z } from 'zod';
import { answer } from '../answer.ts';
import type { Outcome, Status } from '../contract.ts';
import { type Library, openLibrary } from '../core.ts';
import { AppError, toReport } from '../errors.ts';
import { fileLog, type Log } from '../platform/log.ts';
import { openPages, type Pages } from '../pages.ts';
import { resource } from '../platform/resources.ts';
import { asWritten } from '../sentences/sentence.ts';
import { Call, CopyRequest, type FromEngine, type PageReply, AskedPage, ToEngine } from './messages.ts';

/** Of a call, written as JSON: as the server has it. */
const MOST_CALL_CHARACTERS = 1_000_000;

// Vision is a plain Node, which would take options from outside; Electron's fuses let nothing else here take any.
delete process.env['NODE_OPTIONS'];

/** As main.ts gives them. */
const [folder, node] = z.tuple([z.string(), z.string()]).parse(process.argv.slice(2));
await main(process.parentPort);

async function main(parent: ParentPort): Promise<void> {
  try {
    const library = await openLibrary({ folder, node });
    serve(parent, library, openPages(library, resource('dist', 'renderer')), fileLog(join(folder, 'log')));
    // The tray wants to say something even when nothing ever changes.
    parent.postMessage({ kind: 'status', status: await library.engine['library.status']({}) } satisfies FromEngine);
  } catch (error) {
    // The folder may not even take a log; in a terminal this can be read.
    if (!(error instanceof AppError)) process.stderr.write(`${String(error)}\n`);
    parent.postMessage({ kind: 'failed', sentence: toReport(error).sentence });
  }
}

type Called = Extract<ToEngine, { kind: 'call' }>;
type EngineOutcome = Extract<FromEngine, { kind: 'reply' }>['outcome'];

function serve(parent: ParentPort, library: Library, pages: Pages, log: Log): void {
  const tell = (message: FromEngine) => parent.postMessage(message);
  const tellStatus = (status: Status) => tell({ kind: 'status', status });
  library.subscribe((name, payload) => name === 'status' && tellStatus(payload as Status)); // by its name it is one
  const pagesUnderWay = new Map<number, AbortController>();
  const outcomeOf = ({ name, request }: Called, signal: AbortSignal): Promise<EngineOutcome> => {
    if (name === 'page') return page(pages, request, signal, log);
    return name === 'copy' ? copy(library, request, log) : answer(library.engine, name, request, log);
  };
  parent.on('message', ({ data, ports }) => {
    const message = ToEngine.parse(data);
    switch (message.kind) {
      case 'window':
        for (const port of ports) answerWindow(port, library, log);
        return;
      case 'call': {
        const { id, name } = message;
        const leaving = new AbortController();
        if (name === 'page') pagesUnderWay.set(id, leaving);
        void outcomeOf(message, leaving.signal).then((outcome) => {
          pagesUnderWay.delete(id);
          tell({ kind: 'reply', id, outcome });
        });
        return;
      }
      case 'cancel':
        return pagesUnderWay.get(message.id)?.abort();
      case 'close':
        void library.close().finally(() => process.exit(0));
    }
  });
}

/** @throws never */
async function copy(library: Library, request: unknown, log: Log): Promise<EngineOutcome> {
  try {
    const { target, ...photos } = CopyRequest.parse(request);
    return { ok: true, value: await library.copy(photos, target) };
  } catch (error) {
    if (!(error instanceof AppError)) log('error', 'copy.failed', { error });
    return { ok: false, error: toReport(error) };
  }
}

function answerWindow(port: MessagePortMain, library: Library, log: Log): void {
  const unsubscribe = library.subscribe((name, payload) => port.postMessage({ name, payload }));
  port.on('close', unsubscribe);
  port.on('message', ({ data }) => {
    const call = Call.safeParse(data);
    if (!call.success) return log('warn', 'call.malformed');
    const { id, name, request } = call.data;
    if ((JSON.stringify(request)?.length ?? 0) > MOST_CALL_CHARACTERS) {
      const error = {
        code: 'badRequest',
        sentence: asWritten(`That is too long: at most ${MOST_CALL_CHARACTERS} characters.`),
      };
      return port.postMessage({ id, outcome: { ok: false, error } satisfies Outcome });
    }
    void answer(library.engine, name, request, log).then((outcome) => port.postMessage({ id, outcome }));
  });
  port.start();
}

async function page(
  pages: Pages,
  request: unknown,
  signal: AbortSignal,
  log: Log,
): Promise<{ ok: true; value: PageReply }> {
  try {
    return { ok: true, value: await pages(AskedPage.parse(request), signal) };
  } catch (error) {
    if (!signal.aborted && !(error instanceof AppError)) log('error', 'page.failed', { request, error });
    const { code, sentence } = toReport(error);
    const headers = { 'content-type': 'text/plain; charset=utf-8', 'cache-control': 'no-store' };
    const status = code === 'notFound' ? 404 : 500;
    return { ok: true, value: { status, headers, body: new TextEncoder().encode(sentence.text) } };
  }
}
