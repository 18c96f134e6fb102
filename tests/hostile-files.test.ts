// Folders of photos that somebody else can write to, and patterns that never end: nothing outside is read, nothing waits.

import { spawnSync } from 'node:child_process';
import { mkdirSync, mkdtempSync, readFileSync, realpathSync, rmSync, symlinkSync, writeFileSync } from 'node:fs';
import { type ClientRequest, request } from 'node:http';
import { tmpdir } from 'node:os';
import { basename, join } from 'node:path';
import { setTimeout as pause } from 'node:timers/promises';
import sharp from 'sharp';
import { afterAll, afterEach, describe, expect, test } from 'vitest';
import { z } from 'zod';
import { silentLog } from '../app/platform/log.ts';
import { type RunningServer, type ServerOptions, startServer } from '../app/server/server.ts';
import { openStore } from '../app/store/index.ts';
import { startVision, workersHere } from '../app/vision/handle.ts';
import { facePhotos } from './face-photos.ts';
import { type Sent, sendTo } from './http.ts';
import { ask, SHELLS } from './shells.ts';
import { visionProcesses } from './vision-processes.ts';

const folder = realpathSync(mkdtempSync(join(tmpdir(), 'kindred-files-')));
const open: RunningServer[] = [];
let libraries = 0;
afterEach(async () => {
  for (const server of open.splice(0)) await server.close();
});
afterAll(() => rmSync(folder, { recursive: true, force: true }));

describe.runIf(process.platform !== 'win32')('Links that others put among the photos', () => {
  test('With a root, pictures behind a link out of it are not read, and the folder’s own are', async () => {
    const { library, photos, outside } = places();
    const [inner = Buffer.alloc(0), outer = Buffer.alloc(0)] = await facePhotos(2);
    writeFileSync(join(photos, 'inner.jpg'), inner);
    mkdirSync(join(outside, 'private'));
    writeFileSync(join(outside, 'private', 'outer.jpg'), outer);
    symlinkSync(join(outside, 'private'), join(photos, 'way out'));
    symlinkSync(join(outside, 'private', 'outer.jpg'), join(photos, 'link out.jpg'));
    symlinkSync('inner.jpg', join(photos, 'link inside.jpg'));
    const server = await start({ folder: library, photosRoot: photos });
    await call(server, 'folders.add', { path: photos });
    await read(server, 1);
    symlinkSync(join(outside, 'private', 'outer.jpg'), join(photos, 'a later link.jpg'));
    await pause(3_000);
    expect(await statusOf(server)).toMatchObject({ total: 1, done: 1, failed: 0 });
    const shown = await onlyPhoto(server);
    expect(
      Object.values(shown.places)
        .map(({ path }) => basename(path))
        .toSorted(),
    ).toEqual(['inner.jpg', 'link inside.jpg']);
  }, 60_000);

  test('Without a root, links go on working, except into the library itself', async () => {
    const { library, photos, outside } = places();
    const [outer = Buffer.alloc(0)] = await facePhotos(1);
    writeFileSync(join(outside, 'outer.jpg'), outer);
    symlinkSync(outside, join(photos, 'way out'));
    const server = await start({ folder: library });
    symlinkSync(library, join(photos, 'library'));
    await call(server, 'folders.add', { path: photos });
    await read(server, 1);
    await call(server, 'folders.rescan', {}); // by now the library holds pictures of its own
    await pause(3_000);
    expect(await statusOf(server)).toMatchObject({ total: 1, done: 1 });
  }, 60_000);

  const SWAPS: [what: string, swap: (place: string, outside: string, library: string) => void][] = [
    ['a link out', (place, outside) => symlinkSync(join(outside, 'secret.jpg'), place)],
    ['a link into the library', (place, _outside, library) => symlinkSync(join(library, 'library.db'), place)],
    ['a pipe', (place) => void spawnSync('mkfifo', [place])],
    ['a link to a device', (place) => symlinkSync('/dev/zero', place)],
    ['a folder', (place) => mkdirSync(place)],
  ];
  test.each(SWAPS)(
    'A known photo that became %s is not there, and nothing waits for it',
    async (_what, swap) => {
      const { library, photos, outside } = places();
      const [photo = Buffer.alloc(0), secret = Buffer.alloc(0)] = await facePhotos(2);
      const place = join(photos, 'a.jpg');
      writeFileSync(place, photo);
      writeFileSync(join(outside, 'secret.jpg'), secret);
      const server = await start({ folder: library, photosRoot: photos });
      await call(server, 'folders.add', { path: photos });
      await read(server, 1);
      const { id } = await onlyPhoto(server);
      expect(await page(server, `/media/original/${id}`)).toMatchObject({ status: 200, body: photo });
      rmSync(place);
      swap(place, outside, library);
      for (const later of [0, 3_000]) {
        await pause(later);
        const began = performance.now();
        const replies = await Promise.all(
          Array.from({ length: 12 }, (_, each) => page(server, `/media/${each % 3 ? 'original' : 'preview'}/${id}`)),
        );
        expect(new Set(replies.map(({ status }) => status))).toEqual(new Set([404]));
        expect(performance.now() - began).toBeLessThan(2_000);
      }
      expect(await call(server, 'library.status', {})).toMatchObject({ ok: true });
    },
    60_000,
  );

  test('A photo that was edited is shown again as soon as it was looked at', async () => {
    const { library, photos } = places();
    const [photo = Buffer.alloc(0), edited = Buffer.alloc(0)] = await facePhotos(2);
    writeFileSync(join(photos, 'a.jpg'), photo);
    const server = await start({ folder: library });
    await call(server, 'folders.add', { path: photos });
    await read(server, 1);
    const { id } = await onlyPhoto(server);
    writeFileSync(join(photos, 'a.jpg'), edited);
    await page(server, `/media/original/${id}`);
    await expect.poll(() => page(server, `/media/original/${id}`)).toMatchObject({ status: 200, body: edited });
  }, 60_000);

  test('Vision itself reads nothing outside of the root, and opens no pipe', async () => {
    const { photos, outside } = places();
    const [secret = Buffer.alloc(0)] = await facePhotos(1);
    writeFileSync(join(outside, 'secret.jpg'), secret);
    symlinkSync(join(outside, 'secret.jpg'), join(photos, 'a.jpg'));
    spawnSync('mkfifo', [join(photos, 'b.jpg')]);
    const vision = startVision({ log: silentLog, workers: 1, photosRoot: photos });
    try {
      await expect(vision.preview(join(photos, 'a.jpg'), 100)).rejects.toThrow(/outside of the folder/);
      await expect(vision.analyse(join(photos, 'a.jpg'))).rejects.toThrow(/outside of the folder/);
      await expect(vision.preview(join(photos, 'b.jpg'), 100)).rejects.toThrow(/no plain file/);
    } finally {
      await vision.close();
    }
  }, 60_000);
});

describe.runIf(process.platform === 'linux').each(SHELLS)('Through %s', (_name, openShell) => {
  test('A known photo that became a pipe, or a link into the library, is not there, and nothing waits for it', async () => {
    const { photos, outside } = places();
    const [photo = Buffer.alloc(0)] = await facePhotos(1);
    const place = join(photos, 'a.jpg');
    writeFileSync(place, photo);
    const shell = await openShell(outside);
    try {
      await ask(shell, 'folders.add', { path: photos });
      await expect
        .poll(() => ask(shell, 'library.status', {}), { timeout: 30_000 })
        .toMatchObject({ photos: { done: 1, waiting: 0 } });
      const { photos: listed } = await ask(shell, 'photos.list', {});
      const path = `/media/original/${listed[0]?.id}`;
      expect(await shell.page(path)).toMatchObject({ status: 200, body: photo });
      for (const swap of [
        () => void spawnSync('mkfifo', [place]),
        () => symlinkSync(join(outside, 'library', 'library.db'), place),
      ]) {
        rmSync(place);
        swap();
        const began = performance.now();
        const replies = await Promise.all(Array.from({ length: 12 }, () => shell.page(path)));
        expect(new Set(replies.map(({ status }) => status))).toEqual(new Set([404]));
        expect(performance.now() - began).toBeLessThan(2_000);
      }
    } finally {
      await shell.close();
    }
  }, 120_000);
});

describe('Patterns', () => {
  test.each([
    ['16 braces', '{a,b}'.repeat(16)],
    ['16 braces with stars', '*{a,b}'.repeat(16)],
    ['eight stars', `${'*a'.repeat(8)}b`],
  ])(
    '%s that an earlier version stored are survived at the start',
    async (_what, pattern) => {
      const { library, photos } = places();
      const [photo = Buffer.alloc(0)] = await facePhotos(1);
      writeFileSync(join(photos, `${'a'.repeat(200)}.jpg`), photo);
      const store = openStore(library);
      const id = store.folders.add(photos, new Date().toISOString());
      store.folders.change(id, { paused: false, excluded: [pattern], polled: null, findsInVideos: true });
      store.close();
      const server = await start({ folder: library });
      const began = performance.now();
      expect(await call(server, 'library.status', {})).toMatchObject({ ok: true });
      await expect
        .poll(() => call(server, 'library.status', {}), { timeout: 20_000 })
        .toMatchObject({ value: { photos: { done: 1 } } });
      expect(performance.now() - began).toBeLessThan(20_000);
    },
    120_000,
  );
});

describe.runIf(process.platform === 'linux')('Previews', () => {
  test('60 of one picture of 256 megapixels, asked for at once, take no more processes than one does', async () => {
    const { library, photos } = places();
    // All coefficients are held until the last scan: a process has room for one of them, and for no second one.
    await sharp({ create: { width: 16_000, height: 16_000, channels: 3, background: '#8ab' }, limitInputPixels: false })
      .jpeg({ progressive: true, chromaSubsampling: '4:2:0' })
      .toFile(join(photos, 'huge.jpg'));
    const [small = Buffer.alloc(0)] = await facePhotos(1);
    writeFileSync(join(photos, 'small.jpg'), small);
    const server = await start({ folder: library });
    await call(server, 'folders.add', { path: photos });
    await expect
      .poll(() => call(server, 'library.status', {}), { timeout: 120_000, interval: 500 })
      .toMatchObject({ value: { photos: { total: 2, waiting: 0, failed: 0 } } });
    const listed = z
      .object({ value: z.object({ photos: z.array(z.object({ id: z.number(), width: z.number() })) }) })
      .parse(await call(server, 'photos.list', {})).value.photos;
    const idOf = (width: number) => listed.find((photo) => photo.width === width)?.id ?? 0;
    const other = listed.find(({ width }) => width !== 16_000)?.id ?? 0;

    let most = 0;
    const counting = setInterval(() => (most = Math.max(most, visionProcesses().length)), 20);
    const leaving = Array.from({ length: 30 }, () => preview(server, idOf(16_000)));
    const staying = Array.from({ length: 30 }, () => preview(server, idOf(16_000)));
    for (const { request } of leaving) request.destroy();
    expect(await preview(server, other).status, 'another one meanwhile').toBe(200);
    expect(new Set(await Promise.all(staying.map(({ status }) => status)))).toEqual(new Set([200]));
    clearInterval(counting);
    expect(most).toBeGreaterThan(0);
    expect(most).toBeLessThanOrEqual(workersHere() + 1);
  }, 300_000);

  test('Nothing more is decoded for a client that left while its preview was made', async () => {
    const { photos } = places();
    const damaged = join(photos, 'damaged.jpg');
    // Decoded a second time, to show as much as is there, when the first time fails at its end.
    const whole = await sharp({ create: { width: 9_000, height: 9_000, channels: 3, background: '#8ab' } })
      .jpeg({ progressive: true })
      .toBuffer();
    writeFileSync(damaged, whole.subarray(0, Math.round(whole.length * 0.95)));
    const [small = Buffer.alloc(0)] = await facePhotos(1);
    writeFileSync(join(photos, 'small.jpg'), small);
    const vision = startVision({ log: silentLog, workers: 1, provider: 'cpu' });
    try {
      await vision.preview(join(photos, 'small.jpg'), 100); // the process has started
      const spent = async (signal?: AbortSignal) => {
        const before = visionSeconds();
        await vision.preview(damaged, 1_000, { signal }).catch(() => undefined);
        // In turn behind it: the other one's turn ends with its last step.
        await Promise.all([200, 300].map((side) => vision.preview(join(photos, 'small.jpg'), side)));
        await expect.poll(() => stillSeconds(visionSeconds), { timeout: 30_000 }).toBe(true);
        return visionSeconds() - before;
      };
      const stayed = await spent();
      const leaving = new AbortController();
      setTimeout(() => leaving.abort(new Error('It left.')), 150);
      expect(await spent(leaving.signal)).toBeLessThan(0.75 * stayed);
    } finally {
      await vision.close();
    }
  }, 120_000);
});

/** Seconds of a processor that the processes of vision have had. */
function visionSeconds(): number {
  const TICKS_A_SECOND = 100;
  return visionProcesses().reduce((sum, pid) => {
    const fields = readFileSync(`/proc/${pid}/stat`, 'utf8').split(') ')[1]?.split(' ') ?? [];
    return sum + (Number(fields[11]) + Number(fields[12])) / TICKS_A_SECOND;
  }, 0);
}

/** Whether the processes have come to rest. */
async function stillSeconds(read: () => number): Promise<boolean> {
  const before = read();
  await pause(500);
  return read() - before < 0.05;
}

function preview(server: RunningServer, photo: number): { request: ClientRequest; status: Promise<number> } {
  const authorization = `Bearer ${new URL(server.address).searchParams.get('key')}`;
  const path = `/media/preview/${photo}`;
  const asking = request({ host: '127.0.0.1', port: server.port, path, agent: false, headers: { authorization } });
  const status = new Promise<number>((resolve) => {
    asking.on('response', (response) => response.on('end', () => resolve(response.statusCode ?? 0)).resume());
    asking.on('error', () => resolve(0));
  });
  asking.end();
  return { request: asking, status };
}

function places(): { library: string; photos: string; outside: string } {
  const own = join(folder, String(libraries++));
  const [photos, outside] = [join(own, 'photos'), join(own, 'outside')];
  for (const place of [photos, outside]) mkdirSync(place, { recursive: true });
  return { library: join(own, 'library'), photos, outside };
}

async function statusOf(server: RunningServer) {
  const Status = z.object({ value: z.object({ photos: z.record(z.string(), z.number()) }) });
  return Status.parse(await call(server, 'library.status', {})).value.photos;
}

async function read(server: RunningServer, done: number): Promise<void> {
  await expect.poll(() => statusOf(server), { timeout: 30_000 }).toMatchObject({ done, waiting: 0 });
}

async function onlyPhoto(server: RunningServer) {
  const Listed = z.object({ value: z.object({ photos: z.array(z.object({ id: z.number() })).length(1) }) });
  const [first] = Listed.parse(await call(server, 'photos.list', {})).value.photos;
  const Photo = z.object({ value: z.object({ id: z.number(), places: z.array(z.object({ path: z.string() })) }) });
  return Photo.parse(await call(server, 'photos.get', { photo: first?.id })).value;
}

function page(server: RunningServer, path: string): Promise<Sent> {
  const authorization = `Bearer ${new URL(server.address).searchParams.get('key')}`;
  return sendTo(server.port, { path, headers: { authorization } });
}

async function start(options: ServerOptions): Promise<RunningServer> {
  const server = await startServer({ log: silentLog, ...options });
  open.push(server);
  return server;
}

async function call(server: RunningServer, name: string, json: unknown): Promise<unknown> {
  const authorization = `Bearer ${new URL(server.address).searchParams.get('key')}`;
  const sent = await sendTo(server.port, { path: `/call/${name}`, method: 'POST', json, headers: { authorization } });
  return JSON.parse(sent.body.toString());
}
