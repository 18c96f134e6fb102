// Search that forgives: a slip of the pen, a part too many, a person left out; and what photos say of where and how.

import { join } from 'node:path';
import type { Page } from 'playwright-core';
import sharp from 'sharp';
import { afterAll, beforeAll, describe, expect, test, vi } from 'vitest';
import { ensure } from '../../app/ensure.ts';
import { SAMPLES } from '../samples.ts';
import { barriers, expectOpenToAll } from './barriers.ts';
import { expectGone, expectSeen, type Journey, startJourney } from './journey.ts';
import { PHONE } from './touch.ts';

const LISBON = { GPSLatitudeRef: 'N', GPSLatitude: '38/1 43/1 0/1', GPSLongitudeRef: 'W', GPSLongitude: '9/1 8/1 0/1' };

let journey: Journey;
/** How many photos there are of Albert, of Igor, and in all. */
let counts: { albert: number; igor: number; all: number };
beforeAll(async () => {
  journey = await startJourney({ variants: [], begins: 'welcome' });
  const engine = journey.engine();
  for (const [index, sample] of SAMPLES.entries()) {
    for (const isMirrored of [false, true]) {
      await sharp(sample)
        .resize({ width: 1000 })
        .flop(isMirrored)
        .withExif({
          IFD0: { Model: 'Camera' },
          IFD2: {
            DateTimeOriginal: `2019:0${index + 1}:15 18:30:00`,
            ExposureTime: '1/250',
            FNumber: '28/10',
            ISOSpeedRatings: '400',
            FocalLength: '50/1',
          },
          IFD3: LISBON,
        })
        .jpeg({ quality: 88 })
        .toFile(join(journey.photos, `${index}${isMirrored ? 'm' : ''}.jpg`));
    }
  }
  await engine['folders.add']({ path: journey.photos });
  await vi.waitFor(
    async () => {
      const { activity, photos } = await engine['library.status']({});
      if (activity !== 'idle' || photos.done < 2 * SAMPLES.length) throw new Error('It still reads.');
    },
    { timeout: 100_000, interval: 200 },
  );
  const { people } = await engine['people.list']({ section: 'main', offset: 0, limit: 10 });
  const [albert, igor] = [ensure(people[0]), ensure(people[1])];
  await engine['people.name']({ person: albert.id, name: 'Albert', ifTaken: 'ask' });
  await engine['people.name']({ person: igor.id, name: 'Igor', ifTaken: 'ask' });
  counts = { albert: albert.photos, igor: igor.photos, all: 2 * SAMPLES.length };
  await journey.page.reload();
});
afterAll(() => journey.end());

test('A misspelt name finds who is meant, and says so', async () => {
  await journey.visit('/search/Albret');
  const { page } = journey;
  await expectSeen(
    page.getByText('“Albret” is found nowhere. Shown instead: Albert'),
    page.getByRole('status').filter({ hasText: `${counts.albert} photos` }),
  );
  // Both words mean him: he is looked for once.
  await journey.visit(`/search/${encodeURIComponent('Albret Albert')}`);
  const parts = page.getByRole('list', { name: 'Looking for' }).getByRole('listitem');
  await expectSeen(parts.filter({ hasText: 'Albert' }));
  expect(await parts.count()).toBe(1);
  const box = page.getByRole('main').getByRole('combobox', { name: 'Search photos' });
  await box.fill('Igro');
  await page.getByRole('option', { name: 'Igor' }).click();
  await expectSeen(page.getByRole('status').filter({ hasText: `${counts.igor} photos` }));
});

test('A whole name that is nearly right finds who is meant, though a piece of it is found elsewhere', async () => {
  const { page } = journey;
  const engine = journey.engine();
  const { people } = await engine['people.list']({ section: 'seldom', offset: 0, limit: 50 });
  const [anna, ...others] = people;
  const shared = await engine['people.together']({ person: ensure(anna).id, limit: 50 });
  const apart = others.find(({ id }) => !shared.people.some(({ person }) => person.id === id));
  await engine['people.name']({ person: ensure(anna).id, name: 'Anna Example', ifTaken: 'ask' });
  await engine['people.name']({ person: ensure(apart).id, name: 'Anastasia', ifTaken: 'ask' });
  const found = page.getByRole('status').filter({ hasText: `${ensure(anna).photos} photos` });
  for (const typed of ['Ana Example', 'Ana Exampel']) {
    await journey.visit(`/search/${encodeURIComponent(typed)}`);
    await expectSeen(page.getByText(`“${typed}” is found nowhere. Shown instead: Anna Example`), found);
  }
  // Where less is offered, the name stays right.
  await journey.visit(`/search/${encodeURIComponent('Ana Example 1999')}`);
  await page.getByRole('link', { name: `Without 1999: ${ensure(anna).photos} photos` }).click();
  await expectSeen(found);
  expect(decodeURIComponent(new URL(page.url()).hash)).toBe('#/search/Anna Example');
});

test('A minus leaves a person out', async () => {
  await journey.visit('/search/-Igor');
  const { page } = journey;
  await expectSeen(
    page.getByRole('list', { name: 'Looking for' }).getByText('without'),
    page.getByRole('status').filter({ hasText: `${counts.all - counts.igor} photos` }),
  );
});

test('A year that is to be left out does not show just its photos: it is said that only people can be', async () => {
  await journey.visit(`/search/${encodeURIComponent('Albert not July 2019')}`);
  const { page } = journey;
  await expectSeen(
    page.getByRole('list', { name: 'Looking for' }).getByText('July 2019 cannot be left out: nobody is called so'),
    page.getByRole('status').filter({ hasText: `${counts.albert} photos` }),
  );
});

test('Where nothing fits, it is said what would with one part less, a click or a key away', async () => {
  await journey.visit(`/search/${encodeURIComponent('Albert in 1999')}`);
  const { page } = journey;
  const instead = page.getByRole('list', { name: 'What would be found with less' });
  await expectSeen(page.getByRole('heading', { name: 'No photo fits all of this' }), instead);
  expect(await instead.getByRole('link').allInnerTexts()).toEqual([`Without 1999: ${counts.albert} photos`]);
  expect(await barriers(page)).toEqual([]);
  await instead.getByRole('link').focus();
  await page.keyboard.press('Enter');
  await expectSeen(page.getByRole('status').filter({ hasText: `${counts.albert} photos` }));
  expect(decodeURIComponent(new URL(page.url()).hash)).toBe('#/search/Albert');
});

test('Of one word that is found nowhere, nothing is said of leaving something out', async () => {
  await journey.visit('/search/Zirkuszelt');
  const { page } = journey;
  const title = page.getByRole('heading', { name: 'No photo fits this' });
  await expectSeen(title, page.getByText('Check how it is written, or try another word.'));
  await journey.visit('/search/1971');
  await expectSeen(title, page.getByText('Put it in quotation marks to find the words as they are.'));
});

test('A town is suggested, found, and shown in Information with how the photo was exposed', async () => {
  const { page } = journey;
  const box = page.getByRole('main').getByRole('combobox', { name: 'Search photos' });
  await box.fill('Lissa');
  await page.getByRole('option', { name: `Lissabon ${counts.all} photos` }).click();
  await expectSeen(page.getByRole('status').filter({ hasText: `${counts.all} photos` }));
  await page
    .getByRole('link', { name: /^Photo of/ })
    .first()
    .click();
  await page.getByRole('button', { name: 'Information' }).click();
  const information = page.getByRole('complementary', { name: 'Information' });
  await expectSeen(
    information.getByRole('link', { name: 'Lisbon' }),
    information.getByText('Portugal', { exact: true }),
    information.getByText('1/250 s · f/2.8 · ISO 400 · 50 mm'),
  );
});

test('An album is suggested by its name, without its accents, and opens by keys alone', async () => {
  const { page } = journey;
  const { photos } = await journey.engine()['photos.list']({ offset: 0, limit: 2 });
  await journey.engine()['albums.make']({ name: 'Été à Lisbonne', photos: photos.map(({ id }) => id) });
  await journey.visit('/search');
  const box = page.getByRole('main').getByRole('combobox', { name: 'Search photos' });
  await box.pressSequentially('ete a lis');
  const option = page.getByRole('option', { name: 'Été à Lisbonne Album' });
  await expectSeen(option);
  await page.keyboard.press('ArrowDown');
  expect(await option.getAttribute('id')).toBe(await box.getAttribute('aria-activedescendant'));
  await page.keyboard.press('Enter');
  await expectSeen(page.getByRole('heading', { level: 1, name: 'Été à Lisbonne' }));
});

test('… and stands in the results where nothing was chosen, though no photo fits the words', async () => {
  const { page } = journey;
  await journey.visit('/search');
  await page.getByRole('main').getByRole('combobox', { name: 'Search photos' }).pressSequentially('ETE');
  await page.keyboard.press('Enter');
  const albums = page.getByRole('list', { name: 'Albums' });
  await expectSeen(page.getByRole('heading', { name: 'No photo fits this' }), albums);
  expect(await barriers(page)).toEqual([]);
  await albums.getByRole('link', { name: 'Été à Lisbonne 2 photos' }).press('Enter');
  await expectSeen(page.getByRole('heading', { level: 1, name: 'Été à Lisbonne' }));
});

test('A person’s page says where most of the photos were taken', async () => {
  const { page } = journey;
  await journey.visit('/people');
  await page.getByRole('link', { name: /^Albert, / }).click();
  await expectSeen(page.getByText(/Mostly in Lisbon$/));
  expect(journey.complaints).toEqual([]);
});

describe('On a phone, in German', () => {
  let phone: Page;
  beforeAll(async () => {
    phone = await journey.also(PHONE);
  });
  const shown = (value: number) => phone.locator('h2 output').getByText(value === 1 ? '1 Foto' : `${value} Fotos`);
  async function look(words: string): Promise<void> {
    await phone.goto(`${journey.address()}#/search/${encodeURIComponent(words)}`);
  }

  test('a misspelt name finds who is meant, and a minus leaves somebody out', async () => {
    await look('Albret');
    await expectSeen(
      phone.getByText('„Albret“ gibt es nirgends. Gezeigt wird stattdessen: Albert'),
      shown(counts.albert),
    );
    await expectOpenToAll(phone, 'search-corrected');
    await look('-Igor');
    await expectSeen(
      phone.getByRole('list', { name: 'Gesucht wird' }).getByText('ohne'),
      shown(counts.all - counts.igor),
    );
  });

  test('where nothing fits, a tap on what would leads there', async () => {
    await look('Albert 1999');
    const instead = phone.getByRole('list', { name: 'Was mit weniger gefunden würde' }).getByRole('link');
    await expectSeen(instead);
    expect(await instead.allInnerTexts()).toEqual([`Ohne 1999: ${counts.albert} Fotos`]);
    const [link, bar] = [await instead.boundingBox(), await phone.getByRole('navigation').boundingBox()];
    expect(ensure(link).y + ensure(link).height).toBeLessThan(ensure(bar).y);
    await expectOpenToAll(phone, 'search-instead');
    await instead.tap();
    await expectSeen(shown(counts.albert));
  });

  test('an album whose name is typed is found', async () => {
    await look('Été');
    const albums = phone.getByRole('list', { name: 'Alben' });
    await expectSeen(albums.getByRole('link', { name: 'Été à Lisbonne 2 Fotos' }));
    await expectOpenToAll(phone, 'search-album');
  });

  test('a town is suggested and found by taps, and Information says where and how', async () => {
    const box = phone.getByRole('main').getByRole('combobox', { name: 'Fotos suchen' });
    await box.tap();
    await box.fill('Lissa');
    await phone.getByRole('option', { name: `Lissabon ${counts.all} Fotos` }).tap();
    await expectSeen(shown(counts.all));
    await phone
      .getByRole('link', { name: /^Foto vom/ })
      .first()
      .tap();
    await phone.getByRole('button', { name: 'Informationen' }).tap();
    const information = phone.getByRole('complementary', { name: 'Informationen' });
    await expectSeen(
      information.getByRole('link', { name: 'Lissabon' }),
      information.getByText('38,71667° N, 9,13333° W'),
      information.getByText('1/250 s · f/2,8 · ISO 400 · 50 mm'),
    );
    await expectOpenToAll(phone, 'search-information');
    await information.getByRole('button', { name: 'Schließen' }).tap();
    await expectGone(information);
    expect(journey.complaints).toEqual([]);
  });
});
