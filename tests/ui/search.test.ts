// Search that forgives: a slip of the pen, a part too many, a person left out; and what photos say of where and how.

import { join } from 'node:path';
import { AxeBuilder } from '@axe-core/playwright';
import sharp from 'sharp';
import { afterAll, beforeAll, expect, test, vi } from 'vitest';
import { ensure } from '../../app/ensure.ts';
import { SAMPLES } from '../samples.ts';
import { expectSeen, type Journey, startJourney } from './journey.ts';

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
  const box = page.getByRole('main').getByRole('combobox', { name: 'Search photos' });
  await box.fill('Igro');
  await page.getByRole('option', { name: 'Igor' }).click();
  await expectSeen(page.getByRole('status').filter({ hasText: `${counts.igor} photos` }));
});

test('A minus leaves a person out', async () => {
  await journey.visit('/search/-Igor');
  const { page } = journey;
  await expectSeen(
    page.getByRole('list', { name: 'Looking for' }).getByText('without'),
    page.getByRole('status').filter({ hasText: `${counts.all - counts.igor} photos` }),
  );
});

test('Where nothing fits, it is said what would with one part less, a click or a key away', async () => {
  await journey.visit(`/search/${encodeURIComponent('Albert in 1999')}`);
  const { page } = journey;
  const instead = page.getByRole('list', { name: 'What would be found with less' });
  await expectSeen(page.getByRole('heading', { name: 'No photo fits all of this' }), instead);
  expect(await instead.getByRole('link').allInnerTexts()).toEqual([`Without 1999: ${counts.albert} photos`]);
  expect((await new AxeBuilder({ page }).analyze()).violations).toEqual([]);
  await instead.getByRole('link').focus();
  await page.keyboard.press('Enter');
  await expectSeen(page.getByRole('status').filter({ hasText: `${counts.albert} photos` }));
  expect(decodeURIComponent(new URL(page.url()).hash)).toBe('#/search/Albert');
});

test('On a phone that stands in sight, above the bar', async () => {
  const { page } = journey;
  await page.setViewportSize({ width: 390, height: 844 });
  await journey.visit(`/search/${encodeURIComponent('with Albert and Igor in 1999')}`);
  const instead = page.getByRole('list', { name: 'What would be found with less' }).getByRole('link');
  await expectSeen(instead);
  const [last, bar] = [await instead.last().boundingBox(), await page.getByRole('navigation').boundingBox()];
  expect(ensure(last).y + ensure(last).height).toBeLessThan(ensure(bar).y);
  await page.setViewportSize({ width: 1280, height: 800 });
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

test('A person’s page says where most of the photos were taken', async () => {
  const { page } = journey;
  await journey.visit('/people');
  await page.getByRole('link', { name: /^Albert, / }).click();
  await expectSeen(page.getByText(/Mostly in Lisbon$/));
  expect(journey.complaints).toEqual([]);
});
