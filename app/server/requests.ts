// Answers one request of a browser or a worker: from whom it comes decides what it gets.

import type { IncomingMessage, ServerResponse } from 'node:http';
import { answer } from '../answer.ts';
import type { Library } from '../core.ts';
import { ensure } from '../ensure.ts';
import { AppError, type ErrorCode, toReport } from '../errors.ts';
import type { Pages } from '../pages.ts';
import type { Log } from '../platform/log.ts';
import { sentence } from '../sentences/sentence.ts';
import type { Access } from './access.ts';
import { readCall, readForm } from './call.ts';
import type { EventStreams } from './events.ts';
import { offlinePage } from './offline-page.ts';
import { isSeen, refusalPage } from './refusal-page.ts';
import type { Bucket } from './throttle.ts';
import type { UnauthenticatedConnections } from './unauthenticated.ts';
import { answerWorker } from './workers.ts';
import { writeDownload, writeJson, writePage } from './write.ts';

/** What answering takes. */
export interface ServerParts {
  library: Library;
  pages: Pages;
  access: Access;
  requests: Bucket;
  unauthenticated: UnauthenticatedConnections;
  streams: EventStreams;
  log: Log;
}

/** Never fails: what goes wrong is told to the client, or to the log. */
export async function handle(request: IncomingMessage, response: ServerResponse, parts: ServerParts): Promise<void> {
  try {
    await route(request, response, parts);
  } catch (error) {
    if (error instanceof ClientLeft) return; // there is no client left to tell
    if (!(error instanceof AppError)) parts.log('error', 'request.failed', { path: pathOf(request), error });
    refuse(request, response, error, parts);
  } finally {
    parts.unauthenticated.release(request); // it has its answer, with which the connection ends
  }
}

/**
 * 1. Workers on other machines have a door of their own.
 * 2. Clients that may not come in are refused.
 * 3. Who only came to sign in gets what belongs to that: a page, a cookie, the way to the first page.
 * 4. Calls are POSTs, events are a stream, and everything else is a page.
 */
async function route(request: IncomingMessage, response: ServerResponse, parts: ServerParts): Promise<void> {
  const method = ensure(request.method, 'The method of a request');
  const path = pathOf(request);
  const query = new URLSearchParams(urlOf(request).split('?')[1]);
  parts.unauthenticated.await(request);
  const { sharing } = parts.library;
  if (sharing && path.startsWith('/worker/')) {
    const isAdmitted = () => parts.unauthenticated.release(request);
    return answerWorker(request, response, { door: sharing.door, method, path, query, isAdmitted });
  }
  const form = async () => {
    const read = await readForm(request);
    parts.unauthenticated.release(request);
    return read;
  };
  const visit = { method, path, query, headers: request.headers, connection: request.socket.remoteAddress ?? '', form };
  const admission = await parts.access.admit(visit);
  if ('instead' in admission) {
    const { instead } = admission;
    if (instead.cookies?.length) response.setHeader('set-cookie', instead.cookies);
    response.setHeader('connection', 'close'); // it may be used again only by a session
    return writePage(response, instead, method === 'HEAD');
  }
  parts.unauthenticated.release(request);
  if (!parts.requests.takeOne()) throw new AppError('busy', sentence('tooMuch'));
  if (path.startsWith('/call/')) return call(request, response, path.slice('/call/'.length), parts);
  if (method !== 'GET' && method !== 'HEAD') throw new AppError('badRequest', 'Pages can only be read.');
  if (path === '/events') return parts.streams.add(response, admission.session);
  if (path === '/offline') {
    const page = offlinePage(query.get('language'), request.headers, parts.access.wayBack);
    return writePage(response, page, method === 'HEAD');
  }
  if (path.startsWith(DOWNLOAD_PATH)) {
    if (method === 'HEAD') throw new AppError('badRequest', 'A download can only be fetched.');
    return writeDownload(response, request, parts.library.download(path.slice(DOWNLOAD_PATH.length)));
  }
  const wanted = { path, range: request.headers.range, ifNoneMatch: request.headers['if-none-match'] };
  const page = await parts.pages(wanted, untilClosed(response));
  await writePage(response, page, method === 'HEAD');
}

const DOWNLOAD_PATH = '/download/';

/** Aborted when the client leaves before it has its answer. */
function untilClosed(response: ServerResponse): AbortSignal {
  const controller = new AbortController();
  response.once('close', () => controller.abort(new ClientLeft()));
  return controller.signal;
}

class ClientLeft extends Error {}

function pathOf(request: IncomingMessage): string {
  return ensure(urlOf(request).split('?')[0], 'The path of a request');
}

function urlOf(request: IncomingMessage): string {
  return ensure(request.url, 'The address of a request');
}

async function call(
  request: IncomingMessage,
  response: ServerResponse,
  name: string,
  parts: ServerParts,
): Promise<void> {
  const outcome = await answer(parts.library.engine, name, await readCall(request), parts.log);
  writeJson(response, outcome.ok ? 200 : statusOf(outcome.error.code), outcome);
}

function refuse(request: IncomingMessage, response: ServerResponse, error: unknown, { access }: ServerParts): void {
  // Half a reply went out already, so a second one would only confuse: cut the line instead.
  if (response.headersSent) return void response.destroy();
  const report = toReport(error);
  // What is left of a body that was too long is not read: the connection ends here.
  response.setHeader('connection', 'close');
  const status = statusOf(report.code);
  if (!isSeen(request)) return writeJson(response, status, { ok: false, error: report });
  void writePage(response, refusalPage(status, report, request.headers, access.wayBack), request.method === 'HEAD');
}

const STATUS_OF_ERROR: Record<ErrorCode, number> = {
  badRequest: 400,
  refused: 403,
  notFound: 404,
  conflict: 409,
  folder: 422,
  photo: 422,
  library: 503,
  vision: 503,
  model: 422,
  busy: 429,
  internal: 500,
};

function statusOf(code: string): number {
  return Object.entries(STATUS_OF_ERROR).find(([name]) => name === code)?.[1] ?? 500;
}
