// A photo of many: those with a name are called by it, the others are named one after another, by keys or by touch.

import { join } from 'node:path';
import type { Locator } from 'playwright-core';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { ensure } from '../../app/ensure.ts';
import { barriers } from './barriers.ts';
import { expectGone, expectSeen, type Journey, SCREEN_WAIT, startJourney } from './journey.ts';

let journey: Journey;
let photo: number;
beforeAll(async () => {
  journey = await startJourney({ variants: ['plain'], begins: 'people', screen: { hasTouch: true } });
  const engine = journey.engine();
  const { people } = await engine['people.list']({ section: 'main', offset: 0, limit: 1 });
  const person = ensure(people[0], 'A person on the sample photos').id;
  const { photos } = await engine['people.photos']({ person, offset: 0, limit: 1 });
  photo = ensure(photos[0], 'A photo of the person').id;
  await engine['people.name']({ person, name: 'Anna', ifTaken: 'ask' });
  for (let place = 0; place < 7; place++) {
    await engine['faces.draw']({ photo, box: [10 + 140 * place, 10, 60, 60] });
  }
});
afterAll(() => journey.end());

test('In a crowd only named faces are called by name, and the one that is pointed at', async () => {
  const { page } = journey;
  await journey.visit(`/photos/${photo}`);
  const named = page.getByRole('button', { name: 'Anna', exact: true });
  const unnamed = page.locator('[role=dialog] button[aria-haspopup][data-unnamed]');
  await expectSeen(named, unnamed);
  await page.keyboard.press('b');
  const opacity = (which: string): Promise<unknown> =>
    page.evaluate(`getComputedStyle(document.querySelector('[role=dialog] button${which} > span')).opacity`);
  await expect.poll(() => opacity('[aria-label=Anna]'), SCREEN_WAIT).toBe('1');
  expect(await opacity('[data-unnamed]')).toBe('0');
  await unnamed.first().hover();
  await expect.poll(() => opacity('[data-unnamed]'), SCREEN_WAIT).toBe('1');
  await page.keyboard.press('b');
});

test('N names them in turn: each is brought near, Enter goes on, an arrow skips, Ctrl+Z goes back, Escape ends', async () => {
  const { page } = journey;
  const left = await unnamed();
  await page.keyboard.press('n');
  await expectSeen(panel().getByText(`${left} faces without a name`, { exact: true }));
  await expect.poll(async () => (await askedBox()).width, SCREEN_WAIT).toBeGreaterThan(100);
  const first = await asked();
  await page.keyboard.type('Berta');
  await page.keyboard.press('Enter');
  await expect.poll(asked, SCREEN_WAIT).not.toBe(first);
  const second = await asked();
  await page.keyboard.press('ArrowRight');
  await expect.poll(asked, SCREEN_WAIT).not.toBe(second);
  await expectSeen(panel().getByText(`${left - 2} faces without a name · 1 skipped`));
  await page.keyboard.press('ArrowLeft');
  await expect.poll(asked, SCREEN_WAIT).toBe(second);
  await page.keyboard.press('Control+z');
  await expect.poll(asked, SCREEN_WAIT).toBe(first);
  await page.keyboard.type('Berta');
  await page.keyboard.press('Enter');
  await expect.poll(asked, SCREEN_WAIT).toBe(second);
  await page.keyboard.press('Delete');
  await expect.poll(asked, SCREEN_WAIT).not.toBe(second);
  await expectSeen(panel().getByText(`${left - 2} faces without a name`, { exact: true }));
  await page.keyboard.press('Escape');
  await expectGone(panel());
  await expectSeen(page.getByRole('dialog', { name: 'Photo' }), page.getByRole('button', { name: 'Berta' }));
  expect(await unnamed()).toBe(left - 2);
});

test('A suggestion, as dark as all that opens above a photo, makes both one person, and Undo brings the question back', async () => {
  const { page } = journey;
  await page.keyboard.press('n');
  const first = await asked();
  await page.keyboard.type('Berta');
  const suggested = page.getByRole('listbox', { name: 'People with a similar name' }).getByRole('option').first();
  await expectSeen(suggested);
  expect(await themeOf(suggested)).toBe('dark');
  await suggested.click();
  await expect.poll(asked, SCREEN_WAIT).not.toBe(first);
  await page.getByRole('button', { name: 'Undo', exact: true }).click();
  await expect.poll(asked, SCREEN_WAIT).toBe(first);
  await page.keyboard.press('Escape');
  await expectGone(panel());
});

test('On a phone a tap begins, skips and ends it; nothing is too wide and nothing keeps anybody out', async () => {
  const { page } = journey;
  await page.setViewportSize({ width: 390, height: 844 });
  for (const colorScheme of ['light', 'dark'] as const) {
    await page.emulateMedia({ colorScheme });
    await page.getByRole('button', { name: 'Name these in turn' }).tap();
    const first = await asked();
    if (process.env['PICTURES']) {
      await page.screenshot({ path: join(process.env['PICTURES'], `in-turn-${colorScheme}.png`) });
    }
    await panel().getByRole('button', { name: 'Skip' }).tap();
    await expect.poll(asked, SCREEN_WAIT).not.toBe(first);
    expect(await page.evaluate('document.documentElement.scrollWidth - innerWidth')).toBeLessThanOrEqual(0);
    expect(await barriers(page)).toEqual([]);
    await panel().getByRole('button', { name: 'Done' }).tap();
    await expectGone(panel());
  }
  await page.setViewportSize({ width: 1280, height: 800 });
});

test('When none is left it says so, and the history shows each with its face', async () => {
  const { page } = journey;
  const through = 'No face here is left to be named.';
  await page.keyboard.press('n');
  for (let left = await unnamed(); left > 0; left--) {
    await asked();
    await page.keyboard.type(`Guest ${left}`);
    await page.keyboard.press('Enter');
    await expect.poll(unnamed, SCREEN_WAIT).toBe(left - 1);
    await expectSeen(
      panel().getByText(left === 1 ? through : `${left - 1} face${left === 2 ? '' : 's'} without a name`),
    );
  }
  await page.keyboard.press('Enter');
  await expectGone(panel());
  await journey.visit('/activity');
  const entry = page.getByRole('listitem').filter({ hasText: '“Guest 1”' });
  await expectSeen(entry.locator('img[src^="media/face/"]'));
  expect(journey.complaints).toEqual([]);
});

function panel() {
  return journey.page.getByRole('region', { name: 'Name these in turn' });
}

/** The face that is asked about, when its field has the focus. */
async function asked(): Promise<string | null> {
  await panel().locator('input:focus').waitFor();
  return panel().locator('img[src^="media/face/"]').first().getAttribute('src');
}

async function askedBox() {
  return ensure(
    await journey.page.locator('[role=dialog] button[data-asked]').boundingBox(),
    'The face that is asked about',
  );
}

async function unnamed(): Promise<number> {
  const { faces } = await journey.engine()['photos.get']({ photo });
  return faces.filter(({ person, hidden }) => person !== null && person.name === null && !hidden).length;
}

/** Of the page, unless something nearer has one of its own. */
function themeOf(shown: Locator): Promise<string | null | undefined> {
  return shown.evaluate((element) => element.closest('[data-theme]')?.getAttribute('data-theme'));
}
