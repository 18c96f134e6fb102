// Folders, from the first one on: what is in them, what came of it, and what is said when one is added twice.

import { join } from 'node:path';
import type { Page } from 'playwright-core';
import sharp from 'sharp';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { expectScanned, expectSeen, type Journey, startJourney } from './journey.ts';

describe('In a folder without photos', () => {
  let journey: Journey;
  beforeAll(async () => {
    journey = await startJourney({ variants: [], begins: 'welcome' });
  });
  afterAll(() => journey.end());

  test('Escape leaves the path as it was typed', async () => {
    const { page, photos } = journey;
    const field = page.getByLabel('Folder with your photos');
    await field.fill(join(photos, 'nowhere'));
    await field.press('Escape');
    await field.press('Escape');
    expect(await field.inputValue()).toBe(join(photos, 'nowhere'));
  });

  test('the first run ends in words, with the way to another folder', async () => {
    const { page, photos } = journey;
    await beginWith(page, photos);
    await expectSeen(
      page.getByRole('heading', { level: 1, name: 'No photos here' }),
      page.getByText('There is no photo in this folder, nor in those inside it.'),
    );
    await page.getByRole('button', { name: 'Choose another folder' }).click();
    await expectSeen(page.getByLabel('Folder with your photos'));
    await beginWith(page, photos);
    await page.getByRole('button', { name: 'Go on without photos' }).click();
  });

  test.each(['People', 'Photos'])('%s says so, and leads to where a folder is added', async (name) => {
    const { page } = journey;
    await page.getByRole('navigation', { name: 'Main' }).getByRole('link', { name }).click();
    await expectSeen(page.getByText('There is no photo in the folders of the library.'));
    await page.getByRole('main').getByRole('button', { name: 'Add folder' }).click();
    await expectSeen(page.getByRole('heading', { level: 1, name: 'Settings' }));
  });

  test('adding the same folder again is said as what it is', async () => {
    const { page, photos } = journey;
    await page.getByRole('button', { name: 'Add folder' }).click();
    await page.getByRole('dialog').getByRole('combobox').fill(photos);
    await page.keyboard.press('Enter');
    await expectSeen(page.getByText('Kindred looks after this folder already'));
    await expectSeen(page.getByRole('listitem').filter({ hasText: photos }).getByText('0 photos · Up to date'));
    expect(journey.complaints).toEqual([]);
  });
});

describe('In a folder with photos of nobody', () => {
  let journey: Journey;
  beforeAll(async () => {
    journey = await startJourney({ variants: [], begins: 'welcome' });
    const sky = { width: 800, height: 600, channels: 3, background: '#7fb2e5' } as const;
    await sharp({ create: sky }).jpeg().toFile(join(journey.photos, 'sky.jpg'));
  });
  afterAll(() => journey.end());

  test('the first run says that there is no face, and leads to the photos', async () => {
    const { page, photos } = journey;
    await beginWith(page, photos);
    await expectSeen(
      page.getByRole('heading', { level: 1, name: 'No faces here' }),
      page.getByText('Kindred has looked through 1 photo and found no face.'),
    );
    await page.getByRole('button', { name: 'Show my photos' }).click();
    await expectSeen(page.getByRole('link', { name: /^Photo of/ }));
    await page.keyboard.press('1');
    await expectSeen(page.getByText('Kindred has looked through 1 photo and found no face.'));
    expect(journey.complaints).toEqual([]);
  });
});

describe('In a folder with people', () => {
  let journey: Journey;
  beforeAll(async () => {
    journey = await startJourney({ variants: ['plain'], begins: 'welcome' });
    // Nothing is read before it is said so.
    await journey.engine()['work.pause']({});
  });
  afterAll(() => journey.end());

  test('photos that are still to be read are not counted as none', async () => {
    const { page, photos } = journey;
    await journey.engine()['folders.add']({ path: photos });
    await journey.visit('/activity');
    await page.reload();
    const row = page.getByRole('main').getByRole('listitem').filter({ hasText: photos });
    await expectSeen(row.getByText(/^6 photos to be read$/));
    await journey.engine()['work.resume']({});
    await expectSeen(row.getByText('6 photos · Up to date'));
  });
});

test('The first run ends with how many photos and people there are', async () => {
  const journey = await startJourney({ variants: ['plain'], begins: 'welcome' });
  const { page, photos } = journey;
  await page.getByLabel('Folder with your photos').fill(photos);
  await page.keyboard.press('Enter');
  await expectScanned(page);
  await page.getByRole('button', { name: 'Continue' }).click();
  await expectSeen(page.getByText(/^Done: 6 photos, \d+ people\.$/));
  expect(journey.complaints).toEqual([]);
  await journey.end();
}, 120_000);

/** Of the first run: the folder is written, and what follows is read. */
async function beginWith(page: Page, folder: string): Promise<void> {
  const field = page.getByLabel('Folder with your photos');
  await field.fill(folder);
  await field.press('Enter');
  await page.getByRole('button', { name: 'Continue' }).click();
}
