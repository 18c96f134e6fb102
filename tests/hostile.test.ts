// What is not Kindred's own page gets nothing, over either shell: every refusal looks like one, and nothing changes.

import { mkdtempSync, readdirSync, rmSync } from 'node:fs';
import { connect } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { MessageChannel, type MessagePort } from 'node:worker_threads';
import { afterAll, beforeAll, describe, expect, test, vi } from 'vitest';
import { type CallName, contract } from '../app/contract.ts';
import { silentLog } from '../app/platform/log.ts';
import { type RunningServer, startServer } from '../app/server/server.ts';
import { bucketOf } from '../app/server/throttle.ts';
import { firstWindow, type Main, quit, startMain } from './electron/main.ts';
import { type BrowserWindow, runPreload } from './electron/stand-in.ts';
import { sendTo } from './http.ts';
import { ask, refused, type Shell, SHELLS } from './shells.ts';

const folder = mkdtempSync(join(tmpdir(), 'kindred-hostile-'));
afterAll(() => rmSync(folder, { recursive: true, force: true }));

/** As they stand in the address, so that nothing tidies them up on the way. */
const PATHS = [
  '/../package.json',
  '/assets/../../../package.json',
  '/%2e%2e/%2e%2e/package.json',
  '/..%2f..%2fpackage.json',
  '/assets/..%5c..%5cpackage.json',
  '//etc/passwd',
  '/etc/passwd',
  '/C:/Windows/win.ini',
  '/file:///etc/passwd',
  '/media/original/../../package.json',
  '/media/original/1%2f..%2f2',
  '/media/original/%31',
  '/media/original/1/../../../library.db',
  '/media/original/-1',
  '/media/original/0',
  '/media/original/01',
  '/media/original/1e3',
  '/media/original/0x1',
  '/media/original/1%00.jpg',
  '/media/original/99999999999999999999',
  '/media/original/NaN',
  '/media/original/',
  '/media/secret/1',
  '/media/__proto__/1',
  '/media/face/999999',
  '/media/thumbnail/999999',
  '/media/preview/999999',
  '/library.db',
  '/password.json',
  '/log/kindred.log',
  '/index.html/',
  '/__proto__',
  '/%',
  '/%c0%ae%c0%ae/package.json',
];

const CALLS: [what: string, name: string, request: unknown][] = [
  ['a call that does not exist', 'photos.burn', {}],
  ['__proto__', '__proto__', {}],
  ['constructor', 'constructor', {}],
  ['hasOwnProperty', 'hasOwnProperty', {}],
  ['a name that leads out', '../media/original/1', {}],
  ['an empty name', '', {}],
  ['a name without end', 'x'.repeat(10_000), {}],
  ['nothing', 'photos.get', null],
  ['a list', 'photos.get', []],
  ['a path instead of an id', 'photos.get', { photo: '../../etc/passwd' }],
  ['SQL instead of an id', 'photos.get', { photo: '1; DROP TABLE face' }],
  ['an id below one', 'photos.get', { photo: -1 }],
  ['half an id', 'photos.get', { photo: 1.5 }],
  ['an id beyond counting', 'photos.get', { photo: 2 ** 60 }],
  ['too many at once', 'people.list', { limit: 1_000_000_000 }],
  ['a page before the first', 'people.list', { offset: -5 }],
  ['a section that does not exist', 'people.list', { section: '__proto__' }],
  ['a name that is no text', 'people.name', { person: 1, name: { toString: 'x' } }],
  ['nobody to merge', 'people.merge', { people: [], into: 1 }],
  ['an answer that does not exist', 'questions.answer', { left: 1, right: 2, answer: 'maybe' }],
  ['a network from elsewhere', 'models.get', { name: 'https://evil.example/model.onnx' }],
  ['patterns without end', 'folders.change', { folder: 1, excluded: Array.from({ length: 5_000 }, () => 'x') }],
  ['a pattern of 65,536 alternatives', 'folders.change', { folder: 1, excluded: ['{a,b}'.repeat(16)] }],
  ['more than a call may hold', 'folders.add', { path: 'x'.repeat(1_500_000) }],
];

describe.each(SHELLS)('Through %s', (_name, open) => {
  let own: string;
  let shell: Shell;
  beforeAll(async () => {
    own = mkdtempSync(join(folder, 'shell-'));
    shell = await open(own);
  });
  afterAll(() => shell.close());

  test.each(PATHS)('%s is not found', async (path) => {
    const { status, headers, body } = await shell.page(path);
    expect(status).toBe(404);
    expect(headers.get('content-type')).not.toContain('html');
    expect(body.toString()).toMatch(/Kindred has no such page|is not there|cannot be reached/);
  });

  test.each(CALLS)('%s is refused', async (_what, name, request) => {
    const { code, message } = await refused(shell, name, request);
    expect(code).toBe('badRequest');
    expect(message.length).toBeLessThan(300);
    expect(message).not.toMatch(/at \w+.*:\d+/); // no stack
  });

  test('A backup that leads out of its folder is not restored', async () => {
    for (const backup of ['../library.db', '/etc/passwd', '..', '', 'x\0']) {
      expect((await refused(shell, 'backups.restore', { backup })).code, backup).toBe('notFound');
    }
  });

  test('After all of that the engine answers, and the library is as it was', async () => {
    expect(await ask(shell, 'library.status', {})).toMatchObject({ folders: [], photos: { total: 0 } });
    expect(await ask(shell, 'history.list', {})).toMatchObject({ total: 0 });
    expect(readdirSync(join(own, 'library'))).toContain('library.db');
  });
});

describe('Around the loopback server', () => {
  let server: RunningServer;
  let key: string;
  beforeAll(async () => {
    server = await startServer({ folder: join(folder, 'server'), log: silentLog });
    key = new URL(server.address).searchParams.get('key') ?? '';
  });
  afterAll(() => server.close());

  const hosts = [
    'evil.example',
    '127.0.0.1',
    'localhost.evil.example',
    '127.0.0.1.evil.example',
    'LOCALHOST.evil.example',
    'localhost.',
    '127.1',
    '0177.0.0.1',
    '2130706433',
    '127.0.0.1.',
    'loc\u00e5lhost',
    'xn--loclhost-b1a',
    '0.0.0.0',
    '[::]',
    '[::ffff:127.0.0.1]',
    '',
  ];
  test.each(hosts)('The Host “%s” is refused, even with the key', async (host) => {
    for (const suffix of host === '127.0.0.1' ? [':1', ''] : [`:${server.port}`]) {
      const headers = { host: `${host}${suffix}`, authorization: `Bearer ${key}` };
      expectRefused(await sendTo(server.port, { headers }), 403);
      expectRefused(await sendTo(server.port, { path: `/?key=${key}`, headers: { host: `${host}${suffix}` } }), 403);
    }
  });

  const origins = [
    'https://evil.example',
    'null',
    'file://',
    'app://kindred',
    'http://127.0.0.1',
    'http://localhost:1',
  ];
  test.each(origins)('The Origin “%s” is refused, even with the key', async (origin) => {
    const headers = { authorization: `Bearer ${key}`, origin };
    expectRefused(await sendTo(server.port, { path: '/call/library.status', method: 'POST', json: {}, headers }), 403);
    expectRefused(await sendTo(server.port, { path: '/events', headers }), 403);
  });

  test.each(['', 'Bearer', 'Bearer ', 'Bearer x', 'Basic a2luZHJlZDprZXk='])(
    'The token “%s” is refused',
    async (token) => {
      const headers = { ...(token && { authorization: token }) };
      for (const path of ['/', '/events', '/media/original/1', '/index.html']) {
        expectRefused(await sendTo(server.port, { path, headers }), 403);
      }
      for (const name of Object.keys(contract) as CallName[]) {
        expectRefused(await sendTo(server.port, { path: `/call/${name}`, method: 'POST', json: {}, headers }), 403);
      }
    },
  );

  const bodies: [what: string, body: string, type?: string][] = [
    ['no JSON', 'photo=1'],
    ['half of it', '{"photo":'],
    ['two of it', '{}{}'],
    ['a byte order mark', '\uFEFF{'],
    ['a form', 'photo=1', 'application/x-www-form-urlencoded'],
    ['a form with files', '--x--', 'multipart/form-data; boundary=x'],
    ['text that is JSON', '{}', 'text/plain'],
    ['JSON of another kind', '{}', 'application/jsonp'],
    ['nesting without end', '['.repeat(400_000)],
    ['a megabyte and more', JSON.stringify('x'.repeat(1_000_001))],
  ];
  test.each(bodies)('A body with %s is refused', async (_what, body, type = 'application/json') => {
    const headers = { authorization: `Bearer ${key}`, 'content-type': type };
    expectRefused(await sendTo(server.port, { path: '/call/photos.get', method: 'POST', body, headers }), 400);
  });

  test.each(['PUT', 'DELETE', 'PATCH', 'OPTIONS', 'TRACE'])('%s is refused', async (method) => {
    const headers = { authorization: `Bearer ${key}` };
    for (const path of ['/', '/call/library.status', '/media/original/1']) {
      expectRefused(await sendTo(server.port, { path, method, headers }), 400);
    }
  });

  const raw: [what: string, request: (host: string) => string][] = [
    [
      'Two lengths',
      (host) =>
        `POST /call/library.status HTTP/1.1\r\nHost: ${host}\r\nContent-Length: 2\r\nContent-Length: 9\r\n\r\n{}`,
    ],
    [
      'A length and chunks',
      (host) => `POST / HTTP/1.1\r\nHost: ${host}\r\nContent-Length: 5\r\nTransfer-Encoding: chunked\r\n\r\n0\r\n\r\n`,
    ],
    ['Two hosts', (host) => `GET / HTTP/1.1\r\nHost: ${host}\r\nHost: evil.example\r\n\r\n`],
    ['No host', () => 'GET / HTTP/1.1\r\n\r\n'],
    ['The address of another server', () => 'GET http://evil.example/ HTTP/1.1\r\nHost: evil.example\r\n\r\n'],
    ['A tunnel', () => 'CONNECT evil.example:443 HTTP/1.1\r\nHost: evil.example:443\r\n\r\n'],
    [
      'Another protocol',
      (host) => `GET / HTTP/1.1\r\nHost: ${host}\r\nConnection: Upgrade\r\nUpgrade: websocket\r\n\r\n`,
    ],
    ['Headers without end', (host) => `GET / HTTP/1.1\r\nHost: ${host}\r\nX: ${'x'.repeat(40_000)}\r\n\r\n`],
    ['No HTTP at all', () => '\x16\x03\x01\x02\x00\x01\x00\x01\xfc\x03\x03\r\n\r\n'],
  ];
  test.each(raw)('%s: refused, or cut off', async (_what, request) => {
    const reply = await exchange(server.port, request(`127.0.0.1:${server.port}`));
    expect(reply).toMatch(/^$|^HTTP\/1\.1 4\d\d /);
    expect(reply).not.toContain('<!doctype html>');
  });

  test('More than may be asked at once is told to wait', async () => {
    const requests = { atOnce: 3, everyMs: 600_000 };
    const hasty = await startServer({ folder: join(folder, 'hasty'), log: silentLog, requests });
    const headers = { authorization: `Bearer ${new URL(hasty.address).searchParams.get('key')}` };
    const statuses: number[] = [];
    for (let visit = 0; visit < 5; visit++) statuses.push((await sendTo(hasty.port, { headers })).status);
    await hasty.close();
    expect(statuses).toEqual([200, 200, 200, 429, 429]);
  });

  test('Whoever waits may ask again, drop by drop', () => {
    const bucket = bucketOf({ atOnce: 2, everyMs: 1_000 });
    const now = Math.ceil(performance.now()); // so that half a second and half a second are one
    const passed = [0, 0, 0, 500, 1_000, 1_000, 60_000, 60_000, 60_000].map((ms) => bucket.takeOne(now + ms));
    expect(passed).toEqual([true, true, false, false, true, false, true, true, false]);
  });
});

describe('Around the desktop', () => {
  let started: Main;
  let window: BrowserWindow;
  beforeAll(async () => {
    started = await startMain({ appData: join(folder, 'data'), library: join(folder, 'desktop') });
    window = await firstWindow(started);
  });
  afterAll(() => quit(started));

  const FRAMES: [who: string, frame: () => { url: string } | null][] = [
    ['a frame inside our page', () => ({ url: 'app://kindred/' })],
    ['a frame that is gone', () => null],
    ['a foreign page', () => foreign('https://evil.example/')],
    ['a page of the same scheme', () => foreign('app://evil/')],
    ['a page whose address begins alike', () => foreign('app://kindred.evil.example/')],
    ['a page that names ours', () => foreign('https://evil.example/app://kindred/')],
    ['a file', () => foreign('file:///tmp/evil.html')],
    ['an empty page', () => foreign('about:blank')],
    ['a page made of data', () => foreign('data:text/html,evil')],
    ['the developer tools', () => foreign('devtools://devtools/bundled/inspector.html')],
  ];
  test.each(FRAMES)('%s gets no line, no dialog and no file manager', async (_who, frame) => {
    const reached = vi.fn();
    window.webContents.inbox.on('engine', reached);
    const event = { sender: window.webContents, senderFrame: frame() };
    started.electron.ipcMain.emit('engine', event);
    const asked = { showInFolder: 1, copyPhotos: { set: {} }, pickFolder: undefined, tellWhenDone: undefined };
    for (const [name, value] of Object.entries(asked)) {
      await expect(started.record.handlers.get(name)?.(event, value)).rejects.toThrow(/own window/);
    }
    expect(reached).not.toHaveBeenCalled();
    window.webContents.inbox.off('engine', reached);
    window.webContents.mainFrame.url = 'app://kindred/';
  });

  test('There are four things to ask of the main process, and no fifth', () => {
    expect([...started.record.handlers.keys()]).toEqual(['pickFolder', 'copyPhotos', 'showInFolder', 'tellWhenDone']);
    expect(started.electron.ipcMain.eventNames()).toEqual(['engine']);
  });

  const forged = ['../../etc/passwd', '1', 0, -1, 1.5, Number.NaN, 2 ** 60, null, undefined, {}, [1], { photo: 1 }];
  test.each(forged)('Our own page cannot show %j in a folder', async (value) => {
    const event = { sender: window.webContents, senderFrame: window.webContents.mainFrame };
    await expect(started.record.handlers.get('showInFolder')?.(event, value)).rejects.toThrow(/./);
    expect(started.record.shown).toEqual([]);
  });

  test('A photo that is not there is not shown, and no dialog takes orders', async () => {
    const event = { sender: window.webContents, senderFrame: window.webContents.mainFrame };
    expect(await started.record.handlers.get('showInFolder')?.(event, 999)).toMatchObject({
      ok: false,
      error: { code: 'notFound', sentence: { text: expect.stringContaining('not in the library') } },
    });
    expect(started.record.shown).toEqual([]);
    await expect(started.record.handlers.get('pickFolder')?.(event, { defaultPath: '/etc' })).rejects.toThrow(/./);
  });

  test('Forged messages on a line of its own kind are not answered, and harm nothing', async () => {
    const { port1, port2 } = new MessageChannel();
    const answers: unknown[] = [];
    port1.on('message', (answer: { name?: string }) => answer.name === undefined && answers.push(answer));
    started.record.engines[0]?.postMessage({ kind: 'window' }, [port2]);
    for (const message of [null, 1, 'call', [], {}, { id: 'x', name: 'library.status' }, { name: 'library.status' }]) {
      port1.postMessage(message);
    }
    port1.postMessage({ id: 1, name: 'library.status', request: {} });
    await vi.waitFor(
      () => expect(answers).toEqual([{ id: 1, outcome: expect.objectContaining({ ok: true }) }]),
      10_000,
    );
    (port1 as MessagePort).close();
  });

  const requests: [url: string, init?: RequestInit][] = [
    ['app://evil/'],
    ['app://kindred.evil.example/'],
    ['app://127.0.0.1/'],
    ['app://kindred/', { method: 'POST', body: '{}' }],
    ['app://kindred/call/library.status', { method: 'POST', body: '{}' }],
    ['app://kindred/', { method: 'PUT', body: 'x' }],
    ['app://kindred/media/original/1', { method: 'DELETE' }],
  ];
  test.each(requests)('app: refuses %s %j', async (url, init) => {
    const { status, body } = await started.get(url, init);
    expect([status, body]).toEqual([403, null]);
  });

  test('Nothing leaves the machine, and nothing is permitted', () => {
    const { decisions } = started.record;
    const cancel = vi.fn();
    decisions.get('network')?.({ url: 'https://evil.example/' }, cancel);
    expect(cancel).toHaveBeenCalledExactlyOnceWith({ cancel: true });
    for (const permission of [
      'media',
      'geolocation',
      'notifications',
      'openExternal',
      'fileSystem',
      'clipboard-read',
    ]) {
      const decide = vi.fn();
      decisions.get('request')?.(window.webContents, permission, decide);
      expect(decide, permission).toHaveBeenCalledExactlyOnceWith(false);
      expect(decisions.get('check')?.(window.webContents, permission), permission).toBe(false);
    }
  });

  test('The page gets seven functions, and nothing of Electron', () => {
    const bridge = runPreload(window.webContents, started.main);
    const names = ['call', 'listen', 'pickFolder', 'showInFolder', 'copyPhotos', 'tellWhenDone', 'pathOf'];
    expect(Object.keys(bridge)).toEqual(names);
    expect(new Set(Object.values(bridge).map((value) => typeof value))).toEqual(new Set(['function']));
  });

  function foreign(url: string) {
    window.webContents.mainFrame.url = url;
    return window.webContents.mainFrame;
  }
});

function expectRefused(sent: { status: number; body: Buffer }, status: number): void {
  expect(sent.status).toBe(status);
  // Node itself refuses a few before they reach us, with no body at all.
  if (sent.body.length === 0) return;
  expect(JSON.parse(sent.body.toString())).toEqual({
    ok: false,
    error: {
      code: expect.stringMatching(/^(?:refused|badRequest)$/),
      sentence: expect.objectContaining({ text: expect.stringMatching(/^[A-Z].*\.$/) }),
    },
  });
}

/** Sends bytes as they are. @returns what came back until the line was closed, or nothing more came */
function exchange(port: number, text: string): Promise<string> {
  return new Promise((resolve) => {
    let reply = '';
    const socket = connect(port, '127.0.0.1', () => socket.write(text, 'latin1'));
    socket.setTimeout(3_000, () => socket.destroy());
    socket.on('data', (chunk) => (reply += chunk.toString('latin1')));
    socket.on('error', () => undefined); // a reset is a refusal as well
    socket.on('close', () => resolve(reply));
  });
}
