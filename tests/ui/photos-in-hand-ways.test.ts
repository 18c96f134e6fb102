// Photos in hand without a mouse: by keys alone, and by touch on a phone in German.

import type { Locator, Page } from 'playwright-core';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { ensure } from '../../app/ensure.ts';
import { expectOpenToAll } from './barriers.ts';
import { expectGone, expectSeen, type Journey, SCREEN_WAIT, startJourney } from './journey.ts';
import { hold, PHONE } from './touch.ts';

const WAYS = {
  keys: {
    /** Of the newest photo, and the one beside it. */
    async select(page: Page): Promise<void> {
      await photos(page).first().focus();
      await page.keyboard.press('x');
      await page.keyboard.press('Shift+ArrowRight');
    },
    async press(target: Locator): Promise<void> {
      await target.focus();
      await target.press('Enter');
    },
    async tick(box: Locator): Promise<void> {
      await box.focus();
      await box.press('Space');
    },
    words: {
      selected: '2 selected',
      favourite: 'Favourite',
      favoured: '2 photos are favourites now',
      undo: 'Undo',
      undone: /^Taken back: /,
      addTo: 'Add to album',
      newAlbum: 'New album “Sea”',
      made: 'Made the album Sea of 2 photos',
      who: 'This is …',
      newPerson: 'New person “Sea”',
      identified: /moved to Sea\./,
      dates: 'Date and title',
      otherDate: 'Another date',
      year: 'Year',
      save: 'Save',
      dated: '2 photos changed.',
      download: 'Download',
      downloads: 'Download photos',
      sidecars: 'With .xmp files',
      begun: /^Downloading 3 files/,
      print: 'Print',
      prints: 'Print 2 photos',
      captions: 'With date and title',
      none: 'Cancel',
    },
  },
  touch: {
    async select(page: Page): Promise<void> {
      await hold(page, photos(page).first());
      await photos(page).nth(1).tap();
    },
    press: (target: Locator): Promise<void> => target.tap(),
    tick: (box: Locator): Promise<void> => box.tap(),
    words: {
      selected: '2 ausgewählt',
      favourite: 'Favorit',
      favoured: '2 Fotos sind jetzt Favoriten',
      undo: 'Rückgängig',
      undone: /^Zurückgenommen: /,
      addTo: 'Zum Album',
      newAlbum: 'Neues Album „Sea“',
      made: 'Album Sea angelegt: 2 Fotos',
      who: 'Das ist …',
      newPerson: 'Neue Person „Sea“',
      identified: /zugeordnet: Sea\./,
      dates: 'Datum und Titel',
      otherDate: 'Ein anderes Datum',
      year: 'Jahr',
      save: 'Speichern',
      dated: '2 Fotos geändert.',
      download: 'Herunterladen',
      downloads: 'Fotos herunterladen',
      sidecars: 'Mit .xmp-Dateien',
      begun: /^3 Dateien, .*: Der Download läuft\.$/,
      print: 'Drucken',
      prints: '2 Fotos drucken',
      captions: 'Mit Datum und Titel',
      none: 'Abbrechen',
    },
  },
} as const;

let journey: Journey;
beforeAll(async () => {
  journey = await startJourney({ variants: ['plain', 'mirrored'], begins: 'people' });
  // On the newest photo one face is left without a name: it is clear who is meant there.
  const engine = journey.engine();
  const { photos: listed } = await engine['photos.list']({ offset: 0, limit: 1 });
  const { faces } = await engine['photos.get']({ photo: ensure(listed[0]).id });
  const [, ...others] = new Set(faces.flatMap(({ person }) => person?.id ?? []));
  for (const person of others) await engine['people.name']({ person, name: `Guest ${person}`, ifTaken: 'ask' });
});
afterAll(() => journey.end());

describe.each(['keys', 'touch'] as const)('By %s', (way) => {
  const { select, press, tick, words } = WAYS[way];
  let page: Page;
  beforeAll(async () => {
    page = way === 'touch' ? await journey.also(PHONE) : journey.page;
    await page.goto(`${journey.address()}#/photos`);
    await expectSeen(photos(page).nth(1));
  });

  const action = (name: string) => page.getByRole('toolbar').getByRole('button', { name, exact: true });

  test('two are favourites, and are none again', async () => {
    await selected();
    await expectOpenToAll(page, `${way}-bar`);
    await press(action(words.favourite));
    await expectSeen(page.getByText(words.favoured));
    expect((await found('favourites')).length).toBe(2);
    await takenBack();
    expect(await found('favourites')).toEqual([]);
  });

  test('they become an album of their own', async () => {
    await selected();
    await press(action(words.addTo));
    const picker = dialogOf(page);
    await picker.getByRole('combobox').fill('Sea');
    await expectSeen(picker.getByRole('option', { name: words.newAlbum }));
    await expectOpenToAll(page, `${way}-album`);
    await chosen(picker, words.newAlbum);
    await expectSeen(page.getByText(words.made));
    await takenBack();
  });

  test('whoever is on them without a name gets one, wherever it is clear who is meant', async () => {
    await selected();
    await press(action(words.who));
    const picker = dialogOf(page);
    await picker.getByRole('combobox').fill('Sea');
    await expectSeen(picker.getByRole('option', { name: words.newPerson }));
    await expectOpenToAll(page, `${way}-who`);
    await chosen(picker, words.newPerson);
    await expectSeen(page.getByText(words.identified));
    await takenBack();
  });

  test('they get a date, and their own again', async () => {
    await selected();
    await press(action(words.dates));
    const dialog = dialogOf(page);
    await tick(dialog.getByLabel(words.otherDate));
    await dialog.getByLabel(words.year).fill('1985');
    await expectOpenToAll(page, `${way}-date`);
    await press(dialog.getByRole('button', { name: words.save }));
    await expectSeen(page.getByText(words.dated));
    expect((await found('1985')).length).toBe(2);
    await takenBack();
    expect(await found('1985')).toEqual([]);
  });

  test('they are downloaded', async () => {
    await selected();
    await press(action(words.download));
    const dialog = page.getByRole('dialog', { name: words.downloads });
    await tick(dialog.getByRole('checkbox', { name: words.sidecars }));
    await expectOpenToAll(page, `${way}-download`);
    const begin = dialog.getByRole('button', { name: words.download });
    // Both, and the sidecar of the one that bears names. The message goes by itself, and a download may take longer.
    const begun = expectSeen(page.getByText(words.begun));
    const [download] = await Promise.all([page.waitForEvent('download'), begun, press(begin)]);
    expect(await download.failure()).toBeNull();
  });

  test('they are printed', async () => {
    await selected();
    await page.evaluate('window.print = () => (window.isPrinted = true)');
    await press(action(words.print));
    const dialog = page.getByRole('dialog', { name: words.prints });
    await tick(dialog.getByLabel('2', { exact: true }));
    await tick(dialog.getByLabel(words.captions));
    await expectOpenToAll(page, `${way}-print`);
    await press(dialog.getByRole('button', { name: words.print }));
    await expect.poll(() => page.evaluate('window.isPrinted'), SCREEN_WAIT).toBe(true);
    await page.evaluate('window.dispatchEvent(new Event("afterprint"))');
    await expectGone(dialog);
    expect(journey.complaints).toEqual([]);
  });

  async function selected(): Promise<void> {
    const bar = page.getByRole('toolbar');
    if ((await bar.count()) > 0) await press(bar.getByRole('button', { name: words.none }));
    await expectGone(bar);
    await select(page);
    await expectSeen(page.getByRole('toolbar', { name: words.selected }));
  }

  /** The only one that is listed: Enter takes the first. */
  async function chosen(picker: Locator, option: string): Promise<void> {
    if (way === 'keys') await page.keyboard.press('Enter');
    else await picker.getByRole('option', { name: option }).tap();
    await expectGone(picker);
  }

  async function takenBack(): Promise<void> {
    await press(page.getByRole('button', { name: words.undo, exact: true }));
    await expectSeen(page.getByText(words.undone));
  }
});

/** Messages are dialogs too, that block nothing. */
function dialogOf(page: Page): Locator {
  return page.locator('[role=dialog]:not([aria-modal=false])');
}

function photos(page: Page): Locator {
  return page.getByRole('link', { name: /^(Photo of|Foto vom)/ });
}

async function found(query: string) {
  return (await journey.engine()['search.photos']({ query, offset: 0, limit: 9 })).photos;
}
