// In the photo: draw a face that was missed and name it, take it back and say it again, and let the photos play.

import { afterAll, beforeAll, expect, test } from 'vitest';
import { expectOpenToAll } from './barriers.ts';
import { expectFocused, expectGone, expectSeen, type Journey, SCREEN_WAIT, startJourney } from './journey.ts';

let journey: Journey;
beforeAll(async () => {
  journey = await startJourney({ variants: ['plain'], begins: 'people' });
  await journey.visit('/photos');
  await journey.page
    .getByRole('link', { name: /^Photo of/ })
    .first()
    .click();
  await expectSeen(photo().getByRole('button', { name: 'Add a name' }), photo().locator('img[data-sharp]'));
});
afterAll(() => journey.end());

test('A face is drawn with the mouse, asks for its name at once, and has it from then on', async () => {
  const { page } = journey;
  const before = await faces().count();
  await page.keyboard.press('d');
  const layer = photo().getByRole('button', { name: /^Box around the face/ });
  const area = await layer.boundingBox();
  if (area === null) throw new Error('There is nothing to draw on.');
  await page.mouse.move(area.x + 4, area.y + 4);
  await page.mouse.down();
  await page.mouse.move(area.x + 54, area.y + 64, { steps: 4 });
  await page.mouse.up();
  await expectSeen(page.getByText('Face drawn'));
  await page.getByLabel('Name', { exact: true }).fill('Ghost');
  await page.keyboard.press('Enter');
  await expectSeen(photo().getByRole('button', { name: 'Ghost' }));
  expect(await faces().count()).toBe(before + 1);
});

test('Undo takes back the name, then the face; redo says both again, and each message offers the other way', async () => {
  const { page } = journey;
  await page.keyboard.press('Escape'); // the card of the face
  const drawn = await faces().count();
  await page.keyboard.press('Control+z');
  await expectSeen(page.getByText(/^Taken back: .*“Ghost”/));
  await page.keyboard.press('Control+z');
  await expectSeen(page.getByText('Taken back: Drew a face'));
  await expect.poll(() => faces().count(), SCREEN_WAIT).toBe(drawn - 1);
  await page.keyboard.press('Control+Shift+z');
  await expectSeen(page.getByText('Said again: Drew a face'));
  await expect.poll(() => faces().count(), SCREEN_WAIT).toBe(drawn);
  await page.keyboard.press('Control+y');
  await expectSeen(photo().getByRole('button', { name: 'Ghost' }));
  await page.keyboard.press('Control+y');
  await expectSeen(page.getByText('There is nothing to say again.'));
});

test('Without a mouse the box is moved and sized by keys, and Escape leaves the photo as it was', async () => {
  const { page } = journey;
  const before = await faces().count();
  await page.keyboard.press('d');
  const box = photo()
    .getByRole('button', { name: /^Box around the face/ })
    .locator('span');
  const first = await box.boundingBox();
  for (const key of ['ArrowLeft', 'ArrowUp', 'Shift+ArrowRight']) await page.keyboard.press(key);
  await expect.poll(async () => (await box.boundingBox())?.width, SCREEN_WAIT).toBeGreaterThan(first?.width ?? 0);
  expect((await box.boundingBox())?.x).toBeLessThan(first?.x ?? 0);
  await page.keyboard.press('Escape');
  await expectGone(box);
  await expectSeen(photo());
  expect(await faces().count()).toBe(before);
});

test('? lists the keys above the photo, and Escape closes the list alone', async () => {
  const { page } = journey;
  await photo().focus();
  await page.keyboard.press('?');
  await expectSeen(keyList().getByText('Name the faces in turn'));
  await expectOpenToAll(page, 'viewer-keys');
  // Its keys are none of the photo's now, nor lead elsewhere.
  for (const key of ['i', '2', '?']) await page.keyboard.press(key);
  await page.keyboard.press('Escape');
  await expectGone(keyList());
  await expectFocused(photo());
  await expectGone(photo().getByRole('complementary', { name: 'Information' }));
  await page.keyboard.press('i');
  await expectSeen(photo().getByRole('complementary', { name: 'Information' }));
  await page.keyboard.press('i');
});

test('The photos play by themselves, at the pace that was chosen, but not behind the list of keys, until they are paused', async () => {
  const { page } = journey;
  await expectSeen(photo().getByText('1 of 6'));
  await page.keyboard.press('s');
  for (const pace of ['5 s a photo', '10 s a photo', '20 s a photo']) {
    await photo().getByRole('button', { name: pace }).click();
  }
  await expectSeen(photo().getByRole('button', { name: '3 s a photo' }));
  await expectSeen(photo().getByText('2 of 6'));
  await page.keyboard.press('?');
  await expectSeen(keyList());
  const behind = page.url();
  await page.waitForTimeout(3500);
  expect(page.url()).toBe(behind);
  await page.keyboard.press('Escape');
  await expectGone(keyList());
  await expect.poll(() => page.url(), SCREEN_WAIT).not.toBe(behind);
  await page.keyboard.press('s');
  const paused = await photo()
    .getByText(/^\d of 6$/)
    .innerText();
  await page.waitForTimeout(3500);
  expect(
    await photo()
      .getByText(/^\d of 6$/)
      .innerText(),
  ).toBe(paused);
  expect(journey.complaints).toEqual([]);
});

function photo() {
  return journey.page.getByRole('dialog', { name: 'Photo' });
}

function keyList() {
  return journey.page.getByRole('dialog', { name: 'Keyboard shortcuts' });
}

/** Those that have a frame on the photo. */
function faces() {
  return photo().locator('button[aria-haspopup=dialog]');
}
