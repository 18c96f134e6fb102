// The town that a position belongs to, and photos that are found by it: from a list that lies beside the program.

import { mkdirSync, mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import sharp from 'sharp';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { type Library, openLibrary } from '../app/core.ts';
import { townAt } from '../app/photos/gazetteer.ts';
import { silentLog } from '../app/platform/log.ts';
import { countryName, townName } from '../app/sentences/towns.ts';

test.each([
  ['the middle of Lisbon', 38.7139, -9.1394, 'Lisbon', 'PT'],
  ['Belém, which is a part of it', 38.697, -9.206, 'Lisbon', 'PT'],
  ['Sintra, a town of its own', 38.7979, -9.3905, 'Sintra', 'PT'],
  ['the Wannsee, between two cities', 52.43, 13.165, 'Berlin', 'DE'],
  ['Potsdam', 52.3989, 13.0657, 'Potsdam', 'DE'],
  ['Times Square', 40.758, -73.985, 'New York City', 'US'],
  ['Suva, south and far east', -18.14, 178.44, 'Suva', 'FJ'],
  ['Longyearbyen, where degrees are narrow', 78.22, 15.65, 'Longyearbyen', 'SJ'],
])('%s', async (_, latitude, longitude, name, country) => {
  expect(await townAt(latitude, longitude)).toMatchObject({ name, country });
});

test('Far from every town there is none', async () => {
  expect(await townAt(30, -40)).toBeNull();
  expect(await townAt(90, 0)).toBeNull();
});

test('Names are those of the language, where it has another one', () => {
  expect(['en', 'de'].map((language) => townName(language === 'de' ? 'de' : 'en', 'PT', 'Lisbon'))).toEqual([
    'Lisbon',
    'Lissabon',
  ]);
  expect(townName('de', 'US', 'Rome')).toBe('Rome'); // that of Georgia
  expect([countryName('en', 'DE'), countryName('de', 'DE')]).toEqual(['Germany', 'Deutschland']);
});

describe('In a library', () => {
  const folder = mkdtempSync(join(tmpdir(), 'kindred-places-'));
  let library: Library;
  beforeAll(async () => {
    const photos = join(folder, 'photos');
    mkdirSync(photos);
    await writePhoto(join(photos, '1.jpg'), '#804020', {
      lat: '38/1 43/1 0/1',
      north: 'N',
      lon: '9/1 8/1 0/1',
      east: 'W',
    });
    await writePhoto(join(photos, '2.jpg'), '#208040', {
      lat: '52/1 31/1 0/1',
      north: 'N',
      lon: '13/1 24/1 0/1',
      east: 'E',
    });
    await writePhoto(join(photos, '3.jpg'), '#402080');
    library = await openLibrary({ folder: join(folder, 'library'), log: silentLog, watch: false });
    await library.engine['folders.add']({ path: photos });
    await library.whenIdle();
  });
  afterAll(async () => {
    await library.close();
    rmSync(folder, { recursive: true, force: true });
  });

  const found = async (query: string) => {
    const { photos, corrections } = await library.engine['search.photos']({ query, offset: 0, limit: 10 });
    const places = await Promise.all(photos.map(({ id }) => library.engine['photos.get']({ photo: id })));
    return { towns: places.map(({ position }) => position?.town?.name ?? null), corrections };
  };

  test('photos are found by town, part of a country and country, in both languages, and by a slip of the pen', async () => {
    for (const query of ['Lisbon', 'lissabon', 'Portugal']) {
      expect(await found(query), query).toEqual({ towns: ['Lisbon'], corrections: [] });
    }
    for (const query of ['Germany', 'Deutschland', 'Berlin']) {
      expect(await found(query), query).toMatchObject({ towns: ['Berlin'] });
    }
    expect(await found('Lisobn')).toEqual({
      towns: ['Lisbon'],
      corrections: [{ typed: 'Lisobn', people: [], place: 'Lisbon' }],
    });
    expect(await found('Paris')).toMatchObject({ towns: [] });
  });

  test('places are suggested with how many photos there are', async () => {
    const { suggestions } = await library.engine['search.suggest']({ typed: 'in portu' });
    expect(suggestions).toEqual([{ kind: 'place', name: 'Portugal', photos: 1, start: 3 }]);
  });

  test('how it was exposed is read, and its lens found', async () => {
    const { photos } = await library.engine['search.photos']({ query: 'Summicron Lisbon', offset: 0, limit: 10 });
    expect(photos).toHaveLength(1);
    expect(await library.engine['photos.get']({ photo: photos[0]?.id ?? 0 })).toMatchObject({
      lens: 'Summicron 50',
      exposure: { time: 0.004, aperture: 2.8, iso: 400, focalLength: 50 },
      position: { town: { name: 'Lisbon', region: 'Lisbon', country: 'PT' } },
    });
  });
});

/** @param at degrees, minutes and seconds, as EXIF writes them */
async function writePhoto(
  path: string,
  background: string,
  at?: { lat: string; north: string; lon: string; east: string },
) {
  await sharp({ create: { width: 640, height: 480, channels: 3, background } })
    .withExif({
      IFD0: { Model: 'Camera' },
      IFD2: {
        DateTimeOriginal: '2019:07:04 12:00:00',
        ExposureTime: '1/250',
        FNumber: '28/10',
        ISOSpeedRatings: '400',
        FocalLength: '50/1',
        LensModel: 'Summicron 50',
      },
      ...(at && {
        IFD3: { GPSLatitudeRef: at.north, GPSLatitude: at.lat, GPSLongitudeRef: at.east, GPSLongitude: at.lon },
      }),
    })
    .jpeg()
    .toFile(path);
}
