// Photos without a date, by keys alone: where they stand, what is said of them, and how they get one.

import { join } from 'node:path';
import type { Page } from 'playwright-core';
import sharp from 'sharp';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { SAMPLES } from '../samples.ts';
import { expectFocused, expectGone, expectSeen, type Journey, SCREEN_WAIT, startJourney } from './journey.ts';

let journey: Journey;
beforeAll(async () => {
  journey = await startJourney({ variants: ['plain'], begins: 'people' });
});
afterAll(() => journey.end());

const undated = () => journey.page.getByRole('heading', { level: 2, name: 'No date' });

test('End leads to it, behind all others, and Enter and I say that it has none', async () => {
  const { page } = journey;
  // What is sent by a messenger says nothing of itself any more.
  await sharp(SAMPLES[0]).resize({ width: 900 }).flop().jpeg().toFile(join(journey.photos, 'sent.jpg'));
  const counts = async () => (await journey.engine()['library.status']({})).photos;
  await expect.poll(counts, SCREEN_WAIT).toMatchObject({ total: 7, done: 7 });
  await page.keyboard.press('2');
  const photos = page.getByRole('main').getByRole('link', { name: /^Photo/ });
  await expectSeen(photos);
  await photos.first().focus();
  await page.keyboard.press('End');
  await expectFocused(photos.last());
  await expectSeen(undated());
  await page.keyboard.press('Enter');
  await expectSeen(page.getByRole('dialog', { name: 'Photo' }).getByText('7 of 7'));
  await page.keyboard.press('i');
  const information = page.getByRole('complementary', { name: 'Information' });
  await expectSeen(
    information.getByText(/No date/),
    information.getByText('The photo does not say when it was taken.'),
    information.getByText(/^Time of the file: .*\d/),
  );
  await page.keyboard.press('Escape');
  await expectFocused(photos.last());
});

test('The scale at the side ends with it', async () => {
  const { page } = journey;
  await page.setViewportSize({ width: 700, height: 400 }); // so that there is something to scroll
  await expectLaidOut(page);
  const scale = page.getByRole('slider');
  await scale.focus();
  await page.keyboard.press('End');
  await expect.poll(() => scale.getAttribute('aria-valuetext'), SCREEN_WAIT).toBe('No date');
  // Both stand in the last window, and each is led to all the same.
  await page.keyboard.press('ArrowUp');
  await expect.poll(() => scale.getAttribute('aria-valuetext'), SCREEN_WAIT).toBe('March 2019');
  await page.keyboard.press('ArrowDown');
  await expect.poll(() => scale.getAttribute('aria-valuetext'), SCREEN_WAIT).toBe('No date');
  await page.setViewportSize({ width: 1280, height: 800 });
});

test('A year that is given to it takes it among the others; Ctrl+Z puts it back', async () => {
  const { page } = journey;
  const photos = page.getByRole('main').getByRole('link', { name: /^Photo/ });
  await photos.first().focus();
  await page.keyboard.press('End');
  await expectFocused(photos.last());
  await page.keyboard.press('x');
  await page.getByRole('toolbar').getByRole('button', { name: 'Date and title' }).press('Enter');
  const dialog = page.getByRole('dialog');
  await dialog.getByRole('radio', { name: 'Another date' }).press('Space');
  await dialog.getByLabel('Year').press('Control+a');
  await page.keyboard.type('1985');
  await page.keyboard.press('Enter');
  await expectGone(undated());
  await expectSeen(page.getByRole('heading', { level: 2, name: '1985' }));
  await page.keyboard.press('Escape');
  await page.keyboard.press('Control+z');
  await expectSeen(undated());
  expect(journey.complaints).toEqual([]);
});

test('They are searched for by words, as are photos without people, and an album may hold them', async () => {
  const { page } = journey;
  const blank = { create: { width: 600, height: 400, channels: 3, background: '#7a9' } } as const;
  await sharp(blank).jpeg().toFile(join(journey.photos, 'meadow.jpg'));
  const counts = async () => (await journey.engine()['library.status']({})).photos;
  await expect.poll(counts, SCREEN_WAIT).toMatchObject({ total: 8, done: 8 });
  const parts = page.getByRole('list', { name: 'Looking for' });
  const shown = (value: string) => page.locator('h2 output').getByText(value, { exact: true });
  await journey.visit('/search/undated');
  await expectSeen(parts.getByText('without a date'), shown('2 photos'));
  await journey.visit(`/search/${encodeURIComponent('photos without people')}`);
  await expectSeen(parts.getByText('without people'), shown('1 photo'));
  await journey.visit(`/search/${encodeURIComponent('no people in 1999')}`);
  await page.getByRole('link', { name: 'Without 1999: 1 photo' }).click();
  await expectSeen(shown('1 photo'));

  await page.getByRole('button', { name: 'Save as album' }).click();
  const dialog = page.getByRole('dialog');
  await expectSeen(dialog.getByText('Only without people'), dialog.getByRole('button', { name: 'Others as well' }));
  await dialog.getByRole('button', { name: 'Save' }).click();
  await expectSeen(page.getByRole('list').getByText('without people'));
  expect(journey.complaints).toEqual([]);
});

/** The wall is as high as it was a moment ago: it has been laid out for the window as it is. */
async function expectLaidOut(page: Page): Promise<void> {
  let before = Number.NaN;
  const isSettled = async () => {
    const [last, now] = [before, await page.evaluate<number>('document.querySelector("#content").scrollHeight')];
    before = now;
    return now === last;
  };
  await expect.poll(isSettled, SCREEN_WAIT).toBe(true);
}
