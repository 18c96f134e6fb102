// A photo of many: those with a name are called by it, of the others only the one under the pointer.

import { afterAll, beforeAll, expect, test } from 'vitest';
import { expectSeen, type Journey, SCREEN_WAIT, startJourney } from './journey.ts';

let journey: Journey;
beforeAll(async () => {
  journey = await startJourney({ variants: ['plain'], begins: 'people' });
});
afterAll(() => journey.end());

test('In a crowd only named faces are called by name, and the one that is pointed at', async () => {
  const { page } = journey;
  const engine = journey.engine();
  const { people } = await engine['people.list']({ section: 'main', offset: 0, limit: 1 });
  const person = people[0]?.id ?? 0;
  const { photos } = await engine['people.photos']({ person, offset: 0, limit: 1 });
  const photo = photos[0]?.id ?? 0;
  await engine['people.name']({ person, name: 'Anna', ifTaken: 'ask' });
  for (let place = 0; place < 7; place++) {
    await engine['faces.draw']({ photo, box: [10 + 140 * place, 10, 60, 60] });
  }
  await journey.visit(`/photos/${photo}`);
  const named = page.getByRole('button', { name: 'Anna', exact: true });
  const unnamed = page.locator('[role=dialog] button[aria-haspopup][data-unnamed]');
  await expectSeen(named, unnamed);
  await page.keyboard.press('f');
  const opacity = (which: string): Promise<unknown> =>
    page.evaluate(`getComputedStyle(document.querySelector('[role=dialog] button${which} > span')).opacity`);
  await expect.poll(() => opacity('[aria-label=Anna]'), SCREEN_WAIT).toBe('1');
  expect(await opacity('[data-unnamed]')).toBe('0');
  await unnamed.first().hover();
  await expect.poll(() => opacity('[data-unnamed]'), SCREEN_WAIT).toBe('1');
  expect(journey.complaints).toEqual([]);
});
