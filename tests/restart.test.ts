// The server is started again: browsers that were let in before still are, and others are told in words how to come back.

import { mkdtempSync, readFileSync, realpathSync, rmSync, statSync, writeFileSync } from 'node:fs';
import { createServer } from 'node:net';
import { once } from 'node:events';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import { silentLog } from '../app/platform/log.ts';
import { setPassword } from '../app/server/password.ts';
import { type RunningServer, type ServerOptions, startServer } from '../app/server/server.ts';
import { cookieIn, type Sent, sendTo } from './http.ts';

const PAGE = { accept: 'text/html,application/xhtml+xml' };
const ADDRESS = 'http://127.0.0.1:7319';
let folder = '';
let server: RunningServer | undefined;

beforeEach(() => void (folder = realpathSync(mkdtempSync(join(tmpdir(), 'kindred-restart-')))));
afterEach(async () => {
  await server?.close();
  rmSync(folder, { recursive: true, force: true });
});

describe('On this machine', () => {
  test('The browser that had the key is let in after a restart, at the same address', async () => {
    await start();
    const [port, cookie] = [portOf(server), cookieIn(await visit(pathOf(server)))];
    await start();
    expect(portOf(server)).toBe(port);
    expect(await visit('/', { ...PAGE, cookie })).toMatchObject({ status: 200 });
    // An address of an earlier start leads a browser that is known to where it wanted to go.
    expect(await visit('/?key=of-an-earlier-start', { cookie })).toMatchObject({
      status: 303,
      headers: { location: '/' },
    });
  });

  test('The library holds the hash of the session and its end, never what would let anybody in', async () => {
    await start();
    const cookie = cookieIn(await visit(pathOf(server)));
    const file = join(folder, 'sessions.json');
    const kept = readFileSync(file, 'utf8');
    expect(statSync(file).mode & 0o777).toBe(0o600);
    expect(kept).not.toContain(cookie.split('=')[1]);
    expect(kept).not.toContain(new URL(server?.address ?? '').searchParams.get('key'));
    const { sessions } = JSON.parse(kept) as { sessions: { hash: string; endsAt: number }[] }; // as the test above wrote it
    expect(sessions).toHaveLength(1);
    expect((sessions[0]?.endsAt ?? 0) - Date.now()).toBeGreaterThan(29.9 * 24 * 60 * 60 * 1000);
    expect(await visit('/', { cookie: `kindred-${portOf(server)}=${sessions[0]?.hash}` })).toMatchObject({
      status: 403,
    });
  });

  test('A session that has ended meanwhile is none', async () => {
    await start();
    const cookie = cookieIn(await visit(pathOf(server)));
    await server?.close();
    const file = join(folder, 'sessions.json');
    writeFileSync(file, readFileSync(file, 'utf8').replace(/"endsAt":\d+/, `"endsAt":${Date.now() - 1}`));
    await start();
    expect(await visit('/', { cookie })).toMatchObject({ status: 403 });
  });

  test('Where another program has the port by now, another one is taken, and the old cookie is worth nothing there', async () => {
    await start();
    const [port, cookie] = [portOf(server), cookieIn(await visit(pathOf(server)))];
    await server?.close();
    const other = createServer().listen(port, '127.0.0.1');
    await once(other, 'listening');
    try {
      await start();
      expect(portOf(server)).not.toBe(port);
      const renamed = cookie.replace(`kindred-${port}=`, `kindred-${portOf(server)}=`);
      expect(await visit('/', { cookie: renamed })).toMatchObject({ status: 403 });
    } finally {
      other.close();
    }
  });

  test('A file that is damaged keeps nobody out', async () => {
    writeFileSync(join(folder, 'sessions.json'), '{"port":');
    await start();
    const cookie = cookieIn(await visit(pathOf(server)));
    expect(await visit('/', { cookie })).toMatchObject({ status: 200 });
  });
});

describe('Whoever is not let in', () => {
  test.each([
    ['a bookmark', '/', 403, /Please open Kindred with the address/],
    ['an address of an earlier start', '/?key=old', 403, /This address is from an earlier start/],
    ['a ticket that was used', '/?ticket=old', 403, /This address is from an earlier start/],
    ['some other page', '/albums', 403, /Please open Kindred with the address/],
  ])('sees a page in words: %s', async (_which, path, status, words) => {
    await start();
    const page = await visit(path, PAGE);
    expect(page).toMatchObject({ status, headers: { 'content-type': 'text/html; charset=utf-8' } });
    expect(page.headers['content-security-policy']).toMatch(/script-src 'none'/);
    expect(page.body.toString()).toMatch(words);
    expect(page.body.toString()).toContain(`<a href="http://127.0.0.1:${portOf(server)}/">Try again</a>`);
    expect(page.body.toString()).not.toContain('{"ok"');
    const german = await visit(path, { ...PAGE, 'accept-language': 'de-AT' });
    expect(german.body.toString()).toContain('Kindred kennt diesen Browser nicht');
  });

  test('A page that is not there says so, to whoever is let in as well', async () => {
    await start();
    const cookie = cookieIn(await visit(pathOf(server)));
    const page = await visit('/albums/<b>', { ...PAGE, cookie });
    expect(page).toMatchObject({ status: 404 });
    expect(page.body.toString()).toMatch(/There is nothing here[^]*Kindred has no such page\.[^]*>Open Kindred</);
  });

  test('A page of another site that leads here is told so, and its link leads in', async () => {
    await start();
    const page = await visit('/', { ...PAGE, 'sec-fetch-site': 'cross-site' });
    expect(page.body.toString()).toContain('Kindred cannot be opened from another page');
  });

  test('A script, a picture and a call get what they can read', async () => {
    await start();
    for (const headers of [{ accept: '*/*' }, { accept: 'image/webp,*/*' }, {}]) {
      expect(JSON.parse((await visit('/media/face/1', headers)).body.toString())).toMatchObject({ ok: false });
    }
  });
});

describe('From other machines', () => {
  test('Whoever signed in stays signed in over a restart, and not with another password', async () => {
    await setPassword(folder, 'correct horse battery staple');
    const options = { port: 7319, address: ADDRESS };
    await start(options);
    const cookie = cookieIn(await signIn());
    await start(options);
    expect(await visit('/', { ...PAGE, cookie })).toMatchObject({ status: 200 });
    await setPassword(folder, 'another battery staple');
    await start(options);
    expect(await visit('/', { cookie })).toMatchObject({ status: 303, headers: { location: '/sign-in' } });
    const page = await visit('/albums', { ...PAGE, cookie });
    expect(page.body.toString()).toContain(`<a href="${ADDRESS}/sign-in">Sign in</a>`);
  });

  test('Whoever signed out stays out over a restart', async () => {
    await setPassword(folder, 'correct horse battery staple');
    const options = { port: 7319, address: ADDRESS };
    await start(options);
    const cookie = cookieIn(await signIn());
    await sendTo(7319, { path: '/sign-out', method: 'POST', headers: { cookie } });
    await start(options);
    expect(await visit('/', { cookie })).toMatchObject({ status: 303, headers: { location: '/sign-in' } });
  });

  function signIn(): Promise<Sent> {
    return sendTo(7319, {
      path: '/sign-in',
      method: 'POST',
      body: new URLSearchParams({ password: 'correct horse battery staple' }).toString(),
      headers: { 'content-type': 'application/x-www-form-urlencoded', origin: ADDRESS },
    });
  }
});

/** Starts it, again if it ran. */
async function start(options: Partial<ServerOptions> = {}): Promise<void> {
  await server?.close();
  server = await startServer({ folder, log: silentLog, ...options });
}

function visit(path: string, headers: Record<string, string> = {}): Promise<Sent> {
  return sendTo(portOf(server), { path, headers: { host: `127.0.0.1:${portOf(server)}`, ...headers } });
}

function portOf(running: RunningServer | undefined): number {
  return running?.port ?? 0;
}

function pathOf(running: RunningServer | undefined): string {
  const { pathname, search } = new URL(running?.address ?? '');
  return pathname + search;
}
