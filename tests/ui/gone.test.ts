// What is gone: the page of what was deleted or merged is left without asking for it again, and nothing of it stays selected.

import { afterAll, afterEach, beforeAll, expect, test } from 'vitest';
import { ensure } from '../../app/ensure.ts';
import { expectGone, expectSeen, type Journey, SCREEN_WAIT, startJourney } from './journey.ts';

let journey: Journey;
/** What was asked for and is not there. */
const refused: string[] = [];
beforeAll(async () => {
  journey = await startJourney({ variants: ['plain'], begins: 'people' });
  journey.page.on('response', (response) => {
    if (response.status() === 404) refused.push(new URL(response.url()).pathname);
  });
});
afterEach(() => void refused.splice(0));
afterAll(() => journey.end());

test('An album that is deleted on its page is not asked for once more', async () => {
  const { page } = journey;
  for (const name of ['One', 'Two', 'Three']) {
    const album = await makeAlbum(name);
    await journey.visit(`/albums/${album}`);
    await select();
    await page.getByRole('button', { name: 'Delete album' }).click();
    await page.getByRole('dialog').getByRole('button', { name: 'Delete album' }).click();
    await expectSeen(page.getByRole('heading', { level: 1, name: 'Albums' }));
    await expectTold();
  }
  expect(refused).toEqual([]);
});

test('Nor is a person who is merged into another on their page', async () => {
  const { page } = journey;
  const [anna, other] = await people();
  await journey.engine()['people.name']({ person: ensure(anna), name: 'Anna', ifTaken: 'ask' });
  await journey.visit(`/people/${other}`);
  await page.getByRole('button', { name: 'More actions' }).click();
  await page.getByRole('menuitem', { name: 'Merge into …' }).click();
  await page.getByRole('dialog').getByRole('combobox').fill('Anna');
  await page.getByRole('option', { name: /^Anna/ }).click();
  await expectSeen(page.getByRole('heading', { level: 1, name: 'Anna' }));
  await expectTold();
  expect(refused).toEqual([]);
});

test('An album that another window deletes takes along what was selected in it, and shows its photos when it is back', async () => {
  const { page } = journey;
  const album = await makeAlbum('Ours');
  await journey.visit(`/albums/${album}`);
  await select();
  await journey.engine()['albums.delete']({ album });
  await expectSeen(page.getByRole('heading', { level: 1, name: 'This album is not there any more' }));
  await expectGone(page.getByRole('toolbar'));
  refused.splice(0);
  await expectTold();
  // Whether it is back is asked with every change, and nothing else of it.
  await expect.poll(() => [...new Set(refused)], SCREEN_WAIT).toEqual(['/call/albums.get']);
  await journey.engine()['albums.restore']({ album });
  await expectSeen(page.getByRole('heading', { level: 1, name: 'Ours' }), photo());
  await expectGone(page.getByRole('toolbar'));
  expect(journey.complaints).toEqual([]);
});

function photo() {
  return journey.page.getByRole('link', { name: /^Photo of/ });
}

async function makeAlbum(name: string): Promise<number> {
  const { photos } = await journey.engine()['photos.ids']({ everything: true });
  return (await journey.engine()['albums.make']({ name, photos: photos.slice(0, 4) })).id;
}

async function select(): Promise<void> {
  await photo().nth(3).waitFor();
  await photo().first().focus();
  await journey.page.keyboard.press('x');
  await expectSeen(journey.page.getByRole('toolbar', { name: '1 selected' }));
}

async function people(): Promise<number[]> {
  const { people } = await journey.engine()['people.list']({ section: 'main', offset: 0, limit: 9 });
  return people.map(({ id }) => id);
}

/** Waits until the page has heard of a change that comes after all of those before. */
async function expectTold(): Promise<void> {
  const { page } = journey;
  const told = page.waitForResponse(/call\/(albums|people)\.(list|get)$/);
  const person = ensure((await people())[0]);
  const { favourite } = (await journey.engine()['people.get']({ person })).person;
  await journey.engine()['people.favourite']({ people: [person], favourite: !favourite });
  await told;
}
