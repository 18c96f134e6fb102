// `npm run screenshots`: the pictures of the README, taken from the sample photos, in light and dark.

import { mkdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import type { Page } from 'playwright-core';
import sharp from 'sharp';
import { resource } from '../../app/resources.ts';
import { expectGone, expectSeen, type Journey, startJourney } from './journey.ts';

const FOLDER = resource('docs', 'screenshots');
const NAMES = [
  'Amelia',
  'Beatriz',
  'Chloé',
  'Daniela',
  'Elena',
  'Freya',
  'Giulia',
  'Hana',
  'Ines',
  'Jana',
  'Kim',
  'Lucía',
];
const WIDE = { width: 1440, height: 900 };
const NARROW = { width: 390, height: 844 };
/** A page of the README should not weigh more than it says. */
const MOST_BYTES = 120_000;

const journey = await startJourney({
  variants: ['plain', 'mirrored', 'faded'],
  begins: 'people',
  screen: { viewport: WIDE },
});
try {
  const person = await nameEverybody(journey);
  mkdirSync(FOLDER, { recursive: true });
  for (const colorScheme of ['light', 'dark'] as const) {
    await journey.page.emulateMedia({ colorScheme });
    await takePages(journey, person, colorScheme);
  }
  await takeViewer(journey, person);
} finally {
  await journey.end();
}

/** @returns one of those with a name and the most photos */
async function nameEverybody({ engine }: Journey): Promise<number> {
  const { people } = await engine()['people.list']({ section: 'main', offset: 0, limit: NAMES.length });
  for (const [index, { id }] of people.entries()) {
    await engine()['people.name']({ person: id, name: NAMES[index] ?? null, ifTaken: 'ask' });
  }
  const [most] = people.sort((a, b) => b.photos - a.photos);
  if (most === undefined) throw new Error('Nobody was found on the sample photos.');
  return most.id;
}

async function takePages(journey: Journey, person: number, theme: 'light' | 'dark'): Promise<void> {
  const { page } = journey;
  await journey.visit('/people');
  await expectSeen(page.getByRole('article'));
  await take(page, `people-${theme}`);

  await journey.visit(`/people/${person}`);
  await expectSeen(page.getByRole('link', { name: /^Photo of/ }));
  await take(page, `person-${theme}`);

  await journey.visit('/photos');
  await expectSeen(page.getByRole('link', { name: /^Photo of/ }));
  await take(page, `photos-${theme}`);

  await journey.visit('/review');
  for (const side of ['first', 'last']) await expectSeen(page.locator(`figure:${side}-child img[data-sharp]`));
  await take(page, `review-${theme}`);

  await page.setViewportSize(NARROW);
  for (const place of ['people', 'photos'] as const) {
    await journey.visit(`/${place}`);
    await expectSeen(page.locator(place === 'people' ? 'article' : 'a[data-index]'));
    await take(page, `${place}-narrow-${theme}`);
  }
  await page.setViewportSize(WIDE);
}

/** A photo is shown on black in either theme. */
async function takeViewer(journey: Journey, person: number): Promise<void> {
  const { page } = journey;
  await journey.visit(`/people/${person}`);
  await page
    .getByRole('link', { name: /^Photo of January/ })
    .first()
    .click();
  const viewer = page.getByRole('dialog', { name: 'Photo' });
  await viewer.getByRole('button', { name: 'Show faces' }).click();
  await expectSeen(viewer.getByRole('button', { pressed: true }), viewer.locator('img[data-sharp]'));
  await page.mouse.move(0, 450); // away from the button, whose hint would stay
  await expectGone(page.getByText('Show faces', { exact: true }));
  await take(page, 'viewer');
}

async function take(page: Page, name: string): Promise<void> {
  await picturesShown(page);
  const file = join(FOLDER, `${name}.webp`);
  writeFileSync(file, await small(await page.screenshot()));
  process.stdout.write(`${file}\n`);
}

/** Those in sight: the others are loaded when one scrolls to them. */
async function picturesShown(page: Page): Promise<void> {
  await page.evaluate(`
    Promise.all([...document.images].filter((each) => each.getBoundingClientRect().top < innerHeight)
      .map((each) => each.decode()))
  `);
}

/** As good as it can be within the limit. */
async function small(screenshot: Buffer): Promise<Buffer> {
  for (const quality of [85, 75, 65, 50]) {
    const picture = await sharp(screenshot).webp({ quality, effort: 6 }).toBuffer();
    if (picture.length <= MOST_BYTES) return picture;
  }
  throw new Error('The screenshot is too large even in low quality.');
}
