// Corrections: a stranger among the faces, one person twice, somebody who does not matter; all of it can be undone.

import { join } from 'node:path';
import sharp from 'sharp';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { ensure } from '../../app/ensure.ts';
import { expectGone, expectSeen, type Journey, SCREEN_WAIT, startJourney } from './journey.ts';

let journey: Journey;
beforeAll(async () => {
  journey = await startJourney({ variants: ['plain', 'mirrored'], begins: 'people' });
});
afterAll(() => journey.end());

test('Faces that belong to somebody else are selected and leave the person', async () => {
  const { page } = journey;
  await tiles()
    .filter({ has: page.getByRole('link', { name: /, 4 photos$/ }) })
    .first()
    .getByRole('link')
    .click();
  await page.getByRole('link', { name: /^Faces/ }).click();
  await page.getByRole('button', { name: 'Face 1', exact: true }).click();
  await page.getByRole('button', { name: 'Face 2', exact: true }).click();
  const bar = page.getByRole('toolbar', { name: '2 selected' });
  await bar.getByRole('button', { name: 'Not this person' }).click();
  await expectSeen(page.getByText('2 faces moved to a new person'), page.getByText('2 photos · 2 faces'));
  await expectGone(bar);
  await page.keyboard.press('Control+z');
  await expectSeen(page.getByText('Taken back: Took 2 faces away from'), page.getByText('4 photos · 4 faces'));
});

test('Not all faces of a person can leave', async () => {
  const { page } = journey;
  for (const face of [1, 2, 3, 4]) await page.getByRole('button', { name: `Face ${face}`, exact: true }).click();
  const leave = page.getByRole('toolbar').getByRole('button', { name: 'Not this person' });
  expect(await leave.isDisabled()).toBe(true);
  await page.keyboard.press('Escape');
  await expectGone(page.getByRole('toolbar'));
});

test('Several people are selected on the wall and merged into one', async () => {
  const { page } = journey;
  await journey.visit('/people');
  await expectSeen(tiles());
  const before = await tiles().count();
  await page.getByRole('button', { name: 'Select', exact: true }).click();
  await tiles().nth(0).getByRole('link').click();
  await tiles().nth(1).getByRole('link').click();
  await page.getByRole('toolbar', { name: '2 selected' }).getByRole('button', { name: 'Merge' }).click();
  const question = page.getByRole('dialog', { name: 'Merge 2 people into one?' });
  await question.getByRole('button', { name: 'Merge' }).click();
  await expectSeen(page.getByText('Merged 2 people'));
  await expect.poll(() => tiles().count(), SCREEN_WAIT).toBe(before - 1);
  await page.keyboard.press('Control+z');
  await expect.poll(() => tiles().count(), SCREEN_WAIT).toBe(before);
});

test('Who does not matter is hidden, can be found, and comes back', async () => {
  const { page } = journey;
  const before = await tiles().count();
  await page.getByRole('checkbox', { name: 'Select Unnamed person' }).first().check();
  await page.getByRole('toolbar').getByRole('button', { name: 'Hide' }).click();
  await expectSeen(page.getByText('1 person hidden'));
  await expect.poll(() => tiles().count(), SCREEN_WAIT).toBe(before - 1);

  await page.getByRole('navigation', { name: 'Which people' }).getByRole('link', { name: 'Hidden' }).click();
  await expectSeen(page.getByRole('region', { name: 'Hidden' }));
  await page.getByRole('checkbox', { name: 'Select Unnamed person' }).check();
  await page.getByRole('toolbar').getByRole('button', { name: 'Show again' }).click();
  await expectSeen(page.getByRole('heading', { name: 'Nobody is hidden' }));
  await page.keyboard.press('Control+z');
  await expectSeen(page.getByRole('region', { name: 'Hidden' }));
  await page.keyboard.press('Control+z');
  await expectSeen(page.getByRole('heading', { name: 'Nobody is hidden' }));
});

test('Whose photos these are can be said on the page of a person', async () => {
  const { page } = journey;
  await journey.visit('/people');
  await tiles()
    .filter({ has: page.getByRole('link', { name: /, 4 photos$/ }) })
    .first()
    .getByRole('link')
    .click();
  await page.getByRole('button', { name: 'More actions' }).click();
  await page.getByRole('menuitem', { name: 'Merge into …' }).click();
  await page.getByRole('dialog', { name: 'Who is this person?' }).getByRole('option').first().click();
  await expectSeen(page.getByText('Merged 2 people'), page.getByText(/^[5-8] photos · [5-8] faces/));
  await page.keyboard.press('Control+z');
  await expectSeen(page.getByText('4 photos · 4 faces'));
});

test('Another face stands for a person, until that is taken back', async () => {
  const { page } = journey;
  await page.getByRole('link', { name: /^Faces/ }).click();
  const cover = page.getByRole('img', { name: 'Face of Unnamed person' });
  const before = await cover.getAttribute('src');
  await page.getByRole('button', { name: 'Face 4', exact: true }).click();
  const bar = page.getByRole('toolbar', { name: '1 selected' });
  await bar.getByRole('button', { name: 'Use as cover' }).click();
  await expectSeen(page.getByText('Cover changed'));
  await expectGone(bar);
  await expect.poll(() => cover.getAttribute('src'), SCREEN_WAIT).not.toBe(before);
  await page.keyboard.press('Control+z');
  await expect.poll(() => cover.getAttribute('src'), SCREEN_WAIT).toBe(before);
});

test('A person taken apart loses the name, is grouped afresh, and undo brings all of it back', async () => {
  const { page } = journey;
  await page.getByRole('button', { name: 'Add a name' }).click();
  await page.getByRole('combobox').fill('Anna');
  await page.keyboard.press('Enter');
  await expectSeen(page.getByRole('button', { name: 'Anna' }), page.getByText('4 photos · 4 faces'));
  const address = page.url();
  await page.getByRole('button', { name: 'More actions' }).click();
  await page.getByRole('menuitem', { name: 'Take apart' }).click();
  await page.getByRole('dialog', { name: 'Take Anna apart?' }).getByRole('button', { name: 'Take apart' }).click();
  await expectSeen(page.getByText('Taken apart: the faces are being grouped afresh'), tiles());
  await expectGone(page.getByRole('link', { name: /Anna/ }));
  // The same faces are as alike as they were: somebody unnamed on four photos is there again.
  await expectSeen(tiles().filter({ has: page.getByRole('link', { name: /^Unnamed person, 4 photos$/ }) }));
  await page.keyboard.press('Control+z');
  await expectSeen(
    page.getByText('Taken back: Took Anna apart'),
    tiles().getByRole('link', { name: /Anna, 4 photos/ }),
  );
  await page.goto(address);
  await expectSeen(page.getByRole('button', { name: 'Anna' }), page.getByText('4 photos · 4 faces'));
  await page.keyboard.press('Control+z');
  await expectSeen(page.getByRole('button', { name: 'Add a name' }));
});

test('Activity remembers all that was said, and that it was taken back', async () => {
  const { page } = journey;
  await page.getByRole('link', { name: 'Activity' }).click();
  const entries = page.getByRole('listitem').filter({ has: page.getByRole('time') });
  await expectSeen(entries);
  const kinds = (await entries.allInnerTexts()).map((words) => /^(\w+).*Taken back$/s.exec(words)?.[1]);
  expect(kinds).toEqual(['Took', 'Named', 'Chose', 'Merged', 'Showed', 'Hid', 'Merged', 'Took']);
  expect(await page.getByRole('button', { name: 'Undo' }).count()).toBe(0);
  await page.keyboard.press('Control+z');
  await expectSeen(page.getByText('There is nothing to take back.'));
  expect(journey.complaints).toEqual([]);
});

test('A photo that comes of somebody who is hidden is mentioned where hidden people are listed', async () => {
  const { page } = journey;
  const engine = journey.engine();
  const { people } = await engine['people.list']({ section: 'main', offset: 0, limit: 10 });
  const person = ensure(people.find(({ name }) => name === null)).id;
  await engine['people.hide']({ people: [person], hidden: true });
  await journey.visit('/people/hidden');
  await expectSeen(page.getByRole('region', { name: 'Hidden' }));
  await expectGone(page.getByText('1 new'));
  const { photos } = await engine['people.photos']({ person, offset: 0, limit: 1 });
  const { places } = await engine['photos.get']({ photo: ensure(photos[0]).id });
  await sharp(ensure(places[0]).path).modulate({ brightness: 1.03 }).toFile(join(journey.photos, 'later.jpg'));
  await expectSeen(page.getByRole('region', { name: 'Hidden' }).getByText(/photos · 1 new$/));
  expect(journey.complaints).toEqual([]);
});

function tiles() {
  return journey.page.getByRole('article');
}
