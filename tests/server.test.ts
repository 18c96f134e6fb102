// The loopback server lets in the browser that has the key, and refuses everybody else with a sentence.

import { mkdirSync, mkdtempSync, readdirSync, readFileSync, readlinkSync, rmSync } from 'node:fs';
import { request } from 'node:http';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import sharp from 'sharp';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { z } from 'zod';
import { ErrorReport, media } from '../app/contract.ts';
import { silentLog } from '../app/platform/log.ts';
import { type RunningServer, startServer } from '../app/server/server.ts';
import { type Sent, sendTo, type Visit as Request } from './http.ts';

const Refusal = z.object({ ok: z.literal(false), error: ErrorReport });
const Done = z.object({ ok: z.literal(true), value: z.unknown() });

let folder: string;
let server: RunningServer;
let port: number;
let key: string;
let photo: number;
let original: Buffer;

beforeAll(async () => {
  folder = mkdtempSync(join(tmpdir(), 'kindred-server-'));
  const photos = join(folder, 'photos');
  mkdirSync(photos);
  const file = join(photos, 'sky.jpg');
  await sharp({ create: { width: 320, height: 240, channels: 3, background: '#8ab' } })
    .jpeg()
    .toFile(file);
  original = readFileSync(file);
  server = await startServer({ folder: join(folder, 'library'), log: silentLog });
  const address = new URL(server.address);
  port = Number(address.port);
  key = address.searchParams.get('key') ?? '';
  await call('folders.add', { path: photos });
  await server.library.whenIdle();
  const { photos: listed } = z
    .object({ photos: z.array(z.object({ id: z.number() })) })
    .parse(Done.parse(JSON.parse((await call('photos.list', {})).body.toString())).value);
  photo = listed[0]?.id ?? 0;
});

afterAll(async () => {
  await server.close();
  rmSync(folder, { recursive: true, force: true });
});

describe('The way in', () => {
  test('The printed address sets a cookie that scripts cannot read, and leaves the key out of the address bar', async () => {
    const first = await send({ path: `/?key=${key}`, authorization: '' });
    expect(first).toMatchObject({ status: 303, headers: { location: '/' } });
    const [cookie = ''] = first.headers['set-cookie'] ?? [];
    expect(cookie).toMatch(/^kindred-\d+=[\w-]{43}; Max-Age=2592000; Path=\/; HttpOnly; SameSite=Strict$/);
    expect(cookie).not.toContain(key);

    const page = await send({ authorization: '', headers: { cookie: cookie.split(';')[0] ?? '' } });
    expect(page.status).toBe(200);
    expect(page.body.toString()).toContain('<!doctype html>');
  });

  test('Every reply forbids whatever is not our own file', async () => {
    for (const path of ['/', '/nowhere', `/${media.original(photo)}`]) {
      const { headers } = await send({ path });
      expect(headers['content-security-policy']).toMatch(/^default-src 'none'; script-src 'self';/);
      expect(headers).toMatchObject({
        'x-content-type-options': 'nosniff',
        'referrer-policy': 'no-referrer',
        'cross-origin-opener-policy': 'same-origin',
        'cross-origin-resource-policy': 'same-origin',
      });
    }
  });
});

describe('Nobody else gets in', () => {
  const strangers: [who: string, visit: () => Visit][] = [
    ['no key', () => ({ authorization: '' })],
    ['a wrong key', () => ({ path: '/?key=guess', authorization: '' })],
    ['a wrong bearer', () => ({ authorization: 'Bearer guess' })],
    ['a wrong cookie', () => ({ authorization: '', headers: { cookie: `kindred-${port}=guess` } })],
    ['the key as a cookie', () => ({ authorization: '', headers: { cookie: `kindred-${port}=${key}` } })],
    ['the key on a page other than the first', () => ({ path: `/events?key=${key}`, authorization: '' })],
    ['a foreign name for this machine', () => ({ headers: { host: `evil.example:${port}` } })],
    ['another port in Host', () => ({ headers: { host: '127.0.0.1:1' } })],
    ['a Host that only begins like ours', () => ({ headers: { host: `127.0.0.1:${port}.evil.example` } })],
    ['a foreign Origin', () => ({ headers: { origin: 'https://evil.example' } })],
    ['the Origin of a file or a sandbox', () => ({ headers: { origin: 'null' } })],
    ['another port of this machine', () => ({ headers: { origin: `http://127.0.0.1:${port + 1}` } })],
    ['a page that embeds our pictures', () => ({ headers: { 'sec-fetch-site': 'cross-site' } })],
    ['a local page on another port', () => ({ headers: { 'sec-fetch-site': 'same-site' } })],
  ];
  test.each(strangers)('%s', async (_who, visit) => {
    const { path = '/', ...rest } = visit();
    const pages = await send({ path, ...rest });
    expectRefusal(pages, 403, 'refused');
    const name = path === '/' ? '/call/library.status' : path;
    expectRefusal(await send({ path: name, method: 'POST', json: {}, ...rest }), 403, 'refused');
  });
});

describe('A call that is malformed is told what is wrong', () => {
  const malformed: [what: string, visit: Visit, sentence: RegExp][] = [
    ['broken JSON', { body: '{"a":' }, /not valid JSON/],
    ['no body', { body: '' }, /not valid JSON/],
    ['a form', { body: 'a=1', headers: { 'content-type': 'application/x-www-form-urlencoded' } }, /has to be JSON/],
    ['text', { body: '{}', headers: { 'content-type': 'text/plain' } }, /has to be JSON/],
    ['a body too long', { body: JSON.stringify({ path: 'x'.repeat(1_000_001) }) }, /too long/],
    ['the wrong shape', { path: '/call/photos.get', json: { photo: 'one' } }, /\w/],
    ['an unknown call', { path: '/call/photos.burn', json: {} }, /no call named “photos.burn”/],
    ['__proto__', { path: '/call/__proto__', json: {} }, /no call named “__proto__”/],
    ['constructor', { path: '/call/constructor', json: {} }, /no call named “constructor”/],
    ['toString', { path: '/call/toString', json: {} }, /no call named “toString”/],
  ];
  test.each(malformed)('%s', async (_what, visit, sentence) => {
    const sent = await send({ path: '/call/library.status', method: 'POST', ...visit });
    expect(expectRefusal(sent, 400, 'badRequest')).toMatch(sentence);
  });

  test('A body too long without a length is cut off as well', async () => {
    const sent = await send({
      path: '/call/library.status',
      method: 'POST',
      body: 'x'.repeat(1_500_000),
      headers: { 'transfer-encoding': 'chunked' },
    });
    expect(expectRefusal(sent, 400, 'badRequest')).toMatch(/too long/);
  });

  test('A call cannot be read like a page, and a page takes no orders', async () => {
    expectRefusal(await send({ path: '/call/library.status' }), 400, 'badRequest');
    expectRefusal(await send({ path: '/', method: 'DELETE' }), 400, 'badRequest');
  });

  test('A thing that is not there is not found, and says so', async () => {
    expectRefusal(await call('photos.get', { photo: 999_999 }), 404, 'notFound');
  });
});

describe('Pictures', () => {
  test('An original arrives byte for byte, and is not sent twice', async () => {
    const first = await send({ path: `/${media.original(photo)}` });
    expect(first).toMatchObject({ status: 200, headers: { 'content-type': 'image/jpeg' } });
    expect(first.body.equals(original)).toBe(true);
    expect(first.headers['cache-control']).toMatch(/^private/);
    const etag = first.headers.etag ?? '';
    const again = await send({ path: `/${media.original(photo)}`, headers: { 'if-none-match': etag } });
    expect(again).toMatchObject({ status: 304, body: Buffer.alloc(0) });
  });

  const length = () => original.length;
  const ranges: [range: string, bounds: () => [number, number]][] = [
    ['bytes=0-0', () => [0, 1]],
    ['bytes=10-19', () => [10, 20]],
    ['bytes=100-', () => [100, length()]],
    ['bytes=-7', () => [length() - 7, length()]],
    ['bytes=0-99999999', () => [0, length()]],
  ];
  test.each(ranges)('A part of an original: %s', async (range, bounds) => {
    const [start, end] = bounds();
    const part = await send({ path: `/${media.original(photo)}`, headers: { range } });
    expect(part.status).toBe(206);
    expect(part.headers['content-range']).toBe(`bytes ${start}-${end - 1}/${length()}`);
    expect(part.body.equals(original.subarray(start, end))).toBe(true);
  });

  test('A part beyond the end is refused with the length', async () => {
    const part = await send({ path: `/${media.original(photo)}`, headers: { range: 'bytes=99999999-' } });
    expect(part).toMatchObject({ status: 416, headers: { 'content-range': `bytes */${length()}` } });
  });

  test('HEAD tells the length and sends nothing', async () => {
    const head = await send({ path: `/${media.original(photo)}`, method: 'HEAD' });
    expect(head).toMatchObject({ status: 200, headers: { 'content-length': String(length()) }, body: Buffer.alloc(0) });
  });

  test('A thumbnail and a preview are pictures', async () => {
    for (const path of [media.thumbnail(photo), media.preview(photo)]) {
      const { status, body } = await send({ path: `/${path}` });
      expect(status).toBe(200);
      expect(await sharp(body).metadata()).toMatchObject({ format: 'jpeg', width: 320 });
    }
  });
});

test('An open page is told what happens, without asking', async () => {
  const heard = await hear('status', '"activity":"paused"', () => call('work.pause', {}));
  expect(JSON.parse(heard)).toMatchObject({ activity: 'paused', photos: { total: 1 } });
  await call('work.resume', {});
});

interface Visit extends Request {
  /** Empty: none. */
  authorization?: string;
}

function call(name: string, value: unknown): Promise<Sent> {
  return send({ path: `/call/${name}`, method: 'POST', json: value });
}

/** With the key, unless it says otherwise. */
function send({ authorization = `Bearer ${key}`, headers = {}, ...visit }: Visit): Promise<Sent> {
  return sendTo(port, { ...visit, headers: { ...(authorization && { authorization }), ...headers } });
}

function expectRefusal(sent: Sent, status: number, code: string): string {
  expect(sent.status).toBe(status);
  const { error } = Refusal.parse(JSON.parse(sent.body.toString()));
  expect(error.code).toBe(code);
  expect(error.sentence.text).toMatch(/^[A-Z]\S* \S/);
  return error.sentence.text;
}

/** @returns the data of the first event of that name after `cause` that holds `part`; another may be on its way already */
function hear(name: string, part: string, cause: () => Promise<unknown>): Promise<string> {
  return new Promise((resolve, reject) => {
    const listening = request({
      host: '127.0.0.1',
      port,
      path: '/events',
      headers: { authorization: `Bearer ${key}` },
    });
    listening.on('response', (response) => {
      let text = '';
      response.setEncoding('utf8');
      response.on('data', (chunk: string) => {
        text += chunk;
        const data = new RegExp(`^event: ${name}\\ndata: (.*${part}.*)\\n\\n`, 'm').exec(text)?.[1];
        if (data === undefined) return;
        listening.destroy();
        resolve(data);
      });
      cause().catch(reject);
    });
    listening.on('error', (error) => reject(error));
    listening.end();
  });
}

test.runIf(process.platform === 'linux')(
  'A browser that leaves before its photo is sent leaves no file open',
  async () => {
    const leaving = Array.from({ length: 40 }, (_, turn) => {
      const path = `/${media.original(photo)}`;
      const sending = request({
        host: '127.0.0.1',
        port,
        path,
        agent: false,
        headers: { authorization: `Bearer ${key}` },
      });
      sending.on('error', () => undefined); // it is this end that hangs up
      sending.end(() => setTimeout(() => sending.destroy(), turn / 4));
      return new Promise((resolve) => void sending.on('close', resolve));
    });
    await Promise.all(leaving);
    const own = () =>
      readdirSync('/proc/self/fd').filter((descriptor) => {
        try {
          return readlinkSync(join('/proc/self/fd', descriptor)).endsWith('sky.jpg');
        } catch {
          return false; // closed since it was listed
        }
      });
    await expect.poll(own).toEqual([]);
  },
);
