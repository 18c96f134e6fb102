// Kindred for other machines: nobody comes in without the password, and nothing outside the photos' folder can be added.

import { spawn } from 'node:child_process';
import { once } from 'node:events';
import {
  mkdirSync,
  mkdtempSync,
  readdirSync,
  readFileSync,
  realpathSync,
  rmSync,
  statSync,
  symlinkSync,
  writeFileSync,
} from 'node:fs';
import { homedir, tmpdir } from 'node:os';
import { join } from 'node:path';
import { chromium } from 'playwright-core';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { z } from 'zod';
import { silentLog } from '../app/platform/log.ts';
import { resource } from '../app/platform/resources.ts';
import { readOptions } from '../app/server/options.ts';
import { type RunningServer, type ServerOptions, startServer } from '../app/server/server.ts';
import { findChromium } from './chromium.ts';
import { freePort } from './free-port.ts';
import { cookieIn, type Sent, sendTo, type Visit } from './http.ts';

const PASSWORD = 'correct horse battery staple';
const ADDRESS = 'https://photos.example.org';

const folder = realpathSync(mkdtempSync(join(tmpdir(), 'kindred-sign-in-')));
const library = join(folder, 'library');
const photos = join(folder, 'photos');
const servers: RunningServer[] = [];

beforeAll(async () => {
  mkdirSync(join(photos, '2019'), { recursive: true });
  symlinkSync(folder, join(photos, 'way out'));
  symlinkSync(join(folder, 'nothing'), join(photos, 'nowhere'));
  mkdirSync(join(folder, 'closed'), { mode: 0o000 });
  expect(await command('password', `${PASSWORD}\n`)).toMatchObject({ status: 0 });
});
afterAll(async () => {
  for (const server of servers) await server.close();
  rmSync(folder, { recursive: true, force: true });
});

describe('The password', () => {
  test('It is kept as a hash that only its owner may read', () => {
    const file = join(library, 'password.json');
    expect(readFileSync(file, 'utf8')).not.toContain('horse');
    expect(statSync(file).mode & 0o777).toBe(0o600);
  });

  test('One that is too short is refused with a sentence', async () => {
    const { status, stderr } = await command('password', 'short\n');
    expect(status).toBe(1);
    expect(stderr).toContain('at least 10 characters');
  });
});

describe('From other machines', () => {
  let port: number;
  let cookie: string;

  beforeAll(async () => {
    port = await start({ address: ADDRESS, photosRoot: photos });
    const sent = await signIn(PASSWORD);
    expect(sent).toMatchObject({ status: 303, headers: { location: '/' } });
    cookie = cookieIn(sent);
  });

  test('Whoever signed in comes in, with a cookie that scripts cannot read and that travels over TLS alone', async () => {
    expect(cookie).toMatch(/^__Host-kindred=[\w-]{43}$/);
    const [whole] = (await signIn(PASSWORD)).headers['set-cookie'] ?? [];
    expect(whole).toMatch(/; Max-Age=2592000; Path=\/; SameSite=Strict; Secure; HttpOnly$/);
    const page = await visit({ headers: { cookie } });
    expect(page.body.toString()).toContain('<div id="root">');
    expect(await call('library.status', {})).toMatchObject({ status: 200 });
  });

  test('Everybody else is led to the sign-in page, and nowhere further', async () => {
    expect(await visit({})).toMatchObject({ status: 303, headers: { location: '/sign-in' } });
    const page = await visit({ path: '/sign-in' });
    expect(page.status).toBe(200);
    const german = await visit({ path: '/sign-in', headers: { 'accept-language': 'de-CH,en;q=0.5' } });
    expect([page, german].map(({ body }) => /<button>(.*)<\/button>/.exec(body.toString())?.[1])).toEqual([
      'Sign in',
      'Anmelden',
    ]);
    expect(page.headers['content-security-policy']).toMatch(
      /^default-src 'none'; script-src 'none'; .*form-action 'self'/,
    );
    for (const path of ['/index.html', '/events', '/media/original/1', '/call/library.status', '/sign-in/../events']) {
      expect(await visit({ path }), path).toMatchObject({ status: 403 });
      expect(await visit({ path, headers: { cookie: '__Host-kindred=guess' } }), path).toMatchObject({ status: 403 });
    }
  });

  test.each([
    ['a foreign name', { host: 'evil.example' }],
    ['this machine’s own name, as a page elsewhere could have it', { host: '127.0.0.1' }],
    ['a foreign page', { origin: 'https://evil.example' }],
    ['the same name without TLS', { origin: 'http://photos.example.org' }],
    ['a picture in another page', { 'sec-fetch-site': 'cross-site' }],
  ])('A cookie does not help %s', async (_who, headers) => {
    expect(await visit({ headers: { cookie, ...headers } })).toMatchObject({ status: 403 });
    const form = { body: `password=${encodeURIComponent(PASSWORD)}`, method: 'POST', path: '/sign-in' };
    const sent = await visit({ ...form, headers: { 'content-type': 'application/x-www-form-urlencoded', ...headers } });
    expect(sent).toMatchObject({ status: 403 });
    expect(sent.headers['set-cookie']).toBeUndefined();
  });

  test.each([
    ['outside of the photos', () => tmpdir()],
    ['above them', () => folder],
    ['that only a link leads to', () => join(photos, 'way out')],
    ['on a detour', () => join(photos, '..', 'library')],
    ['that does not exist, and says nothing about that', () => '/no/such/folder'],
    ['behind a link out that does not exist', () => join(photos, 'way out', 'nothing')],
    ['behind a link out that is a file', () => join(photos, 'way out', 'library', 'password.json')],
    ['behind a link out that is closed', () => join(photos, 'way out', 'closed', 'inside')],
    ['that is a link to nothing', () => join(photos, 'nowhere')],
  ])('A folder %s cannot be added', async (_which, path) => {
    const sent = await call('folders.add', { path: path() });
    expect(sent.status).toBe(422);
    expect(sent.body.toString()).toContain(`Only folders inside ${photos} can be added here`);
  });

  test('A folder among the photos can be added, and only such are suggested', async () => {
    expect(await call('folders.add', { path: join(photos, '2019') })).toMatchObject({ status: 200 });
    expect((await call('folders.suggest', { typed: '' })).body.toString()).toContain(join(photos, '2019'));
    for (const typed of ['/', '/etc/', `${photos}/../`, `${photos}/way out/`, '~/']) {
      const sent = await call('folders.suggest', { typed });
      expect(JSON.parse(sent.body.toString()), typed).toEqual({ ok: true, value: { folders: [] } });
    }
  });

  test('What is said of a folder inside names no place outside', async () => {
    const said: string[] = [];
    for (const path of ['2019', '~', join(photos, 'none'), join(photos, '2019', 'none')]) {
      said.push((await call('folders.add', { path })).body.toString());
    }
    expect(said.filter((text) => text.includes(homedir()))).toEqual([]);
    expect(said.slice(2).every((text) => text.includes('There is no'))).toBe(true);
  });

  test('Signing out ends the session, here and wherever its cookie was copied to', async () => {
    const other = cookieIn(await signIn(PASSWORD));
    const out = await visit({ path: '/sign-out', method: 'POST', headers: { cookie: other } });
    expect(out).toMatchObject({ status: 303, headers: { location: '/sign-in' } });
    expect(await visit({ path: '/events', headers: { cookie: other } })).toMatchObject({ status: 403 });
  });

  test('Guessing is slowed down: after five tries even the right password has to wait', async () => {
    const statuses: number[] = [];
    for (const guess of ['', 'password', 'x'.repeat(2_000), 'correct horse', `${PASSWORD} `]) {
      statuses.push((await signIn(guess)).status);
    }
    expect(new Set(statuses.slice(0, 2))).toEqual(new Set([403]));
    expect(await signIn(PASSWORD)).toMatchObject({ status: 429 });
    expect(await call('library.status', {}), 'who is in stays in').toMatchObject({ status: 200 });
  });

  function signIn(password: string): Promise<Sent> {
    return visit({
      path: '/sign-in',
      method: 'POST',
      body: new URLSearchParams({ password }).toString(),
      headers: { 'content-type': 'application/x-www-form-urlencoded', origin: ADDRESS },
    });
  }

  function call(name: string, json: unknown): Promise<Sent> {
    return visit({ path: `/call/${name}`, method: 'POST', json, headers: { cookie } });
  }

  /** As the proxy hands it on. */
  function visit({ headers, ...rest }: Visit): Promise<Sent> {
    return sendTo(port, { ...rest, headers: { host: 'photos.example.org', ...headers } });
  }
});

test('A browser signs in, the screen works, and signing out there locks it again', async () => {
  const port = await freePort();
  await start({ port, address: `http://127.0.0.1:${port}`, folder: await withPassword('other') });
  const browser = await chromium.launch({ executablePath: findChromium() ?? '', args: ['--no-sandbox'] });
  try {
    const page = await browser.newPage();
    page.setDefaultTimeout(120_000);
    const complaints: string[] = [];
    page.on('console', (message) => message.type() === 'error' && complaints.push(message.text()));
    await page.goto(`http://127.0.0.1:${port}/`);
    await page.getByLabel('Password').fill('a wrong one');
    await page.getByRole('button', { name: 'Sign in' }).click();
    await page.getByText('That is not the password. Try again.').waitFor();
    await page.getByLabel('Password').fill(PASSWORD);
    await page.getByRole('button', { name: 'Sign in' }).click();
    await page.getByRole('main').waitFor();
    expect(page.url()).toMatch(/\/(#.*)?$/);
    await page.getByLabel('Folder with your photos').fill(join(photos, '2019'));
    await page.getByLabel('Folder with your photos').press('Enter');
    await page.getByRole('button', { name: 'Continue' }).click();
    await page.getByRole('button', { name: 'Go on without photos' }).click();
    await page.getByRole('heading', { level: 1, name: 'People' }).waitFor();
    await page.goto(`http://127.0.0.1:${port}/#/settings`);
    await page.getByRole('button', { name: 'Sign out' }).click();
    await page.getByLabel('Password').waitFor();
    expect((await page.request.get(`http://127.0.0.1:${port}/index.html`)).status()).toBe(403);
    expect(complaints.filter((complaint) => !complaint.includes('403'))).toEqual([]);
  } finally {
    await browser.close();
  }
}, 240_000);

describe.runIf(process.platform === 'linux')('Nothing listens beyond this machine unless it is asked for', () => {
  test('By itself it listens on 127.0.0.1 alone', async () => {
    const port = await start({ folder: join(folder, 'alone') });
    expect(listenersOf(port)).toEqual(['127.0.0.1']);
  });

  test('Without a password it does not start, and says how to set one', async () => {
    const bare = join(folder, 'bare');
    for (const options of [{ host: '0.0.0.0', address: ADDRESS }, { address: ADDRESS }, { host: '0.0.0.0' }]) {
      await expect(start({ ...options, folder: bare })).rejects.toThrow(/only with a password: set one/);
    }
  });

  test('With a damaged file of the password it does not start, and says what to do; setting one leaves nothing half', async () => {
    const damaged = await withPassword('damaged');
    writeFileSync(join(damaged, 'password.json'), '');
    await expect(start({ address: ADDRESS, folder: damaged })).rejects.toThrow(/is damaged: set a password again/);
    expect(readdirSync(await withPassword('damaged'))).not.toContain('password.json.new');
    await start({ address: ADDRESS, folder: damaged });
  });

  test('Without an address it does not start, and says what is missing', async () => {
    await expect(start({ host: '0.0.0.0', folder: await withPassword('nowhere') })).rejects.toThrow(
      /under which --address/,
    );
  });

  test('An address with a path is refused, as nothing would be found there', () => {
    expect(readOptions(['--address', 'photos'])).toMatch(/needs a whole address/);
    expect(readOptions(['--address', 'https://example.org/kindred'])).toMatch(/a name of Kindred’s own/);
    expect(readOptions(['--address', ADDRESS])).toMatchObject({ address: ADDRESS });
  });

  test('With both it does', async () => {
    const port = await start({ host: '0.0.0.0', address: ADDRESS, folder: await withPassword('asked') });
    expect(listenersOf(port)).toEqual(['0.0.0.0']);
  });
});

async function start(options: Partial<ServerOptions>): Promise<number> {
  const server = await startServer({ folder: library, log: silentLog, ...options });
  servers.push(server);
  return server.port;
}

async function withPassword(name: string): Promise<string> {
  const own = join(folder, name);
  await command('password', `${PASSWORD}\n`, own);
  return own;
}

/** What the system itself says, from Linux's table of open sockets: address and port in hexadecimal. */
function listenersOf(port: number): string[] {
  const LISTEN = '0A';
  const lines = ['tcp', 'tcp6'].flatMap((table) => readFileSync(`/proc/net/${table}`, 'utf8').split('\n').slice(1));
  const open = lines.map((line) => line.trim().split(/\s+/)).filter(([, , , state]) => state === LISTEN);
  const places = open.map(([, local = '']) => local.split(':'));
  const addresses = places.flatMap(([address = '', hex = '']) => (Number.parseInt(hex, 16) === port ? [address] : []));
  return addresses.map((hex) => [...Buffer.from(hex, 'hex')].reverse().join('.'));
}

async function command(name: string, input: string, own = library): Promise<{ status: number; stderr: string }> {
  const child = spawn(process.execPath, [resource('app', 'cli.ts'), name, '--library', own]);
  let stderr = '';
  child.stderr.setEncoding('utf8').on('data', (text: string) => (stderr += text));
  child.stdin.end(input);
  const [status] = await once(child, 'close');
  return { status: z.int().parse(status), stderr };
}
