// What Review asks back and tells in between: usable with assistive technology in both themes, at 200 % and on a phone.

import type { Locator } from 'playwright-core';
import { afterAll, beforeAll, beforeEach, expect, test } from 'vitest';
import type { Question } from '../../app/contract.ts';
import { ensure } from '../../app/ensure.ts';
import { expectOpenToAll } from './barriers.ts';
import { deaf, expectGone, expectSeen, type Journey, SCREEN_WAIT, startJourney } from './journey.ts';
import { NARROW } from './touch.ts';

const WIDE = { width: 1280, height: 800 };
/** What is left of that window where everything is twice as large. */
const ZOOMED = { width: 640, height: 400 };

let journey: Journey;
beforeAll(async () => {
  journey = await startJourney({ variants: ['plain', 'stretched'], begins: 'people' });
});
afterAll(() => journey.end());

beforeEach(async () => {
  await journey.page.setViewportSize(WIDE);
  await journey.visit('/people');
  await journey.visit('/review');
  await expectSeen(journey.page.getByRole('figure'));
});

test('Which of two names stays', async () => {
  const { page } = journey;
  const { left, right } = await pairOfTwo();
  const engine = journey.engine();
  await engine['people.name']({ person: left.person.id, name: 'Anna', ifTaken: 'ask' });
  await engine['people.name']({ person: right.person.id, name: 'Annabel', ifTaken: 'ask' });
  await page.keyboard.press('f');
  await expectOpen(page.getByRole('dialog', { name: 'Which name stays?' }), 'two names');
  for (let name = 0; name < 2; name++) await engine['history.undo']({});
});

test('Which of two answers counts', async () => {
  const { page } = journey;
  const { left, right } = await pairOfTwo();
  const engine = journey.engine();
  const heard = await deaf(page);
  await engine['questions.answer']({ left: left.face, right: right.face, answer: 'different' });
  await page.keyboard.press('f');
  await expectOpen(page.getByRole('dialog', { name: 'You said something else before' }), 'said before');
  heard();
  await engine['history.undo']({});
});

test('Whether one photo shows one person twice', async () => {
  const { page } = journey;
  const { left, right } = await pairOfTwo();
  const engine = journey.engine();
  // In another window, the one is drawn beside the other.
  const { width, height } = await engine['photos.get']({ photo: left.photo });
  const side = Math.round(Math.min(width, height) / 16);
  const heard = await deaf(page);
  const face = await engine['faces.draw']({ photo: left.photo, box: [0, height - side, side, side] });
  await engine['faces.assign']({ faces: [face.id], person: right.person.id });
  await page.keyboard.press('f');
  await expectOpen(page.getByRole('dialog', { name: 'Both are on this photo' }), 'one photo');
  heard();
  for (let turn = 0; turn < 2; turn++) await engine['history.undo']({});
});

test('What a round of twenty answers brought', async () => {
  const { page } = journey;
  for (let turn = 0; turn < 20; turn++) {
    const pair = await shown();
    await page.keyboard.press('Space');
    await expect.poll(async () => (await shown()) !== pair, SCREEN_WAIT).toBe(true);
    await journey.engine()['history.undo']({}); // so that there are questions enough
  }
  await expectOpen(page.getByRole('region', { name: '20 answered' }), 'a round');
  await page.getByRole('button', { name: 'Go on' }).click();
  await expectGone(page.getByRole('region', { name: '20 answered' }));
  expect(journey.complaints).toEqual([]);
}, 180_000);

/** In both sizes, and wholly within the window: nothing in it is out of reach. */
async function expectOpen(opened: Locator, name: string): Promise<void> {
  const { page } = journey;
  await expectSeen(opened);
  for (const size of [ZOOMED, NARROW]) {
    await page.setViewportSize(size);
    await expectOpenToAll(page, `${name} ${size.width}`);
    for (const button of await opened.getByRole('button').all()) await button.click({ trial: true });
  }
}

/** Leaves doubts about one person for later, until two are asked about. */
async function pairOfTwo(): Promise<Question> {
  const { page } = journey;
  const ofTwo = page.getByRole('heading', { level: 1, name: 'Same or different?' });
  while (!(await ofTwo.isVisible())) {
    const pair = await shown();
    await page.keyboard.press('l');
    await expect.poll(async () => (await shown()) !== pair, SCREEN_WAIT).toBe(true);
  }
  const { next } = await journey.engine()['questions.next']({});
  return ensure(next, 'The pair that is shown');
}

async function shown(): Promise<string> {
  const faces = journey.page.getByRole('figure').locator('img[src^="media/face/"]');
  return (await faces.evaluateAll((pictures) => pictures.map((picture) => picture.getAttribute('src')))).sort().join();
}
