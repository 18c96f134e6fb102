// Folders, from the first one on: what is in them, what came of it, and what is said when one is added twice.

import { homedir } from 'node:os';
import { dirname, join, sep } from 'node:path';
import type { Page } from 'playwright-core';
import sharp from 'sharp';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { z } from 'zod';
import { ensure } from '../../app/ensure.ts';
import { barriers, expectOpenToAll } from './barriers.ts';
import { expectSeen, type Journey, startJourney } from './journey.ts';

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
    await expectSeen(page.getByRole('heading', { name: 'No date' }), page.getByRole('link', { name: 'Photo 1' }));
    await page.getByRole('link', { name: 'Photo 1' }).click();
    await page.getByRole('button', { name: 'Information' }).click();
    const information = page.getByRole('complementary', { name: 'Information' });
    await expectSeen(
      information.getByText('The photo does not say when it was taken.'),
      information.getByText(/^Time of the file: .*\d/),
    );
    await journey.visit('/photos');
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

  test('its pictures are counted in Settings as well, before it is added', async () => {
    const { page, photos } = journey;
    await journey.engine()['samples.add']({});
    await journey.visit('/settings');
    await page.getByRole('button', { name: 'Add folder' }).click();
    const dialog = page.getByRole('dialog', { name: 'Add folder' });
    await dialog.getByRole('combobox').fill(photos);
    await expectSeen(dialog.getByText('6 pictures in here'));
    expect((await journey.engine()['library.status']({})).folders).toHaveLength(1);
    await expectOpenToAll(page, 'add-folder');
    await page.keyboard.press('Escape');
    const [samples] = (await journey.engine()['library.status']({})).folders;
    await journey.engine()['folders.remove']({ folder: ensure(samples).id });
  });

  test('photos that are still to be read are not counted as none', async () => {
    const { page, photos } = journey;
    await journey.engine()['folders.add']({ path: photos });
    await journey.visit('/activity');
    await page.reload();
    const row = page.getByRole('main').getByRole('listitem').filter({ hasText: photos });
    await expectSeen(row.getByText(/^6 photos to be read$/), page.getByRole('heading', { name: 'What you said' }));
    // Nothing is said of how reading went before any photo was read.
    expect(await page.getByText(/could be read\.$/).count()).toBe(0);
    await journey.engine()['work.resume']({});
    await expectSeen(row.getByText('6 photos · Up to date'), page.getByText('Every photo could be read.'));
  });
});

test('A folder is picked by keyboard and counted, the choice taken back, and the end of the first look leads to naming', async () => {
  const journey = await startJourney({ variants: ['plain'], begins: 'welcome' });
  const { page, photos } = journey;
  await page.context().grantPermissions(['notifications']);
  const notices = await keepNotices(page);

  await page.getByRole('button', { name: 'Choose folder …' }).click();
  const picker = page.getByRole('dialog', { name: 'Choose a folder' });
  const filter = picker.getByLabel('Find a folder here');
  await expectSeen(picker.getByText(homedir(), { exact: true }));
  for (let path = homedir(); path !== dirname(path); path = dirname(path)) {
    await filter.press('Backspace');
    await expectSeen(picker.getByText(dirname(path), { exact: true }));
  }
  await expectSeen(picker.getByRole('option'));
  expect(await picker.getByRole('option', { name: 'One level up' }).count()).toBe(0);
  for (const name of photos.split(sep).slice(1)) {
    await filter.fill(name);
    await picker.getByRole('option', { name, exact: true }).waitFor();
    await filter.press('Enter');
    await expectSeen(picker.locator('bdi', { hasText: new RegExp(`/${name}$`) }));
  }
  await expectSeen(picker.getByText('6 pictures in here'));
  await filter.fill('holidays');
  await expectSeen(picker.getByText('No folder here is called that.'));
  expect(await barriers(page)).toEqual([]);
  await picker.getByRole('button', { name: 'Choose this folder' }).click();

  // Taken back, it is not in the library any more, and stands in the field to be chosen again.
  await expectSeen(page.getByRole('heading', { level: 1, name: 'Nothing leaves this computer' }));
  await page.getByRole('button', { name: 'Back' }).click();
  const field = page.getByLabel('Folder with your photos');
  await expectSeen(field);
  expect(await field.inputValue()).toBe(photos);
  expect((await journey.engine()['library.status']({})).folders).toEqual([]);
  await expectSeen(page.getByText('6 pictures in here'));
  await journey.engine()['work.pause']({});
  await page.getByRole('button', { name: 'Find people' }).click();

  await page.getByRole('button', { name: 'Tell me when it is done' }).click();
  await expectSeen(page.getByText('You will be told when it is done, also in another window.'));
  await page.getByRole('button', { name: 'Continue' }).click();
  await page.getByRole('button', { name: 'Show my people' }).click();
  await journey.engine()['work.resume']({});

  const card = page.getByRole('region', { name: 'The first look is done' });
  await expectSeen(card.getByText(/^Done: 6 photos, \d+ people\.$/));
  expect(await notices()).toEqual([await card.locator('output').innerText()]);
  await page.reload();
  await card.getByRole('button', { name: /^Name (these \d+ people|the ten largest)$/ }).click();
  await expectSeen(page.getByRole('heading', { level: 1, name: 'Name people' }));
  await journey.visit('/people');
  await expectSeen(page.getByRole('heading', { level: 1, name: 'People' }), page.locator('article'));
  expect(await card.count()).toBe(0);
  expect(journey.complaints).toEqual([]);
  await journey.end();
}, 120_000);

/** What the page tells by the system from now on. */
async function keepNotices(page: Page): Promise<() => Promise<string[]>> {
  // Of the page's own world, which this one knows no types of.
  await page.evaluate(`window.told = []; window.Notification = class extends Notification {
    constructor(title, options) {
      super(title, options);
      window.told.push(options.body);
    }
  }`);
  return async () => z.array(z.string()).parse(await page.evaluate('window.told'));
}

/** Of the first run: the folder is written, and what follows is read. */
async function beginWith(page: Page, folder: string): Promise<void> {
  const field = page.getByLabel('Folder with your photos');
  await field.fill(folder);
  await field.press('Enter');
  await page.getByRole('button', { name: 'Continue' }).click();
}
