// “Take your names home”: switched on, the names stand in .xmp files beside the photos; what fails is said; switched off, they can be taken away.

import { existsSync, mkdirSync, readFileSync, rmdirSync, rmSync, writeFileSync } from 'node:fs';
import { basename, join } from 'node:path';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { barriers } from './barriers.ts';
import { expectGone, expectSeen, type Journey, SCREEN_WAIT, startJourney } from './journey.ts';

let journey: Journey;
/** Of the photos with the person who is named. */
let paths: string[];

beforeAll(async () => {
  journey = await startJourney({ variants: ['plain', 'mirrored'], begins: 'people' });
  const engine = journey.engine();
  const [person] = (await engine['people.list']({ section: 'main', offset: 0, limit: 1 })).people;
  await engine['people.name']({ person: person?.id ?? 0, name: 'Anna', ifTaken: 'ask' });
  const { photos } = await engine['people.photos']({ person: person?.id ?? 0, offset: 0, limit: 100 });
  const found = await Promise.all(photos.map(({ id }) => engine['photos.get']({ photo: id })));
  paths = found.map(({ places }) => places[0]?.path ?? '');
}, 120_000);
afterAll(() => journey.end());

test('It is off; switched on, the names are written, and a file that cannot be written is listed with its reason', async () => {
  const { page } = journey;
  const [first = '', ...others] = paths;
  mkdirSync(`${first}.xmp`);
  await journey.visit('/settings');
  const section = page.getByRole('region', { name: 'Take your names home' });
  const everywhere = section.getByRole('checkbox', { name: /in all folders/ });
  expect(await everywhere.isChecked()).toBe(false);
  await everywhere.click(); // it shows what the engine has, a moment later
  const written = `${others.length} .xmp file${others.length === 1 ? ' holds' : 's hold'} names or dates from Kindred.`;
  await expectSeen(
    section.getByText(written),
    section.getByText('1 photo of which the .xmp file could not be written'),
  );
  await expectSeen(section.getByText('Where its .xmp file would be, something else is'));
  for (const path of others) expect(readFileSync(`${path}.xmp`, 'utf8')).toContain('<mwg-rs:Name>Anna</mwg-rs:Name>');
  for (const [width, scheme] of [
    [1280, 'light'],
    [390, 'dark'],
  ] as const) {
    await page.setViewportSize({ width, height: 900 });
    await page.emulateMedia({ colorScheme: scheme });
    await section.scrollIntoViewIfNeeded();
    if (process.env['PICTURES'])
      await page.screenshot({ path: join(process.env['PICTURES'], `sidecars-${width}-${scheme}.png`) });
    expect(await page.evaluate('document.documentElement.scrollWidth - innerWidth')).toBeLessThanOrEqual(0);
    expect(await barriers(page)).toEqual([]);
  }
  await page.setViewportSize({ width: 1280, height: 800 });
  rmdirSync(`${first}.xmp`);
  await section.getByRole('button', { name: 'Try again' }).click();
  await expectGone(section.getByText('could not be written'));
  await expect.poll(() => existsSync(`${first}.xmp`), SCREEN_WAIT).toBe(true);
});

test('Another name is in the files a moment later, without a photo being read again', async () => {
  const engine = journey.engine();
  const [person] = (await engine['people.suggest']({ typed: 'Anna' })).people;
  await engine['people.name']({ person: person?.id ?? 0, name: 'Anna-Lena', ifTaken: 'ask' });
  await expect
    .poll(() => paths.every((path) => readFileSync(`${path}.xmp`, 'utf8').includes('>Anna-Lena<')), SCREEN_WAIT)
    .toBe(true);
  expect((await engine['library.status']({})).photos).toMatchObject({ waiting: 0, failed: 0 });
});

test('Switched off, the names stay until they are taken out; what another program wrote there stays', async () => {
  const { page } = journey;
  const [first = '', ...others] = paths;
  const rated = readFileSync(`${first}.xmp`, 'utf8').replace(
    '</rdf:RDF>',
    '<rdf:Description rdf:about="" xmlns:xmp="http://ns.adobe.com/xap/1.0/" xmp:Rating="5"/></rdf:RDF>',
  );
  writeFileSync(`${first}.xmp`, rated);
  const [lost = ''] = others;
  rmSync(lost);
  await journey.engine()['folders.rescan']({});
  const section = page.getByRole('region', { name: 'Take your names home' });
  await expectSeen(section.getByText('1 .xmp file of Kindred’s is still there, though its photo was deleted'));
  await section.getByText('Files without their photo').click();
  await expectSeen(section.getByText(basename(`${lost}.xmp`)));
  if (process.env['PICTURES'])
    await section.screenshot({ path: join(process.env['PICTURES'], 'sidecars-orphans.png') });
  await section.getByRole('checkbox', { name: /in all folders/ }).click();
  await section.getByRole('button', { name: 'Take these names out again' }).click();
  await page.getByRole('dialog').getByRole('button', { name: 'Take these names out again' }).click();
  await expectGone(section.getByRole('button', { name: 'Take these names out again' }));
  await expectGone(section.getByText('Files without their photo'));
  await expect.poll(() => others.some((path) => existsSync(`${path}.xmp`)), SCREEN_WAIT).toBe(false);
  await expect.poll(() => readFileSync(`${first}.xmp`, 'utf8'), SCREEN_WAIT).not.toContain('Anna');
  expect(readFileSync(`${first}.xmp`, 'utf8')).toContain('xmp:Rating="5"');
  expect(journey.complaints).toEqual([]);
});
