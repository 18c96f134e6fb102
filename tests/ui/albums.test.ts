// Searching with the keys alone, keeping what was found as an album, and what is written down about a person.

import type { Locator } from 'playwright-core';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { expectFocused, expectGone, expectSeen, type Journey, SCREEN_WAIT, startJourney } from './journey.ts';
import { PHONE } from './touch.ts';

let journey: Journey;
beforeAll(async () => {
  journey = await startJourney({ variants: ['plain', 'mirrored'], begins: 'people' });
  const { people } = await journey.engine()['people.list']({ section: 'main', offset: 0, limit: 200 });
  for (const [index, name] of ['Anna', 'Ben'].entries()) {
    await journey.engine()['people.name']({ person: people[index]?.id ?? 0, name, ifTaken: 'keepBoth' });
  }
});
afterAll(() => journey.end());

test('/ leads to the search box from anywhere, names are completed, and Enter finds', async () => {
  const { page } = journey;
  await expectSeen(page.getByRole('heading', { level: 1, name: 'People' }));
  await page.keyboard.press('6');
  await expectSeen(page.getByRole('heading', { level: 1, name: 'Activity' }));
  await page.keyboard.press('/');
  await expectFocused(box());
  await page.keyboard.type('ann');
  await expectSeen(page.getByRole('option', { name: /^Anna/ }));
  await page.keyboard.press('ArrowDown');
  await page.keyboard.press('Enter');
  await expectSeen(page.getByRole('list', { name: 'People' }).getByRole('link', { name: /^Anna/ }));
  expect(await box().inputValue()).toBe('Anna');
  await expectFocused(box());
});

test('A year narrows it down in the same box, back widens it again', async () => {
  const { page } = journey;
  const all = await found();
  await page.keyboard.type(' 2020');
  await page.keyboard.press('Enter');
  await expectSeen(page.getByRole('list', { name: 'Looking for' }).getByText('2020'));
  await expect.poll(found, SCREEN_WAIT).toBeLessThan(all);
  await page.goBack();
  await expect.poll(found, SCREEN_WAIT).toBe(all);
  expect(await box().inputValue()).toBe('Anna');
  await page.goForward();
  await expectSeen(page.getByRole('list', { name: 'Looking for' }).getByText('2020'));
});

test('What was found is kept as an album that fills itself', async () => {
  const { page } = journey;
  await page.getByRole('button', { name: 'Save as album' }).press('Enter');
  const dialog = page.getByRole('dialog', { name: 'New album' });
  await dialog.getByLabel('Name', { exact: true }).fill('Anna in 2020');
  await page.keyboard.press('Enter');
  await expectSeen(page.getByText('Made the album Anna in 2020'));
  await expectSeen(page.getByRole('heading', { level: 1, name: 'Anna in 2020' }));
  await expectSeen(page.getByRole('link', { name: /^Photo of/ }));
});

test('An album with a name alone says what it lacks, until it has it', async () => {
  const { page } = journey;
  await page.getByRole('navigation').getByRole('link', { name: 'Albums', exact: true }).click();
  await page.getByRole('button', { name: 'New album' }).click();
  const dialog = page.getByRole('dialog', { name: 'New album' });
  const lack = dialog.getByText('Say who is on the photos');
  expect(await lack.count()).toBe(0);
  await dialog.getByLabel('Name', { exact: true }).fill('Summer');
  await page.keyboard.press('Enter');
  await expectSeen(lack);
  await dialog.getByLabel('From').fill('2020-06-01');
  await expect.poll(() => lack.count(), SCREEN_WAIT).toBe(0);
  expect(await dialog.getByRole('button', { name: 'Save' }).isEnabled()).toBe(true);
  await dialog.getByRole('button', { name: 'Cancel' }).click();
  await page.goBack();
});

test('It is changed, deleted and brought back', async () => {
  const { page } = journey;
  await page.getByRole('button', { name: 'Edit' }).click();
  const dialog = page.getByRole('dialog', { name: 'Edit album' });
  await dialog.getByLabel('Name', { exact: true }).fill('Nothing of Anna');
  await dialog.getByLabel('From').fill('2031-01-01');
  await dialog.getByLabel('Until').fill('2032-01-01');
  await dialog.getByRole('button', { name: 'Save' }).click();
  await expectSeen(page.getByRole('heading', { name: 'No photo fits this album yet' }));
  await page.getByRole('button', { name: 'Delete album' }).click();
  await page.getByRole('dialog').getByRole('button', { name: 'Delete album' }).click();
  await expectSeen(page.getByText('Deleted albums (1)'));
  await page.getByText('Deleted albums (1)').click();
  await page.getByRole('button', { name: 'Bring back Nothing of Anna' }).click();
  await expectSeen(
    page.getByRole('region', { name: 'Your albums' }).getByRole('link', { name: /^Nothing of Anna\s*0 photos/ }),
  );
});

test('A name that is one long word stays inside of its heading and of the question about it', async () => {
  const { page } = journey;
  await journey.engine()['albums.make']({ name: 'A'.repeat(200), photos: [] });
  await page.getByRole('link', { name: /^A{200}/ }).click();
  const heading = page.getByRole('heading', { level: 1, name: /A{200}/ });
  await expectSeen(heading);
  expect(await tooWideFor(heading)).toBe(false);
  await page.getByRole('button', { name: 'Delete album' }).click();
  const question = page.getByRole('dialog').getByRole('heading', { name: /A{200}/ });
  await expectSeen(question);
  expect(await tooWideFor(question)).toBe(false);
  await page.getByRole('dialog').getByRole('button', { name: 'Delete album' }).click();
  await expectSeen(page.getByRole('heading', { level: 1, name: 'Albums' }));
});

test('Another name takes the place of an album’s, as that of a person’s', async () => {
  const { page } = journey;
  const { id } = await journey.engine()['albums.make']({ name: 'Summer', photos: [] });
  await journey.visit(`/albums/${id}`);
  await page.getByRole('button', { name: 'Rename' }).press('Enter');
  await expectFocused(page.getByRole('dialog').getByLabel('Name', { exact: true }));
  await page.keyboard.type('Winter');
  await page.keyboard.press('Enter');
  await expectSeen(page.getByRole('heading', { level: 1, name: 'Winter', exact: true }));
  await journey.engine()['albums.delete']({ album: id });
  await journey.visit('/albums');
});

test('On a narrow phone all that can be done with an album stands in one row, in German too', async () => {
  const { photos } = await journey.engine()['photos.ids']({ everything: true });
  const { id } = await journey.engine()['albums.make']({ name: 'Bilder', photos });
  const page = await journey.also({ ...PHONE, viewport: { width: 360, height: 800 } });
  await page.goto(`${journey.address()}#/albums/${id}`);
  const names = ['Umbenennen', 'Auswählen', 'Fotos herunterladen', 'Album löschen'];
  const buttons = names.map((name) => page.getByRole('button', { name }));
  await expectSeen(...buttons);
  const heights = await Promise.all(buttons.map(async (button) => (await button.boundingBox())?.y));
  expect(new Set(heights).size).toBe(1);
  await page.close();
});

test('Every folder is an album, and its photos open one after the other', async () => {
  const { page } = journey;
  await page
    .getByRole('region', { name: 'Folders' })
    .getByRole('link', { name: /^photos\s*12 photos/ })
    .click();
  await expectSeen(page.getByRole('heading', { level: 1, name: 'photos' }));
  await page
    .getByRole('link', { name: /^Photo of/ })
    .first()
    .click();
  const photo = page.getByRole('dialog', { name: 'Photo' });
  await expectSeen(photo.getByText('1 of 12'));
  await page.keyboard.press('ArrowRight');
  await expectSeen(photo.getByText('2 of 12'));
  await page.keyboard.press('Escape');
});

test('A favourite comes first; a birth date shows the age on the photos, and Undo takes it back', async () => {
  const { page } = journey;
  await journey.visit('/people');
  const ben = page.getByRole('link', { name: /^Ben, / });
  await ben.focus();
  await page.keyboard.press('f');
  await expectSeen(page.getByText('Now a favourite'));
  await expectSeen(
    page
      .getByRole('article')
      .first()
      .getByRole('link', { name: /^Ben, Favourite, / }),
  );
  await page.getByRole('link', { name: /^Anna, / }).click();
  await page.getByRole('button', { name: 'More actions' }).click();
  await page.getByRole('menuitem', { name: 'Note and birth date …' }).click();
  const dialog = page.getByRole('dialog', { name: 'About Anna' });
  await dialog.getByLabel('Birth date').fill('1990-05-01');
  await dialog.getByLabel('Note').fill('Met in Lisbon');
  await dialog.getByRole('button', { name: 'Save' }).click();
  await expectSeen(page.getByText('Met in Lisbon'), page.getByText('Born 1 May 1990'));
  await page
    .getByRole('link', { name: /^Photo of/ })
    .first()
    .click();
  await expectSeen(page.getByRole('button', { name: /^Anna, (28|29|30) years$/ }));
  await page.keyboard.press('Escape');
  await page.getByRole('button', { name: 'Undo' }).click();
  await expectGone(page.getByText('Met in Lisbon'), page.getByText('Born 1 May 1990'));
});

test('Who is on the same photos leads to the photos with both', async () => {
  const { page } = journey;
  const together = page.getByRole('heading', { name: 'Often on the same photos' });
  const both = page.locator('section', { has: together }).getByRole('link').first();
  const shared = Number(/(\d+) photos?$/.exec(await both.innerText())?.[1]);
  await both.click();
  await expectSeen(page.getByRole('heading', { level: 1, name: 'Search' }));
  await expect.poll(found, SCREEN_WAIT).toBe(shared);
  expect(journey.complaints).toEqual([]);
});

function box(): Locator {
  return journey.page.getByRole('combobox', { name: 'Search photos' });
}

/** How many photos the page says that it found. */
async function found(): Promise<number> {
  return Number.parseInt(await journey.page.locator('h2 output').innerText(), 10);
}

function tooWideFor(words: Locator): Promise<boolean> {
  return words.evaluate((element) => element.scrollWidth > element.clientWidth);
}
