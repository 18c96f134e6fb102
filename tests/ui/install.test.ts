// Kindred as an app of a phone, in German: its address as a picture for the camera, installed, and a page in words when it is away.

import { mkdirSync, mkdtempSync, realpathSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { type Browser, chromium, type Locator, type Page } from 'playwright-core';
import { decodeQR } from 'qr/decode.js';
import sharp from 'sharp';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { z } from 'zod';
import { silentLog } from '../../app/platform/log.ts';
import { setPassword } from '../../app/server/password.ts';
import { type RunningServer, startServer } from '../../app/server/server.ts';
import { findChromium } from '../chromium.ts';
import { freePort } from '../free-port.ts';
import { barriers } from './barriers.ts';
import { expectSeen, SCREEN_WAIT } from './journey.ts';

const PASSWORD = 'correct horse battery staple';
const Manifest = z.object({
  display: z.literal('standalone'),
  start_url: z.string(),
  icons: z.array(z.object({ src: z.string(), sizes: z.string(), purpose: z.string().optional() })),
});

const folder = realpathSync(mkdtempSync(join(tmpdir(), 'kindred-install-')));
const library = join(folder, 'library');
let port: number;
let server: RunningServer;
let browser: Browser;
let page: Page;

beforeAll(async () => {
  await setPassword(library, PASSWORD);
  port = await freePort();
  server = await open();
  const photos = join(folder, 'photos');
  mkdirSync(photos);
  await sharp({ create: { width: 320, height: 240, channels: 3, background: '#8ab' } }).toFile(join(photos, 'sky.jpg'));
  await server.library.engine['folders.add']({ path: photos });
  await server.library.whenIdle();
  browser = await chromium.launch({
    executablePath: findChromium() ?? '',
    chromiumSandbox: process.getuid?.() !== 0,
  });
  const context = await browser.newContext({
    viewport: { width: 390, height: 844 },
    hasTouch: true,
    isMobile: true,
    locale: 'de-DE',
    reducedMotion: 'reduce',
  });
  context.setDefaultTimeout(SCREEN_WAIT.timeout);
  page = await context.newPage();
  await page.goto(server.address);
  await page.getByLabel('Passwort').fill(PASSWORD);
  await page.getByRole('button', { name: 'Anmelden' }).tap();
  await expectSeen(page.getByRole('navigation', { name: 'Hauptnavigation' }));
  await page.goto(`${server.address}/#/settings`);
});
afterAll(async () => {
  await browser.close();
  await server.close();
  rmSync(folder, { recursive: true, force: true });
});

test('The settings show the address as a picture that a camera reads, in light and in dark', async () => {
  const code = page.getByRole('img', { name: `QR-Code von ${server.address}` });
  for (const colorScheme of ['light', 'dark'] as const) {
    await page.emulateMedia({ colorScheme });
    // What is above it may still arrive and push it behind the bar at the bottom.
    await expect.poll(() => readByCamera(code), SCREEN_WAIT).toBe(server.address);
    if (process.env['PICTURES']) {
      await page.screenshot({ path: join(process.env['PICTURES'], `qr-${colorScheme}.png`) });
    }
  }
});

/** @returns what the picture says, null where it cannot be read */
async function readByCamera(code: Locator): Promise<string | null> {
  await code.evaluate((picture) => picture.scrollIntoView({ block: 'center' }));
  const { data, info } = await sharp(await code.screenshot())
    .resize({ width: 400 })
    .ensureAlpha()
    .raw()
    .toBuffer({ resolveWithObject: true });
  try {
    return decodeQR({ width: info.width, height: info.height, data });
  } catch {
    return null;
  }
}

test('The browser finds all that it needs to install it: a name, and icons that a phone may cut', async () => {
  const found = await page.evaluate(`(async () => {
    const link = document.querySelector('link[rel=manifest]');
    const response = await fetch(link.href);
    return { type: response.headers.get('content-type'), manifest: await response.json() };
  })()`);
  const { type, manifest } = z.object({ type: z.string(), manifest: Manifest }).parse(found);
  expect(type).toBe('application/manifest+json');
  expect(manifest.icons.some(({ purpose }) => purpose === 'maskable')).toBe(true);
  for (const { src, sizes } of manifest.icons.filter((icon) => icon.sizes !== 'any')) {
    const size = await page.evaluate<string>(`new Promise((resolve, reject) => {
      const picture = new Image();
      picture.onload = () => resolve(picture.naturalWidth + 'x' + picture.naturalHeight);
      picture.onerror = reject;
      picture.src = ${JSON.stringify(src)};
    })`);
    expect(size).toBe(sizes);
  }
  const devtools = await page.context().newCDPSession(page);
  const { errors } = await devtools.send('Page.getAppManifest');
  expect(errors).toEqual([]);
  // A context of a test counts as a private window, in which nothing can be installed.
  const { installabilityErrors } = await devtools.send('Page.getInstallabilityErrors');
  expect(installabilityErrors.filter(({ errorId }) => errorId !== 'in-incognito')).toEqual([]);
});

test('The frame around the page has its colour, in light and in dark', async () => {
  const colour = () => page.locator('meta[name=theme-color]').getAttribute('content');
  await page.emulateMedia({ colorScheme: 'light' });
  await expect.poll(colour, SCREEN_WAIT).toBe('#fbfaf8');
  await page.emulateMedia({ colorScheme: 'dark' });
  await expect.poll(colour, SCREEN_WAIT).toBe('#131110');
});

test('When Kindred is away its address shows a page in words, and nothing else was kept', async () => {
  await page.evaluate('navigator.serviceWorker.ready.then(() => undefined)');
  await server.close();
  await page.goto(server.address);
  await expectSeen(page.getByRole('heading', { name: 'Kindred antwortet nicht' }));
  for (const colorScheme of ['light', 'dark'] as const) {
    await page.emulateMedia({ colorScheme });
    if (process.env['PICTURES']) {
      await page.screenshot({ path: join(process.env['PICTURES'], `offline-${colorScheme}.png`) });
    }
    expect(await barriers(page)).toEqual([]);
  }
  const kept = await page.evaluate<string[]>(`(async () => {
    const names = await caches.keys();
    const stores = await Promise.all(names.map((name) => caches.open(name)));
    const requests = (await Promise.all(stores.map((store) => store.keys()))).flat();
    return requests.map(({ url }) => url);
  })()`);
  expect(kept).toEqual([`${server.address}/offline?language=de`]);
});

test('When it is back, one tap leads in again', async () => {
  server = await open();
  await page.getByRole('link', { name: 'Noch einmal versuchen' }).tap();
  await expectSeen(page.getByRole('navigation', { name: 'Hauptnavigation' }));
});

function open(): Promise<RunningServer> {
  return startServer({ folder: library, port, address: `http://127.0.0.1:${port}`, log: silentLog });
}
