// An engine in one process and a browser in others, for measuring: what is timed is what a user would see.

import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { join } from 'node:path';
import { chromium, type Page } from 'playwright-core';
import { findChromium } from '../../chromium.ts';

export interface Window {
  readonly page: Page;
  /** Milliseconds from the first request to a face on the screen. */
  firstPeople(): Promise<number>;
  /** Shows the page at an address and waits until what is asked for is painted. @returns milliseconds */
  show(place: string, sign: string): Promise<number>;
  readonly requestsElsewhere: string[];
  readonly errors: string[];
  readonly graphics: string;
  close(): Promise<void>;
}

export async function startEngine(library: string) {
  const began = performance.now();
  const child = spawn(process.execPath, [join(import.meta.dirname, 'engine.ts'), library], {
    stdio: ['ignore', 'pipe', 'inherit'],
  });
  // Nothing but the address is ever printed; an engine that cannot open its library has said why, and prints nothing.
  const [line] = (await Promise.race([once(child.stdout, 'data'), once(child, 'exit')])) as unknown[];
  if (!(line instanceof Buffer)) throw new Error('The engine did not start.');
  return {
    address: line.toString().trim(),
    readySeconds: secondsSince(began),
    /** Resolves when everything is loaded and worked out. @returns seconds since it was started */
    idle: once(child.stdout, 'data').then(() => secondsSince(began)),
    async close(): Promise<void> {
      child.kill('SIGTERM');
      await once(child, 'exit');
    },
  };
}

function secondsSince(began: number): number {
  return Math.round((performance.now() - began) / 100) / 10;
}

export async function openWindow(address: string): Promise<Window> {
  const executablePath = findChromium();
  if (executablePath === undefined) throw new Error('There is no Chromium: name its file in CHROMIUM.');
  const browser = await chromium.launch({
    executablePath,
    chromiumSandbox: process.getuid?.() !== 0,
    args: ['--enable-precise-memory-info', '--js-flags=--expose-gc'],
  });
  const context = await browser.newContext({ viewport: { width: 1440, height: 900 } });
  context.setDefaultTimeout(60_000);
  const page = await context.newPage();
  const { origin } = new URL(address);
  const requestsElsewhere: string[] = [];
  const errors: string[] = [];
  page.on('request', (request) => {
    const url = new URL(request.url());
    if (!['data:', 'blob:'].includes(url.protocol) && url.origin !== origin) requestsElsewhere.push(request.url());
  });
  page.on('pageerror', (error) => errors.push(error.message));
  return {
    page,
    async firstPeople() {
      const began = performance.now();
      await page.goto(address);
      // What waits inside of the page would need eval, which its policy forbids.
      await page.evaluate(`new Promise((resolve) => {
        const isThere = (face) => face.complete && face.naturalWidth > 0;
        const look = () =>
          [...document.querySelectorAll('article img')].some(isThere) ? resolve() : requestAnimationFrame(look);
        look();
      })`);
      return Math.round(performance.now() - began);
    },
    show: (place, sign) => timed(page, `window.location.hash = ${JSON.stringify(place)}`, sign),
    requestsElsewhere,
    errors,
    graphics: await graphicsOf(page),
    close: () => browser.close(),
  };
}

/** Inside of the page, so that no message between processes is counted: until the frame after the sign was there. */
async function timed(page: Page, action: string, sign: string): Promise<number> {
  const milliseconds: unknown = await page.evaluate(`new Promise((resolve) => {
    const began = performance.now();
    ${action};
    const look = () => {
      if (document.querySelector(${JSON.stringify(sign)}) === null) return requestAnimationFrame(look);
      requestAnimationFrame(() => setTimeout(() => resolve(performance.now() - began)));
    };
    requestAnimationFrame(look);
  })`);
  return Math.round(Number(milliseconds));
}

async function graphicsOf(page: Page): Promise<string> {
  const renderer: unknown = await page.evaluate(`(() => {
    const context = document.createElement('canvas').getContext('webgl');
    const about = context?.getExtension('WEBGL_debug_renderer_info');
    return about ? context.getParameter(about.UNMASKED_RENDERER_WEBGL) : 'the processor (no graphics card)';
  })()`);
  return String(renderer);
}
