// What the screen says is so: of a photo’s position, of keys, and where there is no room for words.

import { join } from 'node:path';
import { setTimeout as wait } from 'node:timers/promises';
import sharp from 'sharp';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { expectSeen, type Journey, startJourney } from './journey.ts';

const LANGUAGES = {
  'en-GB': {
    information: 'Information',
    position: '48.13743° N, 11.57549° W',
    shortcuts: 'Keyboard shortcuts',
    photosGroup: 'Photos',
    review: 'Review',
    albums: 'Albums',
    search: 'Search',
    press: 'Press /',
    emptyTitle: 'What are you looking for?',
    addName: 'Add a name',
  },
  'de-DE': {
    information: 'Informationen',
    position: '48,13743° N, 11,57549° W',
    shortcuts: 'Tastenkürzel',
    photosGroup: 'Fotos',
    review: 'Prüfen',
    albums: 'Alben',
    search: 'Suche',
    press: 'Mit / kommst du',
    emptyTitle: 'Was suchst du?',
    addName: 'Benennen',
  },
} as const;

describe.each(Object.entries(LANGUAGES))('In %s', (locale, words) => {
  let journey: Journey;
  beforeAll(async () => {
    journey = await startJourney({ variants: ['plain', 'stretched'], begins: 'welcome', screen: { locale } });
    const small = () => sharp(join(journey.photos, 'plain-1.jpg')).resize({ width: 600 }).jpeg();
    await small()
      .resize({ width: 550 })
      .withExif({
        IFD0: { Model: 'Camera' },
        IFD2: { DateTimeOriginal: '2018:01:01 10:00:00' },
        IFD3: {
          GPSLatitudeRef: 'N',
          GPSLatitude: '48/1 8/1 1475/100',
          GPSLongitudeRef: 'W',
          GPSLongitude: '11/1 34/1 3176/100',
        },
      })
      .toFile(join(journey.photos, 'munich.jpg'));
    const engine = journey.engine();
    await engine['folders.add']({ path: journey.photos });
    while ((await engine['library.status']({})).photos.done < 13) await wait(200);
  }, 120_000);
  afterAll(() => journey.end());

  /** Opens the photo of that file, with what is known of it. */
  async function inform(file: string): Promise<void> {
    const engine = journey.engine();
    const { photos } = await engine['photos.list']({ offset: 0, limit: 200 });
    for (const { id } of photos) {
      const { places } = await engine['photos.get']({ photo: id });
      if (places[0]?.path.endsWith(file)) await journey.visit(`/photos/${id}`);
    }
    const panel = journey.page.getByRole('complementary', { name: words.information });
    const isShown = await journey.page.getByRole('button', { name: words.information }).getAttribute('aria-pressed');
    if (isShown !== 'true') await journey.page.keyboard.press('i');
    await expectSeen(panel.getByText(file));
  }

  test('the position of a photo is shown', async () => {
    await inform('munich.jpg');
    await expectSeen(journey.page.getByText(words.position));
    await inform('plain-1.jpg');
    expect(await journey.page.getByText(/° [NS]/).count()).toBe(0);
  });

  test('? promises of photos only what works there', async () => {
    const { page } = journey;
    await journey.visit('/photos');
    await page.keyboard.press('?');
    const group = page
      .getByRole('dialog', { name: words.shortcuts })
      .locator('section')
      .filter({ has: page.getByRole('heading', { name: words.photosGroup, exact: true }) });
    await expectSeen(group);
    const keys = await group.locator('kbd').allInnerTexts();
    const [shift, control, home, end] =
      locale === 'de-DE' ? ['Umschalt', 'Strg', 'Pos1', 'Ende'] : ['Shift', 'Ctrl', 'Home', 'End'];
    const selecting = ['X', shift, '←', shift, 'X', control, 'A', 'F'];
    expect(keys).toEqual(['←', '↑', '→', '↓', 'Enter', ...selecting, home, end]);
    await page.keyboard.press('Escape');
  });

  test('“Add a name” is whole on a wall of any width', async () => {
    const { page } = journey;
    await journey.visit('/people');
    for (const width of [390, 1280, 1920, 2560]) {
      await page.setViewportSize({ width, height: 1000 });
      const label = page.getByRole('article').getByText(words.addName).first();
      await expectSeen(label);
      await expect.poll(() => label.evaluate((span) => span.scrollWidth - span.clientWidth)).toBeLessThanOrEqual(0);
    }
    await page.setViewportSize({ width: 1280, height: 800 });
  });

  test('on a phone the badge keeps to its own page, and nothing asks for a keyboard', async () => {
    const { page } = journey;
    await page.setViewportSize({ width: 390, height: 844 });
    // Of favourites every question matters.
    const { people } = await journey.engine()['people.list']({ section: 'main', offset: 0, limit: 100 });
    const favoured = { people: people.map(({ id }) => id), favourite: true };
    const { action } = await journey.engine()['people.favourite'](favoured);
    await journey.visit('/people');
    const tab = (name: string) => page.getByRole('link', { name }).first();
    const badge = tab(words.review).locator('span').last();
    await expectSeen(badge);
    const icon = await tab(words.review).boundingBox();
    const next = await tab(words.albums).locator('svg').boundingBox();
    // As wide as it ever gets; measured at once, as the page writes its own number again.
    const end = await badge.evaluate((span) => {
      span.textContent = '999+';
      return span.getBoundingClientRect().right;
    });
    expect(end).toBeLessThanOrEqual(right(icon));
    expect(end).toBeLessThan(next?.x ?? 0);
    await journey.engine()['history.undo']({ action: action ?? 0 });
    await journey.visit('/search');
    await expectSeen(page.getByText(words.emptyTitle));
    expect(await page.getByText(words.press).isVisible()).toBe(false);
    await page.setViewportSize({ width: 1280, height: 800 });
    await expectSeen(page.getByText(words.press));
    expect(journey.complaints).toEqual([]);
  });
});

function right(box: { x: number; width: number } | null): number {
  if (box === null) throw new Error('It is not on the page.');
  return box.x + box.width;
}
