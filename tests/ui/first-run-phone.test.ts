// The first run on a phone, in German: a folder is picked by taps, taken back and begun with; and where it ends without people.

import { homedir } from 'node:os';
import { dirname, join, sep } from 'node:path';
import sharp from 'sharp';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { expectOpenToAll } from './barriers.ts';
import { expectFocused, expectGone, expectSeen, type Journey, SCREEN_WAIT, startJourney } from './journey.ts';
import { PHONE } from './touch.ts';

let journey: Journey;
afterAll(() => journey.end());

describe('With photos of people', () => {
  beforeAll(async () => {
    journey = await startJourney({ variants: ['plain'], begins: 'welcome', screen: PHONE });
  });

  test('a folder is picked by taps, from the very top, and what is in it is counted', async () => {
    const { page, photos } = journey;
    await tap('Ordner wählen …');
    const picker = page.getByRole('dialog', { name: 'Ordner wählen' });
    await expectSeen(picker.getByText(homedir(), { exact: true }));
    for (let path = homedir(); path !== dirname(path); path = dirname(path)) {
      await picker.getByRole('option', { name: 'Eine Ebene höher' }).tap();
      await expectSeen(picker.getByText(dirname(path), { exact: true }));
    }
    for (const name of photos.split(sep).slice(1)) {
      await picker.getByLabel('Hier einen Ordner suchen').fill(name);
      await picker.getByRole('option', { name, exact: true }).tap();
      await expectSeen(picker.locator('bdi', { hasText: new RegExp(`/${name}$`) }));
    }
    await expectSeen(picker.getByText('6 Bilder darin'));
    await expectOpenToAll(page, 'picker');
    await journey.engine()['work.pause']({});
    await picker.getByRole('button', { name: 'Diesen Ordner wählen' }).tap();
    await expectSeen(page.getByRole('heading', { level: 1, name: 'Nichts verlässt diesen Computer' }));
    await expectOpenToAll(page, 'promises');
  });

  test('the choice is taken back by a tap, and made again', async () => {
    const { page, photos } = journey;
    await tap('Zurück');
    const field = page.getByLabel('Ordner mit deinen Fotos');
    await expectSeen(field);
    expect(await field.inputValue()).toBe(photos);
    expect((await journey.engine()['library.status']({})).folders).toEqual([]);
    await tap('Personen finden');
    await tap('Weiter');
    await expectSeen(page.getByRole('heading', { level: 1, name: 'Das sind deine Personen' }));
    await expectOpenToAll(page, 'people');
  });

  test('a folder that waits to be read is not called empty', async () => {
    const { page, photos } = journey;
    await tap('Meine Personen zeigen');
    await journey.visit('/activity');
    await expectSeen(page.getByRole('listitem').filter({ hasText: photos }).getByText('noch 6 Fotos zu lesen'));
    await expectOpenToAll(page, 'waiting');
  });

  test('at its end a card says what came of it, and leads to the names by a tap', async () => {
    const { page } = journey;
    await journey.visit('/people');
    await journey.engine()['work.resume']({});
    const card = page.getByRole('region', { name: 'Das erste Durchsehen ist fertig' });
    // A slow machine may take its time.
    await card.waitFor({ timeout: 100_000 });
    await expectSeen(card.getByText(/^Fertig: 6 Fotos, \d+ Personen\.$/));
    await expectOpenToAll(page, 'card');
    await card.getByRole('button', { name: /^(Diese \d+ Personen|Die zehn größten) benennen$/ }).tap();
    await expectSeen(page.getByRole('heading', { level: 1, name: 'Personen benennen' }));
    await journey.visit('/people');
    await expectSeen(page.getByRole('article'));
    await expectGone(card);
    expect(journey.complaints).toEqual([]);
    await journey.end();
  }, 150_000);
});

describe('Without photos, and then with one of nobody', () => {
  beforeAll(async () => {
    journey = await startJourney({ variants: [], begins: 'welcome', screen: PHONE });
  });

  test('it ends in words, and a tap leads to another folder', async () => {
    const { page } = journey;
    await begin();
    await expectSeen(
      page.getByRole('heading', { level: 1, name: 'Keine Fotos hier' }),
      page.getByText('In diesem Ordner und seinen Unterordnern liegt kein Foto.'),
    );
    await expectOpenToAll(page, 'empty');
    await tap('Anderen Ordner wählen');
    // What is typed then takes the place of the path that was chosen before.
    const field = page.getByLabel('Ordner mit deinen Fotos');
    await expectFocused(field);
    await page.keyboard.insertText('/');
    expect(await field.inputValue()).toBe('/');
  });

  test('a photo of nobody leads to the photos, where it stands without a date', async () => {
    const { page } = journey;
    const sky = { width: 800, height: 600, channels: 3, background: '#7fb2e5' } as const;
    await sharp({ create: sky }).jpeg().toFile(join(journey.photos, 'sky.jpg'));
    await begin();
    await expectSeen(
      page.getByRole('heading', { level: 1, name: 'Keine Gesichter hier' }),
      page.getByText('Kindred hat 1 Foto durchgesehen und kein Gesicht gefunden.'),
    );
    await expectOpenToAll(page, 'nobody');
    await tap('Meine Fotos zeigen');
    await expectSeen(page.getByRole('heading', { name: 'Ohne Datum' }));
    await page.getByRole('link', { name: 'Foto 1' }).tap();
    await tap('Informationen');
    const information = page.getByRole('complementary', { name: 'Informationen' });
    await expectSeen(
      information.getByText('Das Foto sagt nicht, wann es aufgenommen wurde.'),
      information.getByText(/^Zeit der Datei: .*\d/),
    );
    await expectOpenToAll(page, 'undated');
    await information.getByRole('button', { name: 'Schließen' }).tap();
    await expectGone(information);
  });

  test('the same folder once more is said as what it is', async () => {
    const { page, photos } = journey;
    await journey.visit('/settings');
    await tap('Ordner hinzufügen');
    const dialog = page.getByRole('dialog', { name: 'Ordner hinzufügen' });
    await dialog.getByRole('combobox').fill(photos);
    await dialog.getByRole('button', { name: 'Ordner hinzufügen' }).tap();
    await expectSeen(page.getByText('Um diesen Ordner kümmert sich Kindred schon'));
    await expect
      .poll(() => page.getByRole('listitem').filter({ hasText: photos }).innerText(), SCREEN_WAIT)
      .toContain('1 Foto · Aktuell');
    expect(journey.complaints).toEqual([]);
  });
});

async function begin(): Promise<void> {
  await journey.page.getByLabel('Ordner mit deinen Fotos').fill(journey.photos);
  await tap('Personen finden');
  await tap('Weiter');
}

function tap(name: string): Promise<void> {
  return journey.page.getByRole('button', { name, exact: true }).tap();
}
