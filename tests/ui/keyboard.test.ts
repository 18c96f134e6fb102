// Without a mouse: from the first run over a name to an answer, with the keys alone.

import type { Locator } from 'playwright-core';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { expectFocused, expectGone, expectScanned, expectSeen, type Journey, startJourney } from './journey.ts';

let journey: Journey;
beforeAll(async () => {
  journey = await startJourney({ variants: ['plain', 'mirrored', 'stretched'], begins: 'welcome' });
});
afterAll(() => journey.end());

test('The folder is typed, and Enter begins', async () => {
  const { page, photos } = journey;
  await tabTo(page.getByLabel('Folder with your photos'));
  await page.keyboard.type(photos);
  await page.keyboard.press('Enter');
  await expectScanned(page);
  for (const next of ['Continue', 'Show my people']) {
    await expectFocused(page.getByRole('button', { name: next }));
    await page.keyboard.press('Enter');
  }
  await expectSeen(page.getByRole('article'));
}, 120_000);

test('A face is reached by arrow keys, named with N, and has the focus again', async () => {
  const { page } = journey;
  await page.keyboard.press('1');
  const people = page.getByRole('article').getByRole('link');
  await tabTo(people.first());
  await page.keyboard.press('ArrowRight');
  await expectFocused(people.nth(1));
  await page.keyboard.press('ArrowLeft');
  await expectFocused(people.first());
  await page.keyboard.press('n');
  await page.keyboard.type('Anna');
  await page.keyboard.press('Enter');
  await expectSeen(page.getByText('Named Anna'));
  await expectFocused(page.getByRole('link', { name: /^Anna, / }));
});

test('Enter opens her page and her photo, Escape closes the photo, and / finds her again', async () => {
  const { page } = journey;
  await page.keyboard.press('Enter');
  await expectSeen(page.getByRole('heading', { level: 1, name: 'Anna' }));
  await tabTo(page.getByRole('link', { name: /^Photo of/ }).first());
  await page.keyboard.press('Enter');
  const photo = page.getByRole('dialog', { name: 'Photo' });
  await expectSeen(photo);
  await page.keyboard.press('Escape');
  await expectGone(photo);
  await page.keyboard.press('1');
  await expectSeen(page.getByRole('heading', { level: 1, name: 'People' }));
  await page.keyboard.press('/');
  await page.keyboard.type('ann');
  await expectSeen(page.getByRole('option', { name: /^Anna/ }));
  await page.keyboard.press('ArrowDown');
  await page.keyboard.press('Enter');
  const anna = page.getByRole('list', { name: 'People' }).getByRole('link', { name: /^Anna/ });
  await tabTo(anna);
  await page.keyboard.press('Enter');
  await expectSeen(page.getByRole('heading', { level: 1, name: 'Anna' }));
});

test('Escape closes what Search suggests, then leaves its field as it was, and keys are the page’s again', async () => {
  const { page } = journey;
  await page.keyboard.press('/');
  const field = page.getByRole('combobox', { name: 'Search' });
  await expectFocused(field);
  const before = await field.inputValue();
  await page.keyboard.type(' ann');
  await expectSeen(page.getByRole('option', { name: /^Anna/ }));
  await page.keyboard.press('Escape');
  await expectGone(page.getByRole('option'));
  await expectFocused(field);
  await page.keyboard.press('Escape');
  await expectFocused(page.getByRole('main'));
  expect(await field.inputValue()).toBe(before);
  await page.keyboard.press('2');
  await expectSeen(page.getByRole('heading', { level: 1, name: 'Photos' }));
});

test('/ right behind Escape leads into the box again, and Tab right behind a search on from it', async () => {
  const { page } = journey;
  await page.keyboard.press('1');
  await expectSeen(page.getByRole('heading', { level: 1, name: 'People' }));
  const field = page.getByRole('combobox', { name: 'Search' });
  await page.keyboard.press('/');
  await page.keyboard.press('Escape');
  await expectFocused(page.getByRole('main'));
  await page.keyboard.press('/');
  await page.waitForTimeout(300);
  await expectFocused(field);
  await page.keyboard.type('ann');
  await page.keyboard.press('Enter');
  await expectSeen(page.getByRole('heading', { level: 1, name: 'Search' }));
  await expectFocused(field);
  await page.keyboard.type(' an');
  await expectSeen(page.getByRole('option', { name: /^Anna/ }));
  await page.keyboard.press('Tab');
  await page.waitForTimeout(300);
  await expectFocused(page.getByRole('button', { name: 'Clear' }));
});

test('From Review the digits lead to the pages, as from everywhere, and answer nothing', async () => {
  const { page } = journey;
  const actions = async () => (await journey.engine()['history.list']({ offset: 0, limit: 1 })).total;
  const before = await actions();
  // Not Search, whose field takes what is typed next.
  const pages = { 1: 'People', 2: 'Photos', 4: 'Albums', 6: 'Activity', 7: 'Settings' };
  for (const [digit, name] of Object.entries(pages)) {
    await page.keyboard.press('3');
    await expectSeen(page.getByRole('figure'));
    await page.keyboard.press(digit);
    await expectSeen(page.getByRole('heading', { level: 1, name, exact: true }));
  }
  expect(await actions()).toBe(before);
});

test('3 leads to the questions, and one key answers', async () => {
  const { page } = journey;
  await page.keyboard.press('3');
  await expectSeen(
    page.getByRole('heading', { level: 1, name: /^(Same or different|Is this one person|Are these both Anna)\?$/ }),
  );
  await expectSeen(page.getByRole('figure'));
  await page.keyboard.press('d');
  // Which of the two is asked first, and whether that answers others too, depends on how the faces were read.
  const [said, others] = [
    /(Noted: they stay two people|(One face is|\d+ faces are) someone else now)\./,
    /( \d+ .*\.)?/,
  ];
  await expectSeen(page.getByText(new RegExp(`^${said.source}${others.source}$`)));
});

test('Space presses the button that Tab led to; after a click it says “not sure”', async () => {
  const { page } = journey;
  const whole = page.getByRole('button', { name: 'Whole photos' });
  const faces = page.getByRole('button', { name: 'Faces only' });
  await whole.click();
  await expectSeen(faces);
  await page.keyboard.press('Space');
  await expectSeen(page.getByText('Left open: Kindred will not ask about these two again.'));
  await page.keyboard.press('Tab');
  await tabTo(faces);
  await page.keyboard.press('Space');
  await expectFocused(whole);
});

test('? lists the keys, and Escape closes the list', async () => {
  const { page } = journey;
  await page.keyboard.press('?');
  const list = page.getByRole('dialog', { name: 'Keyboard shortcuts' });
  await expectSeen(list.getByText('Same person'), list.getByText('Later, at the end'), list.getByText('Ctrl'));
  await page.keyboard.press('Escape');
  await expectGone(list);

  await page.addInitScript(`Object.defineProperty(Navigator.prototype, 'platform', { get: () => 'MacIntel' })`);
  await page.reload();
  await expectSeen(page.getByRole('figure'));
  await page.keyboard.press('?');
  await expectSeen(list.getByText('⌘'));
  expect(await list.getByText('Ctrl').count()).toBe(0);
  await page.keyboard.press('Escape');
  expect(journey.complaints).toEqual([]);
});

/** Presses Tab until the focus is there, as one does who cannot click. */
async function tabTo(target: Locator): Promise<void> {
  const { page } = journey;
  await expectSeen(target);
  for (let presses = 0; presses < 60; presses++) {
    if ((await target.and(page.locator(':focus')).count()) > 0) return;
    await page.keyboard.press('Tab');
  }
  throw new Error(`The Tab key does not lead to ${String(target)}.`);
}
