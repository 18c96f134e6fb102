// Review on a phone, in German: a swipe answers, a tap opens the photo, and everything lies above the thumb.

import { afterAll, beforeAll, expect, test } from 'vitest';
import { expectSeen, type Journey, SCREEN_WAIT, startJourney } from './journey.ts';
import { NARROW, PHONE } from './touch.ts';

let journey: Journey;
beforeAll(async () => {
  journey = await startJourney({ variants: ['plain', 'stretched'], begins: 'people', screen: PHONE });
});
afterAll(() => journey.end());

test('Both faces and the answers are there without scrolling, and nothing is cut off', async () => {
  const { page } = journey;
  await journey.visit('/review');
  await expectSeen(page.getByRole('figure'));
  const navigation = await page.getByRole('navigation', { name: 'Hauptnavigation' }).boundingBox();
  for (const figure of await page.getByRole('figure').all()) {
    const picture = await figure.getByRole('link').first().boundingBox();
    expect((picture?.y ?? 0) + (picture?.height ?? 0)).toBeLessThan(navigation?.y ?? 0);
    expect(picture?.width).toBeGreaterThan(170);
  }
  for (const name of [
    /^(Verschiedene Personen|Nein, zwei Personen)/,
    /^(Dieselbe Person|Ja, eine Person)/,
    'Nicht sicher',
  ]) {
    const button = await page.getByRole('button', { name }).boundingBox();
    expect((button?.y ?? 0) + (button?.height ?? 0)).toBeLessThanOrEqual(navigation?.y ?? 0);
    expect(button?.height).toBeGreaterThanOrEqual(44);
  }
});

test('A swipe to the left says “different”, to the right “same”, a short one nothing, a tap on the face opens its photo', async () => {
  const { page } = journey;
  const before = await shown();
  await swipe(-40);
  expect(await shown()).toBe(before);
  await swipe(-160);
  await expect.poll(shown, SCREEN_WAIT).not.toBe(before);
  await expectSeen(page.getByText(/^(Notiert: Sie bleiben zwei Personen|Ein Gesicht|\d+ Gesichter)/));
  expect(page.url()).not.toContain('/photos/');
  await page.getByRole('button', { name: 'Rückgängig' }).click();
  await expect.poll(shown, SCREEN_WAIT).toBe(before);
  await swipe(160);
  await expect.poll(shown, SCREEN_WAIT).not.toBe(before);
  await page.getByRole('button', { name: 'Rückgängig' }).tap();
  await expectSeen(page.getByText(/^Zurückgenommen: (Dieselbe Person|Bestätigt, dass zwei Gesichter)/));
  await expect.poll(shown, SCREEN_WAIT).toBe(before);
  await page.getByRole('figure').first().getByRole('link').first().tap();
  await expect.poll(() => page.url(), SCREEN_WAIT).toContain('/photos/');
  expect(journey.complaints).toEqual([]);
});

test.each([NARROW, { width: 375, height: 667 }, { width: 720, height: 450 }])(
  'The answers and what the last one settled are in sight at $width x $height, whatever the page holds',
  async (size) => {
    const { page } = journey;
    await page.setViewportSize(size);
    await journey.visit('/people');
    await journey.visit('/review');
    await expectSeen(page.getByRole('figure'));
    await page.getByRole('button', { name: 'Nicht sicher' }).tap();
    const settled = page.getByText(/^Offen gelassen/);
    await expectSeen(settled);
    const navigation = await page.getByRole('navigation', { name: 'Hauptnavigation' }).boundingBox();
    const isBelow = navigation?.x === 0 && navigation.y > 0;
    for (const each of [
      settled,
      ...(await page.getByRole('group', { name: 'Deine Antwort' }).getByRole('button').all()),
    ]) {
      const box = await each.boundingBox();
      expect((box?.y ?? 0) + (box?.height ?? 0)).toBeLessThanOrEqual(isBelow ? navigation.y : size.height);
    }
    await journey.engine()['history.undo']({});
  },
);

test('What the answers taught is drawn in the settings with words that can be read', async () => {
  const { page } = journey;
  await page.setViewportSize(NARROW);
  await journey.visit('/review');
  await expectSeen(page.getByRole('figure'));
  await page.getByRole('button', { name: /^(Verschiedene|Nein, zwei) Personen/ }).tap();
  await expectSeen(page.getByText(/^Notiert/));
  await journey.visit('/settings');
  const axis = page.getByText('Ähnlichkeit der Gesichter', { exact: true });
  await expectSeen(axis);
  expect((await axis.boundingBox())?.height).toBeGreaterThanOrEqual(12);
  await journey.engine()['history.undo']({});
});

/** With a finger, across the first face. */
async function swipe(by: number): Promise<void> {
  const { page } = journey;
  const box = await page.getByRole('figure').first().boundingBox();
  const [x, y] = [(box?.x ?? 0) + 200, (box?.y ?? 0) + 60];
  const devtools = await page.context().newCDPSession(page);
  const touch = (type: 'touchStart' | 'touchMove' | 'touchEnd', at?: number) =>
    devtools.send('Input.dispatchTouchEvent', { type, touchPoints: at === undefined ? [] : [{ x: x + at, y }] });
  await touch('touchStart', 0);
  for (let step = 1; step <= 4; step++) await touch('touchMove', (by * step) / 4);
  // A finger that is lifted while it moves flings, and a browser takes the next tap for the one that stops it.
  await page.waitForTimeout(200);
  await touch('touchEnd');
  await devtools.detach();
}

async function shown(): Promise<string> {
  const faces = journey.page.getByRole('figure').locator('img[src^="media/face/"]');
  return (await faces.evaluateAll((pictures) => pictures.map((picture) => picture.getAttribute('src')))).sort().join();
}
