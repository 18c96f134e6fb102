// "Are these all Anna?": the wrong one is ticked by mouse, by keyboard or by touch; saving is one thing to undo. Strangers go at once.

import { afterAll, beforeAll, expect, test } from 'vitest';
import { expectFocused, expectGone, expectSeen, type Journey, SCREEN_WAIT, startJourney } from './journey.ts';

let journey: Journey;
let anna: number;
beforeAll(async () => {
  const screen = { viewport: { width: 390, height: 844 }, hasTouch: true };
  journey = await startJourney({ variants: ['plain', 'mirrored', 'faded'], begins: 'people', screen });
  const { people } = await journey.engine()['people.list']({ section: 'main', offset: 0, limit: 1 });
  anna = people[0]?.id ?? 0;
  await journey.engine()['people.name']({ person: anna, name: 'Anna', ifTaken: 'ask' });
});
afterAll(() => journey.end());

test('A wrong photo leaves a person in three taps: open, tick, save; Undo brings it back', async () => {
  const { page } = journey;
  const before = await faces();
  await journey.visit(`/people/${anna}`);
  await page.getByRole('link', { name: 'Are these all Anna?' }).tap();
  await page.getByRole('button', { name: 'Face 1 is not Anna' }).tap();
  await page.getByRole('button', { name: '1 is not Anna, the others are' }).tap();
  await expectSeen(page.getByText('1 face is looking for another person now'));
  await expectSeen(page.getByRole('heading', { name: 'All looked through' }));
  expect(await faces()).toBe(before - 1);
  await page.getByRole('button', { name: 'Undo' }).tap();
  await expect.poll(faces, SCREEN_WAIT).toBe(before);
  await expectSeen(page.getByRole('button', { name: 'Face 1 is not Anna' }));
});

test('By keyboard: the first face has the focus, arrows walk, X ticks, Enter saves', async () => {
  const { page } = journey;
  await page.setViewportSize({ width: 1280, height: 800 });
  const before = await faces();
  await page.reload();
  await expectFocused(page.getByRole('button', { name: 'Face 1 is not Anna' }));
  await journey.visit(`/people/${anna}`);
  await page.getByRole('link', { name: 'Are these all Anna?' }).focus();
  await page.keyboard.press('Enter');
  await expectFocused(page.getByRole('button', { name: 'Face 1 is not Anna' }));
  await page.keyboard.press('ArrowRight');
  await page.keyboard.press('x');
  await expectSeen(page.locator('button[aria-pressed=true][aria-label="Face 2 is not Anna"]'));
  await page.keyboard.press('x');
  await expectSeen(page.getByRole('button', { name: /^Yes, all \d+ are Anna$/ }));
  await page.keyboard.press('Enter');
  await expectSeen(page.getByRole('heading', { name: 'All looked through' }));
  expect(await faces()).toBe(before);
});

test('From People: one who is selected can be looked through', async () => {
  const { page } = journey;
  await journey.visit('/people');
  await page.getByRole('checkbox', { name: 'Select Anna' }).check();
  await page.getByRole('toolbar').getByRole('button', { name: 'Are these all Anna?' }).click();
  await expectSeen(page.getByRole('heading', { name: 'All looked through' }));
  expect(journey.complaints).toEqual([]);
});

test('Photos that are not hers at all leave her page together, by touch or by keys, and come back by Undo', async () => {
  const { page } = journey;
  const before = await faces();
  const tiles = page.getByRole('main').getByRole('link', { name: /^Photo of/ });
  const deny = page.getByRole('toolbar').getByRole('button', { name: 'Not Anna' });
  await page.setViewportSize({ width: 390, height: 844 });
  await journey.visit(`/people/${anna}`);
  await page.getByRole('button', { name: 'Select', exact: true }).tap();
  await tiles.nth(0).tap();
  await tiles.nth(1).tap();
  await deny.tap();
  await expectSeen(page.getByText('2 faces are looking for another person now'));
  await expectGone(deny);
  expect(await faces()).toBe(before - 2);
  await page.getByRole('button', { name: 'Undo' }).tap();
  await expect.poll(faces, SCREEN_WAIT).toBe(before);

  await page.setViewportSize({ width: 1280, height: 800 });
  await tiles.nth(0).focus();
  await page.keyboard.press('x');
  await deny.focus();
  await page.keyboard.press('Enter');
  await expect.poll(faces, SCREEN_WAIT).toBe(before - 1);
  await page.keyboard.press('Control+z');
  await expect.poll(faces, SCREEN_WAIT).toBe(before);
  await page.keyboard.press('Control+a');
  await deny.click();
  await expectSeen(page.getByText('These are all the faces there are.'));
  expect(await faces()).toBe(before);
});

test('All who were seen once are hidden by one click; Undo shows them again, and so does a tap in the history', async () => {
  const { page } = journey;
  const hidden = async () =>
    (await journey.engine()['people.list']({ section: 'hidden', offset: 0, limit: 1 })).sections.hidden;
  await journey.engine()['faces.assign']({ faces: [await firstFace()], person: null });
  await journey.visit('/people/seldom');
  await page.getByRole('button', { name: 'Hide all who were seen once' }).click();
  await expect.poll(hidden, SCREEN_WAIT).toBeGreaterThan(0);
  await expectGone(page.getByRole('dialog', { name: /^Hide/ }));
  await page.getByRole('button', { name: 'Undo' }).click();
  await expect.poll(hidden, SCREEN_WAIT).toBe(0);

  await page.getByRole('button', { name: 'Hide all who were seen once' }).click();
  await expect.poll(hidden, SCREEN_WAIT).toBeGreaterThan(0);
  await page.setViewportSize({ width: 390, height: 844 });
  await journey.visit('/activity');
  const entries = page.getByRole('main').getByRole('listitem').filter({ hasText: 'Hid ' });
  await expectSeen(entries.locator('img'));
  await entries.getByRole('button', { name: 'Undo' }).first().tap();
  await expect.poll(hidden, SCREEN_WAIT).toBe(0);
  expect(journey.complaints).toEqual([]);
});

async function faces(): Promise<number> {
  return (await journey.engine()['people.get']({ person: anna })).person.faces;
}

async function firstFace(): Promise<number> {
  const found = await journey.engine()['people.faces']({ person: anna, offset: 0, limit: 1 });
  return found.faces[0]?.id ?? 0;
}
