// The desktop shell without Electron's binary: the real main process, preload and engine, joined by a stand-in for `electron`.

import { mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import sharp from 'sharp';
import { afterAll, beforeAll, describe, expect, test, vi } from 'vitest';
import { NODE_OPTIONS } from '../app/platform/engine-options.mjs';
import { firstWindow, type Main, quit, startMain } from './electron/main.ts';
import { type Bridge, type BrowserWindow, runPreload } from './electron/stand-in.ts';

const folder = mkdtempSync(join(tmpdir(), 'kindred-electron-'));
afterAll(() => rmSync(folder, { recursive: true, force: true }));

const places = { appData: join(folder, 'data'), library: join(folder, 'library') };

describe('The window', () => {
  let started: Main;
  let window: BrowserWindow;
  let kindred: Bridge;

  beforeAll(async () => {
    vi.stubEnv('KINDRED_NODE', process.execPath);
    started = await startMain(places);
    window = await firstWindow(started);
    kindred = runPreload(window.webContents, started.main);
  });

  afterAll(async () => {
    vi.unstubAllEnvs();
    await quit(started);
  });

  test('It is shut off from Node, in a sandbox, and shows our page alone', () => {
    expect(window.options.webPreferences).toMatchObject({
      sandbox: true,
      contextIsolation: true,
      nodeIntegration: false,
      webSecurity: true,
    });
    expect(started.electron.app.isSandboxed).toBe(true);
    expect(window.options.webPreferences.preload).toMatch(/preload\.cjs$/);
    expect(window.webContents.mainFrame.url).toBe('app://kindred/');
    expect(started.record.menus).toHaveLength(1);
  });

  test('The engine’s process has the options of the other shells that are V8’s', () => {
    const [switches = ''] = started.record.engines[0]?.options.execArgv ?? [];
    expect(switches).toMatch(/^--js-flags=/);
    const flags = switches.slice('--js-flags='.length).split(' ');
    expect(NODE_OPTIONS).toEqual(['--disable-warning=ExperimentalWarning', ...flags, '--v8-pool-size=0']);
    expect(flags).toContain('--expose-gc');
  });

  test('The engine is told which Node runs vision: from source the one that started Electron', () => {
    expect(started.record.engines[0]?.words).toEqual([places.library, process.execPath]);
  });

  test('It comes back to where it stood', () => {
    expect(window.options).toMatchObject({ name: 'main', windowStatePersistence: true });
  });

  test('It goes nowhere else, opens nothing and embeds nothing', () => {
    expect(window.webContents.openHandler?.({ url: 'https://evil.example' })).toEqual({ action: 'deny' });
    for (const name of ['will-navigate', 'will-frame-navigate', 'will-redirect', 'will-attach-webview']) {
      const preventDefault = vi.fn();
      window.webContents.emit(name, { preventDefault });
      expect(preventDefault, name).toHaveBeenCalledOnce();
    }
  });

  test('Its page comes from the built screen, with a policy that starts at none', async () => {
    const page = await started.get('app://kindred/');
    expect(page.status).toBe(200);
    expect(await page.text()).toContain('<!doctype html>');
    expect(page.headers.get('content-security-policy')).toMatch(/^default-src 'none'; script-src 'self';/);
    expect(page.headers.get('x-content-type-options')).toBe('nosniff');
  });

  test('It adds a folder, hears of it, and sees the photo, all through the engine’s process', async () => {
    const photos = join(folder, 'photos');
    mkdirSync(photos);
    const file = join(photos, 'sea.png');
    await sharp({ create: { width: 64, height: 48, channels: 3, background: '#37a' } }).toFile(file);
    const heard: string[] = [];
    const stop = kindred.listen((name) => heard.push(name));

    expect(await kindred.call('folders.add', { path: photos })).toMatchObject({ ok: true, value: { path: photos } });
    const photo = await vi.waitFor(
      async () => {
        const outcome = await kindred.call('photos.list', {});
        expect(outcome).toMatchObject({ ok: true, value: { total: 1, photos: [{ width: 64, height: 48 }] } });
        // Just matched: the contract's shape.
        return (outcome as { value: { photos: [{ id: number }] } }).value.photos[0].id;
      },
      { timeout: 30_000, interval: 200 },
    );
    await vi.waitFor(() => expect(heard).toContain('status'), { timeout: 5_000 });
    stop();

    const original = await started.get(`app://kindred/media/original/${photo}`);
    expect(original.headers.get('content-type')).toBe('image/png');
    expect(Buffer.from(await original.arrayBuffer()).equals(readFileSync(file))).toBe(true);
    const part = await started.get(`app://kindred/media/original/${photo}`, { headers: { range: 'bytes=1-3' } });
    expect([part.status, await part.text()]).toEqual([206, 'PNG']);
    const preview = await started.get(`app://kindred/media/preview/${photo}`);
    expect(await sharp(await preview.arrayBuffer()).metadata()).toMatchObject({ format: 'jpeg', width: 64 });
  });

  test('The native dialog hands over what was picked, or that nothing was', async () => {
    started.record.picked = ['/photos/2019'];
    expect(await kindred.pickFolder()).toEqual({ ok: true, value: '/photos/2019' });
    started.record.picked = [];
    expect(await kindred.pickFolder()).toEqual({ ok: true, value: null });
  });

  test('When the engine dies it is started again, and the window has a fresh line to it', async () => {
    const { engines } = started.record;
    await engines[0]?.worker.terminate();
    await vi.waitFor(() => expect(engines).toHaveLength(2), { timeout: 5_000 });
    await vi.waitFor(
      async () => expect(await kindred.call('photos.list', {})).toMatchObject({ ok: true, value: { total: 1 } }),
      { timeout: 15_000 },
    );
    expect((await started.get('app://kindred/')).status).toBe(200);
  });

  test('What is asked while no engine runs is answered by the next one, and a new page waits for its line', async () => {
    const { engines } = started.record;
    const running = engines.length;
    await engines.at(-1)?.worker.terminate();
    const page = started.get('app://kindred/');
    window.webContents.inbox.removeAllListeners(); // as a page that is loaded anew
    kindred = runPreload(window.webContents, started.main);
    const states: boolean[] = [];
    kindred.listen(
      () => undefined,
      (isOpen) => states.push(isOpen),
    );
    const listed = kindred.call('photos.list', {});
    expect(engines).toHaveLength(running);
    expect((await page).status).toBe(200);
    expect(await listed).toMatchObject({ ok: true, value: { total: 1 } });
    expect(states).toEqual([true]);
    expect(engines).toHaveLength(running + 1);
  });

  test('A second start shows the first window instead', async () => {
    started.electron.app.emit('second-instance');
    await vi.waitFor(() => expect(window.calls).toEqual(expect.arrayContaining(['restore', 'focus'])));
    expect(started.record.windows).toHaveLength(1);
  });
});

test('A second instance quits at once and opens nothing', async () => {
  const { record } = await startMain({ ...places, isFirstInstance: false });
  expect(record).toMatchObject({ quits: 1, windows: [], engines: [] });
});

test('Who leaves while no engine runs need not wait for one, and what was asked is refused', async () => {
  const started = await startMain({ appData: join(folder, 'leaving-data'), library: join(folder, 'leaving') });
  await vi.waitFor(() => expect(started.record.engines).toHaveLength(1));
  await started.record.engines[0]?.worker.terminate();
  const asked = started.get('app://kindred/');
  await quit(started);
  expect((await asked).status).toBe(503);
  expect((await started.get('app://kindred/')).status).toBe(503);
  expect(started.record.engines).toHaveLength(1);
});

test('A library that cannot be opened is said in one sentence, and Kindred quits', async () => {
  const library = join(folder, 'a file');
  writeFileSync(library, '');
  const { record } = await startMain({ ...places, library });
  await vi.waitFor(() => expect(record.quits).toBe(1), { timeout: 15_000 });
  expect(record.errorBoxes).toEqual([expect.stringMatching(/^Kindred cannot open its library: [A-Z].*\.$/)]);
  expect(record.engines).toHaveLength(1);
});
