// What can be done with an open photo: all that can be done with selected ones, by mouse, by keys alone and by touch in German.

import type { Locator, Page } from 'playwright-core';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { ensure } from '../../app/ensure.ts';
import { expectOpenToAll } from './barriers.ts';
import { expectGone, expectSeen, type Journey, SCREEN_WAIT, startJourney } from './journey.ts';
import { PHONE } from './touch.ts';

const ENGLISH = {
  photo: 'Photo',
  more: 'More actions',
  addTo: 'Add to album',
  newAlbum: 'New album “Sea”',
  made: 'Made the album Sea of 1 photo',
  who: 'This is …',
  newPerson: 'New person “Sea”',
  identified: '1 face moved to Sea.',
  dates: 'Date and title',
  otherDate: 'Another date',
  year: 'Year',
  save: 'Save',
  dated: '1 photo changed.',
  download: 'Download',
  downloads: 'Download photos',
  begun: /^Downloading 1 file,/,
  print: 'Print',
  prints: 'Print 1 photo',
  undo: 'Undo',
  takenBack: /^Taken back: /,
};
const GERMAN: typeof ENGLISH = {
  photo: 'Foto',
  more: 'Weitere Aktionen',
  addTo: 'Zum Album',
  newAlbum: 'Neues Album „Sea“',
  made: 'Album Sea angelegt: 1 Foto',
  who: 'Das ist …',
  newPerson: 'Neue Person „Sea“',
  identified: '1 Gesicht zugeordnet: Sea.',
  dates: 'Datum und Titel',
  otherDate: 'Ein anderes Datum',
  year: 'Jahr',
  save: 'Speichern',
  dated: '1 Foto geändert.',
  download: 'Herunterladen',
  downloads: 'Fotos herunterladen',
  begun: /^1 Datei, .*: Der Download läuft\.$/,
  print: 'Drucken',
  prints: '1 Foto drucken',
  undo: 'Rückgängig',
  takenBack: /^Zurückgenommen: /,
};

/** How each reaches what is on the screen. `press`: a button; `choose`: what a list offers. */
const WAYS = {
  mouse: { words: ENGLISH, press: (target: Locator) => target.click(), choose: (item: Locator) => item.click() },
  keys: { words: ENGLISH, press: pressByKeys, choose: chooseByKeys },
  touch: { words: GERMAN, press: (target: Locator) => target.tap(), choose: (item: Locator) => item.tap() },
} as const;

let journey: Journey;
/** The newest photo: on it one face is left without a name. */
let newest: number;
beforeAll(async () => {
  journey = await startJourney({ variants: ['plain', 'mirrored'], begins: 'people' });
  const engine = journey.engine();
  const { photos } = await engine['photos.list']({ offset: 0, limit: 1 });
  newest = ensure(photos[0]).id;
  const { faces } = await engine['photos.get']({ photo: newest });
  const [, ...others] = new Set(faces.flatMap(({ person }) => person?.id ?? []));
  for (const person of others) await engine['people.name']({ person, name: `Guest ${person}`, ifTaken: 'ask' });
});
afterAll(() => journey.end());

describe.each(['mouse', 'keys', 'touch'] as const)('By %s', (way) => {
  const { words, press, choose } = WAYS[way];
  let page: Page;
  beforeAll(async () => {
    page = way === 'touch' ? await journey.also(PHONE) : journey.page;
    await page.goto(`${new URL(journey.address()).origin}/#/photos/${newest}`);
    await expectSeen(viewer(), viewer().locator('img[data-sharp]'));
  });

  const viewer = () => page.getByRole('dialog', { name: words.photo, exact: true });
  const menu = () => page.getByRole('menu');
  const undo = async () => {
    if (way === 'keys') await page.keyboard.press('Control+z');
    else await press(page.getByRole('button', { name: words.undo, exact: true }));
    await expectSeen(page.getByText(words.takenBack));
  };
  /** What the list of what can be done offers. */
  const action = async (name: string) => {
    await press(viewer().getByRole('button', { name: words.more }));
    await choose(menu().getByRole('menuitem', { name, exact: true }));
    await expectGone(menu());
  };
  const dialog = (name: string | RegExp) => page.getByRole('dialog', { name });

  test('the list keeps nobody out, and Escape closes it alone', async () => {
    await press(viewer().getByRole('button', { name: words.more }));
    await expectSeen(menu());
    await expectOpenToAll(page, `open-photo-${way}-menu`);
    await page.keyboard.press('Escape');
    await expectGone(menu());
    await expectSeen(viewer());
  });

  test('it goes into an album, and Undo takes it out', async () => {
    await action(words.addTo);
    const picker = page.getByRole('dialog').filter({ has: page.getByRole('combobox') });
    await picker.last().getByRole('combobox').fill('Sea');
    await expectSeen(page.getByRole('option', { name: words.newAlbum }));
    await expectOpenToAll(page, `open-photo-${way}-album`);
    await choose(page.getByRole('option', { name: words.newAlbum }));
    await expectSeen(page.getByText(words.made), viewer());
    expect(await albums()).toEqual([['Sea', 1]]);
    await undo();
    await expect.poll(albums, SCREEN_WAIT).toEqual([]);
  });

  test('who is on it without a name gets one, and Undo takes it back', async () => {
    await action(words.who);
    await page.getByRole('dialog').last().getByRole('combobox').fill('Sea');
    await choose(page.getByRole('option', { name: words.newPerson }));
    await expectSeen(page.getByText(words.identified));
    expect(await photosOf('Sea')).toEqual([newest]);
    await undo();
    await expect.poll(() => photosOf('Sea'), SCREEN_WAIT).toEqual([]);
  });

  test('it gets another date, which stands above it until it is taken back', async () => {
    await action(words.dates);
    const asked = dialog(words.dates);
    await asked.getByLabel(words.otherDate).check();
    await asked.getByLabel(words.year).fill('1985');
    await expectOpenToAll(page, `open-photo-${way}-date`);
    await press(asked.getByRole('button', { name: words.save }));
    await expectSeen(page.getByText(words.dated), viewer().getByText(/1985/));
    await undo();
    await expectSeen(viewer().getByText(/2020/));
  });

  test('it is downloaded and printed', async () => {
    await action(words.download);
    const begin = dialog(words.downloads).getByRole('button', { name: words.download });
    const [download] = await Promise.all([
      page.waitForEvent('download'),
      expectSeen(page.getByText(words.begun)),
      press(begin),
    ]);
    expect(await download.failure()).toBeNull();
    await page.evaluate('window.print = () => (window.isPrinted = true)');
    await action(words.print);
    await press(dialog(words.prints).getByRole('button', { name: words.print }));
    await expect.poll(() => page.evaluate('window.isPrinted'), SCREEN_WAIT).toBe(true);
    await page.evaluate('window.dispatchEvent(new Event("afterprint"))');
    await expectGone(dialog(words.prints));
    await expectSeen(viewer());
  });
});

test('Letters that are typed in its list and its dialogs are no keys of the photo', async () => {
  const { page } = journey;
  const viewer = page.getByRole('dialog', { name: 'Photo', exact: true });
  await viewer.getByRole('button', { name: 'More actions' }).click();
  await page.keyboard.press('f');
  await page.keyboard.press('i');
  await page.getByRole('menuitem', { name: 'Print' }).click();
  await page.getByRole('dialog', { name: 'Print 1 photo' }).getByRole('button', { name: 'Cancel' }).press('f');
  await page.keyboard.press('Escape');
  await expectGone(page.getByRole('dialog', { name: 'Print 1 photo' }));
  await expectGone(page.getByRole('complementary', { name: 'Information' }));
  await expectSeen(viewer.getByRole('button', { name: 'Make this photo a favourite' }));
});

test('A key that comes before the list has the focus is none of the photo either', async () => {
  const { page } = journey;
  await page.evaluate(`(async () => {
    [...document.querySelectorAll('button')].findLast(({ ariaLabel }) => ariaLabel === 'More actions').click();
    await null; // React has drawn by then, and no frame has been painted that could move the focus.
    const event = new KeyboardEvent('keydown', { key: 'f', bubbles: true, cancelable: true });
    document.activeElement.dispatchEvent(event);
  })()`);
  await expectSeen(page.getByRole('menu'));
  await page.keyboard.press('Escape');
  await expectGone(page.getByRole('menu'));
  await page.keyboard.press('f');
  await expectSeen(page.getByText('Now a favourite'));
  await page.keyboard.press('Control+z');
  await expectSeen(page.getByText(ENGLISH.takenBack));
  expect(await journey.engine()['photos.get']({ photo: newest })).toMatchObject({ favourite: false });
});

test('A slideshow ends when the list is opened: what is done is done with the photo that is seen', async () => {
  const { page } = journey;
  const viewer = page.getByRole('dialog', { name: 'Photo', exact: true });
  await page.keyboard.press('s');
  await expectSeen(viewer.getByRole('button', { name: 'Pause the slideshow' }));
  await viewer.getByRole('button', { name: 'More actions' }).click();
  await expectSeen(page.getByRole('menu'));
  await page.keyboard.press('Escape');
  await expectSeen(viewer.getByRole('button', { name: 'Slideshow', exact: true }));
});

test('Taken out of the album that it was opened from, it gives way to the next one, and Undo brings it back', async () => {
  const { page } = journey;
  const engine = journey.engine();
  const { photos } = await engine['photos.list']({ offset: 0, limit: 3 });
  const album = await engine['albums.make']({ name: 'Lake', photos: photos.map(({ id }) => id) });
  await journey.visit(`/albums/${album.id}/photos/${newest}`);
  const viewer = page.getByRole('dialog', { name: 'Photo', exact: true });
  await expectSeen(viewer.getByText('1 of 3'));
  await viewer.getByRole('button', { name: 'More actions' }).click();
  await page.getByRole('menuitem', { name: 'Use as cover' }).click();
  await expectSeen(page.getByText('Cover changed'));
  await viewer.getByRole('button', { name: 'More actions' }).click();
  await page.getByRole('menuitem', { name: 'Take out' }).click();
  await expectSeen(page.getByText('Took 1 photo out of Lake'), viewer.getByText('1 of 2'));
  await page.keyboard.press('Control+z');
  await expectSeen(viewer.getByText('2 of 3'));
  await page.keyboard.press('ArrowLeft');
  await expectSeen(viewer.getByText('1 of 3'));
  expect(page.url()).toContain(`/${newest}`);
  expect(journey.complaints).toEqual([]);
});

/** By Tab alone, from wherever the focus is. */
async function pressByKeys(target: Locator): Promise<void> {
  const page = target.page();
  for (let stops = 0; stops < 40; stops++) {
    if ((await target.and(page.locator(':focus')).count()) > 0) return page.keyboard.press('Enter');
    await page.keyboard.press('Tab');
  }
  throw new Error(`Tab does not lead to ${String(target)}.`);
}

/** By the arrows, as far as the list does not begin with it. */
async function chooseByKeys(item: Locator): Promise<void> {
  const { keyboard } = item.page();
  await expectSeen(item);
  for (let steps = 0; steps < 20; steps++) {
    if ((await item.getAttribute('data-highlighted')) !== null) return keyboard.press('Enter');
    await keyboard.press('ArrowDown');
  }
  throw new Error(`The arrows do not lead to ${String(item)}.`);
}

async function albums(): Promise<[name: string, photos: number][]> {
  const { albums } = await journey.engine()['albums.list']({});
  return albums.map(({ name, photos }) => [name, photos]);
}

async function photosOf(name: string): Promise<number[]> {
  const { photos } = await journey.engine()['search.photos']({ query: name, offset: 0, limit: 9 });
  return photos.map(({ id }) => id);
}
