// Many at once: a rectangle, Shift and arrow keys, Ctrl+A; and faces and people dragged onto the people they are.

import { rmSync } from 'node:fs';
import { join } from 'node:path';
import sharp from 'sharp';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { ensure } from '../../app/ensure.ts';
import { SAMPLES } from '../samples.ts';
import { expectGone, expectSeen, type Journey, SCREEN_WAIT, startJourney } from './journey.ts';

let journey: Journey;
beforeAll(async () => {
  journey = await startJourney({ variants: ['plain', 'mirrored'], begins: 'people' });
  await journey.visit('/people/seldom');
  await expectSeen(tiles().nth(2));
});
afterAll(() => journey.end());

test('A rectangle drawn from an empty place selects all that it touches', async () => {
  const { page } = journey;
  const [first, third] = [await tiles().nth(0).boundingBox(), await tiles().nth(2).boundingBox()];
  if (!first || !third) throw new Error('There are no people to select.');
  await page.mouse.move(first.x - 12, first.y + 4);
  await page.mouse.down();
  await page.mouse.move(third.x + third.width / 2, third.y + third.height / 2, { steps: 5 });
  await page.mouse.up();
  await expectSeen(page.getByRole('toolbar', { name: '3 selected' }));
  await page.keyboard.press('Escape');
  await expectGone(page.getByRole('toolbar'));
});

test('Shift and arrow keys select along the way, and Ctrl+A everybody', async () => {
  const { page } = journey;
  await tiles().first().getByRole('link').focus();
  await page.keyboard.press('Shift+ArrowRight');
  await page.keyboard.press('Shift+ArrowRight');
  await expectSeen(page.getByRole('toolbar', { name: '3 selected' }));
  await page.keyboard.press('Control+a');
  await expectSeen(page.getByRole('toolbar', { name: `${await tiles().count()} selected` }));
});

test('The tools of the selection leave the navigation free', async () => {
  const { page } = journey;
  const tools = await page.getByRole('toolbar').boundingBox();
  const navigation = await page.getByRole('navigation', { name: 'Main' }).boundingBox();
  if (!tools || !navigation) throw new Error('There is nothing to compare.');
  expect(tools.x).toBeGreaterThanOrEqual(navigation.x + navigation.width);
});

test('In a low window, as 400 % of a small one is, the tools are one row, and the keyboard reaches each of them', async () => {
  const { page } = journey;
  const size = ensure(page.viewportSize(), 'The window has a size.');
  await page.setViewportSize({ width: 320, height: 200 });
  const tools = page.getByRole('toolbar');
  const row = ensure(await tools.boundingBox(), 'There are tools.');
  expect(row.height).toBeLessThan(70);
  for (const tool of await tools.getByRole('button').all()) {
    await tool.focus();
    const { x, width } = ensure(await tool.boundingBox(), 'The tool is drawn.');
    expect([x >= row.x, x + width <= row.x + row.width]).toEqual([true, true]);
  }
  await page.setViewportSize(size);
});

test('A message leaves the tools of the selection free', async () => {
  const { page } = journey;
  await page.keyboard.press('Control+z');
  const message = page.getByText('There is nothing to take back.');
  await expectSeen(message);
  const [bar, toast] = [await page.getByRole('toolbar').boundingBox(), await message.boundingBox()];
  expect((toast?.y ?? 0) + (toast?.height ?? 0)).toBeLessThan(bar?.y ?? 0);
  await page.keyboard.press('Escape');
});

test('Somebody dragged onto somebody else becomes one with them, and undo parts them again', async () => {
  const { page } = journey;
  await journey.visit('/people');
  await expectSeen(page.getByRole('region', { name: 'People', exact: true }), tiles().nth(1));
  const before = await tiles().count();
  await tiles().nth(1).dragTo(tiles().nth(0));
  await expectSeen(page.getByText('Merged 2 people'));
  await expect.poll(() => tiles().count(), SCREEN_WAIT).toBe(before - 1);
  await page.keyboard.press('Control+z');
  await expect.poll(() => tiles().count(), SCREEN_WAIT).toBe(before);
  await page.keyboard.press('Control+y');
  await expectSeen(page.getByText(/^Said again: Merged/));
  await expect.poll(() => tiles().count(), SCREEN_WAIT).toBe(before - 1);
  await page.keyboard.press('Control+z');
  await expect.poll(() => tiles().count(), SCREEN_WAIT).toBe(before);
});

test('Faces are dragged onto the person they are: all that are selected go along', async () => {
  const { page } = journey;
  await tiles().nth(0).getByRole('link').click();
  await page.getByRole('link', { name: /^Faces/ }).click();
  await expectSeen(page.getByRole('button', { name: 'Face 2', exact: true }));
  const count = await page.getByRole('button', { name: /^Face \d/ }).count();
  await page.getByRole('button', { name: 'Face 1', exact: true }).click();
  await page.getByRole('button', { name: 'Face 2', exact: true }).click({ modifiers: ['Shift'] });
  await expectSeen(page.getByRole('toolbar', { name: '2 selected' }));

  const from = await page.getByRole('button', { name: 'Face 1', exact: true }).boundingBox();
  await page.mouse.move((from?.x ?? 0) + 20, (from?.y ?? 0) + 20);
  await page.mouse.down();
  await page.mouse.move((from?.x ?? 0) + 60, (from?.y ?? 0) + 60, { steps: 3 });
  const target = page.getByText('Drop onto whoever it is').locator('..').getByRole('listitem').nth(2);
  await expectSeen(target);
  await target.hover();
  await target.hover();
  await page.mouse.up();
  await expectSeen(page.getByText(/^2 faces moved to/));
  await expect.poll(() => page.getByRole('button', { name: /^Face \d/ }).count(), SCREEN_WAIT).toBe(count - 2);
});

test('A range that Shift takes begins at the photo it was begun at, whatever comes or goes before that meanwhile', async () => {
  const { page } = journey;
  await journey.visit('/photos');
  await expectSeen(photos().nth(11));
  await photos().nth(2).focus();
  await page.keyboard.press('x');
  await expectSeen(page.getByRole('toolbar', { name: '1 selected' }));
  const newer = join(journey.photos, 'newer.jpg');
  await sharp(SAMPLES[0])
    .resize({ width: 800 })
    .withExif({ IFD2: { DateTimeOriginal: '2023:05:01 10:00:00' } })
    .toFile(newer);
  await expect.poll(() => photos().count(), SCREEN_WAIT).toBe(13);
  await photos().nth(5).focus();
  await page.keyboard.press('Shift+X');
  await expectSeen(page.getByRole('toolbar', { name: '3 selected' }));
  expect(await selectedPlaces()).toEqual([3, 4, 5]);
  rmSync(newer);
  await expect.poll(() => photos().count(), SCREEN_WAIT).toBe(12);
  await photos()
    .nth(6)
    .click({ modifiers: ['Shift'] });
  await expectSeen(page.getByRole('toolbar', { name: '5 selected' }));
  expect(await selectedPlaces()).toEqual([2, 3, 4, 5, 6]);
  expect(journey.complaints).toEqual([]);
});

function tiles() {
  return journey.page.getByRole('article');
}

function photos() {
  return journey.page.getByRole('link', { name: /^Photo of/ });
}

/** On the wall, from 0. */
async function selectedPlaces(): Promise<number[]> {
  const ticks = await journey.page.getByRole('checkbox', { name: /^Select photo/ }).all();
  const checked = await Promise.all(ticks.map((tick) => tick.isChecked()));
  return checked.flatMap((isChecked, place) => (isChecked ? [place] : []));
}
