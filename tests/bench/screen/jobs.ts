// What a user wants done, counted by the browser itself: presses of the mouse, keys, and how long the next thing takes.
// On the sample photos, in a library of its own: real people, and drawn strangers, as the samples have too few.

import { ensure } from '../../../app/ensure.ts';
import { expectSeen, type Journey, startJourney } from '../../ui/journey.ts';
import { answerByKeys } from './answers.ts';
import type { Figure } from './figures.ts';
import { counted } from './presses.ts';

/** Of letters that have a key each. */
const NAMES = ['Amelia', 'Beatriz', 'Chloe', 'Daniela', 'Elena', 'Freya', 'Giulia', 'Hana', 'Ines', 'Jana'];
const MOST_ANSWERS = 30;
const STRANGERS = 50;
/** A machine that is busy otherwise gets a figure as well, which then is missed. */
const FIRST_PERSON_LIMIT_MS = 5 * 60_000;

export async function measureJobs(): Promise<Figure[]> {
  const figures = await measureFirstPerson();
  const journey = await startJourney({ variants: ['plain', 'mirrored', 'faded', 'stretched'], begins: 'people' });
  try {
    for (const job of [nameTen, takePhotosAlong, takeOutWrongPhoto, answerAll, hideStrangers]) {
      await journey.visit('/people');
      await expectSeen(journey.page.getByRole('article'));
      figures.push(...(await job(journey)));
    }
    figures.push({ what: 'jobs: complaints', value: journey.complaints.length, unit: '', atMost: 0 });
    for (const complaint of journey.complaints) process.stderr.write(`${complaint}\n`);
  } finally {
    await journey.end();
  }
  return figures;
}

/** From the key that begins until the first face is there, with the page in between that says what happens. */
async function measureFirstPerson(): Promise<Figure[]> {
  const journey = await startJourney({ variants: ['plain'], begins: 'welcome' });
  try {
    const field = journey.page.getByLabel('Folder with your photos');
    await field.fill(journey.photos);
    const began = performance.now();
    await field.press('Enter');
    await journey.page.getByRole('button', { name: 'Continue' }).click();
    await journey.page.locator('img[src^="media/face/"]').first().waitFor({ timeout: FIRST_PERSON_LIMIT_MS });
    const seconds = Math.round((performance.now() - began) / 100) / 10;
    return [{ what: 'first person after the folder was chosen', value: seconds, unit: 's', atMost: 6 }];
  } finally {
    await journey.end();
  }
}

async function nameTen({ page }: Journey): Promise<Figure[]> {
  const { clicks, keys } = await counted(page, async () => {
    await page.getByRole('button', { name: 'Name people' }).click();
    const face = page.getByRole('main').locator('img[alt]:not([alt=""])');
    for (const name of NAMES) {
      const asked = ensure(await face.first().getAttribute('src'));
      await page.getByRole('main').locator('input:focus').waitFor();
      await page.keyboard.type(name);
      await page.keyboard.press('Enter');
      await page.getByRole('main').locator(`img[alt]:not([alt=""])[src="${asked}"]`).waitFor({ state: 'detached' });
    }
  });
  const typed = NAMES.reduce((sum, name) => sum + name.length + 1, 0);
  return [
    { what: 'ten names: clicks', value: clicks, unit: '', atMost: 1 },
    { what: 'ten names: keys beside the typing', value: keys - typed, unit: '', atMost: 0 },
  ];
}

/** “Photos of A with B, without C, of 2019 into a folder”: the browser's own, for downloads. */
async function takePhotosAlong({ page, engine }: Journey): Promise<Figure[]> {
  const query = await findQuery(engine());
  const { clicks, keys } = await counted(page, async () => {
    await page.getByRole('main').getByRole('combobox').first().click();
    await page.keyboard.type(query);
    await page.keyboard.press('Enter');
    await page.getByRole('button', { name: 'Download photos' }).click();
    const begin = page.getByRole('dialog', { name: 'Download photos' }).getByRole('button', { name: 'Download' });
    const [download] = await Promise.all([page.waitForEvent('download'), begin.click()]);
    await download.delete();
  });
  return [
    { what: 'photos of A with B without C of 2019: clicks', value: clicks, unit: '', atMost: 6 },
    { what: 'the same: keys beside the typing', value: keys - query.length - 1, unit: '', atMost: 0 },
  ];
}

/** Two of those who were named, who are on one photo of 2019, and a third who is not. */
async function findQuery(engine: ReturnType<Journey['engine']>): Promise<string> {
  const { people } = await engine['people.list']({ section: 'main', offset: 0, limit: 100 });
  const names = people.flatMap(({ name }) => name ?? []);
  for (const one of names) {
    for (const other of names.filter((name) => name !== one)) {
      for (const third of names.filter((name) => name !== one && name !== other)) {
        const query = `${one} with ${other} without ${third} 2019`;
        const { total } = await engine['search.photos']({ query, offset: 0, limit: 1 });
        if (total > 0) return query;
      }
    }
  }
  throw new Error('No two of the named are on one photo of 2019.');
}

async function takeOutWrongPhoto({ page }: Journey): Promise<Figure[]> {
  await page
    .getByRole('main')
    .getByRole('link', { name: /^Amelia/ })
    .first()
    .click();
  await expectSeen(page.getByRole('heading', { name: 'Amelia' }));
  const { clicks } = await counted(page, async () => {
    await page.getByRole('link', { name: 'Are these all Amelia?' }).click();
    await page.getByRole('button', { name: 'Face 1 is not Amelia' }).click();
    await page.getByRole('button', { name: /is not Amelia, the others are$/ }).click();
    await expectSeen(page.getByText('1 face is looking for another person now'));
  });
  return [{ what: 'a wrong photo out of a person: clicks', value: clicks, unit: '', atMost: 3 }];
}

/** The samples have too few for the thirty that are answered in the large library. */
async function answerAll({ page, visit }: Journey): Promise<Figure[]> {
  await visit('/review');
  await expectSeen(page.getByRole('figure'));
  const { answers, keys, slowest } = await answerByKeys(page, MOST_ANSWERS);
  return [
    { what: 'answers on the samples', value: answers, unit: '' },
    { what: 'the same: keys beyond one each', value: keys - answers, unit: '', atMost: 0 },
    { what: 'the same: next pair, slowest', value: slowest, unit: 'ms', atMost: 150 },
  ];
}

async function hideStrangers({ page, engine, visit }: Journey): Promise<Figure[]> {
  await drawStrangers(engine());
  await visit('/people');
  await expectSeen(page.getByRole('article'));
  const hidden = async () =>
    (await engine()['people.list']({ section: 'hidden', offset: 0, limit: 1 })).sections.hidden;
  const before = await hidden();
  const { clicks } = await counted(page, async () => {
    await page.getByRole('link', { name: /^Once or twice/ }).click();
    await page.getByRole('button', { name: 'Hide all who were seen once' }).click();
    await expectSeen(page.getByText(/hidden/));
  });
  return [
    { what: 'strangers hidden', value: (await hidden()) - before, unit: '', atLeast: STRANGERS },
    { what: 'fifty strangers hidden: clicks', value: clicks, unit: '', atMost: 4 },
  ];
}

/** One on each of so many places where no face is: each is a person of one photo. */
async function drawStrangers(engine: ReturnType<Journey['engine']>): Promise<void> {
  const { photos } = await engine['photos.list']({ offset: 0, limit: 100 });
  for (let drawn = 0; drawn < STRANGERS; drawn++) {
    const { id, width, height } = ensure(photos[drawn % photos.length], 'A photo to draw on');
    const side = Math.min(width, height) / 24;
    const column = Math.floor(drawn / photos.length);
    await engine['faces.draw']({ photo: id, box: [column * 2 * side, height - side - 1, side, side] });
  }
}
