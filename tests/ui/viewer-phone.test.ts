// A photo on a phone, in German: a finger pulls the next one in, two taps and two fingers bring it near, a tap opens a face.

import { afterAll, beforeAll, expect, test } from 'vitest';
import { ensure } from '../../app/ensure.ts';
import { expectGone, expectSeen, type Journey, SCREEN_WAIT, startJourney } from './journey.ts';
import { PHONE, type Point, touch } from './touch.ts';

/** Without a face, in the middle of the stage's upper part. */
const BESIDE: Point = { x: 195, y: 120 };
let journey: Journey;
beforeAll(async () => {
  journey = await startJourney({ variants: ['plain'], begins: 'people', screen: PHONE });
  await journey.visit('/photos');
  await journey.page
    .getByRole('link', { name: /^Foto vom/ })
    .first()
    .tap();
  await expectSeen(viewer().locator('img[data-sharp]'), face());
});
afterAll(() => journey.end());

test('A swipe to the left shows the next photo, to the right the one before; a short one and the first photo stay', async () => {
  await expectSeen(viewer().getByText('1 von 6'));
  await swipe(-30);
  await swipe(160);
  await expectSeen(viewer().getByText('1 von 6'));
  await swipe(-160);
  await expectSeen(viewer().getByText('2 von 6'));
  await swipe(160);
  await expectSeen(viewer().getByText('1 von 6'));
});

test('A swipe may begin on a face, which opens by a tap only', async () => {
  await expectSeen(face());
  await swipe(-160, await middleOf(face()));
  await expectSeen(viewer().getByText('2 von 6'), viewer().locator('img[data-sharp]'), face());
  await face().tap();
  await expectSeen(journey.page.getByRole('button', { name: 'Alle Fotos' }));
  await journey.page.keyboard.press('Escape');
  await expectGone(journey.page.getByRole('button', { name: 'Alle Fotos' }));
});

test('Two taps bring the photo near and show it whole again', async () => {
  const whole = await widthOfPhoto();
  await touch(journey.page, [[BESIDE], [], [BESIDE], []]);
  await expect.poll(widthOfPhoto, SCREEN_WAIT).toBeGreaterThan(2 * whole);
  await touch(journey.page, [[BESIDE], [], [BESIDE], []]);
  await expect.poll(widthOfPhoto, SCREEN_WAIT).toBe(whole);
});

test('Two fingers bring it near, one moves it then, and no other photo comes', async () => {
  const whole = await widthOfPhoto();
  const at = (x: number, y: number): Point => ({ x, y });
  await touch(journey.page, [
    [at(170, 300)],
    [at(170, 300), at(220, 300)],
    [at(120, 300), at(270, 300)],
    [at(70, 300), at(320, 300)],
    [],
  ]);
  await expect.poll(widthOfPhoto, SCREEN_WAIT).toBeGreaterThan(3 * whole);
  const before = await leftOfPhoto();
  await swipe(-120);
  await expect.poll(leftOfPhoto, SCREEN_WAIT).toBeLessThan(before - 60);
  await expectSeen(viewer().getByText('2 von 6'));
  expect(journey.complaints).toEqual([]);
});

function viewer() {
  return journey.page.getByRole('dialog', { name: 'Foto' });
}

function face() {
  return viewer().locator('button[aria-haspopup=dialog]').first();
}

async function middleOf(target: ReturnType<typeof face>): Promise<Point> {
  const { x, y, width, height } = ensure(await target.boundingBox(), 'What is touched');
  return { x: x + width / 2, y: y + height / 2 };
}

async function widthOfPhoto(): Promise<number> {
  return Math.round((await boxOfPhoto()).width);
}

async function leftOfPhoto(): Promise<number> {
  return (await boxOfPhoto()).x;
}

async function boxOfPhoto() {
  return ensure(await viewer().locator('img[data-sharp]').boundingBox(), 'The photo');
}

/** At rest at its end: a fling would swallow the next tap. */
async function swipe(by: number, from: Point = BESIDE): Promise<void> {
  const steps = [0, 0.25, 0.5, 0.75, 1, 1].map((share) => [{ x: from.x + by * share, y: from.y }]);
  await touch(journey.page, [...steps, []]);
}
