// In German nothing is left in English: neither the screen's own words, nor what the engine says.

import { readdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import type { Locator } from 'playwright-core';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { ensure } from '../../app/ensure.ts';
import { resource } from '../../app/platform/resources.ts';
import { openRule } from '../../app/search/rule.ts';
import { expectSeen, type Journey, SCREEN_WAIT, startJourney, tooWide } from './journey.ts';

let journey: Journey;
let anna: number;
beforeAll(async () => {
  journey = await startJourney({
    variants: ['plain', 'mirrored', 'stretched'],
    begins: 'people',
    screen: { locale: 'de-DE', viewport: { width: 1280, height: 1400 } },
  });
  const engine = journey.engine();
  const { people } = await engine['people.list']({ section: 'main', offset: 0, limit: 10 });
  anna = people[0]?.id ?? 0;
  await engine['people.name']({ person: anna, name: 'Anna', ifTaken: 'ask' });
  await engine['people.details']({ person: anna, born: '1990-05-01' });
  await engine['people.hide']({ people: [people[1]?.id ?? 0], hidden: true });
  const rule = { ...openRule(), with: [[anna]] };
  await engine['albums.save']({ album: null, name: 'Anna', rule });
});
afterAll(() => journey.end());

test('A folder that is not there is refused in German', async () => {
  const { page } = journey;
  await journey.visit('/settings');
  await page.getByRole('button', { name: 'Ordner hinzufügen' }).click();
  const dialog = page.getByRole('dialog');
  await dialog.getByLabel('Ordner mit deinen Fotos').fill('/gibt/es/nicht');
  await dialog.getByRole('button', { name: 'Ordner hinzufügen' }).click();
  await expectSeen(page.getByRole('alert').filter({ hasText: 'Diesen Ordner gibt es nicht: /gibt/es/nicht.' }));
});

test('An answer and its undo say in German what they settled', async () => {
  const { page } = journey;
  await journey.visit('/review');
  await expectSeen(page.locator('figure'));
  await page.keyboard.press('d');
  await expectSeen(
    page.getByText(/^Notiert: Sie bleiben zwei Personen\.$|ist jetzt jemand anderes|sind jetzt jemand anderes/),
  );
  await page.keyboard.press('z');
  await expectSeen(page.getByText(/Verschiedene Personen: /));
});

test('Twice as large, and on a phone, words stand beside their icon, a number too, and buttons in one row', async () => {
  const { page } = journey;
  const engine = journey.engine();
  const { photos } = await engine['photos.list']({ offset: 0, limit: 1 });
  await page.setViewportSize({ width: 640, height: 400 });
  await journey.visit('/review');
  const different = page.getByRole('button', { name: /^(Verschiedene|Zwei) Personen/ });
  const badge = page.getByRole('navigation').getByRole('link', { name: /^Prüfen \d/ });
  await expectSeen(different, badge);
  expect(await widestGap(different)).toBeLessThan(16);
  expect(await widestGap(badge)).toBeLessThan(16);

  await page.setViewportSize({ width: 390, height: 844 });
  await journey.visit(`/photos/${ensure(photos[0], 'A photo').id}`);
  await page.getByRole('button', { name: 'Der Reihe nach benennen' }).click();
  const tops = new Set<number | undefined>();
  for (const name of ['Zurück', 'Verbergen', 'Überspringen', 'Fertig']) {
    const box = await page.getByRole('button', { name, exact: true }).boundingBox();
    tops.add(box?.y);
  }
  expect(tops.size).toBe(1);
  await page.keyboard.press('Escape');
  await page.keyboard.press('Escape');
  await page.setViewportSize({ width: 1280, height: 1400 });
});

test('Faces that are looked through, photos taken along, names brought along and a crowd speak German', async () => {
  const { page } = journey;
  await journey.visit(`/people/${anna}/check`);
  await page.getByRole('button', { name: 'Gesicht 1 ist nicht Anna' }).click();
  await page.getByRole('button', { name: '1 ist nicht Anna, die anderen schon' }).click();
  await expectSeen(page.getByText('1 Gesicht sucht jetzt eine andere Person'));
  await page.getByRole('button', { name: 'Rückgängig' }).click();
  await expectSeen(page.getByText(/^Zurückgenommen: /));

  await journey.visit('/search/Anna');
  await page.getByRole('button', { name: 'Fotos herunterladen' }).click();
  const begin = page
    .getByRole('dialog', { name: 'Fotos herunterladen' })
    .getByRole('button', { name: 'Herunterladen' });
  const [download] = await Promise.all([page.waitForEvent('download'), begin.click()]);
  await download.delete();
  await expectSeen(page.getByText(/Dateien, .*: Der Download läuft\.$/));

  await journey.visit('/settings');
  const names = page.getByRole('region', { name: 'Deine Namen mitnehmen' });
  await names.getByLabel('Ordner', { exact: true }).fill(journey.photos);
  await names.getByRole('button', { name: 'Namen suchen' }).click();
  await expectSeen(names.getByRole('heading', { name: /^In \d+ Dateien fanden sich keine Namen\.$/ }));

  const { photos } = await journey.engine()['people.photos']({ person: anna, offset: 0, limit: 1 });
  await journey.visit(`/people/${anna}/photos/${ensure(photos[0]).id}`);
  await page.getByRole('button', { name: 'Der Reihe nach benennen' }).click();
  const turns = page.getByRole('region', { name: 'Der Reihe nach benennen' });
  await expectSeen(
    turns.getByText(/^\d+ Gesichte?r? ohne Namen$/),
    turns.getByRole('button', { name: 'Überspringen' }),
  );
  await page.keyboard.press('Escape');
  await page.keyboard.press('Escape');
});

test('The history, and why a file cannot be read, are in German', async () => {
  const { page, photos } = journey;
  writeFileSync(join(photos, 'leer.jpg'), '');
  await journey.visit('/activity');
  await expectSeen(
    page.getByText(/^Jemand auf .* heißt jetzt „Anna“$/),
    page.getByText('Gesagt, dass Anna am 1. Mai 1990 geboren ist'),
    page.getByText('Album „Anna“ angelegt'),
    page.getByText('Die Datei ist leer.'),
  );
});

test('No page shows a sentence that English has', async () => {
  const words = resource('renderer', 'text', 'en');
  const english = readdirSync(words).flatMap((file) => phrases(readFileSync(join(words, file), 'utf8')));
  expect(english.length).toBeGreaterThan(200);
  const left: string[] = [];
  for (const [place, sign] of PLACES) {
    await journey.visit(place.replace('ANNA', String(anna)));
    await expectSeen(journey.page.locator(sign));
    const shown = await journey.page.locator('body').innerText();
    left.push(...english.filter((phrase) => shown.includes(phrase)).map((phrase) => `${place}: ${phrase}`));
  }
  expect(left).toEqual([]);
  expect(journey.complaints).toEqual([]);
});

test('Its longer words fit every page in a narrow window', async () => {
  await journey.page.setViewportSize({ width: 390, height: 844 });
  for (const [place, sign] of PLACES) {
    await journey.visit(place.replace('ANNA', String(anna)));
    await expectSeen(journey.page.locator(sign));
    await expect.poll(() => tooWide(journey.page), { ...SCREEN_WAIT, message: place }).toEqual([]);
  }
  await journey.visit('/activity');
  const again = journey.page.getByRole('button', { name: 'Alle noch einmal versuchen' });
  await expectSeen(again);
  const edge = () => again.evaluate((button) => Number(Object(button).getBoundingClientRect().right));
  await expect.poll(edge, SCREEN_WAIT).toBeLessThan(390);
});

test('Names and spans of time are shown whole on a phone, zoomed in to twice the size, and on a large screen', async () => {
  const { page } = journey;
  await journey.engine()['people.name']({ person: anna, name: 'Jürgen Groß', ifTaken: 'ask' });
  for (const [width, height] of [
    [390, 844],
    [720, 450],
    [2560, 1440],
  ] as const) {
    await page.setViewportSize({ width, height });
    for (const [place, words] of [
      ['/people', 'article button span'],
      ['/albums', 'section a :is(strong, small)'],
      [`/search/${encodeURIComponent('Jürgen Groß')}`, '[aria-label="Personen"] strong'],
    ] as const) {
      await journey.visit(place);
      const all = page.getByRole('main').locator(words);
      await expectSeen(all);
      const cutOff = () =>
        all.evaluateAll((each) =>
          each
            .map(Object)
            .flatMap(({ scrollWidth, clientWidth, innerText }) =>
              Number(scrollWidth) > Number(clientWidth) ? [String(innerText)] : [],
            ),
        );
      await expect.poll(cutOff, { ...SCREEN_WAIT, message: `${place}, ${width} pixels wide` }).toEqual([]);
    }
  }
});

const PLACES: [place: string, sign: string][] = [
  ['/people', 'article'],
  ['/people/seldom', 'article'],
  ['/people/hidden', 'article'],
  ['/people/ANNA', 'h2'],
  ['/people/ANNA/faces', 'button[aria-pressed] img'],
  ['/people/ANNA/check', 'button[aria-pressed] img'],
  ['/people/naming', 'main img'],
  ['/photos', 'h2'],
  ['/review', 'figure'],
  ['/albums', 'section img'],
  ['/search', 'search'],
  ['/search/Anna', 'h2 output'],
  ['/activity', 'time'],
  ['/settings', 'dl'],
];

/** All that English says in two words or more, whatever it is about. */
function phrases(source: string): string[] {
  return [...source.matchAll(/'([^'\n]+ [^'\n]+)'/g)].map(([, phrase]) => ensure(phrase));
}

/** Between the icon and what stands at its end side, in pixels. */
function widestGap(button: Locator): Promise<number> {
  return button.evaluate((element: unknown) => {
    const { left, right } = Object(element).querySelector('svg').getBoundingClientRect();
    const beside = [...Object(element).querySelectorAll('span')].map((each) => Object(each).getBoundingClientRect());
    const gaps = beside.filter((each) => each.left > left).map((each) => Number(each.left - right));
    return Math.max(...gaps);
  });
}
