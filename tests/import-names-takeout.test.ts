// Which photo of a folder each .json of Google Takeout means, whatever Takeout made of the photo's name.

import { mkdirSync, writeFileSync } from 'node:fs';
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

/** @param path below the album. @param which makes it another photo than the others */
async function addPhoto(path: string, which: number): Promise<void> {
  mkdirSync(dirname(join(album.photos, path)), { recursive: true });
  writeFileSync(join(album.photos, path), await portrait(0, 1 + which / 50));
}

function addJson(path: string, title: string | undefined, person: string): void {
  mkdirSync(dirname(join(album.photos, path)), { recursive: true });
  writeFileSync(join(album.photos, path), JSON.stringify({ title, people: [{ name: person }] }));
}
