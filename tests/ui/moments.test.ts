// Who is in a video, and when, on the screen: jumped to, named, moved, removed and taken back; found again on a person's page.

import { mkdtempSync, renameSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, test, vi } from 'vitest';
import { ensure } from '../../app/ensure.ts';
import { findFfmpeg } from '../../app/platform/ffmpeg.ts';
import { openRule } from '../../app/search/rule.ts';
import { makeVideo } from '../made-videos.ts';
import { SAMPLES } from '../samples.ts';
import { barriers } from './barriers.ts';
import { expectGone, expectSeen, type Journey, SCREEN_WAIT, startJourney, tooWide } from './journey.ts';

const ffmpeg = await findFfmpeg();
/** Every Chromium plays it. */
const ENCODING = '-c:v libvpx -deadline realtime -cpu-used 8 -b:v 3M'.split(' ');
const NAME = 'VID_20200101_120000.webm';

describe.runIf(ffmpeg)('Moments of a video', () => {
  let journey: Journey;
  let video: number;
  beforeAll(async () => {
    journey = await startJourney({ variants: ['plain'], begins: 'people' });
    const [first, , , , fifth] = SAMPLES;
    const { program } = ensure(ffmpeg ?? undefined);
    const scenes = [first, fifth].map((photo) => ({ shows: [{ person: '', photo }], seconds: 4 }));
    // Elsewhere, as what it is made of is no part of the album.
    const folder = mkdtempSync(join(tmpdir(), 'kindred-made-'));
    await makeVideo(program, join(folder, NAME), scenes, {
      width: 800,
      height: 600,
      rate: 8,
      encoding: ENCODING,
    });
    renameSync(join(folder, NAME), join(journey.photos, NAME));
    rmSync(folder, { recursive: true });
    const engine = journey.engine();
    await engine['folders.rescan']({});
    await vi.waitFor(
      async () => {
        const { photos } = await engine['photos.list']({ offset: 0, limit: 50 });
        video = ensure(photos.find((photo) => photo.video !== null)).id;
        // Not only found, but grouped.
        expect((await moments()).filter(({ begins, face }) => begins > 3 && face.person !== null)).not.toEqual([]);
      },
      { timeout: 200_000, interval: 200 },
    );
  }, 300_000);
  afterAll(() => journey.end());

  const viewer = () => journey.page.getByRole('dialog', { name: 'Photo', exact: true });
  const marks = () => viewer().getByRole('group', { name: 'Who is seen when' }).getByRole('button');
  const card = () => journey.page.locator('[data-face-card]');
  const position = () =>
    viewer()
      .locator('video')
      .evaluate((element: unknown) => Number(Object(element).currentTime));
  const moments = async () => (await journey.engine()['videos.moments']({ photo: video })).moments;

  test('One of them is jumped to and named where it is seen, which is taken back', async () => {
    const { page } = journey;
    await journey.visit(`/photos/${video}`);
    await expectSeen(marks().first());
    const list = await moments();
    const later = list.findIndex(({ begins, face }) => begins > 3 && face.person !== null);
    await marks().nth(later).click();
    await expectSeen(card());
    await expect.poll(position, SCREEN_WAIT).toBeCloseTo(ensure(list[later]).firstSeen, 2);
    expect(await barriers(page)).toEqual([]);
    await card().getByRole('button', { name: 'Add a name' }).click();
    await card().getByRole('combobox').fill('Anna');
    await page.keyboard.press('Enter');
    await expectSeen(card().getByRole('button', { name: 'Anna' }));
    await page.keyboard.press('Escape');
    await expectSeen(marks().and(page.getByRole('button', { name: /^Anna, 0:0/ })));
    await page.keyboard.press('Control+z');
    await expectGone(marks().and(page.getByRole('button', { name: /^Anna, 0:0/ })));
    await page.keyboard.press('Control+Shift+z');
    await expectSeen(marks().and(page.getByRole('button', { name: /^Anna, 0:0/ })));
  });

  test('By the keyboard alone one goes from moment to moment, and removes one', async () => {
    const { page } = journey;
    await viewer().focus();
    const list = await moments();
    const times = [...new Set(list.map(({ firstSeen }) => firstSeen))];
    for (let turn = 0; turn < times.length; turn++) await page.keyboard.press(',');
    await expect.poll(position, SCREEN_WAIT).toBeCloseTo(ensure(times[0]), 2);
    await page.keyboard.press('.');
    await expect.poll(position, SCREEN_WAIT).toBeCloseTo(ensure(times[1]), 2);
    // The second person comes at a cut, and is there.
    expect(ensure(times[1])).toBeGreaterThanOrEqual(4);
    await marks().first().focus();
    const name = ensure(await marks().first().getAttribute('aria-label'));
    const pictures = () =>
      marks()
        .locator('img')
        .evaluateAll((images) => images.map((image) => Object(image).src));
    const shown = await pictures();
    await page.keyboard.press('Enter');
    await expectSeen(card());
    await card().getByRole('button', { name: 'Remove moment' }).focus();
    await page.keyboard.press('Enter');
    await expectGone(card());
    // Its place may be taken by one that had none.
    await expect.poll(pictures, SCREEN_WAIT).not.toContain(shown[0]);
    expect(await moments()).toHaveLength(list.length - 1);
    await page.keyboard.press('Control+z');
    await expect.poll(pictures, SCREEN_WAIT).toEqual(shown);
    await expectSeen(marks().and(page.getByRole('button', { name })));
  });

  test('A moment is moved to another person', async () => {
    const { page } = journey;
    await marks()
      .and(page.getByRole('button', { name: /^Unnamed person, / }))
      .first()
      .click();
    await card().getByRole('button', { name: 'This is …' }).click();
    await page.getByRole('dialog', { name: 'Who is this?' }).getByRole('combobox').fill('Anna');
    await page.getByRole('option', { name: /^Anna/ }).click();
    await expectSeen(page.getByText('1 face moved to Anna'));
    await page.keyboard.press('Control+z');
    await expectSeen(marks().and(page.getByRole('button', { name: /^Unnamed person, / })));
  });

  test('Information says who is seen when, and leads there; a person’s page and a search begin the video at the first moment', async () => {
    const { page } = journey;
    await viewer().focus();
    await page.keyboard.press('i');
    const information = viewer().getByRole('complementary', { name: 'Information' });
    await expectSeen(information.getByRole('link', { name: 'Anna' }));
    const anna = ensure((await moments()).find(({ face }) => face.person?.name === 'Anna'));
    await information.getByRole('link', { name: 'Anna' }).click();
    const tile = page.getByRole('link', { name: /^Video of 1 January 2020.*seen at 0:0/ });
    await tile.click();
    await expect.poll(position, SCREEN_WAIT).toBeCloseTo(anna.firstSeen, 2);
    await journey.visit('/search/videos%20with%20Anna');
    await expectSeen(page.getByRole('link', { name: /^Video of 1 January 2020/ }));
    expect(await page.getByRole('link', { name: /^(?:Photo|Video) of/ }).count()).toBe(1);
    await page.getByRole('link', { name: /^Video of 1 January 2020/ }).click();
    await expect.poll(position, SCREEN_WAIT).toBeCloseTo(anna.firstSeen, 2);
  });

  test('So does an album that fills itself with the photos of one person', async () => {
    const { page } = journey;
    const anna = ensure((await moments()).find(({ face }) => face.person?.name === 'Anna'));
    const rule = { ...openRule(), with: [[ensure(anna.face.person).id]] };
    const { id } = await journey.engine()['albums.save']({ album: null, name: 'Anna', rule });
    await journey.visit(`/albums/${id}`);
    await page.getByRole('link', { name: /^Video of 1 January 2020/ }).click();
    await expect.poll(position, SCREEN_WAIT).toBeCloseTo(anna.firstSeen, 2);
  });

  test('A phone is enough for it, and in light and dark nothing keeps anybody out of it', async () => {
    const { page } = journey;
    const anna = ensure((await moments()).find(({ face }) => face.person?.name === 'Anna'));
    await page.setViewportSize({ width: 390, height: 844 });
    for (const colorScheme of ['light', 'dark'] as const) {
      await page.emulateMedia({ colorScheme });
      await journey.visit(`/people/${ensure(anna.face.person ?? undefined).id}`);
      await expectSeen(page.getByRole('link', { name: /^Video of 1 January 2020/ }));
      expect(await tooWide(page)).toEqual([]);
      expect(await barriers(page)).toEqual([]);
      await journey.visit(`/photos/${video}`);
      await marks().first().click();
      await expectSeen(card());
      expect(await tooWide(page)).toEqual([]);
      expect(await barriers(page)).toEqual([]);
    }
    await page.setViewportSize({ width: 1280, height: 720 });
    await page.emulateMedia({ colorScheme: 'light' });
  });

  test('A face on the wall of faces opens its video where it is seen best', async () => {
    const { page } = journey;
    const anna = ensure((await moments()).find(({ face }) => face.person?.name === 'Anna'));
    await journey.visit(`/people/${ensure(anna.face.person ?? undefined).id}/faces`);
    await page.locator(`a[href$="/photos/${video}/face/${anna.face.id}"]`).click();
    await expect.poll(position, SCREEN_WAIT).toBeCloseTo(anna.clearest, 1);
    await page.keyboard.press('Escape');
    await expectGone(viewer());
  });

  test('A folder is left out in its settings, and the video says so', async () => {
    const { page } = journey;
    await journey.visit('/settings');
    await page.getByRole('button', { name: /^Settings of / }).click();
    await page.getByRole('checkbox', { name: /^Find people in videos of this folder/ }).click();
    await page.getByRole('button', { name: 'Save' }).click();
    await expectSeen(page.getByText('Nobody looked for in videos'));
    await page.getByRole('checkbox', { name: /^Find people in videos/ }).click();
    await expectSeen(page.getByText('People are not looked for in videos any more'));
    expect(await journey.engine()['indexing.get']({})).toMatchObject({ findsPeopleInVideos: false });
    // Who was found stays.
    expect((await moments()).length).toBeGreaterThan(1);
    expect(journey.complaints).toEqual([]);
  });
});
