// Folders of photos that somebody else can write to, and patterns that never end: nothing outside is read, nothing waits.

import { mkdirSync, mkdtempSync, readdirSync, readFileSync, realpathSync, rmSync, writeFileSync } from 'node:fs';
import { type ClientRequest, request } from 'node:http';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import sharp from 'sharp';
import { afterAll, afterEach, describe, expect, test } from 'vitest';
import { z } from 'zod';
import { silentLog } from '../app/log.ts';
import { type RunningServer, type ServerOptions, startServer } from '../app/server/server.ts';
import { openStore } from '../app/store/index.ts';
import { lanesHere } from '../app/vision/handle.ts';
import { facePhotos } from './face-photos.ts';
import { sendTo } from './http.ts';

const folder = realpathSync(mkdtempSync(join(tmpdir(), 'kindred-files-')));
const open: RunningServer[] = [];
let libraries = 0;
afterEach(async () => {
  for (const server of open.splice(0)) await server.close();
});
afterAll(() => rmSync(folder, { recursive: true, force: true }));

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
      store.folders.change(id, { paused: false, excluded: [pattern], polled: null });
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
    const counting = setInterval(() => (most = Math.max(most, visionProcesses())), 20);
    const leaving = Array.from({ length: 30 }, () => preview(server, idOf(16_000)));
    const staying = Array.from({ length: 30 }, () => preview(server, idOf(16_000)));
    for (const { request } of leaving) request.destroy();
    expect(await preview(server, other).status, 'another one meanwhile').toBe(200);
    expect(new Set(await Promise.all(staying.map(({ status }) => status)))).toEqual(new Set([200]));
    clearInterval(counting);
    expect(most).toBeGreaterThan(0);
    expect(most).toBeLessThanOrEqual(lanesHere() + 1);
  }, 300_000);
});

/** Children of this process that look at photos. */
function visionProcesses(): number {
  return readdirSync('/proc').filter((name) => {
    if (!/^\d+$/.test(name)) return false;
    try {
      const [, parent] = /^PPid:\s*(\d+)$/m.exec(readFileSync(`/proc/${name}/status`, 'utf8')) ?? [];
      return Number(parent) === process.pid && readFileSync(`/proc/${name}/cmdline`, 'utf8').includes('vision');
    } catch {
      return false; // it ended meanwhile
    }
  }).length;
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

function places(): { library: string; photos: string } {
  const own = join(folder, String(libraries++));
  const photos = join(own, 'photos');
  mkdirSync(photos, { recursive: true });
  return { library: join(own, 'library'), photos };
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
