// Review follows what is said elsewhere, in another window or by a message, and never takes away a pair that is still open.

import type { Page } from 'playwright-core';
import { afterAll, beforeAll, beforeEach, expect, test } from 'vitest';
import { expectGone, expectSeen, type Journey, SCREEN_WAIT, startJourney } from './journey.ts';

let journey: Journey;
/** Another window of the same library. */
let other: Page;
beforeAll(async () => {
  journey = await startJourney({ variants: ['plain', 'stretched'], begins: 'people' });
  other = await journey.also({});
  await other.goto(`${new URL(journey.address()).origin}/#/review`);
});
afterAll(() => journey.end());

beforeEach(async () => {
  await journey.visit('/people');
  await journey.visit('/review');
  await other.reload();
  await expectSeen(journey.page.getByRole('figure'), other.getByRole('figure'));
});

test('Ctrl+Shift+Z and Ctrl+Y say again what Z took back: the next pair comes, and the same line says so', async () => {
  const { page } = journey;
  const pair = await pairOn(page);
  await page.keyboard.press('Space');
  await expectAnother(page, pair);
  const next = await pairOn(page);
  for (const again of ['Control+Shift+Z', 'Control+y']) {
    await page.keyboard.press('z');
    await expectPair(page, pair);
    await page.keyboard.press(again);
    await expectPair(page, next);
    await expectSeen(page.getByText(/^Said again: Left open/));
    await expectGone(page.getByText(/^Taken back: /));
    expect(await page.getByText(/^Said again: /).count()).toBe(1);
  }
  await page.keyboard.press('z');
  await expectPair(page, pair);
});

test('What a message takes back or says again is followed', async () => {
  const { page } = journey;
  const pair = await pairOn(page);
  await page.keyboard.press('Space');
  await expectAnother(page, pair);
  await page.keyboard.press('1');
  await expectSeen(page.getByRole('heading', { level: 1, name: 'People' }));
  await page.keyboard.press('Control+z');
  const message = page.getByRole('dialog').filter({ hasText: 'Taken back: Left open' });
  await expectSeen(message);
  await page.keyboard.press('3');
  await expectPair(page, pair);
  await message.getByRole('button', { name: 'Redo' }).click();
  await expectAnother(page, pair);
  await page.keyboard.press('z');
  await expectPair(page, pair);
});

test('A pair that is answered in one window leaves the other one too', async () => {
  const { page } = journey;
  const pair = await pairOn(page);
  await expectPair(other, pair);
  await page.keyboard.press('Space');
  await expectAnother(page, pair);
  await expectPair(other, await pairOn(page));
  await expect.poll(() => questionsOn(other), SCREEN_WAIT).toBe(await questionsOn(page));
  await page.keyboard.press('z');
  await expectPair(page, pair);
});

test('A pair that is still open stays where it is, with the names of today, and the others are counted anew', async () => {
  const { page } = journey;
  const engine = journey.engine();
  const pair = await pairOn(page);
  await page.keyboard.press('l');
  await expectAnother(page, pair);
  const [looked, before] = [await pairOn(page), await questionsOn(page)];
  await engine['history.undo']({}); // the first pair would be asked again now
  await expectPair(other, pair);
  const { next } = await engine['questions.next']({});
  await engine['questions.answer']({ left: next?.left.face ?? 0, right: next?.right.face ?? 0, answer: 'unsure' });
  await expect.poll(() => questionsOn(page), SCREEN_WAIT).not.toBe(before);
  expect(await pairOn(page)).toEqual(looked);
  await engine['people.name']({ person: await personOf(looked), name: 'Zora', ifTaken: 'ask' });
  await expectSeen(page.getByRole('figure').filter({ hasText: 'Zora' }));
  expect(await pairOn(page)).toEqual(looked);
  await page.keyboard.press('Space');
  await expectAnother(page, looked);
  expect(journey.complaints).toEqual([]);
});

async function expectPair(page: Page, pair: readonly string[]): Promise<void> {
  await expect.poll(() => pairOn(page), SCREEN_WAIT).toEqual(pair);
}

async function expectAnother(page: Page, pair: readonly string[]): Promise<void> {
  await expect.poll(async () => (await pairOn(page)).join() !== pair.join(), SCREEN_WAIT).toBe(true);
}

/** The pictures of the two faces, the left one first. */
function pairOn(page: Page): Promise<string[]> {
  const faces = page.locator('figure > a img[src^="media/face/"]');
  return faces.evaluateAll((pictures) => pictures.map((picture) => picture.getAttribute('src') ?? ''));
}

/** How many questions there are, in words. */
async function questionsOn(page: Page): Promise<string | null> {
  return page.getByText(/^\d+ questions? (matters?|left)/).textContent();
}

/** Of the left one. */
async function personOf(pair: readonly string[]): Promise<number> {
  const [left = 0, right = 0] = pair.map((picture) => Number(picture.split('/').at(-1)));
  const { next } = await journey.engine()['questions.next']({ shown: { left, right } });
  return next?.left.person.id ?? 0;
}
