// Messages on a phone, in German: what is said last never lies above what can be tapped next.

import type { Locator } from 'playwright-core';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { ensure } from '../../app/ensure.ts';
import { expectSeen, type Journey, startJourney } from './journey.ts';
import { NARROW, PHONE } from './touch.ts';

let journey: Journey;
beforeAll(async () => {
  journey = await startJourney({ variants: ['plain', 'mirrored', 'stretched'], begins: 'people', screen: PHONE });
});
afterAll(() => journey.end());

test('The button of “Are these all …?” is free while a message stands there', async () => {
  const { page } = journey;
  const { people } = await journey.engine()['people.list']({ section: 'main', offset: 0, limit: 1 });
  const { id: person } = ensure(people[0], 'A person');
  await journey.engine()['people.name']({ person, name: 'Anna', ifTaken: 'ask' });
  // So low that the button sticks at the bottom, as it does below twelve faces.
  await page.setViewportSize({ width: NARROW.width, height: 560 });
  await journey.visit(`/people/${person}`);
  await page.getByRole('button', { name: 'Anna zu den Favoriten nehmen' }).tap();
  await expectSeen(message());
  await page.getByRole('link', { name: /^Ist das immer/ }).tap();
  await expectFree(page.getByRole('button', { name: /^Ja, alle/ }));
  await page.setViewportSize(NARROW);
});

test('So are the answers of Review, and the ways from newcomer to newcomer', async () => {
  const { page } = journey;
  await journey.visit('/people/naming');
  await page.getByRole('combobox').fill('Zora');
  await page.getByRole('combobox').press('Enter');
  await expectSeen(message());
  await expectFree(page.getByRole('button', { name: 'Später' }), page.getByRole('button', { name: 'Verbergen' }));
  await page.getByRole('link', { name: 'Prüfen' }).tap();
  await expectSeen(page.getByRole('figure'));
  await expectFree(...(await page.getByRole('group', { name: 'Deine Antwort' }).getByRole('button').all()));
  expect(journey.complaints).toEqual([]);
});

test('Who named one face in a photo reaches all that can be said of the next one', async () => {
  const { page } = journey;
  const { photos } = await journey.engine()['photos.list']({ offset: 0, limit: 1 });
  await journey.visit(`/photos/${ensure(photos[0], 'A photo').id}`);
  const faces = page.getByRole('dialog').locator('button[aria-haspopup=dialog]');
  await expectSeen(page.getByRole('dialog').locator('img[data-sharp]'), faces.nth(1));
  await faces.first().tap();
  await page.locator('[data-face-card]').getByRole('button', { name: 'Benennen' }).tap();
  await page.keyboard.type('Yusuf');
  await page.keyboard.press('Enter');
  await expectSeen(message());
  await page.keyboard.press('Escape');
  await faces.nth(1).tap();
  const names = ['Alle Fotos', 'Nicht diese Person', 'Das ist …', 'Als Titelbild nehmen', 'Kein Gesicht'];
  await expectFree(...names.map((name) => page.getByRole('button', { name, exact: true })));
  expect(journey.complaints).toEqual([]);
});

function message(): Locator {
  return journey.page.getByRole('dialog').filter({ has: journey.page.getByRole('button', { name: 'Rückgängig' }) });
}

/** While the message is there. */
async function expectFree(...buttons: Locator[]): Promise<void> {
  await expectSeen(...buttons);
  const above = ensure(await message().boundingBox(), 'The message');
  for (const button of buttons) {
    const below = ensure(await button.boundingBox(), 'A button');
    const isApart = above.y + above.height <= below.y || below.y + below.height <= above.y;
    expect(isApart, `${JSON.stringify(above)} above ${JSON.stringify(below)}`).toBe(true);
  }
}
