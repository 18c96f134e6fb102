// Strangers hidden at once, by mouse, by keys, and by touch on a phone in German: one thing, one line of the history, one Undo.

import type { Locator } from 'playwright-core';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { ensure } from '../../app/ensure.ts';
import { expectOpenToAll } from './barriers.ts';
import { expectSeen, type Journey, SCREEN_WAIT, startJourney } from './journey.ts';
import { PHONE } from './touch.ts';

const STRANGERS = 30;
const ENGLISH = {
  hide: 'Hide all who were seen once',
  toast: (people: number) => `${people} people hidden`,
  entry: (people: number) => `Hid ${people} people`,
  undo: 'Undo',
  undone: 'Taken back',
};
const GERMAN = {
  hide: 'Einmal Gesehene verbergen',
  toast: (people: number) => `${people} Personen verborgen`,
  entry: (people: number) => `Verborgen: ${people} Personen`,
  undo: 'Rückgängig',
  undone: 'Zurückgenommen',
};
const WAYS: Record<string, { words: typeof ENGLISH; isPhone: boolean; press: (target: Locator) => Promise<void> }> = {
  mouse: { words: ENGLISH, isPhone: false, press: (target) => target.click() },
  keys: { words: ENGLISH, isPhone: false, press: (target) => target.press('Enter') },
  touch: { words: GERMAN, isPhone: true, press: (target) => target.tap() },
};

let journey: Journey;
beforeAll(async () => {
  journey = await startJourney({ variants: ['plain', 'mirrored'], begins: 'people' });
  const engine = journey.engine();
  const { photos } = await engine['photos.list']({ offset: 0, limit: 1 });
  const { id, width, height } = ensure(photos[0], 'A photo to draw on');
  const side = Math.min(width, height) / 24;
  // Where no face is: each is a person of one photo.
  for (let drawn = 0; drawn < STRANGERS; drawn++) {
    await engine['faces.draw']({
      photo: id,
      box: [(drawn % 15) * side, height - (1 + Math.floor(drawn / 15)) * side - 1, side, side],
    });
  }
});
afterAll(() => journey.end());

describe.each(Object.entries(WAYS))('By %s', (way, { words, isPhone, press }) => {
  test('those who were seen once are hidden as one line with faces, which takes them back', async () => {
    const page = isPhone ? await journey.also(PHONE) : journey.page;
    await page.goto(`${journey.address()}#/people/seldom`);
    await press(page.getByRole('button', { name: words.hide }));
    await expect.poll(hidden, SCREEN_WAIT).toBeGreaterThanOrEqual(STRANGERS);
    const people = await hidden();
    await expectSeen(page.getByText(words.toast(people)));
    await page.goto(`${journey.address()}#/activity`);
    const entry = page.getByRole('listitem').filter({ has: page.getByText(words.entry(people), { exact: true }) });
    await expectSeen(entry.first());
    expect(await entry.first().locator('img').count()).toBe(6);
    await expectOpenToAll(page, `hidden-${way}`);
    await press(entry.first().getByRole('button', { name: words.undo }));
    await expectSeen(entry.first().getByText(words.undone));
    expect(await hidden()).toBe(0);
  });
});

test('Nothing went wrong unseen', () => {
  expect(journey.complaints).toEqual([]);
});

async function hidden(): Promise<number> {
  return (await journey.engine()['people.list']({ section: 'hidden', offset: 0, limit: 1 })).sections.hidden;
}
