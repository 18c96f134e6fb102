// A photo that is brought near is shown with all that there is of it, not with the few pixels that fitted the window.

import { mkdirSync } from 'node:fs';
import { join } from 'node:path';
import sharp from 'sharp';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { ensure } from '../../app/ensure.ts';
import { expectScanned, expectSeen, type Journey, SCREEN_WAIT, startJourney } from './journey.ts';

const SIZE = { width: 2560, height: 1920 };
/** Black and white in turn, so narrow that they run into each other where the photo fits the window. */
const STRIPE = 4;
/** How far light and dark lie apart: 127 at most, 116 where they are drawn from the photo, 91 from what fitted the window. */
const LEAST_CONTRAST = 105;
let journey: Journey;
beforeAll(async () => {
  journey = await startJourney({ variants: [], begins: 'welcome', screen: { reducedMotion: 'no-preference' } });
  mkdirSync(journey.photos, { recursive: true });
  const pixels = Buffer.alloc(SIZE.width * SIZE.height);
  for (const at of pixels.keys()) pixels[at] = Math.floor((at % SIZE.width) / STRIPE) % 2 === 0 ? 0 : 255;
  const raw = { ...SIZE, channels: 1 } as const;
  await sharp(pixels, { raw }).png().toFile(join(journey.photos, 'stripes.png'));
  await journey.engine()['folders.add']({ path: journey.photos });
  await expectScanned(journey.page);
  const { photos } = await journey.engine()['photos.list']({ offset: 0, limit: 1 });
  await journey.visit(`/photos/${ensure(photos[0], 'The photo').id}`);
});
afterAll(() => journey.end());

test('By a key its stripes become as clear as the photo has them', async () => {
  const { page } = journey;
  await expectSeen(page.getByRole('dialog').locator('img[data-sharp]'));
  await page.keyboard.press('+');
  await expect.poll(contrast, SCREEN_WAIT).toBeGreaterThan(LEAST_CONTRAST);
});

test('Pulled by the mouse they are as clear again when it is let go of', async () => {
  const { page } = journey;
  await page.mouse.move(700, 400);
  await page.mouse.down();
  await page.mouse.move(660, 400, { steps: 4 });
  await page.mouse.up();
  await expect.poll(contrast, SCREEN_WAIT).toBeGreaterThan(LEAST_CONTRAST);
  expect(journey.complaints).toEqual([]);
});

/** In the middle of the window, where no button lies above the photo. */
async function contrast(): Promise<number> {
  const picture = await journey.page.screenshot({ clip: { x: 540, y: 300, width: 200, height: 200 } });
  const { channels } = await sharp(picture).greyscale().stats();
  return ensure(channels[0], 'The greys').stdev;
}
