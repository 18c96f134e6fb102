// The server: opens a library and answers browsers, by itself only those of this machine.

import { createHash } from 'node:crypto';
import { readFile } from 'node:fs/promises';
import { createServer, type Server } from 'node:http';
import { once } from 'node:events';
import { join } from 'node:path';
import { type Library, openLibrary } from '../core.ts';
import { AppError, hasCode } from '../errors.ts';
import { fileLog, type Log } from '../platform/log.ts';
import { openPages } from '../pages.ts';
import { builtScreen } from '../platform/screen.ts';
import { accessByKey } from './access.ts';
import { clientAddress } from './client-address.ts';
import { openEventStreams } from './events.ts';
import { keptSessions, lastPort } from './kept-sessions.ts';
import { openKnownBrowsers } from './known-browsers.ts';
import { type IsPassword, readPassword } from './password.ts';
import { handle } from './requests.ts';
import { accessByPassword } from './sign-in.ts';
import { bucketOf, type Rate } from './throttle.ts';
import { boundUnauthenticated, UNAUTHENTICATED, type UnauthenticatedLimits } from './unauthenticated.ts';

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
  const others = await otherMachines(folder, host, address);
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
  const kept = keptSessions(folder, { port: listening, bond: others?.bond ?? 'key', log: logged });
  const access = others
    ? accessByPassword({
        ...others,
        knownBrowsers: await openKnownBrowsers(folder),
        kept,
        addressOf: clientAddress(proxies),
      })
    : accessByKey(listening, kept);
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

/**
 * @returns undefined: only this machine may connect, by the key
 * @throws AppError `library` for what has to be said or set before others may
 */
async function otherMachines(
  folder: string,
  host: string,
  address: string | undefined,
): Promise<{ address: string; isPassword: IsPassword; bond: string } | undefined> {
  if (address === undefined && isLoopback(host)) return undefined;
  const password = await readPassword(folder);
  if (address !== undefined) return { address, ...password };
  throw new AppError('library', 'Say under which --address people reach Kindred, such as https://photos.example.org.');
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
