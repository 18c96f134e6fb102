// Naming in turn while another window says who that very person is: nothing that was written is lost, or said of the next one.

import { afterAll, beforeAll, expect, test } from 'vitest';
import { expectFocused, expectGone, expectSeen, type Journey, SCREEN_WAIT, startJourney } from './journey.ts';

let journey: Journey;
beforeAll(async () => {
  journey = await startJourney({ variants: ['plain', 'mirrored', 'faded'], begins: 'people' });
  const { people } = await journey.engine()['people.list']({ section: 'main', offset: 0, limit: 9 });
  await journey.engine()['people.name']({ person: people.at(-1)?.id ?? 0, name: 'Gustav', ifTaken: 'ask' });
  await journey.visit('/people/naming');
  await expectFocused(field());
});
afterAll(() => journey.end());

test('A name that was being written is told of, and stands in the field when that person is asked about again', async () => {
  const { page } = journey;
  const person = await asked();
  await page.keyboard.type('Dorothea');
  await journey.engine()['people.name']({ person, name: 'Emil', ifTaken: 'ask' });
  await expectSeen(page.getByText('Not saved: “Dorothea”.'));
  expect(await asked()).not.toBe(person);
  expect(await field().inputValue()).toBe('');
  await journey.engine()['history.undo']({});
  await expect.poll(asked, SCREEN_WAIT).toBe(person);
  expect(await field().inputValue()).toBe('Dorothea');
  await page.keyboard.press('Enter');
  await expectSeen(page.getByText('Named Dorothea'));
  await expect.poll(asked, SCREEN_WAIT).not.toBe(person);
});

test('The question whether it is the same person goes with the one who was asked about', async () => {
  const { page } = journey;
  const before = await asked();
  await page.keyboard.type('Gustav');
  await page.keyboard.press('Enter');
  const question = page.getByRole('dialog', { name: 'Is this the same Gustav?' });
  await expectSeen(question);
  await journey.engine()['people.name']({ person: before, name: 'Emil', ifTaken: 'ask' });
  await expectGone(question);
  await expectSeen(page.getByText('Not saved: “Gustav”.'));
  await expectFocused(field());
  const next = await asked();
  expect(next).not.toBe(before);
  await page.keyboard.type('Fritz');
  await page.keyboard.press('Enter');
  await expectSeen(page.getByText('Named Fritz'));
  expect(await journey.engine()['people.get']({ person: next })).toMatchObject({ person: { name: 'Fritz' } });
  expect(journey.complaints).toEqual([]);
});

function field() {
  return journey.page.getByRole('combobox', { name: 'Name', exact: true });
}

/** The link to all photos of the person says who that is. */
async function asked(): Promise<number> {
  const link = journey.page.getByRole('main').getByRole('link', { name: /photos?$/ });
  return Number(/people\/(\d+)/.exec((await link.getAttribute('href')) ?? '')?.[1]);
}
