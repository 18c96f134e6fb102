// The desktop's window as a person meets it: the real screen in Chromium, over the real preload, main process and engine.

import { mkdirSync, mkdtempSync, readdirSync, realpathSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { type Browser, chromium, type Page } from 'playwright-core';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { findChromium } from './chromium.ts';
import { firstWindow, type Main, quit, startMain } from './electron/main.ts';
import { showWindow } from './electron/screen.ts';
import { writeFacePhotos } from './face-photos.ts';
import { expectPeople, expectNaming, expectUndo } from './first-journeys.ts';
import { expectGone, expectSeen } from './ui/journey.ts';

const folder = realpathSync(mkdtempSync(join(tmpdir(), 'kindred-window-')));
const photos = join(folder, 'photos');
const complaints: string[] = [];
let started: Main;
let browser: Browser;
let page: Page;

beforeAll(async () => {
  await writeFacePhotos(photos, 36);
  mkdirSync(join(folder, 'more'));
  started = await startMain({ appData: join(folder, 'data'), library: join(folder, 'library') });
  browser = await chromium.launch({ executablePath: findChromium() ?? '', chromiumSandbox: process.getuid?.() !== 0 });
  page = await browser.newPage({ locale: 'en-GB', reducedMotion: 'reduce' });
  page.on('pageerror', (error) => complaints.push(error.message));
  page.on('console', (message) => {
    // Pictures that were asked for while the engine was away.
    if (message.type() === 'error' && !message.text().includes('503')) complaints.push(message.text());
  });
  await showWindow(page, started, await firstWindow(started), folder);
});
afterAll(async () => {
  await browser.close();
  await quit(started);
  rmSync(folder, { recursive: true, force: true });
});

test('A folder is picked in the system’s dialog, and people appear', async () => {
  started.record.picked = [photos];
  await expectPeople(page, () => page.getByRole('button', { name: 'Choose folder …' }).click());
}, 400_000);

test('Somebody is named, and that is taken back', async () => {
  await expectNaming(page, 'Anna');
  await expectUndo(page, 'Anna');
});

test('A photo is shown in the system’s file manager', async () => {
  await page
    .getByRole('link', { name: /^Unnamed person, / })
    .first()
    .click();
  await page
    .getByRole('link', { name: /^Photo \d/ }) // without a date
    .first()
    .click();
  await page.getByRole('dialog', { name: 'Photo', exact: true }).waitFor();
  await page.keyboard.press('i');
  await page.getByRole('button', { name: 'Show in folder' }).click();
  await expect.poll(() => started.record.shown).toEqual([expect.stringContaining(photos)]);
  await page.keyboard.press('Escape');
});

test('Photos of a person are copied to a folder that is picked in the system’s dialog', async () => {
  const target = join(folder, 'taken along');
  started.record.picked = [target];
  await page.getByRole('button', { name: 'More actions' }).click();
  await page.getByRole('menuitem', { name: 'Copy to a folder …' }).click();
  const dialog = page.getByRole('dialog', { name: 'Copy to a folder …' });
  await dialog.getByRole('checkbox', { name: 'With .xmp files' }).check();
  await dialog.getByRole('button', { name: 'Choose folder …' }).click();
  await expectSeen(page.getByText(/^\d+ files? copied to /));
  expect(readdirSync(target).filter((name) => name.endsWith('.jpg')).length).toBeGreaterThan(0);
});

test('A folder that is dropped onto the window is added; a file is refused in a sentence', async () => {
  await drop('more');
  await expectSeen(page.getByText('Folder added'));
  await drop('nowhere');
  await expectSeen(page.getByText(/There is no such folder/));
});

test('While the engine is away a banner says so, and goes when it is back', async () => {
  await started.record.engines[0]?.worker.terminate();
  const banner = page.getByText('Connection to Kindred lost. Trying again …');
  await expectSeen(banner);
  await expectGone(banner);
  await expectNaming(page, 'Berta');
});

test('Of a photo that went meanwhile a sentence says so when it shall be shown in the file manager', async () => {
  await page.goBack();
  await page
    .getByRole('link', { name: /^Photo \d/ }) // without a date
    .first()
    .click();
  await page.getByRole('dialog', { name: 'Photo', exact: true }).waitFor();
  const button = page.getByRole('button', { name: 'Show in folder' });
  if (!(await button.isVisible())) await page.keyboard.press('i');
  await button.waitFor();
  const shown = started.record.shown.length;
  rmSync(photos, { recursive: true });
  await button.click();
  await expectSeen(page.getByText('That photo cannot be reached at the moment.'));
  expect(started.record.shown).toHaveLength(shown);
});

test('Nothing went wrong on the way that nobody was told of', () => {
  expect(complaints).toEqual([]);
});

/** As the browser tells the page that a file of that name was let go of above it. */
async function drop(name: string): Promise<void> {
  const transfer = await page.evaluateHandle(`(() => {
    const transfer = new DataTransfer();
    transfer.items.add(new File([], ${JSON.stringify(name)}));
    return transfer;
  })()`);
  await page.dispatchEvent('body', 'dragover', { dataTransfer: transfer });
  await page.dispatchEvent('body', 'drop', { dataTransfer: transfer });
}
