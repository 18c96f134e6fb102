// Models in settings: a large one that was got is used, cancelled on the way, left again and removed; names stay.

import { mkdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import type { Page } from 'playwright-core';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { ensure } from '../../app/ensure.ts';
import { facenet } from '../../app/models/facenet.ts';
import type { Plane } from '../../models/check/operators.ts';
import { drawFaceNet } from '../large-models/loops.ts';
import { barriers } from './barriers.ts';
import { expectFocused, expectGone, expectSeen, type Journey, SCREEN_WAIT, startJourney } from './journey.ts';

const TEST_TIMEOUT_MS = 240_000;

let journey: Journey;
beforeAll(async () => {
  journey = await startJourney({ variants: ['plain'], begins: 'people' });
  // As if downloaded, but for its weights, which are random.
  const models = join(journey.photos, '..', 'library', 'models');
  const grey: Plane = { shape: [80, 80, 3], data: new Float64Array(3 * 80 * 80).fill(0.1) };
  mkdirSync(models, { recursive: true });
  writeFileSync(join(models, 'facenet.onnx'), facenet(drawFaceNet(grey, 31).tensors));
}, TEST_TIMEOUT_MS);
afterAll(() => journey.end());

test('Settings say which networks are used, and what else could be had', async () => {
  const { page } = journey;
  await journey.visit('/settings');
  await expectSeen(row('VGGFace2 MobileNet').getByText('In use'), button('Use FaceNet'), button('Get ResNet-50'));
  await expectSeen(row('ResNet-50').getByText('94.7 MB to download, licence MIT (keras-vggface).'));
  await expectSeen(row('SFace').getByText('38.7 MB to download, licence Apache-2.0.'), button('Get SFace'));
  await expectSeen(row('AuraFace').getByText('260.7 MB to download, licence Apache-2.0.'), button('Get AuraFace'));
  expect(await barriers(page)).toEqual([]);
});

test('What is changed in one window stands so in another', async () => {
  const other = await journey.also({});
  await other.goto(`${new URL(journey.address()).origin}/#/settings`);
  const spares = (page: Page) => page.getByRole('checkbox', { name: /^Pause while on battery/ });
  const wasChosen = await spares(other).isChecked();
  await spares(journey.page).click();
  await expect.poll(() => spares(other).isChecked(), SCREEN_WAIT).toBe(!wasChosen);
  await spares(other).click();
  await expect.poll(() => spares(journey.page).isChecked(), SCREEN_WAIT).toBe(wasChosen);

  // Kindred makes one by itself a minute after the start, which may have come by now.
  await expectSeen(other.getByText('There is no backup yet').or(other.getByText(/^Regular backup · /)));
  const asked = other.getByRole('listitem').filter({ hasText: 'You asked for it · ' });
  expect(await asked.count()).toBe(0);
  await button('Back up now').click();
  await expectSeen(asked.getByRole('button', { name: 'Restore', exact: true }));

  const names = (page: Page) => page.getByRole('region', { name: 'Bring your names along' });
  await button('Back up now', other).focus();
  await names(journey.page).getByLabel('Folder', { exact: true }).fill(journey.photos);
  await names(journey.page).getByRole('button', { name: 'Look for names' }).click();
  const found = (page: Page) => names(page).getByRole('heading', { name: /^No names were found/ });
  await expectSeen(found(journey.page), found(other));
  await expectFocused(found(journey.page));
  await expectFocused(button('Back up now', other));
  await names(other).getByRole('button').first().click();
  await expectGone(found(other), found(journey.page));

  await journey.engine()['work.pause']({});
  await button('Use FaceNet').click();
  const progress = (page: Page) => page.getByRole('progressbar', { name: 'Progress of FaceNet' });
  await expectSeen(progress(other));
  await row('FaceNet', other).getByRole('button', { name: 'Cancel' }).click();
  await expectGone(progress(journey.page), progress(other));
  await journey.engine()['work.resume']({});
  await other.close();
});

test('Too much that is to be left out of a folder is refused in words of the screen', async () => {
  const german = await journey.also({ locale: 'de-DE' });
  await german.goto(`${new URL(journey.address()).origin}/#/settings`);
  await german.getByRole('button', { name: /^Einstellungen für / }).click();
  const dialog = german.getByRole('dialog');
  const left = dialog.getByRole('textbox');
  await left.fill('y'.repeat(600));
  await dialog.getByRole('button', { name: 'Speichern' }).click();
  await expectSeen(dialog.getByText('Eine Zeile mit Ausnahmen kann höchstens 500 Zeichen lang sein.'));
  await left.fill('y\n'.repeat(101));
  await dialog.getByRole('button', { name: 'Speichern' }).click();
  await expectSeen(dialog.getByText('Es können höchstens 100 Zeilen mit Ausnahmen sein.'));
  await german.close();
});

test('A change that cannot go on says so, and can be cancelled', async () => {
  await journey.engine()['work.pause']({});
  await button('Use FaceNet').click();
  await expectSeen(journey.page.getByRole('progressbar', { name: 'Progress of FaceNet' }));
  await expectSeen(row('FaceNet').getByText(/^0 of \d+ faces described/));
  await row('FaceNet').getByRole('button', { name: 'Cancel' }).click();
  await expectSeen(button('Use FaceNet'));
  await journey.engine()['work.resume']({});
});

test(
  'It describes every face, is used from then on, and nobody loses a name',
  { timeout: TEST_TIMEOUT_MS },
  async () => {
    const { people } = await journey.engine()['people.list']({ section: 'main', offset: 0, limit: 1 });
    await journey.engine()['people.name']({ person: ensure(people[0]).id, name: 'Anna', ifTaken: 'ask' });
    await button('Use FaceNet').click();
    await row('FaceNet').getByText('In use').waitFor({ timeout: TEST_TIMEOUT_MS });
    await row('VGGFace2 MobileNet').getByRole('button', { name: 'Use' }).click();
    await expectSeen(row('VGGFace2 MobileNet').getByText('In use'));
    await journey.visit('/people');
    await expectSeen(journey.page.getByText('Anna'));
  },
);

test('What is not in use can be removed, once that was said twice', async () => {
  const { page } = journey;
  await journey.visit('/settings');
  await button('Remove FaceNet').click();
  await page.getByRole('dialog').getByRole('button', { name: 'Remove' }).click();
  await expectSeen(button('Get FaceNet'));
  await expectGone(button('Remove FaceNet'));
  expect(journey.complaints).toEqual([]);
});

function button(name: string, page = journey.page) {
  return page.getByRole('button', { name, exact: true });
}

function row(title: string, page = journey.page) {
  return page.getByRole('listitem').filter({ hasText: new RegExp(`^${title}`) });
}
