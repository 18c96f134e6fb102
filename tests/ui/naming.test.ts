// Naming: say who somebody is, be helped by the names that exist, change one's mind, and find it again tomorrow.

import { afterAll, beforeAll, expect, test } from 'vitest';
import type { PersonCard } from '../../app/contract.ts';
import { expectGone, expectSeen, type Journey, SCREEN_WAIT, startJourney } from './journey.ts';

let journey: Journey;
beforeAll(async () => {
  journey = await startJourney({ variants: ['plain', 'mirrored'], begins: 'people' });
});
afterAll(() => journey.end());

test('A name is written below the face, and Enter keeps it', async () => {
  const { page } = journey;
  await name('Anna');
  await expectSeen(page.getByText('Named Anna'), tile('Anna, 4 photos'));
});

test('The message takes a name back, and so does Ctrl+Z', async () => {
  const { page } = journey;
  await page.getByRole('button', { name: 'Undo' }).click();
  await expectSeen(page.getByText(/^Taken back: Named someone on 4 photos “Anna”/));
  await expectGone(tile('Anna, 4 photos'));

  await name('Berta');
  await expectSeen(tile('Berta, 4 photos'));
  await page.keyboard.press('Control+z');
  await expectSeen(page.getByText(/^Taken back: .*“Berta”/));
  await expectGone(tile('Berta, 4 photos'));
});

test('The message takes back what it tells, though something else was done since in another window', async () => {
  const { page } = journey;
  await name('Carla');
  await expectSeen(tile('Carla, 4 photos'));
  const engine = journey.engine();
  const { people } = await engine['people.list']({ section: 'main', offset: 0, limit: 10 });
  const other = people.find(({ name: called }) => called === null)?.id ?? 0;
  const { action } = await engine['people.details']({ person: other, note: 'Met in Lisbon' });
  await page.getByRole('button', { name: 'Undo' }).click();
  await expectSeen(page.getByText(/^Taken back: .*“Carla”/));
  await expectGone(tile('Carla, 4 photos'));
  expect(await engine['people.get']({ person: other })).toMatchObject({ note: 'Met in Lisbon' });
  await engine['history.undo']({ action: action ?? 0 });
});

test('There is one Undo at a time: a message that gives way to another offers nothing any more', async () => {
  const { page } = journey;
  await page.evaluate(`
    globalThis.mostOffers = 0;
    const count = () => {
      const buttons = [...document.querySelectorAll('[role=dialog] button')];
      mostOffers = Math.max(mostOffers, buttons.filter(({ textContent }) => textContent === 'Undo').length);
    };
    new MutationObserver(count).observe(document.body, { subtree: true, childList: true, attributes: true });
  `);
  await name('Dora');
  await expectSeen(page.getByText('Named Dora'));
  await page.keyboard.press('Control+z');
  await expectSeen(page.getByText(/^Taken back: .*“Dora”/));
  await name('Emma');
  await expectSeen(page.getByText('Named Emma'));
  await name('Fritz');
  await expectSeen(page.getByText('Named Fritz'));
  expect(await page.evaluate('mostOffers')).toBe(1);
  await page.keyboard.press('Control+z');
  await expectGone(tile(/^Fritz, /));
  await page.keyboard.press('Control+z');
  await expectGone(tile(/^Emma, /));
});

test('Existing names are suggested; choosing one brings both together', async () => {
  const { page } = journey;
  await name('Anna');
  await expectSeen(tile('Anna, 4 photos'));
  await unnamed().click();
  await page.getByLabel('Name', { exact: true }).fill('an');
  await page.getByRole('option', { name: /^Anna/ }).click();
  await expectSeen(page.getByText('Merged into Anna'), tile(/^Anna, [5-9] photos/));
  await page.keyboard.press('Control+z');
  await expectSeen(tile('Anna, 4 photos'));
});

test('A name that somebody has already is asked about: two people may share it', async () => {
  const { page } = journey;
  await name('Anna');
  const question = page.getByRole('dialog', { name: 'Is this the same Anna?' });
  await expectSeen(question.getByText('Somebody else in your library is called Anna already.'));
  await question.getByRole('button', { name: 'No, keep both' }).click();
  await expectGone(question);
  await expect.poll(() => tile(/^Anna, /).count(), SCREEN_WAIT).toBe(2);
});

test('Of two who share it, the one who is chosen is meant', async () => {
  const { page } = journey;
  await page.getByRole('link', { name: 'Once or twice' }).click();
  const before = await annas();
  const small = before.at(-1);
  if (before.length !== 2 || !small) throw new Error('Two people should be called Anna.');
  await unnamed().click();
  await page.getByLabel('Name', { exact: true }).fill('an');
  await page.getByRole('option', { name: /^Anna/ }).last().click();
  await expectSeen(page.getByText('Merged into Anna'));
  const after = await annas();
  expect(after.map(({ id }) => id).sort()).toEqual(before.map(({ id }) => id).sort());
  expect(after.find(({ id }) => id === small.id)?.photos).toBeGreaterThan(small.photos);
  await page.keyboard.press('Control+z');
  await expect.poll(annas, SCREEN_WAIT).toEqual(before);
});

test('… and whoever writes it again is asked which of both is meant', async () => {
  const { page } = journey;
  const before = await annas();
  await name('Anna');
  const question = page.getByRole('dialog', { name: 'Which Anna is this?' });
  await question.getByRole('button', { name: /^Anna/ }).last().click();
  await expectSeen(page.getByText('Merged into Anna'));
  const small = before.at(-1);
  expect((await annas()).find(({ id }) => id === small?.id)?.photos).toBeGreaterThan(small?.photos ?? 0);
  await page.keyboard.press('Control+z');
  await expect.poll(annas, SCREEN_WAIT).toEqual(before);
  await page.goBack();
  await expect.poll(() => tile(/^Anna, /).count(), SCREEN_WAIT).toBe(2);
});

test('… or be one person', async () => {
  const { page } = journey;
  await page.keyboard.press('Control+z');
  await expect.poll(() => tile(/^Anna, /).count(), SCREEN_WAIT).toBe(1);
  await name('Anna');
  await page.getByRole('button', { name: 'Yes, merge' }).click();
  await expectSeen(tile(/^Anna, [5-9] photos/));
});

test('Escape leaves everything as it was', async () => {
  const { page } = journey;
  await page.getByRole('link', { name: 'Once or twice' }).click();
  await unnamed().click();
  await page.getByLabel('Name', { exact: true }).fill('Nobody');
  await page.keyboard.press('Escape');
  await expectGone(page.getByLabel('Name', { exact: true }));
  await page.goBack();
  await expectSeen(tile(/^Anna/));
  expect(await tile(/^Nobody/).count()).toBe(0);
});

test('A name is there after a reload, and after Kindred was closed and opened again', async () => {
  const { page } = journey;
  await page.reload();
  await expectSeen(tile(/^Anna, [5-9] photos/));
  await journey.restart();
  await expectSeen(tile(/^Anna, [5-9] photos/));
  await tile(/^Anna/).click();
  await expectSeen(page.getByRole('heading', { level: 1, name: 'Anna' }));
});

test('On their own page a person can be renamed, and lose the name', async () => {
  const { page } = journey;
  await page.getByRole('heading', { level: 1, name: 'Anna' }).getByRole('button').click();
  await page.getByLabel('Name', { exact: true }).fill('Anna Maria');
  await page.keyboard.press('Enter');
  await expectSeen(page.getByRole('heading', { level: 1, name: 'Anna Maria' }));
  await page.getByRole('button', { name: 'More actions' }).click();
  await page.getByRole('menuitem', { name: 'Remove name' }).click();
  await expectSeen(page.getByRole('heading', { level: 1, name: 'Add a name' }));
  expect(journey.complaints).toEqual([]);
});

/** Those on the most photos first, as they are suggested. */
async function annas(): Promise<PersonCard[]> {
  return (await journey.engine()['people.suggest']({ typed: 'Anna' })).people;
}

test('While a name is typed the wall stands still, whoever else is named meanwhile', async () => {
  const { page } = journey;
  await journey.visit('/people/seldom');
  const tiles = page.getByRole('article');
  await expectSeen(tiles.nth(5));
  const person = Number(await tiles.nth(5).getAttribute('data-person'));
  const first = Number(await tiles.nth(0).getAttribute('data-person'));
  await tiles.nth(5).getByRole('button', { name: 'Add a name' }).click();
  await page.keyboard.type('Maria ');
  await journey.engine()['people.name']({ person: first, name: 'Zacharias', ifTaken: 'ask' });
  await expectSeen(page.getByRole('link', { name: /^Once or twice/ }).filter({ hasText: String(await seldom()) }));
  await page.keyboard.type('Magdalena');
  await page.keyboard.press('Enter');
  await expectSeen(page.getByText('Named Maria Magdalena'));
  expect((await journey.engine()['people.get']({ person })).person.name).toBe('Maria Magdalena');
  // The wall goes on once the name is said.
  await expectGone(page.locator(`[data-person="${first}"]`), page.locator(`[data-person="${person}"]`));
});

async function seldom(): Promise<number> {
  const page = { offset: 0, limit: 1 };
  return (await journey.engine()['people.list']({ section: 'seldom', ...page })).sections.seldom;
}

async function name(called: string): Promise<void> {
  await unnamed().click();
  await journey.page.getByLabel('Name', { exact: true }).fill(called);
  await journey.page.keyboard.press('Enter');
}

/** The first person on the wall who has no name yet. */
function unnamed() {
  return journey.page.getByRole('article').getByRole('button', { name: 'Add a name' }).first();
}

function tile(label: string | RegExp) {
  return journey.page.getByRole('article').getByRole('link', { name: label });
}
