// Folders of photos that somebody else can write to, and patterns that never end: nothing outside is read, nothing waits.

import { mkdirSync, mkdtempSync, realpathSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, afterEach, describe, expect, test } from 'vitest';
import { silentLog } from '../app/log.ts';
import { type RunningServer, type ServerOptions, startServer } from '../app/server/server.ts';
import { openStore } from '../app/store/index.ts';
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
