// “Bring your names along”: what other programs said is shown first, taken over with one click, and taken back with one.

import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { afterAll, beforeAll, expect, test } from 'vitest';
import type { Photo } from '../../app/contract.ts';
import { ensure } from '../../app/ensure.ts';
import { sidecarWith } from '../sidecar.ts';
import { barriers } from './barriers.ts';
import { expectGone, expectSeen, type Journey, startJourney } from './journey.ts';

let journey: Journey;
beforeAll(async () => {
  journey = await startJourney({ variants: ['plain', 'mirrored'], begins: 'people' });
}, 120_000);
afterAll(() => journey.end());

test('A folder without names says so, and one that is not there says what to do', async () => {
  const { page } = journey;
  await journey.visit('/settings');
  const section = page.getByRole('region', { name: 'Bring your names along' });
  const field = section.getByLabel('Folder', { exact: true });
  await field.fill('/nowhere');
  await field.press('Enter');
  await expectSeen(section.getByRole('alert').filter({ hasText: '/nowhere' }));
  await field.fill(journey.photos);
  await field.press('Enter');
  await expectSeen(section.getByRole('heading', { name: 'No names were found in 12 files.' }));
  await button('Look again').click();
  await expectSeen(button('Look for names'));
});

test('Names are shown with what would come of them, on a wide and a narrow screen, light and dark; nothing is changed', async () => {
  const { page } = journey;
  await writeSidecars();
  await button('Look for names').press('Enter');
  const heading = page.getByRole('heading', { name: /^4 names on \d+ photos\. Nothing has been changed yet\.$/ });
  await expectSeen(heading);
  expect(await heading.evaluate((title) => title.matches(':focus'))).toBe(true);
  const row = page.getByRole('row').filter({ hasText: '<b>Ghost</b>' });
  await expectSeen(row.getByText('1 face that Kindred did not see will be drawn'));
  await expectSeen(page.getByLabel('Anna: these 2 people are one'));
  // Two on one photo are nobody's to join, also where the name means one person.
  const dora = page.getByRole('row').filter({ hasText: 'Dora' });
  await expectSeen(dora.getByText('On one photo with somebody else called so: both get the name'));
  expect(await page.getByRole('checkbox', { name: /^Dora/ }).count()).toBe(0);
  for (const [width, scheme] of [
    [1280, 'light'],
    [1280, 'dark'],
    [390, 'light'],
    [390, 'dark'],
  ] as const) {
    await page.setViewportSize({ width, height: 900 });
    await page.emulateMedia({ colorScheme: scheme });
    await heading.scrollIntoViewIfNeeded();
    if (process.env['PICTURES'])
      await page.screenshot({ path: join(process.env['PICTURES'], `names-${width}-${scheme}.png`) });
    expect(await page.evaluate('document.documentElement.scrollWidth - innerWidth')).toBeLessThanOrEqual(0);
    expect(await barriers(page)).toEqual([]);
  }
  await page.setViewportSize({ width: 1280, height: 800 });
  await page.emulateMedia({ colorScheme: 'light' });
  expect(await names()).toEqual([]);
});

test('They are taken over as one thing, and taken back as one', async () => {
  const { page } = journey;
  await page.getByLabel('Anna: these 2 people are one').check();
  await button('Take over 4 names').click();
  await expectSeen(
    page.getByText(/^Took over 4 names for \d+ faces\. 1 face was drawn\. 1 person was joined with another\.$/),
  );
  expect(await names()).toEqual(['<b>Ghost</b>', 'Anna', 'Ben', 'Dora']);
  await journey.visit('/people');
  await expectSeen(page.getByText('Anna'), page.getByText('<b>Ghost</b>'));
  await journey.visit('/settings');
  await page.getByRole('region', { name: 'Bring your names along' }).getByRole('button', { name: 'Undo' }).click();
  await expectSeen(page.getByText('Taken back: all is as it was before.'));
  expect(await names()).toEqual([]);
  await journey.visit('/activity');
  await expectSeen(page.getByText('Brought 4 names along from other programs'));
  await expectGone(page.getByText('Something went wrong'));
  expect(journey.complaints).toEqual([]);
});

/** Two people of Kindred are called Anna there, two on one photo Dora, one Ben; and somebody is where no face was found. */
async function writeSidecars(): Promise<void> {
  const engine = journey.engine();
  const peopleOf = async (section: 'main' | 'seldom') =>
    (await engine['people.list']({ section, offset: 0, limit: 100 })).people.map(({ id }) => id);
  const { photos: listed } = await engine['photos.list']({ offset: 0, limit: 100 });
  const photos: Photo[] = [];
  for (const { id } of listed) photos.push(await engine['photos.get']({ photo: id }));
  const [anna, ben] = await peopleOf('main');
  // Not somebody on a photo with Anna: two faces of one photo stay two people.
  const together = new Set(
    photos
      .map(peopleOn)
      .filter((people) => people.has(anna))
      .flatMap((people) => [...people]),
  );
  const other = (await peopleOf('seldom')).find((person) => !together.has(person));
  const names = new Map([
    [ensure(anna), 'Anna'],
    [ensure(ben), 'Ben'],
    [ensure(other), 'anna'],
  ]);
  const others = (photo: Photo) => [...peopleOn(photo)].flatMap((person = 0) => (names.has(person) ? [] : person));
  const [dora, namesake] = ensure(
    photos.map(others).find((people) => people.length > 1),
    'Two more on one photo',
  );
  names.set(ensure(dora), 'Dora');
  let hasGhost = false;
  for (const photo of photos) {
    const regions = regionsOf(photo, names);
    // Of two on one photo the name would be a slip: another program says it of each on another one.
    if (regions.some(({ name }) => name === 'Dora') && names.delete(ensure(dora))) names.set(ensure(namesake), 'dora');
    if (regions.length === 0) continue;
    if (!hasGhost) regions.push({ name: '<b>Ghost</b>', box: [0.005, 0.005, 0.05, 0.06] });
    hasGhost = true;
    writeFileSync(`${photo.places[0]?.path ?? ''}.xmp`, sidecarWith(regions, photo));
  }
}

function peopleOn({ faces }: Photo): Set<number | undefined> {
  return new Set(faces.map(({ person }) => person?.id));
}

function regionsOf({ faces, width, height }: Photo, names: ReadonlyMap<number, string>) {
  return faces.flatMap(({ person, box: [x, y, w, h] }) => {
    const name = names.get(person?.id ?? 0);
    const box: [number, number, number, number] = [x / width, y / height, w / width, h / height];
    return name === undefined ? [] : [{ name, box }];
  });
}

async function names(): Promise<string[]> {
  const { people } = await journey.engine()['people.list']({ section: 'main', offset: 0, limit: 100 });
  return [...new Set(people.flatMap(({ name }) => name ?? []))].sort();
}

function button(name: string) {
  return journey.page.getByRole('button', { name, exact: true });
}
