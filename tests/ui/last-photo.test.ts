// From the photo back to the wall: closing leads to the photo that was seen last, wherever it was opened.

import { afterAll, beforeAll, expect, test } from 'vitest';
import { expectFocused, expectGone, expectSeen, type Journey, SCREEN_WAIT, startJourney } from './journey.ts';

let journey: Journey;
beforeAll(async () => {
  journey = await startJourney({ variants: ['plain', 'mirrored'], begins: 'people' });
});
afterAll(() => journey.end());

test.each([
  ['Photos', '/photos', 12],
  ['a folder', '/albums/folder/1', 12],
  ['Search', '/search/plain', 6],
])('In %s Escape leads to the photo that was seen last, though it was out of sight', async (_wall, place, count) => {
  const { page } = journey;
  await page.setViewportSize({ width: 500, height: 420 });
  await journey.visit(place);
  await tile(0).focus();
  await page.keyboard.press('Enter');
  await expectSeen(photo().getByText(`1 of ${count}`));
  for (let seen = 2; seen <= count; seen++) {
    await page.keyboard.press('ArrowRight');
    await expectSeen(photo().getByText(`${seen} of ${count}`));
  }
  await page.keyboard.press('Escape');
  await expectGone(photo());
  await expectFocused(tile(count - 1));
  await expect.poll(() => isInSight(count - 1), SCREEN_WAIT).toBe(true);
  // The keys go on from there, and the browser's way back does the same.
  await page.keyboard.press('ArrowLeft');
  await expectFocused(tile(count - 2));
  await page.keyboard.press('Enter');
  await page.keyboard.press('ArrowLeft');
  await expectSeen(photo().getByText(`${count - 2} of ${count}`));
  await page.goBack();
  await expectGone(photo());
  await expectFocused(tile(count - 3));
  expect(journey.complaints).toEqual([]);
});

function photo() {
  return journey.page.getByRole('dialog', { name: 'Photo' });
}

function tile(place: number) {
  return journey.page.getByRole('main').locator(`a[data-index="${place}"]`);
}

async function isInSight(place: number): Promise<boolean> {
  const box = await tile(place).boundingBox();
  return box !== null && box.y >= 0 && box.y < 420;
}
