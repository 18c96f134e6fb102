// The server: opens a library and answers browsers, by itself only those of this machine.

import { createHash } from 'node:crypto';
import { readFile } from 'node:fs/promises';
import { createServer, type IncomingMessage, type Server, type ServerResponse } from 'node:http';
import { once } from 'node:events';
import { join } from 'node:path';
import { answer } from '../answer.ts';
import { type Library, openLibrary } from '../core.ts';
import { ensure } from '../ensure.ts';
import { AppError, type ErrorCode, hasCode, toReport } from '../errors.ts';
import { fileLog, type Log } from '../platform/log.ts';
import { openPages, type Pages } from '../pages.ts';
import { builtScreen } from '../platform/screen.ts';
import { sentence } from '../sentences/sentence.ts';
import { type Access, accessByKey } from './access.ts';
import { readCall, readForm } from './call.ts';
import { type EventStreams, openEventStreams } from './events.ts';
import { clientAddress } from './client-address.ts';
import { keptSessions, lastPort } from './kept-sessions.ts';
import { openKnownBrowsers } from './known-browsers.ts';
import { offlinePage } from './offline-page.ts';
import { readPassword } from './password.ts';
import { isSeen, refusalPage } from './refusal-page.ts';
import { accessByPassword } from './sign-in.ts';
import { type Bucket, bucketOf, type Rate } from './throttle.ts';
import {
  boundUnauthenticated,
  UNAUTHENTICATED,
  type UnauthenticatedConnections,
  type UnauthenticatedLimits,
} from './unauthenticated.ts';
import { answerWorker } from './workers.ts';
import { writeDownload, writeJson, writePage } from './write.ts';

const LOOPBACK = '127.0.0.1';

export interface ServerOptions {
  /** The library's folder. */
  folder: string;
  /** 0: whichever is free; undefined: the one of the last time, if it is. */
  port?: number;
  /** Where to listen; anything but this machine's own 127.0.0.1 has to be asked for. */
  host?: string;
  /** Where people reach it from other machines, with a password: https://photos.example.org */
  address?: string | undefined;
  /** Addresses or networks of proxies that say for whom they ask (X-Forwarded-For). */
  proxies?: readonly string[];
  /** The folder that all photos have to lie in. */
  photosRoot?: string | undefined;
  /** postgres://…: the queue in which photos wait for other machines as well. */
  queue?: string | undefined;
  /** How many requests are answered at once, and how often one more after that. */
  requests?: Rate;
  unauthenticated?: UnauthenticatedLimits;
  log?: Log;
  /** For sentences such as “Building the screen …”. */
  notify?: (sentence: string) => void;
}

export interface RunningServer {
  /** With the key: `http://127.0.0.1:41234/?key=…`; or the one that was given, where a password is asked for. */
  readonly address: string;
  /** The same without the key, good for one visit within a minute: others can read what a program is started with. */
  addressOnce(): string;
  /** The one that it really listens on. */
  readonly port: number;
  readonly library: Library;
  close(): Promise<void>;
}

interface Parts {
  library: Library;
  pages: Pages;
  access: Access;
  requests: Bucket;
  unauthenticated: UnauthenticatedConnections;
  streams: EventStreams;
  log: Log;
}

/** More than a screen needs that shows a thousand pictures at once, and less than would choke the engine. */
const REQUEST_RATE: Rate = { atOnce: 3_000, everyMs: 1 };
/** A few browsers have six each; a proxy may have one for every request. The rest is for those who are not signed in. */
const MOST_CONNECTIONS = 2_000;

export async function startServer({
  folder,
  port,
  host = LOOPBACK,
  address,
  proxies = [],
  photosRoot,
  queue,
  requests = REQUEST_RATE,
  unauthenticated = UNAUTHENTICATED,
  log,
  notify = () => undefined,
}: ServerOptions): Promise<RunningServer> {
  const password = address === undefined && isLoopback(host) ? undefined : await readPassword(folder);
  if (password !== undefined && address === undefined) {
    throw new AppError(
      'library',
      'Say under which --address people reach Kindred, such as https://photos.example.org.',
    );
  }
  if (address?.startsWith('http:') && !isLoopback(new URL(address).hostname)) {
    notify('Without TLS, others on the network can read the password and the photos on their way: https is safer.');
  }
  const screen = await builtScreen(notify);
  const server = createServer({
    headersTimeout: 5_000,
    requestTimeout: 30_000,
    keepAliveTimeout: 30_000,
    connectionsCheckingInterval: 1_000, // Node's own 30 s would make 35 of those 5
  });
  server.maxConnections = MOST_CONNECTIONS;
  const connections = boundUnauthenticated(server, unauthenticated);
  const listening = await listen(server, port ?? lastPort(folder) ?? 0, host, port === undefined);
  const logged = log ?? fileLog(join(folder, 'log'));
  const kept = keptSessions(folder, { port: listening, bond: password?.bond ?? 'key', log: logged });
  const access =
    password === undefined || address === undefined
      ? accessByKey(listening, kept)
      : accessByPassword({
          address,
          isPassword: password.isPassword,
          knownBrowsers: await openKnownBrowsers(folder),
          kept,
          addressOf: clientAddress(proxies),
        });
  // Only now: a port that is taken must not leave a library open.
  const library = await openLibrary({ folder, queue, ...(log && { log }), ...(photosRoot && { photosRoot }) }).catch(
    (error: unknown) => {
      server.close();
      throw error;
    },
  );
  void library.sharing?.tried().then((trouble) => {
    if (trouble) notify(`${trouble.message.text} ${trouble.hint.text}`);
  });
  const streams = openEventStreams(library, await versionOf(screen));
  const parts = {
    library,
    pages: openPages(library, screen),
    access,
    requests: bucketOf(requests),
    unauthenticated: connections,
    streams,
    log: logged,
  };
  server.on('request', (request, response) => void handle(request, response, parts));

  return {
    address: access.address,
    addressOnce: () => access.addressOnce(),
    port: listening,
    library,
    async close() {
      streams.close();
      access.close();
      connections.close();
      server.close();
      server.closeAllConnections();
      await library.close();
    },
  };
}

/** Its first page names all of its files by what they hold. */
async function versionOf(screen: string): Promise<string> {
  return createHash('sha256')
    .update(await readFile(join(screen, 'index.html')))
    .digest('base64url');
}

function isLoopback(host: string): boolean {
  return ['127.0.0.1', '::1', 'localhost'].includes(host);
}

/** @param mayMove whether another port does as well */
async function listen(server: Server, port: number, host: string, mayMove: boolean): Promise<number> {
  server.listen(port, host);
  try {
    await once(server, 'listening');
  } catch (cause) {
    if (mayMove && port !== 0) return listen(server, 0, host, false);
    if (!hasCode(cause, ['EADDRINUSE', 'EACCES', 'EADDRNOTAVAIL', 'ENOTFOUND'])) throw cause;
    throw new AppError(
      'library',
      `Port ${port} cannot be used here: choose another one, or leave --port and --host out.`,
      {
        cause,
      },
    );
  }
  const address = server.address();
  if (address === null || typeof address === 'string') throw new Error('The server listens on no port.');
  return address.port;
}

async function handle(request: IncomingMessage, response: ServerResponse, parts: Parts): Promise<void> {
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
async function route(request: IncomingMessage, response: ServerResponse, parts: Parts): Promise<void> {
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
    return writeDownload(response, parts.library.download(path.slice(DOWNLOAD_PATH.length)));
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

async function call(request: IncomingMessage, response: ServerResponse, name: string, parts: Parts): Promise<void> {
  const outcome = await answer(parts.library.engine, name, await readCall(request), parts.log);
  writeJson(response, outcome.ok ? 200 : statusOf(outcome.error.code), outcome);
}

function refuse(request: IncomingMessage, response: ServerResponse, error: unknown, { access }: Parts): void {
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
