// What is selected here and goes away in another window is selected no more: nothing is done to what is not seen.

import { afterAll, beforeAll, expect, test } from 'vitest';
import { ensure } from '../../app/ensure.ts';
import { expectGone, expectSeen, type Journey, startJourney } from './journey.ts';

const FIRST = { offset: 0, limit: 10 };
let journey: Journey;
beforeAll(async () => {
  journey = await startJourney({ variants: ['plain', 'mirrored', 'faded'], begins: 'people' });
});
afterAll(() => journey.end());

test('Faces that another window moves away leave the selection, and the window that asks whose they are', async () => {
  const { page } = journey;
  const engine = journey.engine();
  const { people } = await engine['people.list']({ section: 'main', ...FIRST });
  const { id: person } = ensure(people[0], 'A person');
  await journey.visit(`/people/${person}/faces`);
  const [first, second] = (await engine['people.faces']({ person, ...FIRST })).faces.map(({ id }) => id);
  await page.getByRole('button', { name: 'Face 1', exact: true }).click();
  await page.getByRole('button', { name: 'Face 2', exact: true }).click();
  await expectSeen(page.getByRole('toolbar', { name: '2 selected' }));
  await engine['people.split']({ person, faces: [ensure(first, 'A face')] });
  await expectSeen(page.getByRole('toolbar', { name: '1 selected' }));
  await page.getByRole('button', { name: 'This is …' }).click();
  const whose = page.getByRole('dialog', { name: 'Who is this?' });
  await expectSeen(whose);
  await engine['people.split']({ person, faces: [ensure(second, 'Another face')] });
  await expectGone(whose, page.getByRole('toolbar'));
  await page.getByRole('button', { name: 'Face 1', exact: true }).click();
  await expectSeen(page.getByRole('toolbar', { name: '1 selected' }));
  expect(await whose.count()).toBe(0);
});

test('So do people who are merged or hidden there, and the names to choose from are those of today', async () => {
  const { page } = journey;
  const engine = journey.engine();
  await journey.visit('/people');
  const tiles = page.getByRole('article');
  await expectSeen(tiles.nth(2));
  const { people } = await engine['people.list']({ section: 'main', ...FIRST });
  const [first, second, third] = people.map(({ id }) => id);
  await page.getByRole('button', { name: 'Select', exact: true }).click();
  for (const place of [0, 1, 2]) await tiles.nth(place).click();
  await expectSeen(page.getByRole('toolbar', { name: '3 selected' }));
  await engine['people.hide']({ people: [ensure(third, 'A third')], hidden: true });
  await expectSeen(page.getByRole('toolbar', { name: '2 selected' }));
  await page.getByRole('toolbar').getByRole('button', { name: 'Merge' }).click();
  const merging = page.getByRole('dialog', { name: 'Merge 2 people into one?' });
  await expectSeen(merging);
  await engine['people.name']({ person: ensure(second, 'A second'), name: 'Berta', ifTaken: 'ask' });
  await expectSeen(merging.getByText('Berta'));
  await engine['people.merge']({ people: [ensure(second, 'A second')], into: ensure(first, 'A first') });
  await expectGone(merging);
  await expectSeen(page.getByRole('toolbar', { name: '1 selected' }));
  expect(journey.complaints).toEqual([]);
});
