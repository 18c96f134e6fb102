// An engine in one process and a browser in others, for measuring: what is timed is what a user would see.

import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { join } from 'node:path';
import { createInterface } from 'node:readline';
import { setTimeout as pause } from 'node:timers/promises';
import { chromium, type Page } from 'playwright-core';
import { findChromium } from '../../chromium.ts';

/** What is not painted by then never will be: the measurement ends and names it. */
const PAINT_LIMIT_MS = 60_000;
/** A library of another version may be worked out anew for hours. */
const IDLE_LIMIT_MS = 5 * 60_000;
const CLOSE_LIMIT_MS = 30_000;

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
  // Two lines are ever printed: the address, then that it is idle, perhaps at once. An engine that cannot open its library
  // has said why, and prints nothing.
  const lines = createInterface({ input: child.stdout })[Symbol.asyncIterator]();
  const first = await lines.next();
  if (first.done === true) throw new Error('The engine did not start.');
  const idle = lines.next().then(() => secondsSince(began));
  return {
    address: first.value,
    readySeconds: secondsSince(began),
    /**
     * Resolves when everything is loaded and worked out, or when that takes so long that it is measured as it is.
     * @returns seconds since it was started; null: it was not idle by then
     */
    idle: Promise.race([idle, pause(IDLE_LIMIT_MS, null, { ref: false })]),
    async close(): Promise<void> {
      const exit = once(child, 'exit').then(() => 'exit');
      child.kill('SIGTERM');
      if ((await Promise.race([exit, pause(CLOSE_LIMIT_MS, 'late', { ref: false })])) === 'exit') return;
      process.stderr.write(`The engine did not close within ${CLOSE_LIMIT_MS / 1000} s, and was killed.\n`);
      child.kill('SIGKILL');
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
      await page.evaluate(`new Promise((resolve, reject) => {
        setTimeout(() => reject(new Error('No face came to the screen.')), ${PAINT_LIMIT_MS});
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
  const milliseconds: unknown = await page.evaluate(`new Promise((resolve, reject) => {
    const began = performance.now();
    ${action};
    const look = () => {
      const waited = performance.now() - began;
      if (waited > ${PAINT_LIMIT_MS}) return reject(new Error('Not on the screen: ' + ${JSON.stringify(sign)}));
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
