// A browser that is too old for the screen says so in words, instead of showing an empty page.

import { afterAll, beforeAll, expect, test } from 'vitest';
import { expectSeen, type Journey, startJourney } from './journey.ts';

let journey: Journey;
beforeAll(async () => {
  journey = await startJourney({ variants: ['plain'], begins: 'welcome' });
});
afterAll(() => journey.end());

test.each([
  ['en', /^This browser is too old for Kindred\. Please update it: Chrome and Edge from version 113/],
  ['de', /^Dieser Browser ist zu alt für Kindred\. Bitte aktualisiere ihn: Chrome und Edge ab Version 113/],
])('A browser without what the screen needs is told so in its language (%s)', async (language, sentence) => {
  const { page } = journey;
  await expectSeen(page.getByRole('button', { name: 'Find people' })); // this one is new enough
  const old = await page.context().newPage();
  await old.addInitScript(
    ([spoken]) => {
      Object.defineProperty(navigator, 'language', { value: spoken });
      Reflect.deleteProperty(Array.prototype, 'toSorted');
    },
    [language],
  );
  await old.goto(page.url());
  const told = old.getByRole('alert');
  await expectSeen(told);
  expect(await told.textContent()).toMatch(sentence);
  expect(await old.locator('button, a').count()).toBe(0);
  expect(await old.locator('html').getAttribute('lang')).toBe(language);
  await old.close();
});
