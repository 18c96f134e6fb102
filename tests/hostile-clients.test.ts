// A server that other machines reach, with clients that keep it waiting or guess: those who are signed in notice nothing.

import { once } from 'node:events';
import { mkdtempSync, rmSync } from 'node:fs';
import { type IncomingMessage, request } from 'node:http';
import { connect, type Socket } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { setTimeout as pause } from 'node:timers/promises';
import { afterAll, afterEach, describe, expect, test } from 'vitest';
import { silentLog } from '../app/platform/log.ts';
import { clientAddress } from '../app/server/client-address.ts';
import { readOptions } from '../app/server/options.ts';
import { setPassword } from '../app/server/password.ts';
import { type RunningServer, type ServerOptions, startServer } from '../app/server/server.ts';
import { type Sent, sendTo } from './http.ts';

const PASSWORD = 'correct horse battery staple';
const ADDRESS = 'https://photos.example.org';
const HOST = 'photos.example.org';
const FORM = { host: HOST, origin: ADDRESS, 'content-type': 'application/x-www-form-urlencoded' };

const folder = mkdtempSync(join(tmpdir(), 'kindred-clients-'));
const open: RunningServer[] = [];
const attackers = new Set<Socket>();
afterEach(async () => {
  for (const socket of attackers) socket.destroy();
  attackers.clear();
  for (const server of open.splice(0)) await server.close();
});
afterAll(() => rmSync(folder, { recursive: true, force: true }));

describe('Slow clients that are not signed in', () => {
  /** What each of them sends before it waits. */
  const SLOW: [what: string, first: string][] = [
    ['that send nothing', ''],
    ['that send half a header', `POST /sign-in HTTP/1.1\r\nHost: ${HOST}\r\nX-`],
    ['that send half a form', slowForm('/sign-in')],
    ['that send half a call', slowForm('/call/library.status')],
  ];
  test.each(SLOW)(
    '500 %s: a session is answered within 300 ms, and each of them is cut off in seconds',
    async (_what, first) => {
      const { port, cookie } = await startSignedIn();
      for (let count = 0; count < 500; count++) await attack(port, first);
      const probes: number[] = [];
      for (let probe = 0; probe < 14; probe++) {
        const began = performance.now();
        const sent = await sendTo(port, {
          path: '/call/library.status',
          method: 'POST',
          json: {},
          headers: { host: HOST, cookie },
        });
        expect(sent.status).toBe(200);
        probes.push(performance.now() - began);
      }
      expect(median(probes)).toBeLessThan(300);
      expect(await signIn(port, PASSWORD)).toMatchObject({ status: 303 });
      const began = performance.now();
      while ([...attackers].some((socket) => !socket.closed)) await pause(100);
      expect(performance.now() - began).toBeLessThan(9_000);
    },
    60_000,
  );

  test('One connection more than there may be closes the oldest, never the one of a session', async () => {
    const { port, cookie } = await startSignedIn({ unauthenticated: { connections: 20, milliseconds: 60_000 } });
    const events = request({ host: '127.0.0.1', port, path: '/events', headers: { host: HOST, cookie }, agent: false });
    let isCut = false;
    events.on('error', () => (isCut = true)).end();
    const [stream] = (await once(events, 'response')) as [IncomingMessage];
    stream.on('close', () => (isCut = true)).resume();
    for (let count = 0; count < 60; count++) await attack(port, '');
    await expect.poll(() => [...attackers].filter((socket) => !socket.closed).length).toBe(20);
    expect([...attackers].slice(40).every((socket) => !socket.closed)).toBe(true);
    expect(isCut).toBe(false);
    events.destroy();
  });

  test('Those that were refused with half a call count no longer', async () => {
    const { port } = await startSignedIn({ unauthenticated: { connections: 20, milliseconds: 60_000 } });
    for (let count = 0; count < 60; count++) await attack(port, slowForm('/call/library.status'));
    await expect.poll(() => [...attackers].every((socket) => socket.closed)).toBe(true);
    attackers.clear();
    for (let count = 0; count < 25; count++) await attack(port, '');
    await expect.poll(() => [...attackers].filter((socket) => !socket.closed).length).toBe(20);
  });

  test('A slow form on a connection that a session used before is cut off as well', async () => {
    const { port, cookie } = await startSignedIn();
    await attack(port, `GET / HTTP/1.1\r\nHost: ${HOST}\r\nCookie: ${cookie}\r\n\r\n${slowForm('/sign-in')}`);
    const [socket] = attackers;
    const began = performance.now();
    if (socket && !socket.closed) await once(socket, 'close');
    expect(performance.now() - began).toBeLessThan(9_000);
  }, 30_000);
});

describe('Guessing', () => {
  test('A browser that signed in before, and one from another address, get in while somebody guesses', async () => {
    const { port, browser } = await startSignedIn({ proxies: ['127.0.0.1'] });
    const statuses: number[] = [];
    for (let guess = 0; guess < 425; guess++)
      statuses.push((await signIn(port, `wrong ${guess}`, from('203.0.113.9'))).status);
    expect(statuses.filter((status) => status === 403).length).toBeLessThan(12);
    expect(statuses.at(-1)).toBe(429);
    expect((await signIn(port, PASSWORD, from('203.0.113.9'))).status, 'the guessing one').toBe(429);
    expect((await signIn(port, PASSWORD, from('198.51.100.7'))).status, 'another address').toBe(303);
    const known = { ...from('203.0.113.9'), cookie: browser };
    expect((await signIn(port, PASSWORD, known)).status, 'a known browser at the same address').toBe(303);
  }, 120_000);

  test('Where no proxy is declared, what a client says of its address changes nothing', async () => {
    const { port } = await startSignedIn();
    for (let guess = 0; guess < 6; guess++) await signIn(port, 'a wrong one', from(`203.0.113.${guess}`));
    expect((await signIn(port, PASSWORD, from('198.51.100.7'))).status).toBe(429);
  }, 120_000);

  test('A forged cookie makes no known browser, and a known one guesses no more than others', async () => {
    const { port, browser } = await startSignedIn({ proxies: ['127.0.0.1'] });
    const [name = '', value = ''] = browser.split('=');
    const last = value.at(-2) === 'A' ? 'B' : 'A';
    const forged = `${name}=${value.slice(0, -2)}${last}${value.at(-1)}`;
    for (const cookie of [forged, browser]) {
      const statuses: number[] = [];
      for (let guess = 0; guess < 8; guess++) {
        statuses.push((await signIn(port, 'a wrong one', { ...from('203.0.113.77'), cookie })).status);
      }
      expect(statuses.slice(-2)).toEqual([429, 429]);
    }
  }, 120_000);

  test('A known browser is still known after a restart, and no longer after a new password', async () => {
    const { server, browser, library } = await startSignedIn({ proxies: ['127.0.0.1'] });
    await server.close();
    open.splice(open.indexOf(server), 1);
    const again = await start(library, { proxies: ['127.0.0.1'] });
    for (let guess = 0; guess < 6; guess++) await signIn(again.port, 'a wrong one', from('203.0.113.9'));
    const known = { ...from('203.0.113.9'), cookie: browser };
    expect((await signIn(again.port, PASSWORD, known)).status).toBe(303);
    await again.close();
    open.splice(open.indexOf(again), 1);
    await setPassword(library, 'another horse altogether');
    const anew = await start(library, { proxies: ['127.0.0.1'] });
    for (let guess = 0; guess < 6; guess++) await signIn(anew.port, 'a wrong one', from('203.0.113.9'));
    expect((await signIn(anew.port, 'another horse altogether', known)).status).toBe(429);
  }, 120_000);

  test('From a thousand addresses at once no more than a few passwords are tried side by side', async () => {
    const { port, browser } = await startSignedIn({ proxies: ['127.0.0.1'] });
    const before = process.memoryUsage().rss;
    const guesses = Array.from({ length: 200 }, (_, each) =>
      signIn(port, 'a wrong one', from(`198.51.${each % 100}.${each}`)),
    );
    const known = await signIn(port, PASSWORD, { ...from('203.0.113.9'), cookie: browser });
    expect(known.status).toBe(303);
    const statuses = new Set((await Promise.all(guesses)).map(({ status }) => status));
    expect(statuses).toEqual(new Set([403, 429]));
    expect(process.memoryUsage().rss - before).toBeLessThan(400e6);
  }, 120_000);

  test.each([
    ['its own address, from no proxy', '192.0.2.1', '203.0.113.9', '192.0.2.1'],
    ['what the proxy says', '172.30.0.2', '203.0.113.9', '203.0.113.9'],
    ['what the proxy added, not what the client claimed', '172.30.0.2', '10.0.0.1, 203.0.113.9', '203.0.113.9'],
    ['the one before two proxies', '127.0.0.1', '203.0.113.9, 172.30.0.7', '203.0.113.9'],
    ['the same, by both families', '::ffff:172.30.0.2', '::ffff:203.0.113.9', '203.0.113.9'],
    ['half of a long address', '127.0.0.1', '2001:db8:1:2:aaaa::1', '2001:db8:1:2'],
    ['half of a short one', '127.0.0.1', '2001:DB8::1', '2001:db8:0:0'],
    ['the proxy’s, where it says nothing', '127.0.0.1', '', '127.0.0.1'],
    ['the proxy’s, where it says nonsense', '127.0.0.1', 'evil\u0000, x.example', '127.0.0.1'],
  ])('A client counts by %s', (_what, connection, forwarded, expected) => {
    const addressOf = clientAddress(['127.0.0.1', '172.30.0.0/24', '::1']);
    expect(addressOf(connection, { 'x-forwarded-for': forwarded })).toBe(expected);
  });

  test.each(['', 'caddy', '127.0.0.1/33', '127.0.0.1/', '1.2.3.4/8/8', '127.0.0.1,10.0.0.1'])(
    '“%s” is no proxy that can be declared',
    (proxy) => {
      expect(readOptions([`--proxy=${proxy}`])).toMatch(/--proxy needs an address or a network/);
    },
  );
  test('Several proxies can be declared', () => {
    expect(readOptions(['--proxy', '127.0.0.1', '--proxy', '2001:db8::/32'])).toMatchObject({
      proxy: ['127.0.0.1', '2001:db8::/32'],
    });
  });
});

describe('A session', () => {
  test('With it its streams of events end', async () => {
    const { port, cookie } = await startSignedIn();
    const asking = request({ host: '127.0.0.1', port, path: '/events', headers: { host: HOST, cookie }, agent: false });
    asking.end();
    const [stream] = (await once(asking, 'response')) as [IncomingMessage];
    const ended = once(stream.resume(), 'end');
    await sendTo(port, { path: '/sign-out', method: 'POST', headers: { host: HOST, cookie } });
    const outcome = await Promise.race([ended.then(() => 'ended'), pause(3_000).then(() => 'open')]);
    asking.destroy();
    expect(outcome).toBe('ended');
  });

  test('One session has at most a hundred streams of events; another one still gets its own', async () => {
    const { port, cookie } = await startSignedIn();
    const statuses = [];
    for (let count = 0; count < 102; count++) statuses.push(await openStream(port, cookie));
    expect(statuses.filter((status) => status === 200)).toHaveLength(100);
    expect(statuses.slice(100)).toEqual([429, 429]);
    const cookies = (await signIn(port, PASSWORD)).headers['set-cookie'] ?? [];
    const other = cookies.find((each) => each.startsWith('__Host-kindred='))?.split(';')[0];
    expect(await openStream(port, other ?? '')).toBe(200);
  });

  test.each(['HEAD', 'PUT', 'DELETE', 'PATCH', 'OPTIONS'])('/sign-in does not answer %s', async (method) => {
    const { port } = await startSignedIn();
    const sent = await sendTo(port, { path: '/sign-in', method, headers: { host: HOST } });
    expect(sent.status).toBe(400);
    expect(sent.headers['set-cookie']).toBeUndefined();
  });
});

/** Stays open until the test ends. @returns the status it was answered with */
async function openStream(port: number, cookie: string): Promise<number | undefined> {
  const asking = request({ host: '127.0.0.1', port, path: '/events', headers: { host: HOST, cookie }, agent: false });
  asking.on('error', () => undefined).end(); // the end of the test cuts it off
  const [stream] = (await once(asking, 'response')) as [IncomingMessage];
  attackers.add(stream.socket);
  stream.resume();
  return stream.statusCode;
}

let libraries = 0;

async function startSignedIn(options: Partial<ServerOptions> = {}) {
  const library = join(folder, `library-${libraries++}`);
  await setPassword(library, PASSWORD);
  const server = await start(library, options);
  const sent = await signIn(server.port, PASSWORD, from('192.0.2.200'));
  expect(sent.status).toBe(303);
  const cookies = (sent.headers['set-cookie'] ?? []).map((cookie) => cookie.split(';')[0] ?? '');
  const named = (name: string) => cookies.find((cookie) => cookie.startsWith(`${name}=`)) ?? '';
  return {
    server,
    port: server.port,
    library,
    cookie: named('__Host-kindred'),
    browser: named('__Host-kindred-browser'),
  };
}

async function start(library: string, options: Partial<ServerOptions>): Promise<RunningServer> {
  const server = await startServer({ folder: library, address: ADDRESS, log: silentLog, ...options });
  open.push(server);
  return server;
}

function signIn(port: number, password: string, headers: Record<string, string> = {}): Promise<Sent> {
  const body = new URLSearchParams({ password }).toString();
  return sendTo(port, { path: '/sign-in', method: 'POST', body, headers: { ...FORM, ...headers } });
}

function from(address: string): Record<string, string> {
  return { 'x-forwarded-for': address };
}

function slowForm(path: string): string {
  return `POST ${path} HTTP/1.1\r\nHost: ${HOST}\r\nOrigin: ${ADDRESS}\r\nContent-Type: application/x-www-form-urlencoded\r\nContent-Length: 5000\r\n\r\npassword=`;
}

/** A connection that sends this, and then nothing more. */
function attack(port: number, first: string): Promise<void> {
  return new Promise((resolve, reject) => {
    const socket = connect(port, '127.0.0.1', () => {
      socket.write(first);
      resolve();
    });
    socket
      .on('error', reject)
      .on('close', () => resolve())
      .resume();
    attackers.add(socket);
  });
}

function median(values: readonly number[]): number {
  return [...values].sort((one, other) => one - other)[Math.floor(values.length / 2)] ?? Number.NaN;
}
