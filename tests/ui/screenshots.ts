// `npm run screenshots`: every page, taken from the sample photos, in light and dark, in a wide and a narrow window.

import { mkdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import type { Page } from 'playwright-core';
import sharp from 'sharp';
import { resource } from '../../app/platform/resources.ts';
import { openRule } from '../../app/search/rule.ts';
import { expectGone, expectSeen, type Journey, startJourney } from './journey.ts';

const FOLDER = resource('docs', 'screenshots');
/** Not everybody has one: somebody is left to be named. */
const NAMES = ['Amelia', 'Beatriz', 'Chloé', 'Daniela', 'Elena', 'Freya', 'Giulia', 'Hana', 'Ines', 'Jana'];
const WIDE = { width: 1440, height: 900 };
const NARROW = { width: 390, height: 844 };
/** A page of the README should not weigh more than it says. */
const MOST_BYTES = 120_000;

/** What is seen when the page is there. */
const PAGES: Record<string, (known: Known) => [place: string, sign: string]> = {
  people: ({ words }) => ['/people', `article:has-text("${words}") img`],
  person: ({ person }) => [`/people/${person}`, 'a[data-index] img'],
  faces: ({ person }) => [`/people/${person}/faces`, 'button[aria-pressed] img'],
  check: ({ person }) => [`/people/${person}/check`, 'button[aria-pressed] img'],
  photos: () => ['/photos', 'a[data-index] img'],
  review: () => ['/review', 'figure:has(img[data-sharp]) ~ figure:has(img[data-sharp])'],
  naming: () => ['/people/naming', 'main img'],
  albums: () => ['/albums', 'section img'],
  album: ({ album }) => [`/albums/${album}`, 'a[data-index] img'],
  search: ({ words }) => [`/search/${encodeURIComponent(words)}`, 'a[data-index] img'],
  activity: () => ['/activity', 'time'],
  settings: () => ['/settings', 'dl'],
};

interface Known {
  person: number;
  album: number;
  words: string;
}

mkdirSync(FOLDER, { recursive: true });
await takeWelcome();
const journey = await startJourney({
  variants: ['plain', 'mirrored', 'faded'],
  begins: 'people',
  screen: { viewport: WIDE },
});
try {
  const known = await sayMuch(journey);
  await inEveryWindow(journey.page, async (window) => {
    for (const [name, at] of Object.entries(PAGES)) {
      const [place, sign] = at(known);
      await journey.visit(place);
      await expectSeen(journey.page.locator(sign));
      await take(journey.page, `${name}-${window}`);
    }
  });
  await takeViewer(journey, known.person);
} finally {
  await journey.end();
}

async function takeWelcome(): Promise<void> {
  const empty = await startJourney({ variants: [], begins: 'welcome', screen: { viewport: WIDE } });
  try {
    await inEveryWindow(empty.page, async (window) => {
      await expectSeen(empty.page.getByRole('heading'));
      await take(empty.page, `welcome-${window}`);
    });
  } finally {
    await empty.end();
  }
}

async function inEveryWindow(page: Page, work: (window: string) => Promise<void>): Promise<void> {
  for (const colorScheme of ['light', 'dark'] as const) {
    await page.emulateMedia({ colorScheme });
    await page.reload(); // another theme takes a moment: a colour halfway is no colour of the page
    await page.setViewportSize(NARROW);
    await work(`narrow-${colorScheme}`);
    await page.setViewportSize(WIDE);
    await work(colorScheme);
  }
}

/** Names, an album, an answer and a note, so that no page is empty. */
async function sayMuch(journey: Journey): Promise<Known> {
  const person = await namePeople(journey);
  const engine = journey.engine();
  const { people } = await engine['people.list']({ section: 'main', offset: 0, limit: 2 });
  const rule = { ...openRule(), with: [[person]] };
  const album = await engine['albums.save']({ album: null, name: `Summers with ${people[0]?.name}`, rule });
  await engine['people.details']({ person, note: 'Met at the fair in Lisbon.' });
  return { person, album: album.id, words: people[0]?.name ?? '' };
}

/** @returns one of those with a name and the most photos */
async function namePeople({ engine }: Journey): Promise<number> {
  const { people } = await engine()['people.list']({ section: 'main', offset: 0, limit: NAMES.length });
  for (const [index, { id }] of people.entries()) {
    await engine()['people.name']({ person: id, name: NAMES[index] ?? null, ifTaken: 'ask' });
  }
  const [most] = people.sort((a, b) => b.photos - a.photos);
  if (most === undefined) throw new Error('Nobody was found on the sample photos.');
  return most.id;
}

/** A photo is shown on black in either theme. */
async function takeViewer(journey: Journey, person: number): Promise<void> {
  const { page } = journey;
  await journey.visit(`/people/${person}`);
  await page
    .getByRole('link', { name: /^Photo of / })
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
