// Where the focus goes: a name that is not given after all leaves it at the person, wherever the name was being written;
// a dialog leaves it to what had it.

import type { Locator } from 'playwright-core';
import { afterAll, beforeAll, beforeEach, describe, expect, test } from 'vitest';
import { expectFocused, expectGone, expectSeen, type Journey, SCREEN_WAIT, startJourney } from './journey.ts';

let journey: Journey;
beforeAll(async () => {
  journey = await startJourney({ variants: ['plain'], begins: 'people' });
  const { people } = await journey.engine()['people.list']({ section: 'main', offset: 0, limit: 200 });
  for (const [index, { id }] of people.slice(0, 3).entries()) {
    await journey.engine()['people.name']({ person: id, name: `Anna ${index}`, ifTaken: 'keepBoth' });
  }
}, 120_000);
afterAll(() => journey.end());

const field = () => journey.page.getByRole('combobox', { name: 'Name', exact: true });

/** Each opens the field, and says what is to have the focus when it closes. */
const PLACES: Record<string, () => Promise<Locator>> = {
  'on the wall, by a click': async () => {
    const tile = journey.page.getByRole('article').nth(1);
    await tile.getByRole('button').click();
    return tile.getByRole('link');
  },
  'on the wall, by a key': async () => {
    const link = journey.page.getByRole('article').nth(1).getByRole('link');
    await link.focus();
    await journey.page.keyboard.press('n');
    return link;
  },
  'on their page': async () => {
    await journey.page.getByRole('article').first().getByRole('link').click();
    const name = journey.page.getByRole('heading', { level: 1 }).getByRole('button');
    await name.click();
    return name;
  },
  'in a photo': async () => {
    const { page } = journey;
    await page.getByRole('article').first().getByRole('link').click();
    await page
      .getByRole('link', { name: /^Photo of/ })
      .first()
      .click();
    await page.getByRole('dialog', { name: 'Photo' }).press('b');
    await page.getByRole('button', { name: 'Anna 0' }).first().click();
    const name = page.locator('[data-face-card]').getByRole('heading').getByRole('button');
    await name.click();
    return name;
  },
};

describe.each(Object.entries(PLACES))('Escape in the field for a name %s', (_place, open) => {
  beforeEach(async () => {
    await journey.page.goto('about:blank');
    await journey.visit('/people');
    await expectSeen(journey.page.getByRole('article'));
  });

  test.each(['', 'an', 'nobody'])('after “%s” leaves the focus at the person', async (typed) => {
    const place = await open();
    await expectSeen(field());
    if (typed !== '') await journey.page.keyboard.type(typed);
    if (typed === 'an') await expectSeen(journey.page.getByRole('option'));
    await journey.page.keyboard.press('Escape');
    await expectGone(field());
    await expect.poll(() => hasFocus(place), SCREEN_WAIT).toBe(true);
    // … and it stays there.
    await journey.page.waitForTimeout(300);
    expect(await hasFocus(place)).toBe(true);
  });
});

test('Where the user went on with Tab, the focus stays', async () => {
  const { page } = journey;
  await journey.visit('/people');
  await page.getByRole('article').nth(1).getByRole('button').click();
  await field().press('Tab');
  await page.waitForTimeout(300);
  expect(await hasFocus(page.getByRole('article').nth(2).getByRole('link'))).toBe(true);
});

test.each(['people', 'search', 'review', 'settings'])(
  'The list of keys leaves the focus to the page %s as it had it, not to the first field there',
  async (name) => {
    const { page } = journey;
    await journey.visit(`/${name}`);
    await page.getByRole('heading', { level: 1 }).click();
    await expectFocused(page.getByRole('main'));
    await page.keyboard.press('?');
    await expectFocused(keys().getByRole('heading', { name: 'Keyboard shortcuts' }));
    await page.keyboard.press('Escape');
    await expectGone(keys());
    await page.waitForTimeout(300);
    expect(await hasFocus(page.getByRole('main'))).toBe(true);
  },
);

test('The list of keys gives the focus back to the button that opened it', async () => {
  const { page } = journey;
  await journey.visit('/settings');
  const button = page.getByRole('button', { name: 'Show shortcuts' });
  await button.press('Enter');
  await keys().getByRole('button', { name: 'Close' }).press('Enter');
  await expectGone(keys());
  await expectFocused(button);
});

test('In a low window the list of keys opens at its top, has the focus, and is read on by keys', async () => {
  const { page } = journey;
  await page.setViewportSize({ width: 1280, height: 420 });
  await journey.visit('/people');
  await page.getByRole('heading', { level: 1 }).click();
  await page.keyboard.press('?');
  await expectFocused(keys().getByRole('heading', { name: 'Keyboard shortcuts' }));
  expect(await keys().evaluate(scrolled)).toBe(0);
  await page.keyboard.press('PageDown');
  await expect.poll(() => keys().evaluate(scrolled), SCREEN_WAIT).toBeGreaterThan(100);
  await page.keyboard.press('Tab');
  await expectFocused(keys().getByRole('button', { name: 'Close' }));
  await page.keyboard.press('Escape');
  await expectGone(keys());
  expect(await hasFocus(page.getByRole('main'))).toBe(true);
  await page.setViewportSize({ width: 1280, height: 800 });
});

test('Another language keeps the focus on the choice of languages, at the keyboard’s next step', async () => {
  const { page } = journey;
  await journey.visit('/settings');
  await page.getByRole('combobox', { name: 'Language' }).focus();
  await page.keyboard.press('End');
  const german = page.getByRole('combobox', { name: 'Sprache' });
  await expectFocused(german);
  await page.keyboard.press('ArrowUp');
  await expectFocused(page.getByRole('combobox', { name: 'Language' }));
  // What was chosen then is no reason to take the focus now.
  await page.reload();
  await expectSeen(page.getByRole('combobox', { name: 'Language' }));
  expect(await page.locator(':focus').count()).toBe(0);
  await page.evaluate('localStorage.clear()');
});

test('What had the focus and goes leaves it to the page, never to a message, which goes by itself', async () => {
  const { page } = journey;
  await journey.visit('/settings');
  await page.getByRole('button', { name: 'Look for changes' }).press('Enter');
  const message = page.getByRole('region', { name: 'Messages' }).getByRole('dialog');
  await expectSeen(message);
  await page.keyboard.press('1');
  await expectSeen(page.getByRole('article'));
  await expect.poll(() => hasFocus(page.locator('#content')), SCREEN_WAIT).toBe(true);
  await expectGone(message);
  expect(journey.complaints).toEqual([]);
});

function scrolled(element: unknown): number {
  return Number(Object(element).scrollTop);
}

function keys(): Locator {
  return journey.page.getByRole('dialog', { name: 'Keyboard shortcuts' });
}

async function hasFocus(place: Locator): Promise<boolean> {
  return (await place.and(journey.page.locator(':focus')).count()) > 0;
}
