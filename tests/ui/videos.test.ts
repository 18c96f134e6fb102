// Videos and live photos on the screen: found among the photos, played with the keyboard alone, and told of where that cannot be.

import { copyFileSync, rmSync } from 'node:fs';
import { join } from 'node:path';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { videoFixture } from '../motion-photos.ts';
import { barriers } from './barriers.ts';
import { expectGone, expectSeen, type Journey, SCREEN_WAIT, startJourney } from './journey.ts';

let journey: Journey;
beforeAll(async () => {
  journey = await startJourney({ variants: ['plain'], begins: 'people' });
  copyFileSync(videoFixture('clip.webm'), join(journey.photos, 'VID_20190101_120000.webm'));
  copyFileSync(videoFixture('clip.3gp'), join(journey.photos, 'VID_20180101_120000.3gp'));
  copyFileSync(videoFixture('film.webm'), join(journey.photos, 'plain-1.webm'));
  await journey.engine()['folders.rescan']({});
  await journey.visit('/photos');
  await expectSeen(video('1 January 2019'), video('1 January 2018'));
});
afterAll(() => journey.end());

test('A video plays by keys alone: play, skip, sound, pause; and the arrows turn to the next photo when it rests', async () => {
  const { page } = journey;
  await video('1 January 2019').focus();
  await page.keyboard.press('Enter');
  await expectSeen(viewer().locator('video'), button('Play'));
  expect(await barriers(page)).toEqual([]);
  await page.keyboard.press('Space');
  await expectSeen(button('Pause'));
  await expect.poll(position, SCREEN_WAIT).toBeGreaterThan(0);
  await page.keyboard.press('ArrowRight');
  await expect.poll(position, SCREEN_WAIT).toBeGreaterThan(5);
  await page.keyboard.press('m');
  await expectSeen(button('Sound on'));
  await page.keyboard.press('Space');
  await expectSeen(button('Play'));
  await viewer().getByRole('slider', { name: 'Position' }).fill('30');
  await expect.poll(position, SCREEN_WAIT).toBe(30);
  await viewer().focus();
  await page.keyboard.press('i');
  await expectSeen(viewer().getByText('1:06'), viewer().getByText('VP8', { exact: true }));
  await page.keyboard.press('i');
  await viewer().focus();
  await page.keyboard.press('ArrowRight');
  await expectSeen(viewer().getByText('This browser cannot play this video (H.263).', { exact: false }));
  await page.keyboard.press('Escape');
  await expectGone(viewer());
});

test('A video is called one in its words: what it does not say, a favourite, and one that is selected', async () => {
  const { page, photos } = journey;
  copyFileSync(videoFixture('clip.avi'), join(photos, 'holiday.avi'));
  await journey.engine()['folders.rescan']({});
  await journey.visit('/photos');
  const link = page.getByRole('link', { name: /^Video \d/ });
  await expect.poll(() => page.getByRole('link', { name: /^Video/ }).count(), SCREEN_WAIT).toBe(3);
  await expectSeen(page.getByRole('checkbox', { name: 'Select video of 1 January 2019' }));
  await link.focus();
  await page.keyboard.press('Enter');
  await page.keyboard.press('i');
  await expectSeen(
    viewer().getByText('The video does not say when it was taken.'),
    button('Make this video a favourite'),
  );
  await page.keyboard.press('f');
  await expectSeen(button('Take this video out of the favourites'));
  await page.keyboard.press('f');
  await page.keyboard.press('Escape');
  await expectGone(viewer());
  rmSync(join(photos, 'holiday.avi'));
  await journey.engine()['folders.rescan']({});
  await expect.poll(() => page.getByRole('link', { name: /^Video/ }).count(), SCREEN_WAIT).toBe(2);
});

test('Videos are searched for, also by their length', async () => {
  const { page } = journey;
  await journey.visit('/search/videos%20longer%20than%20a%20minute');
  await expectSeen(
    video('1 January 2019'),
    page.getByText('Videos longer than 1:00'),
    page.getByText('1 video', { exact: true }),
  );
  expect(await page.getByRole('link', { name: /^(?:Photo|Video) of/ }).count()).toBe(1);
});

test('A live photo is one photo, and plays its film with a key', async () => {
  const { page } = journey;
  await journey.visit('/photos');
  await page.getByRole('link', { name: 'Photo of 15 January 2019' }).click();
  await expectSeen(viewer().getByRole('button', { name: 'Live: play the film of this photo' }));
  expect(await barriers(page)).toEqual([]);
  await page.keyboard.press('l');
  const film = viewer().locator('video');
  await film.waitFor({ state: 'attached' });
  await film.waitFor({ state: 'detached' });
  expect(journey.complaints).toEqual([]);
});

function viewer() {
  return journey.page.getByRole('dialog');
}

function button(name: string) {
  return viewer().getByRole('button', { name, exact: true });
}

function video(date: string) {
  return journey.page.getByRole('link', { name: `Video of ${date}` });
}

function position(): Promise<number> {
  return viewer()
    .locator('video')
    .evaluate((element: unknown) => Number(Object(element).currentTime));
}
