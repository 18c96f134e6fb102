// People on a phone, in German: no word is wrong or cut off while they are named, checked and merged; a thumb hits everything.

import { afterAll, beforeAll, expect, test } from 'vitest';
import { ensure } from '../../app/ensure.ts';
import { expectGone, expectSeen, type Journey, SCREEN_WAIT, startJourney, tooWide } from './journey.ts';
import { PHONE, tooSmall } from './touch.ts';

let journey: Journey;
beforeAll(async () => {
  journey = await startJourney({ variants: ['plain', 'mirrored'], begins: 'people', screen: PHONE });
});
afterAll(() => journey.end());

test('The photos of who is to be named are a tap away', async () => {
  const { page } = journey;
  await journey.visit('/people/naming');
  await expectSeen(page.getByRole('link', { name: '4 Fotos' }));
  await expect.poll(() => tooSmall(page), SCREEN_WAIT).toEqual([]);
});

test('Who stays when two become one is read whole: long names on several lines, and how many photos there are', async () => {
  const { page } = journey;
  const { people } = await journey.engine()['people.list']({ section: 'main', offset: 0, limit: 1 });
  const name = 'Wilhelmine Charlotte von Hohenstaufen';
  await journey.engine()['people.name']({ person: ensure(people[0], 'A person').id, name, ifTaken: 'ask' });
  await journey.visit('/people');
  await page.getByRole('button', { name: 'Auswählen' }).tap();
  for (const place of [0, 1]) await page.getByRole('article').nth(place).tap();
  await page.getByRole('button', { name: 'Zusammenführen' }).tap();
  const choices = page.getByRole('dialog').getByRole('listitem');
  await expectSeen(choices.filter({ hasText: name }), choices.filter({ hasText: 'Unbenannte Person' }));
  await expect.poll(() => tooWide(page), SCREEN_WAIT).toEqual([]);
  await page.getByRole('button', { name: 'Abbrechen' }).last().tap();
});

test('Who is meant is asked in words that fit: by name, or as this person', async () => {
  const { page } = journey;
  await journey.visit(`/people/${await someoneUnnamed()}`);
  for (const [item, title] of [
    ['Zusammenführen mit …', 'Wer ist diese Person?'],
    ['Notiz und Geburtsdatum …', 'Über diese Person'],
  ] as const) {
    await page.getByRole('button', { name: 'Weitere Aktionen' }).tap();
    await page.getByRole('menuitem', { name: item }).tap();
    await expectSeen(page.getByRole('dialog', { name: title }));
    await page.getByRole('button', { name: 'Abbrechen' }).tap();
    await expectGone(page.getByRole('dialog', { name: title }));
  }
  await page.getByRole('button', { name: 'Auswählen' }).tap();
  await page
    .getByRole('link', { name: /^Foto vom/ })
    .first()
    .tap();
  await page.getByRole('button', { name: 'Das ist …' }).tap();
  const field = page.getByRole('dialog').getByRole('combobox');
  await field.fill(ensure(await field.getAttribute('placeholder'), 'What the field is for'));
  expect(await field.evaluate((each: unknown) => Object(each).scrollWidth - Object(each).clientWidth)).toBe(0);
});

test('When all faces are looked through, a sentence says so, and a button leads back', async () => {
  const { page } = journey;
  await journey.visit(`/people/${await someoneUnnamed()}/check`);
  await page.getByRole('button', { name: /^Ja, / }).tap();
  await expectSeen(page.getByText('Du hast jedes Gesicht dieser Person durchgesehen.'));
  await expect.poll(() => tooSmall(page), SCREEN_WAIT).toEqual([]);
  await page.getByRole('link', { name: 'Zurück zu den Fotos' }).tap();
  await expectSeen(page.getByRole('link', { name: 'Ist das immer dieselbe Person?' }));
  expect(journey.complaints).toEqual([]);
});

async function someoneUnnamed(): Promise<number> {
  const { people } = await journey.engine()['people.list']({ section: 'main', offset: 0, limit: 10 });
  const unnamed = people.find(({ name }) => name === null);
  return ensure(unnamed, 'Somebody without a name').id;
}
