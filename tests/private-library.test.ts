// The library is its owner's alone, and so is the way in: rights on the disk, and what other programs' arguments show.

import { type ChildProcess, spawn } from 'node:child_process';
import { once } from 'node:events';
import { chmodSync, mkdirSync, mkdtempSync, readdirSync, readFileSync, rmSync, statSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { delimiter, join } from 'node:path';
import { afterAll, afterEach, describe, expect, test } from 'vitest';
import { silentLog } from '../app/platform/log.ts';
import { resource } from '../app/platform/resources.ts';
import { type RunningServer, startServer } from '../app/server/server.ts';
import { facePhotos } from './face-photos.ts';
import { sendTo } from './http.ts';

const folder = mkdtempSync(join(tmpdir(), 'kindred-private-'));
const children: ChildProcess[] = [];
afterEach(async () => {
  for (const child of children.splice(0)) {
    if (child.exitCode !== null) continue;
    child.kill('SIGTERM');
    await once(child, 'close');
  }
});
afterAll(() => rmSync(folder, { recursive: true, force: true }));

describe.runIf(process.platform !== 'win32')('On the disk', () => {
  test('Everything that Kindred writes is readable by its owner alone, photos and backups included', async () => {
    const library = join(folder, 'fresh');
    const photos = join(folder, 'photos');
    mkdirSync(photos);
    const [photo = Buffer.alloc(0)] = await facePhotos(1);
    writeFileSync(join(photos, 'one.jpg'), photo);
    const { port, key } = await served(library);
    await call(port, key, 'folders.add', { path: photos });
    await expect
      .poll(() => call(port, key, 'library.status', {}), { timeout: 60_000 })
      .toMatchObject({ value: { faces: 1 } });
    await call(port, key, 'backups.make', {});
    expect(rightsIn(library)).toEqual([]);
  }, 120_000);

  test('What an earlier version left open to others is closed, and a second start finds nothing to do', async () => {
    const library = join(folder, 'earlier');
    mkdirSync(join(library, 'thumbs', '0'), { recursive: true, mode: 0o755 });
    for (const file of ['thumbs/0/1.jpg', 'password.json']) writeFileSync(join(library, file), 'x', { mode: 0o644 });
    chmodSync(library, 0o755);
    const server = await startServer({ folder: library, log: silentLog });
    await expect.poll(() => rightsIn(library), { timeout: 20_000 }).toEqual([]);
    await server.close();
    chmodSync(join(library, 'thumbs', '0', '1.jpg'), 0o640);
    const again = await startServer({ folder: library, log: silentLog });
    await again.close();
    expect(statSync(join(library, 'thumbs', '0', '1.jpg')).mode & 0o777).toBe(0o640);
  });
});

describe('The key', () => {
  let server: RunningServer | undefined;
  afterEach(async () => {
    await server?.close();
    server = undefined;
  });

  test.runIf(process.platform === 'linux')(
    'No program is started with it: a browser gets an address for one visit',
    async () => {
      const library = join(folder, 'opened');
      const { port, key } = await served(library, ['--open']);
      const [first = ''] = await opened(1);
      const second = spawn(process.execPath, [resource('app', 'server', 'main.ts'), '--library', library, '--open'], {
        env: { ...process.env, ...desktop() },
      });
      children.push(second);
      await once(second, 'close');
      const [, other = ''] = await opened(2);
      expect(new Set([first, other]).size).toBe(2);
      for (const address of [first, other]) {
        expect(address).not.toContain(key);
        const { pathname, search } = new URL(address);
        const headers = { host: `127.0.0.1:${port}` };
        expect(await sendTo(port, { path: pathname + search, headers })).toMatchObject({ status: 303 });
        expect(await sendTo(port, { path: pathname + search, headers })).toMatchObject({ status: 403 });
      }
    },
    60_000,
  );

  test('A ticket is had with the key alone, opens one browser, and that one as often as it likes', async () => {
    server = await startServer({ folder: join(folder, 'tickets'), log: silentLog });
    const { port } = server;
    expect(await sendTo(port, { path: '/ticket' })).toMatchObject({ status: 403 });
    const path = server.addressOnce().replace(/^.*(?=\/\?)/, '');
    const sent = await sendTo(port, { path });
    expect(sent).toMatchObject({ status: 303, headers: { location: '/' } });
    const cookie = sent.headers['set-cookie']?.[0]?.split(';')[0] ?? '';
    expect(await sendTo(port, { path, headers: { cookie } })).toMatchObject({ status: 303 });
    expect(await sendTo(port, { path })).toMatchObject({ status: 403 });
    expect(await sendTo(port, { path: '/ticket', headers: { cookie } })).toMatchObject({ status: 404 });
  });

  test('However many tickets are asked for, only the latest twenty are good', async () => {
    const started = await startServer({ folder: join(folder, 'many tickets'), log: silentLog });
    server = started;
    const { port } = started;
    const [first = '', second = '', ...later] = Array.from({ length: 21 }, () =>
      started.addressOnce().replace(/^.*(?=\/\?)/, ''),
    );
    expect(await sendTo(port, { path: first })).toMatchObject({ status: 403 });
    for (const path of [second, later.at(-1) ?? '']) {
      expect(await sendTo(port, { path })).toMatchObject({ status: 303 });
    }
  });
});

test('A file that is no export, however large or strange, is refused in words', async () => {
  const files = [join(folder, 'missing.json'), '/dev/zero', folder];
  for (const file of process.platform === 'linux' ? files : files.slice(0, 1)) {
    const child = spawn(process.execPath, [resource('app', 'cli.ts'), 'import', file, '--library', join(folder, 'in')]);
    let words = '';
    child.stderr.on('data', (chunk) => (words += String(chunk)));
    const [status] = (await once(child, 'close')) as [number];
    expect([status, words], file).toEqual([1, expect.stringMatching(/is not a file that “export” wrote/)]);
  }
}, 60_000);

/** A desktop whose opener notes with what it is started. */
function desktop(): Record<string, string> {
  const programs = join(folder, 'programs');
  mkdirSync(programs, { recursive: true });
  const opener = join(programs, 'xdg-open');
  writeFileSync(opener, `#!/bin/sh\necho "$1" >> '${join(folder, 'opened.txt')}'\n`, { mode: 0o755 });
  return { DISPLAY: ':99', PATH: `${programs}${delimiter}${process.env['PATH'] ?? ''}` };
}

async function opened(count: number): Promise<string[]> {
  const read = () => {
    try {
      return readFileSync(join(folder, 'opened.txt'), 'utf8').trim().split('\n');
    } catch {
      return []; // nothing was opened yet
    }
  };
  await expect.poll(() => read().length, { timeout: 20_000 }).toBe(count);
  return read();
}

async function served(library: string, words: string[] = []): Promise<{ port: number; key: string }> {
  const child = spawn(process.execPath, [resource('app', 'server', 'main.ts'), '--library', library, ...words], {
    env: { ...process.env, ...desktop() },
  });
  children.push(child);
  const address = await new Promise<string>((resolve) => {
    child.stdout.on('data', (chunk) => resolve(String(chunk).trim()));
  });
  const { port, searchParams } = new URL(address);
  return { port: Number(port), key: searchParams.get('key') ?? '' };
}

async function call(port: number, key: string, name: string, json: unknown): Promise<unknown> {
  const headers = { authorization: `Bearer ${key}` };
  const sent = await sendTo(port, { path: `/call/${name}`, method: 'POST', json, headers });
  return JSON.parse(sent.body.toString());
}

/** What others could read, write or enter. */
function rightsIn(library: string): string[] {
  const paths = ['.', ...readdirSync(library, { recursive: true, encoding: 'utf8' })];
  return paths.flatMap((path) => {
    const { mode } = statSync(join(library, path));
    return (mode & 0o077) === 0 ? [] : [`${path} ${(mode & 0o777).toString(8)}`];
  });
}
