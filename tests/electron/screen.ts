// Shows the desktop's window in Chromium: the pages that app: serves, and the functions that the preload exposes.

import { join } from 'node:path';
import type { Page } from 'playwright-core';
import { type Main } from './main.ts';
import { type BrowserWindow, runPreload } from './stand-in.ts';

/** Chromium alone knows no app:, so that the window's pages get an address that looks like one. */
const ORIGIN = 'http://kindred.test';

/** @param dropped where what is dropped onto the window comes from */
export async function showWindow(page: Page, started: Main, window: BrowserWindow, dropped: string): Promise<void> {
  const bridge = runPreload(window.webContents, started.main);
  const tell = (kind: string, ...values: unknown[]) =>
    page.evaluate(([kind, values]) => Reflect.get(globalThis, 'kindredTold')(kind, values), [kind, values] as const);
  await page.exposeFunction('kindredCall', (name: string, request: unknown) => bridge.call(name, request));
  await page.exposeFunction('kindredPick', () => bridge.pickFolder());
  await page.exposeFunction('kindredShow', (photo: unknown) => bridge.showInFolder(photo));
  await page.exposeFunction('kindredCopy', (request: unknown) => bridge.copyPhotos(request));
  await page.exposeFunction('kindredTell', () => bridge.tellWhenDone());
  await page.exposeFunction('kindredListen', () => {
    bridge.listen(
      (name, payload) => void tell('event', name, payload).catch(() => undefined), // the page may be gone
      (isOpen) => void tell('connection', isOpen).catch(() => undefined),
    );
  });
  await page.addInitScript((folder: string) => {
    const told: Record<string, (...values: unknown[]) => void> = {};
    const ask = (name: string) => Reflect.get(globalThis, name);
    Reflect.set(globalThis, 'kindredTold', (kind: string, values: unknown[]) => told[kind]?.(...values));
    Reflect.set(globalThis, 'kindred', {
      call: (name: string, request: unknown) => ask('kindredCall')(name, request),
      listen(event: (...values: unknown[]) => void, connection: (...values: unknown[]) => void) {
        Object.assign(told, { event, connection });
        ask('kindredListen')();
      },
      pickFolder: () => ask('kindredPick')(),
      showInFolder: (photo: unknown) => ask('kindredShow')(photo),
      copyPhotos: (request: unknown) => ask('kindredCopy')(request),
      tellWhenDone: () => ask('kindredTell')(),
      pathOf: (file: { name: string }) => `${folder}/${file.name}`,
    });
  }, join(dropped));
  await page.route(`${ORIGIN}/**`, async (route) => {
    const { pathname, search } = new URL(route.request().url());
    const headers = await route.request().allHeaders();
    const response = await started.get(`app://kindred${pathname}${search}`, {
      headers: { ...(headers['range'] && { range: headers['range'] }) },
    });
    const body = Buffer.from(await response.arrayBuffer());
    await route.fulfill({ status: response.status, headers: Object.fromEntries(response.headers), body });
  });
  await page.goto(`${ORIGIN}/`);
}
