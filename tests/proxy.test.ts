// Behind the proxies of packaging/server, as they are shipped: signing in, what happens as it happens, and who is who.

import { type ChildProcess, spawn, spawnSync } from 'node:child_process';
import { once } from 'node:events';
import { mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import type { IncomingMessage } from 'node:http';
import { request } from 'node:https';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { setTimeout as pause } from 'node:timers/promises';
import { connect } from 'node:tls';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { silentLog } from '../app/platform/log.ts';
import { resource } from '../app/platform/resources.ts';
import { setPassword } from '../app/server/password.ts';
import { type RunningServer, startServer } from '../app/server/server.ts';
import { freePort } from './free-port.ts';

const HOST = 'photos.example.org';
const PASSWORD = 'correct horse battery staple';
const folder = mkdtempSync(join(tmpdir(), 'kindred-proxy-'));
const [certificate, key] = [join(folder, 'cert.pem'), join(folder, 'key.pem')];
afterAll(() => rmSync(folder, { recursive: true, force: true }));

const PROXIES: [name: string, program: string, words: (port: number, kindred: number) => string[]][] = [
  ['nginx', 'nginx', nginx],
  ['Caddy', 'caddy', caddy],
];

describe.each(PROXIES)('Behind %s', (name, program, words) => {
  const isThere =
    process.platform === 'linux' && [program, 'openssl'].every((each) => spawnSync('which', [each]).status === 0);
  let server: RunningServer;
  let proxy: ChildProcess;
  let port: number;

  beforeAll(async () => {
    if (!isThere) return;
    const subject = ['-subj', `/CN=${HOST}`, '-addext', `subjectAltName=DNS:${HOST}`];
    const files = ['-keyout', key, '-out', certificate];
    spawnSync('openssl', ['req', '-x509', '-newkey', 'rsa:2048', '-nodes', '-days', '2', ...files, ...subject]);
    const library = join(folder, `${name} library`);
    await setPassword(library, PASSWORD);
    port = await freePort();
    server = await startServer({
      folder: library,
      address: `https://${HOST}:${port}`,
      proxies: ['127.0.0.1'],
      log: silentLog,
    });
    proxy = spawn(program, words(port, server.port), { stdio: 'inherit' });
    await untilAnswered();
  });
  afterAll(async () => {
    if (!isThere) return;
    proxy.kill('SIGTERM');
    await once(proxy, 'exit');
    await server.close();
  });

  test.runIf(isThere)(
    'A browser signs in, calls, hears what happens at once, and hears no more when it signed out',
    async () => {
      const signedIn = await signIn(PASSWORD, '127.0.0.2');
      expect(signedIn).toMatchObject({ status: 303, location: '/' });
      const [cookie = ''] = signedIn.cookies;
      expect(
        await visit({ path: '/call/library.status', method: 'POST', body: '{}', type: 'application/json', cookie }),
      ).toMatchObject({
        status: 200,
      });
      const events = ask({ path: '/events', cookie });
      const [stream] = (await once(events, 'response')) as [IncomingMessage];
      const [first] = (await once(stream, 'data')) as [Buffer];
      expect(first.toString()).toContain('retry');
      const ended = once(stream.resume(), 'close');
      expect(await visit({ path: '/sign-out', method: 'POST', cookie })).toMatchObject({ status: 303 });
      await ended;
    },
    60_000,
  );

  test.runIf(isThere)(
    'Guessing slows down the address that guesses, whatever it says of itself',
    async () => {
      const statuses: number[] = [];
      while (statuses.at(-1) !== 429 && statuses.length < 20) {
        const claimed = { 'x-forwarded-for': `203.0.113.${statuses.length}` };
        statuses.push((await signIn('a wrong one', '127.0.0.3', claimed)).status);
      }
      expect(statuses.at(-1)).toBe(429);
      expect((await signIn(PASSWORD, '127.0.0.4')).status).toBe(303);
    },
    60_000,
  );

  test.runIf(isThere)(
    'Slow forms keep nobody waiting who is signed in',
    async () => {
      const [cookie = ''] = (await signIn(PASSWORD, '127.0.0.5')).cookies;
      const form = `POST /sign-in HTTP/1.1\r\nHost: ${HOST}:${port}\r\nOrigin: https://${HOST}:${port}\r\nContent-Type: application/x-www-form-urlencoded\r\nContent-Length: 5000\r\n\r\npassword=`;
      const slow = Array.from({ length: 150 }, () => {
        const socket = connect({ host: '127.0.0.1', port, servername: HOST, rejectUnauthorized: false }, () =>
          socket.write(form),
        );
        return socket.on('error', () => undefined);
      });
      await Promise.all(slow.map((socket) => once(socket, 'secureConnect')));
      const times: number[] = [];
      for (let probe = 0; probe < 14; probe++) {
        const began = performance.now();
        const { status } = await visit({
          path: '/call/library.status',
          method: 'POST',
          body: '{}',
          type: 'application/json',
          cookie,
        });
        expect(status).toBe(200);
        times.push(performance.now() - began);
      }
      for (const socket of slow) socket.destroy();
      expect(times.toSorted((one, other) => one - other)[7]).toBeLessThan(300);
    },
    60_000,
  );

  /** The proxy takes a moment to listen. */
  async function untilAnswered(): Promise<void> {
    for (let tries = 0; tries < 100; tries++) {
      const status = await visit({ path: '/sign-in' }).then(
        (sent) => sent.status,
        () => 0,
      );
      if (status === 200) return;
      await pause(100);
    }
    throw new Error(`${name} does not answer.`);
  }

  interface Visit {
    path: string;
    method?: string;
    body?: string;
    type?: string;
    cookie?: string;
    from?: string;
    headers?: Record<string, string>;
  }

  function ask({ path, method = 'GET', body, type, cookie, from, headers = {} }: Visit) {
    const address = `https://${HOST}:${port}`;
    return request({
      host: '127.0.0.1',
      port,
      path,
      method,
      servername: HOST,
      rejectUnauthorized: false,
      agent: false,
      ...(from !== undefined && { localAddress: from }),
      headers: {
        host: `${HOST}:${port}`,
        ...(method === 'POST' && { origin: address }),
        ...(type !== undefined && { 'content-type': type }),
        ...(cookie !== undefined && { cookie }),
        ...headers,
      },
    }).end(body);
  }

  async function visit(wanted: Visit) {
    const [response] = (await once(ask(wanted), 'response')) as [IncomingMessage];
    const { statusCode, headers } = response;
    await once(response.resume(), 'end');
    const cookies = (headers['set-cookie'] ?? []).map((cookie) => cookie.split(';')[0] ?? '');
    return { status: statusCode ?? 0, location: headers.location, cookies };
  }

  function signIn(password: string, from: string, headers: Record<string, string> = {}) {
    const body = new URLSearchParams({ password }).toString();
    return visit({ path: '/sign-in', method: 'POST', body, type: 'application/x-www-form-urlencoded', from, headers });
  }
});

/** The example, with the places that a test can use; the name in front of the port is the one that browsers send. */
function nginx(port: number, kindred: number): string[] {
  const site = readFileSync(resource('packaging', 'server', 'nginx.conf'), 'utf8')
    .replace('listen 443 ssl', `listen 127.0.0.1:${port} ssl`)
    .replace('/etc/ssl/photos.example.org.pem', certificate)
    .replace('/etc/ssl/photos.example.org.key', key)
    .replace('http://127.0.0.1:8080', `http://127.0.0.1:${kindred}`)
    .replace('Host $host;', 'Host $http_host;');
  const own = join(folder, 'nginx');
  mkdirSync(own);
  const temporary = ['client_body', 'proxy', 'fastcgi', 'uwsgi', 'scgi'].map(
    (each) => `${each}_temp_path ${own}/${each};`,
  );
  writeFileSync(
    join(own, 'nginx.conf'),
    `daemon off; pid ${own}/pid; error_log ${own}/error.log; events { worker_connections 2000; }\n` +
      `http { access_log off; ${temporary.join(' ')}\n${site}\n}`,
  );
  return ['-p', own, '-c', join(own, 'nginx.conf'), '-e', join(own, 'error.log')];
}

function caddy(port: number, kindred: number): string[] {
  const site = readFileSync(resource('packaging', 'server', 'Caddyfile'), 'utf8')
    .replace('photos.example.org {', `https://${HOST}:${port} {\n\tbind 127.0.0.1\n\ttls ${certificate} ${key}`)
    .replace('kindred:8080', `127.0.0.1:${kindred}`);
  const file = join(folder, 'Caddyfile');
  writeFileSync(file, `{\n\tadmin off\n\tauto_https disable_redirects\n\tlog {\n\t\tlevel ERROR\n\t}\n}\n${site}`);
  return ['run', '--adapter', 'caddyfile', '--config', file];
}
