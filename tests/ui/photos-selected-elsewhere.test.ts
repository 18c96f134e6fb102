// Photos that are selected here and go away elsewhere are selected no more, also where they are not loaded.

import { renameSync } from 'node:fs';
import { join } from 'node:path';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { ensure } from '../../app/ensure.ts';
import { expectGone, expectSeen, type Journey, startJourney } from './journey.ts';

let journey: Journey;
beforeAll(async () => {
  journey = await startJourney({ variants: ['plain', 'mirrored'], begins: 'people' });
});
afterAll(() => journey.end());

test('A photo whose file is missing leaves the selection, and the dialog that asks about it; when it is back it is not selected', async () => {
  const { page } = journey;
  await journey.visit('/photos');
  await select(2);
  await page.getByRole('toolbar').getByRole('button', { name: 'Date and title' }).click();
  await expectSeen(page.getByRole('dialog', { name: 'Date and title of 2 photos' }));
  const [from, away] = [join(journey.photos, 'mirrored-6.jpg'), join(journey.library, 'mirrored-6.jpg')];
  renameSync(from, away);
  await journey.engine()['folders.rescan']({});
  await expectSeen(page.getByRole('dialog', { name: 'Date and title', exact: true }));
  await page.keyboard.press('Escape');
  await expectSeen(bar('1 selected'));
  renameSync(away, from);
  await journey.engine()['folders.rescan']({});
  await expectSeen(page.getByRole('link', { name: /^Photo of/ }).nth(11));
  await expectSeen(bar('1 selected'));
  await page.keyboard.press('Escape');
});

test('So does one that another window takes out of the album: what is done then is done to the rest', async () => {
  const { page } = journey;
  const engine = journey.engine();
  const { photos } = await engine['photos.ids']({ everything: true });
  const album = await engine['albums.make']({ name: 'Ours', photos: photos.slice(0, 4) });
  await journey.visit(`/albums/${album.id}`);
  await select(4);
  await engine['albums.choose']({ album: album.id, photos: photos.slice(0, 1), chosen: false });
  await expectSeen(bar('3 selected'));
  await page.getByRole('toolbar').getByRole('button', { name: 'Take out' }).click();
  await expectSeen(page.getByText('Took 3 photos out of Ours'));
});

test('With their folder all of them go, and so does the bar', async () => {
  const { page } = journey;
  const engine = journey.engine();
  await journey.visit('/photos');
  await select(12);
  const [folder] = (await engine['library.status']({})).folders;
  await engine['folders.remove']({ folder: ensure(folder).id });
  await expectGone(page.getByRole('toolbar'));
  expect(journey.complaints).toEqual([]);
});

async function select(count: number): Promise<void> {
  const { page } = journey;
  await page
    .getByRole('link', { name: /^Photo of/ })
    .nth(count - 1)
    .waitFor();
  await page.locator('a[data-index="0"]').focus();
  await page.keyboard.press('x');
  if (count > 1) {
    await page.locator(`a[data-index="${count - 1}"]`).focus();
    await page.keyboard.press('Shift+X');
  }
  await expectSeen(bar(`${count} selected`));
}

function bar(name: string) {
  return journey.page.getByRole('toolbar', { name });
}
