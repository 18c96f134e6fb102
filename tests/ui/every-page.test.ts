// Every page: usable with assistive technology, in light and dark, and whole in a narrow window.

import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { openRule } from '../../app/search/rule.ts';
import { barriers, expectOpenToAll } from './barriers.ts';
import { expectScanned, expectSeen, type Journey, SCREEN_WAIT, startJourney, tooWide } from './journey.ts';
import { NARROW, tooSmall } from './touch.ts';

let journey: Journey;
const WIDE = { width: 1280, height: 800 };
/** What is left of that window where everything is twice as large. */
const ZOOMED = { width: 640, height: 400 };

/** What is seen when the page is there, in a library with one person who has a name, one hidden, and questions. */
const PAGES: [name: string, place: () => string, sign: string][] = [
  ['people', () => '/people', 'article'],
  ['seldom seen people', () => '/people/seldom', 'article'],
  ['hidden people', () => '/people/hidden', 'article'],
  ['a person', () => `/people/${anna}`, 'h2'],
  ['the faces of a person', () => `/people/${anna}/faces`, 'button[aria-pressed] img'],
  ['whether these are all of a person', () => `/people/${anna}/check`, 'button[aria-pressed] img'],
  ['photos', () => '/photos', 'h2'],
  ['a photo', () => `/people/${anna}/photos/${photo}`, '[role=dialog] button[aria-haspopup]'],
  ['review', () => '/review', 'figure'],
  ['albums', () => '/albums', 'section img'],
  ['an album', () => `/albums/${album}`, 'h2'],
  ['an album without photos', () => `/albums/${empty}`, 'h2'],
  ['the search', () => '/search', 'search'],
  ['what was found', () => '/search/Anna%20without%20Ben', 'h2 output'],
  ['activity', () => '/activity', 'time'],
  ['settings', () => '/settings', 'dl'],
];
/** What opens above a page, and how. */
const DIALOGS: [name: string, place: () => string, open: () => Promise<void>][] = [
  ['a new album', () => '/albums', () => press('New album')],
  ['an album to fill', () => '/albums', () => press('Album to fill yourself')],
  ['a folder to add', () => '/settings', () => press('Add folder')],
  ['folders to choose from', () => '/settings', () => press('Add folder', 'Choose folder …')],
  ['what is asked of a folder', () => '/settings', () => press(/^Settings of \//)],
  ['a folder that goes', () => '/settings', () => press(/^Remove \//)],
  ['the keys', () => '/settings', () => press('Show shortcuts')],
  ['what can be done with a person', () => `/people/${anna}`, () => press('More actions')],
  ['what is written down of a person', () => `/people/${anna}`, () => choose('Note and birth date …')],
  ['who a person is', () => `/people/${anna}`, () => choose('Merge into …')],
  ['a person who is taken apart', () => `/people/${anna}`, () => choose('Take apart')],
  ['people who become one', () => '/people', () => selectAll('Merge')],
  ['a date', () => '/photos', () => selectAll('Date and title')],
  ['albums to add to', () => '/photos', () => selectAll('Add to album')],
  ['who is on photos', () => '/photos', () => selectAll('This is …')],
  ['what is printed', () => '/photos', () => selectAll('Print')],
  ['what is downloaded', () => '/photos', () => selectAll('Download')],
  ['a face of a photo', () => `/people/${anna}/photos/${photo}`, () => openFace()],
  ['what is known of a photo', () => `/people/${anna}/photos/${photo}`, () => press('Information')],
  ['names in turn', () => `/people/${anna}/photos/${photo}`, () => press('Name these in turn')],
];
let anna: number;
let photo: number;
let album: number;
let empty: number;

beforeAll(async () => {
  journey = await startJourney({ variants: ['plain', 'mirrored', 'stretched'], begins: 'welcome' });
});
afterAll(() => journey.end());

describe.each(['light', 'dark'] as const)('The welcome page in %s', (colorScheme) => {
  test('has nothing that keeps anybody out', async () => {
    const { page } = journey;
    await page.emulateMedia({ colorScheme });
    await expectSeen(page.getByRole('button', { name: 'Find people' }));
    expect(await barriers(journey.page)).toEqual([]);
  });
});

test('The welcome page fits a narrow window, and a thumb hits everything', async () => {
  await journey.page.setViewportSize(NARROW);
  // The window takes a moment to settle after its size has changed.
  await expect.poll(() => tooWide(journey.page), SCREEN_WAIT).toEqual([]);
  await expect.poll(() => tooSmall(journey.page), SCREEN_WAIT).toEqual([]);
  await journey.page.setViewportSize(WIDE);
});

test('A library with all that a page can show', async () => {
  const engine = journey.engine();
  await engine['folders.add']({ path: journey.photos });
  await expectScanned(journey.page);
  const page = { offset: 0, limit: 10 };
  const { people } = await engine['people.list']({ section: 'main', ...page });
  anna = people[0]?.id ?? 0;
  await engine['people.name']({ person: anna, name: 'Anna', ifTaken: 'ask' });
  await engine['people.hide']({ people: [people[1]?.id ?? 0], hidden: true });
  await engine['people.favourite']({ people: [anna], favourite: true });
  await engine['people.details']({ person: anna, note: 'Met in Lisbon' });
  await engine['people.details']({ person: anna, born: '1990-05-01' });
  const rule = { ...openRule(), with: [[anna]] };
  album = (await engine['albums.save']({ album: null, name: 'Anna', rule })).id;
  empty = (await engine['albums.save']({ album: null, name: 'Later', rule: { ...rule, from: '2040-01-01' } })).id;
  photo = (await engine['people.photos']({ person: anna, ...page })).photos[0]?.id ?? 0;
  expect(photo).toBeGreaterThan(0);
}, 120_000);

describe('In light and in dark nothing keeps anybody out of', () => {
  test.each(PAGES)('%s', async (_name, place, sign) => {
    await journey.visit(place());
    await expectSeen(journey.page.locator(sign));
    for (const colorScheme of ['light', 'dark'] as const) {
      await journey.page.emulateMedia({ colorScheme });
      expect(await barriers(journey.page), colorScheme).toEqual([]);
    }
  });
});

describe('At 200 % nothing keeps anybody out of', () => {
  beforeAll(async () => {
    await journey.page.setViewportSize(ZOOMED);
    await journey.page.emulateMedia({ colorScheme: 'light' });
  });
  afterAll(() => journey.page.setViewportSize(WIDE));
  test.each(PAGES)('%s', async (_name, place, sign) => {
    await journey.visit(place());
    await expectSeen(journey.page.locator(sign));
    expect(await barriers(journey.page)).toEqual([]);
  });
});

describe('A phone is enough, and a thumb hits everything, for', () => {
  beforeAll(() => journey.page.setViewportSize(NARROW));
  afterAll(() => journey.page.setViewportSize(WIDE));
  test.each(PAGES)('%s', async (_name, place, sign) => {
    await journey.visit(place());
    await expectSeen(journey.page.locator(sign));
    await expect.poll(() => tooWide(journey.page), SCREEN_WAIT).toEqual([]);
    await expect.poll(() => tooSmall(journey.page), SCREEN_WAIT).toEqual([]);
    expect(await barriers(journey.page)).toEqual([]);
  });
});

describe.each([
  ['at 200 %', ZOOMED, 'dark'],
  ['on a phone', NARROW, 'light'],
] as const)('Opened %s, nothing keeps anybody out of', (where, size, theme) => {
  beforeAll(() => journey.page.setViewportSize(size));
  afterAll(() => journey.page.setViewportSize(WIDE));
  test.each(DIALOGS)('%s', async (name, place, open) => {
    const { page } = journey;
    // Whatever another one has left open is gone.
    await page.goto('about:blank');
    await journey.visit(place());
    await open();
    await expectOpenToAll(page, `${name} ${where}`, [theme]);
  });
});

describe('Where the system asks for less motion', () => {
  test.each(PAGES)('nothing moves on %s', async (_name, place, sign) => {
    await journey.visit(place());
    await expectSeen(journey.page.locator(sign));
    expect(await moving()).toEqual([]);
  });

  test('and elsewhere something does', async () => {
    const { page } = journey;
    await page.emulateMedia({ reducedMotion: 'no-preference' });
    await journey.visit('/people');
    await expectSeen(page.locator('article'));
    expect((await moving()).length).toBeGreaterThan(0);
    await page.emulateMedia({ reducedMotion: 'reduce' });
  });
});

test('Not one request left for anywhere else, and nothing went wrong unseen', () => {
  expect(journey.complaints).toEqual([]);
});

/** One after the other, each as soon as it is there. */
async function press(...names: (string | RegExp)[]): Promise<void> {
  for (const name of names) await journey.page.getByRole('button', { name }).first().click();
}

/** What would take longer than a blink to change or to move. */
function moving(): Promise<string[]> {
  return journey.page.evaluate(`
    [...document.querySelectorAll('*')]
      .filter((each) => {
        const { animationDuration, animationName, transitionDuration } = getComputedStyle(each);
        const durations = [...(animationName === 'none' ? [] : animationDuration.split(',')), ...transitionDuration.split(',')];
        return durations.some((duration) => parseFloat(duration) > 0.01);
      })
      .map((each) => each.outerHTML.slice(0, 120))
  `);
}

/** Of what can be done with a person. */
async function choose(name: string): Promise<void> {
  await press('More actions');
  await journey.page.getByRole('menuitem', { name }).click();
}

async function selectAll(name: string): Promise<void> {
  await expectSeen(journey.page.getByRole('button', { name: 'Select', exact: true }));
  await expectSeen(journey.page.locator('a[data-index], article a'));
  await journey.page.keyboard.press('Control+a');
  await journey.page.getByRole('toolbar').getByRole('button', { name, exact: true }).click();
}

/** All that can be said of it can be reached, however low the window is. */
async function openFace(): Promise<void> {
  await press('Anna');
  await journey.page.getByRole('button', { name: 'Not a face' }).click({ trial: true });
}
