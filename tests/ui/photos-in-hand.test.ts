// Photos in hand: selected on any wall by mouse, key and finger, and then dated, named, downloaded and printed.

import { join } from 'node:path';
import type { Locator } from 'playwright-core';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { openRule } from '../../app/search/rule.ts';
import { barriers } from './barriers.ts';
import { expectGone, expectSeen, type Journey, SCREEN_WAIT, startJourney } from './journey.ts';
import { hold, PHONE } from './touch.ts';

let journey: Journey;
beforeAll(async () => {
  journey = await startJourney({ variants: ['plain', 'mirrored'], begins: 'people' });
  await journey.visit('/photos');
  await expectSeen(tiles().nth(11));
});
afterAll(() => journey.end());

test('A tick selects, Shift takes along all between, and a click then selects instead of opening', async () => {
  const { page } = journey;
  await tiles().nth(0).hover();
  await page.getByRole('checkbox', { name: 'Select photo of 15 June 2020' }).first().click();
  await expectSelected(1);
  await tiles()
    .nth(4)
    .click({ modifiers: ['Shift'] });
  await expectSelected(5);
  await tiles().nth(1).click();
  await expectSelected(4);
  await page.keyboard.press('Escape');
  await expectGone(bar());
});

test('With the keys: X, Shift and arrows, Ctrl+A for all, Escape for none', async () => {
  const { page } = journey;
  await tiles().nth(0).focus();
  await page.keyboard.press('x');
  await expectSelected(1);
  await page.keyboard.press('Shift+ArrowRight');
  await expectSelected(2);
  await page.keyboard.press('ArrowRight');
  await page.keyboard.press('ArrowRight');
  await page.keyboard.press('Shift+X');
  await expectSelected(4);
  await page.keyboard.press('Control+a');
  await expectSelected(12);
  await page.keyboard.press('Escape');
  await expectGone(bar());
});

test('A rectangle drawn over photos selects them, and opens none', async () => {
  const { page } = journey;
  const [from, to] = [await boxOf(tiles().nth(0)), await boxOf(tiles().nth(2))];
  await page.mouse.move(from.x + from.width / 2, from.y + from.height / 2);
  await page.mouse.down();
  await page.mouse.move(to.x + to.width / 2, to.y + to.height / 2, { steps: 5 });
  await page.mouse.up();
  await expectSelected(3);
  // Within one photo too, where the browser would take it for a click.
  await page.mouse.move(from.x + 60, from.y + 60);
  await page.mouse.down();
  await page.mouse.move(from.x + 90, from.y + 90, { steps: 4 });
  await page.mouse.up();
  await expectSelected(1);
  await expectGone(page.getByRole('dialog', { name: 'Photo', exact: true }));
});

test('What is selected stays so far out of sight, and while a photo is open', async () => {
  const { page } = journey;
  await page.setViewportSize({ width: 500, height: 320 });
  await tiles().first().focus();
  await page.keyboard.press('End');
  await expectGone(page.locator('a[data-index="0"]'));
  await expectSelected(1);
  await page.keyboard.press('Home');
  await expectSeen(page.getByRole('checkbox', { checked: true }));
  await page.setViewportSize({ width: 1280, height: 800 });
  await page.keyboard.press('Escape');
  await expectGone(bar());
});

test('Every wall of photos has all of that, also for photos that are not loaded', async () => {
  const { page } = journey;
  const engine = journey.engine();
  const [person] = (await engine['people.list']({ section: 'main', offset: 0, limit: 1 })).people;
  const [folder] = (await engine['albums.folders']({ offset: 0, limit: 1 })).folders;
  const rule = { ...openRule(), from: '2020-01-01' };
  const album = await engine['albums.save']({ album: null, name: 'Of 2020', rule });
  const walls: [place: string, photos: number][] = [
    [`/people/${person?.id}`, person?.photos ?? 0],
    [`/albums/${album.id}`, 6],
    [`/albums/folder/${folder?.folder}`, 12],
    ['/search/plain', 6],
  ];
  for (const [place, photos] of walls) {
    await journey.visit(place);
    await expectSeen(tiles().nth(photos - 1), page.getByRole('button', { name: 'Select', exact: true }));
    await page.keyboard.press('Control+a');
    await expectSelected(photos);
  }
  // Another page begins with none.
  await page.keyboard.press('2');
  await expectSeen(page.getByRole('heading', { level: 1, name: 'Photos' }));
  await expectGone(bar());
});

test('They are downloaded as one zip', async () => {
  const { page } = journey;
  await select(2);
  await action('Download').click();
  const dialog = page.getByRole('dialog', { name: 'Download photos' });
  await dialog.getByRole('checkbox', { name: 'With .xmp files' }).check();
  expect(await barriers(page)).toEqual([]);
  const begin = dialog.getByRole('button', { name: 'Download' });
  const [download] = await Promise.all([page.waitForEvent('download'), begin.click()]);
  expect(download.suggestedFilename()).toBe('Kindred.zip');
  expect(await download.failure()).toBeNull();
  await expectSeen(page.getByText(/^Downloading 2 files/));
});

test('A copy to a folder is shown with how far it is, and ended by a click', async () => {
  const { page } = journey;
  const asked = Promise.withResolvers<void>();
  const target = join(journey.library, '..', 'taken along');
  const set = { everything: true } as const;
  const copied = journey.copy({ set, withSidecars: false }, target, async (done) => {
    if (done === 3) await asked.promise;
  });
  const strip = page.getByRole('region', { name: 'Copying to a folder' });
  await expectSeen(strip.getByText('3 of 12 files'));
  expect(await barriers(journey.page)).toEqual([]);
  const stopped = page.waitForResponse(/photos\.stopCopying/);
  await strip.getByRole('button', { name: 'Cancel' }).click();
  await stopped;
  asked.resolve();
  await expectGone(strip);
  expect(await copied).toMatchObject({ copied: 3, isStopped: true });
});

test('A date for all of them, and hours more or less, stand in the timeline until they are taken back', async () => {
  const { page } = journey;
  await action('Date and title').click();
  const dialog = page.getByRole('dialog', { name: 'Date and title of 2 photos' });
  await dialog.getByLabel('Another date').check();
  await expect.poll(() => dialog.getByRole('button', { name: 'Save' }).isDisabled(), SCREEN_WAIT).toBe(true);
  await dialog.getByLabel('Year').fill('1985');
  await dialog.getByLabel('Month').selectOption({ label: 'February' });
  await dialog.getByLabel('Day').fill('30');
  // What is wrong stands in the dialog, where it covers nothing, and the focus stays.
  await page.keyboard.press('Enter');
  await expectSeen(dialog.getByRole('alert').getByText(/./));
  expect(await dialog.locator(':focus').count()).toBe(1);
  expect(await barriers(journey.page)).toEqual([]);
  await dialog.getByLabel('Day').fill('');
  await dialog.getByLabel('Month').selectOption({ label: 'August' });
  await dialog.getByRole('button', { name: 'Save' }).click();
  // The message of what was taken back names the month as well, and stays while the mouse is on it.
  const month = page.getByRole('main').getByRole('heading', { level: 2, name: 'August 1985' });
  await expectSeen(page.getByText('2 photos changed.'), month);
  await expectGone(bar());
  await page.keyboard.press('Control+z');
  await expectGone(month);

  await select(1);
  await action('Date and title').click();
  const one = page.getByRole('dialog', { name: 'Date and title', exact: true });
  await one.getByLabel('Earlier or later by hours').check();
  await one.getByLabel('Direction').selectOption({ label: 'Earlier by' });
  await one.getByLabel('hours', { exact: true }).fill('2');
  await expectSeen(one.getByText(/15 Jun 2020, 18:30: then 15 Jun 2020, 16:30/));
  await one.getByLabel('Title', { exact: true }).fill('By the sea');
  await page.keyboard.press('Enter');
  await expectSeen(page.getByText('1 photo changed.'));
  const [first] = (await journey.engine()['search.photos']({ query: 'sea', offset: 0, limit: 9 })).photos;
  expect(first?.takenAt).toBe('2020-06-15T16:30:00');
  await page.keyboard.press('Control+z');
  const found = async () => (await journey.engine()['search.photos']({ query: 'sea', offset: 0, limit: 9 })).total;
  await expect.poll(found, SCREEN_WAIT).toBe(0);
});

test('“This is …” names the one face on each that has no name, and says how many it left', async () => {
  const { page } = journey;
  await page.keyboard.press('Control+a');
  await expectSelected(12);
  await action('This is …').click();
  const dialog = page.getByRole('dialog', { name: 'Who is on these 12 photos?' });
  await dialog.getByRole('combobox').fill('Ghost');
  await dialog.getByRole('option', { name: 'New person “Ghost”' }).click();
  await expectSeen(
    page.getByText(/^\d+ faces? moved to Ghost\. .*with several faces without a name: left as before\./),
  );
  const named = async () => (await journey.engine()['people.suggest']({ typed: 'Ghost' })).people[0]?.photos ?? 0;
  expect(await named()).toBeGreaterThan(0);
  await page.keyboard.press('Control+z');
  await expect.poll(named, SCREEN_WAIT).toBe(0);
});

test('They are printed, so many on a page, with nothing of the screen around them', async () => {
  const { page } = journey;
  await select(3);
  await page.evaluate('window.print = () => (window.isPrinted = true)');
  await action('Print').click();
  const dialog = page.getByRole('dialog', { name: 'Print 3 photos' });
  await dialog.getByLabel('2', { exact: true }).check();
  await dialog.getByLabel('With date and title').check();
  await expectSeen(dialog.getByText('2 pages'));
  await dialog.getByRole('button', { name: 'Print' }).click();
  await expect.poll(() => page.evaluate('window.isPrinted'), SCREEN_WAIT).toBe(true);
  await page.emulateMedia({ media: 'print' });
  const printed = await page.locator('[data-printed]').innerText();
  expect(printed.match(/15 Jun 2020, 18:30/g)).toHaveLength(1);
  await expectGone(page.getByRole('navigation'), dialog);
  await page.emulateMedia({ media: 'screen' });
  await page.evaluate('window.dispatchEvent(new Event("afterprint"))');
  await expectGone(page.locator('[data-printed]'), dialog);
});

test('F makes a photo a favourite, on the wall and in the open photo; the word finds it', async () => {
  const { page } = journey;
  await page.getByRole('toolbar').getByRole('button', { name: 'Cancel' }).click();
  await tiles().nth(0).focus();
  await page.keyboard.press('f');
  await expectSeen(page.getByText('Now a favourite'), page.getByRole('link', { name: /^Photo of .*, Favourite$/ }));
  await page.keyboard.press('ArrowRight');
  await page.keyboard.press('Enter');
  const photo = page.getByRole('dialog', { name: 'Photo', exact: true });
  await expectSeen(photo.getByText('2 of 12'));
  await photo.getByRole('button', { name: 'Make this photo a favourite' }).click();
  await expectSeen(photo.getByRole('button', { name: 'Take this photo out of the favourites' }));
  await page.keyboard.press('f');
  await expectSeen(photo.getByRole('button', { name: 'Make this photo a favourite' }));
  await page.keyboard.press('Control+z');
  await expectSeen(photo.getByRole('button', { name: 'Take this photo out of the favourites' }));
  await page.keyboard.press('Escape');
  await journey.visit('/albums');
  await page.getByRole('button', { name: 'Favourites' }).click();
  await expectSeen(page.locator('h2 output').getByText('2 photos'));
  await page.keyboard.press('Control+a');
  await action('Favourite').click();
  await expectSeen(page.getByText('2 photos are no favourites any more'));
  await expectSeen(page.locator('h2 output').getByText('0 photos'));
});

test('Photos go into an album, out of it again, and one of them stands for it', async () => {
  const { page } = journey;
  await journey.visit('/photos');
  await select(2);
  await action('Add to album').click();
  const picker = page.getByRole('dialog', { name: 'Add 2 photos to which album?' });
  await picker.getByRole('combobox').fill('Summer');
  await picker.getByRole('option', { name: 'New album “Summer”' }).click();
  await expectSeen(page.getByText('Made the album Summer of 2 photos'));
  await select(3);
  await action('Add to album').click();
  const again = page.getByRole('dialog', { name: 'Add 3 photos to which album?' });
  await again.getByRole('combobox').fill('SÜMM');
  await expectSeen(again.getByRole('option', { name: 'New album “SÜMM”' }));
  await again.getByRole('combobox').fill('SÜMMER');
  await expectGone(again.getByRole('option', { name: /^New album/ }));
  await again.getByRole('option', { name: /^Summer/ }).click();
  await expectSeen(page.getByText('Added 1 photo to Summer'));

  await page.keyboard.press('4');
  await page.getByRole('link', { name: /^Summer\s*3 photos/ }).click();
  await expectSeen(page.getByRole('heading', { level: 1, name: 'Summer' }), tiles().nth(2));
  await tiles().nth(2).focus();
  await page.keyboard.press('x');
  await action('Use as cover').click();
  await expectSeen(page.getByText('Cover changed'));
  await tiles().nth(0).focus();
  await page.keyboard.press('x');
  expect(await barriers(journey.page)).toEqual([]);
  await action('Take out').click();
  await expectSeen(page.getByText('Took 1 photo out of Summer'));
  await expect.poll(() => tiles().count(), SCREEN_WAIT).toBe(2);
  await page.keyboard.press('Control+z');
  await expect.poll(() => tiles().count(), SCREEN_WAIT).toBe(3);
  await page.getByRole('button', { name: 'Rename' }).click();
  await page.getByRole('dialog', { name: 'Rename' }).getByLabel('Name').fill('Our summer');
  await page.keyboard.press('Enter');
  await expectSeen(page.getByRole('heading', { level: 1, name: 'Our summer' }));
  const [album] = (await journey.engine()['albums.list']({})).albums;
  const [, , oldest] = (await journey.engine()['albums.photos']({ album: album?.id ?? 0, offset: 0, limit: 9 })).photos;
  expect(album).toMatchObject({ name: 'Our summer', isChosen: true, photos: 3, cover: oldest?.id });
});

test('An empty album says how to fill it', async () => {
  const { page } = journey;
  await journey.visit('/albums');
  await page.getByRole('button', { name: 'Album to fill yourself' }).click();
  await page.getByRole('dialog', { name: 'Album to fill yourself' }).getByLabel('Name').fill('Later');
  await page.keyboard.press('Enter');
  await expectSeen(page.getByRole('heading', { name: 'No photo in this album yet' }));
  await page.keyboard.press('Control+z');
  await expectSeen(page.getByRole('heading', { name: 'This album is not there any more' }));
  await journey.visit('/photos');
});

describe('In both themes', () => {
  test.each(['light', 'dark'] as const)('nothing of it keeps anybody out: %s', async (colorScheme) => {
    await journey.page.emulateMedia({ colorScheme });
    await select(2);
    expect(await barriers(journey.page)).toEqual([]);
  });
});

test('On a phone a finger that stays selects, the next takes along all between, and a tap selects or lets go', async () => {
  const page = await journey.also(PHONE);
  await page.goto(`${journey.address()}#/photos`);
  const photos = page.getByRole('link', { name: /^Foto vom/ });
  await hold(page, photos.nth(0));
  await expectSeen(page.getByRole('toolbar', { name: '1 ausgewählt' }));
  await hold(page, photos.nth(3));
  await expectSeen(page.getByRole('toolbar', { name: '4 ausgewählt' }));
  await photos.nth(1).tap();
  await expectSeen(page.getByRole('toolbar', { name: '3 ausgewählt' }));
  await page.getByRole('button', { name: 'Abbrechen' }).first().tap();
  await expectGone(page.getByRole('toolbar'));
  await photos.nth(1).tap();
  await expectSeen(page.getByRole('dialog', { name: 'Foto', exact: true }));
  expect(journey.complaints).toEqual([]);
});

function tiles(): Locator {
  return journey.page.getByRole('link', { name: /^Photo of/ });
}

function bar(): Locator {
  return journey.page.getByRole('toolbar');
}

function action(name: string): Locator {
  return bar().getByRole('button', { name, exact: true });
}

function expectSelected(count: number): Promise<void> {
  return expectSeen(journey.page.getByRole('toolbar', { name: `${count} selected` }));
}

/** The first photos of the timeline, and no others. */
async function select(count: number): Promise<void> {
  const { page } = journey;
  if ((await bar().count()) > 0) await bar().getByRole('button', { name: 'Cancel' }).click();
  await expectGone(bar());
  await tiles().nth(0).focus();
  await page.keyboard.press('x');
  for (let more = 1; more < count; more++) await page.keyboard.press('Shift+ArrowRight');
  await expectSelected(count);
}

async function boxOf(target: Locator) {
  await expectSeen(target);
  const box = await target.boundingBox();
  if (box === null) throw new Error(`${String(target)} is not on the page.`);
  return box;
}
