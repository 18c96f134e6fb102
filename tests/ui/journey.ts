// One journey of a user: a folder of real photos, a library of its own, the real server, and a real browser.

import { mkdirSync, mkdtempSync, realpathSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { type Browser, type BrowserContextOptions, chromium, type Locator, type Page } from 'playwright-core';
import sharp, { type Sharp } from 'sharp';
import type { Engine } from '../../app/contract.ts';
import type { Library } from '../../app/core.ts';
import type { Log } from '../../app/platform/log.ts';
import { type RunningServer, startServer } from '../../app/server/server.ts';
import { findChromium } from '../chromium.ts';
import { SAMPLES } from '../samples.ts';

/** The same people again: easy to recognise, except that `stretched` is hard enough to be asked about. */
const VARIANTS = {
  plain: (photo: Sharp) => photo.resize({ width: 1100 }),
  mirrored: (photo: Sharp) => photo.resize({ width: 1000 }).flop().modulate({ saturation: 0.8 }),
  faded: (photo: Sharp) => photo.resize({ width: 900 }).modulate({ brightness: 1.15, saturation: 0.6 }),
  stretched: (photo: Sharp) => photo.resize({ width: 1500, height: 600, fit: 'fill' }),
};
export type Variant = keyof typeof VARIANTS;

/** How long a user on a slow machine would wait: for `expect.poll`, as for everything that is expected to be seen. */
export const SCREEN_WAIT = { timeout: 30_000 };

export interface Journey {
  /** The folder with the photos: the six samples in each variant. */
  readonly photos: string;
  /** The library's own folder. */
  readonly library: string;
  readonly page: Page;
  /** Of the first start. */
  readonly firstAddress: string;
  /** Of the last start, with its key. */
  address(): string;
  /** What no user should ever meet: errors of the page, of the console or of the engine, and requests to elsewhere. */
  readonly complaints: string[];
  /** The engine itself, for what has to be so before the part that is told. */
  engine(): Engine;
  /** Copies photos to a folder, as the desktop does. */
  copy: Library['copy'];
  /** Another screen of the same user, that is let in as well: a phone, for one. */
  also(screen: BrowserContextOptions): Promise<Page>;
  /** Shows a page by the part of its address after the #. */
  visit(place: string): Promise<void>;
  /** Closes the engine and opens it again on the same library, as the next morning does. */
  restart(): Promise<void>;
  /** The same while the page stays open; `meanwhile` happens while nothing answers. */
  restartBelow(meanwhile: () => Promise<void>): Promise<void>;
  end(): Promise<void>;
}

interface JourneyOptions {
  variants: Variant[];
  /** Whether the journey begins with the photos read and grouped, or with the welcome page. */
  begins: 'welcome' | 'people';
  screen?: BrowserContextOptions;
}

export async function startJourney({ variants, begins, screen = {} }: JourneyOptions): Promise<Journey> {
  const folder = realpathSync(mkdtempSync(join(tmpdir(), 'kindred-journey-')));
  const photos = join(folder, 'photos');
  const complaints: string[] = [];
  const log: Log = (level, event, details) =>
    level === 'error' && complaints.push(`${event} ${String(details?.['error'])}`);
  const library = join(folder, 'library');
  const open = () => startServer({ folder: library, log });

  await makeAlbum(photos, variants);
  let server = await open();
  const firstAddress = server.address;
  if (begins === 'people') await scan(server, photos);
  const browser = await launch();
  const page = await newPage(browser, screen);
  listen(page, complaints, () => new URL(server.address).origin);
  await page.goto(server.address);

  return {
    photos,
    library,
    page,
    firstAddress,
    address: () => server.address,
    complaints,
    engine: () => server.library.engine,
    copy: (...asked) => server.library.copy(...asked),
    async also(screen) {
      const other = await newPage(browser, screen);
      listen(other, complaints, () => new URL(server.address).origin);
      await other.goto(server.address);
      return other;
    },
    async visit(place) {
      await page.goto(`${new URL(server.address).origin}/#${place}`);
    },
    async restart() {
      await page.goto('about:blank');
      await server.close();
      server = await open();
      await page.goto(server.address);
    },
    async restartBelow(meanwhile) {
      await server.close();
      await meanwhile();
      server = await open();
    },
    async end() {
      await browser.close();
      await server.close();
      rmSync(folder, { recursive: true, force: true });
    },
  };
}

/** Waits for what the user should see. */
export async function expectSeen(...expected: Locator[]): Promise<void> {
  for (const each of expected) await each.first().waitFor();
}

/** Waits for what the next key should go to. */
export function expectFocused(target: Locator): Promise<void> {
  return expectSeen(target.and(target.page().locator(':focus')));
}

/** Waits for what the user should not see any more. */
export async function expectGone(...expected: Locator[]): Promise<void> {
  for (const each of expected) await each.first().waitFor({ state: 'hidden' });
}

/** Until what is returned is called, Review does not hear what another window says: an answer may be on its way just then. */
export async function deaf(page: Page): Promise<() => void> {
  const { promise, resolve } = Promise.withResolvers<void>();
  await page.route('**/call/questions.next', async (route) => {
    await promise;
    await route.continue();
  });
  return resolve;
}

/** Waits until all photos have been read; a slow machine may take its time. */
export async function expectScanned(page: Page): Promise<void> {
  const progress = page.getByRole('region', { name: 'Progress of the scan' });
  await progress.waitFor();
  await progress.waitFor({ state: 'hidden', timeout: 100_000 });
}

/** Whatever is wider than what scrolls it. */
export function tooWide(page: Page): Promise<string[]> {
  return page.evaluate(`
    [...document.querySelectorAll('*')]
      .filter((each) => each === document.documentElement || /auto|scroll/.test(getComputedStyle(each).overflowX))
      .filter((each) => each.scrollWidth > each.clientWidth)
      .map((each) => \`\${each.scrollWidth} in \${each.clientWidth}: \${each.outerHTML.slice(0, 120)}\`)
  `);
}

async function makeAlbum(folder: string, variants: Variant[]): Promise<void> {
  mkdirSync(folder, { recursive: true });
  for (const [year, variant] of variants.entries()) {
    for (const [month, sample] of SAMPLES.entries()) {
      const takenAt = `${2019 + year}:0${month + 1}:15 18:30:00`;
      await VARIANTS[variant](sharp(sample))
        .withExif({ IFD0: { Model: 'Camera' }, IFD2: { DateTimeOriginal: takenAt } })
        .jpeg({ quality: 88 })
        .toFile(join(folder, `${variant}-${month + 1}.jpg`));
    }
  }
}

async function scan({ library }: RunningServer, path: string): Promise<void> {
  await library.engine['folders.add']({ path });
  await library.whenIdle();
}

/** Chromium refuses to run as root unless it may do without its sandbox. */
function launch(): Promise<Browser> {
  const executablePath = findChromium();
  if (executablePath === undefined) throw new Error('There is no Chromium: name its file in CHROMIUM.');
  return chromium.launch({ executablePath, chromiumSandbox: process.getuid?.() !== 0 });
}

async function newPage(browser: Browser, screen: BrowserContextOptions): Promise<Page> {
  const context = await browser.newContext({
    viewport: { width: 1280, height: 800 },
    reducedMotion: 'reduce',
    locale: 'en-GB',
    ...screen,
  });
  context.setDefaultTimeout(SCREEN_WAIT.timeout);
  return context.newPage();
}

function listen(page: Page, complaints: string[], origin: () => string): void {
  page.on('pageerror', (error) => complaints.push(`error: ${error.message}`));
  page.on('console', (message) => {
    if (!['error', 'warning'].includes(message.type())) return;
    const { url } = message.location();
    // Chromium reports every reply that is not 200, and a call that is refused in words is one that the user is shown.
    const isRefusal = /status of 4\d\d/.test(message.text()) && new URL(url).pathname.startsWith('/call/');
    if (!isRefusal) complaints.push(`console: ${message.text()} (${url})`);
  });
  page.on('request', (request) => {
    const { protocol, origin: to } = new URL(request.url());
    if (['http:', 'https:', 'ws:', 'wss:'].includes(protocol) && to !== origin())
      complaints.push(`to: ${request.url()}`);
  });
}
