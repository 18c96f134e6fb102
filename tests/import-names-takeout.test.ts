// Which photo of a folder each .json of Google Takeout means, whatever Takeout made of the photo's name.

import { mkdirSync, symlinkSync, writeFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { afterEach, beforeAll, beforeEach, expect, test } from 'vitest';
import { album, look, portrait } from './named-album.ts';

beforeAll(() => album.prepare());
beforeEach(() => album.begin());
afterEach(() => album.end());

test('Google appends an extension to the photo’s name alone: its .json has a title without one, or none', async () => {
  const photos: [photo: string, json: string, title: string | undefined, person: string][] = [
    ['IMG_7.jpg', 'IMG_7.json', 'IMG_7', 'Seven'],
    ['IMG_8(1).jpg', 'IMG_8(1).json', 'IMG_8', 'Of a second one'],
    ['IMG_9(1).jpg', 'IMG_9(1).json', 'IMG_9(1)', 'Of a title with a number'],
    ['Mr. Butter Balls.jpg', 'Mr. Butter Balls.supplemental-metadata.json', 'Mr. Butter Balls', 'Butter'],
    ['2013-08-22.jpg', '2013-08-22.json', '', 'Untitled'],
    ['Lake.jpg', 'Lake.supplemental-metadata.json', undefined, 'Without a title'],
    ['River.jpg', 'River.supplem.json', undefined, 'Cut'],
    ['Sea.jpg', 'Sea.jpg.supplemental-metadata(1).json', '', 'Nobody here'],
    ['22340893039-edited.jpg', '22340893039.json', '22340893039', 'Edited'],
  ];
  for (const [index, [photo, json, title, person]] of photos.entries()) {
    await addPhoto(photo, index);
    addJson(json, title, person);
  }
  await album.scan();
  const report = await look('takeout');
  expect(report.elsewhere).toBe(1);
  const people = photos.map(([, , , person]) => person).filter((person) => person !== 'Nobody here');
  expect(report.names.map(({ name, photos: on }) => [name, on]).sort()).toEqual(
    people.map((person) => [person, 1]).sort(),
  );
});

test('An export comes in parts: a .json may lie in another one than its photo', async () => {
  const in2019 = 'Google Photos/Photos from 2019';
  const [one, two, three] = ['Takeout 1', 'Takeout 2', 'Takeout (3)'].map((part) => join(part, in2019));
  await addPhoto(`${one}/IMG_20.jpg`, 0);
  addJson(`${two}/IMG_20.jpg.json`, 'IMG_20.jpg', 'Part without photos');
  await addPhoto(`${three}/IMG_21.jpg`, 1);
  addJson(`${one}/IMG_21.jpg.json`, 'IMG_21.jpg', 'Part with photos');
  const [first, second] = ['001', '002'].map((part) => join(`takeout-20240131T101500Z-${part}`, 'Takeout', in2019));
  await addPhoto(`${first}/IMG_22.jpg`, 2);
  addJson(`${second}/IMG_22.jpg.json`, 'IMG_22.jpg', 'Numbered by Google');
  await album.scan();
  const report = await look('takeout');
  expect(report.elsewhere).toBe(0);
  expect(report.names.map(({ name, photos }) => [name, photos]).sort()).toEqual([
    ['Numbered by Google', 1],
    ['Part with photos', 1],
    ['Part without photos', 1],
  ]);
  // What is imported is one part: the others are not looked at.
  expect((await look('takeout', join(album.photos, 'Takeout 1'))).names).toEqual([]);
});

test('A .json of a part means the photo of its own folder first, and none of another folder, export or place', async () => {
  const in2019 = 'Google Photos/Photos from 2019';
  await addPhoto(`Takeout 1/${in2019}/IMG_1.jpg`, 0);
  await addPhoto(`Takeout 2/${in2019}/IMG_1.jpg`, 1);
  addJson(`Takeout 2/${in2019}/IMG_1.jpg.json`, 'IMG_1.jpg', 'Beside it');
  // A photo that is there, though nobody can read it: it is no other one.
  writeFileSync(join(album.photos, `Takeout 2/${in2019}/IMG_2.jpg`), 'damaged');
  await addPhoto(`Takeout 1/${in2019}/IMG_2.jpg`, 2);
  addJson(`Takeout 2/${in2019}/IMG_2.jpg.json`, 'IMG_2.jpg', 'Of a damaged one');
  await addPhoto(`Takeout 1/${in2019}/IMG_3.jpg`, 3);
  addJson('Takeout 2/Google Photos/Photos from 2020/IMG_3.jpg.json', 'IMG_3.jpg', 'Of another year');
  addJson(`anna/Takeout 2/${in2019}/IMG_3.jpg.json`, 'IMG_3.jpg', 'Of another export');
  addJson(`../outside/${in2019}/IMG_3.jpg.json`, 'IMG_3.jpg', 'Of another place');
  symlinkSync(join(album.folder, 'outside'), join(album.photos, 'Takeout 3'), 'junction');
  await album.scan();
  const report = await look('takeout');
  expect(report.names.map(({ name, photos }) => [name, photos])).toEqual([['Beside it', 1]]);
  expect(report.elsewhere).toBe(1);
});

/** @param path below the album. @param which makes it another photo than the others */
async function addPhoto(path: string, which: number): Promise<void> {
  mkdirSync(dirname(join(album.photos, path)), { recursive: true });
  writeFileSync(join(album.photos, path), await portrait(0, 1 + which / 50));
}

function addJson(path: string, title: string | undefined, person: string): void {
  mkdirSync(dirname(join(album.photos, path)), { recursive: true });
  writeFileSync(join(album.photos, path), JSON.stringify({ title, people: [{ name: person }] }));
}
