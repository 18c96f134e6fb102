// Names from the files and databases of Picasa, Google Takeout and digiKam, which are only read.

import { mkdirSync, readdirSync, readFileSync, statSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import SQLite from 'better-sqlite3';
import { afterEach, beforeAll, beforeEach, expect, test } from 'vitest';
import type { NameSource } from '../app/contract.ts';
import {
  album,
  apply,
  type Box,
  ended,
  exiftool,
  HEIGHT,
  look,
  named,
  NAMES,
  namesOn,
  portrait,
  stored,
  storedBox,
  WIDTH,
} from './named-album.ts';
import { sidecarWith } from './sidecar.ts';

beforeAll(() => album.prepare());
beforeEach(() => album.begin());
afterEach(() => album.end());

test('Picasa: faces of the folder, names of its own and the folder above, rotated photos, and what nobody named', async () => {
  const trip = join(album.photos, 'trip');
  mkdirSync(trip);
  writeFileSync(join(trip, 'IMG_1.JPG'), await stored(6));
  await exiftool('-IFD0:Orientation#=6', join(trip, 'IMG_1.JPG'));
  const [left, middle, right] = album.seen.map((box) => rect64(storedBox(box, 6)));
  writeFileSync(join(album.photos, '.picasa.ini'), '[Contacts2]\n2222222222222222=Grandma Meyer;;\n3333=Other;;\n');
  writeFileSync(
    join(album.photos, 'contacts.xml'),
    '<contacts>\n <contact name="Zo&#xEB; &amp; Co" id="3333" modified_time="2012"/>\n</contacts>',
  );
  writeFileSync(
    join(trip, '.picasa.ini'),
    `[Picasa]\nname=trip\n[Contacts2]\n0000000000001111=Anna;anna@example.org;\n[img_1.jpg]\nrotate=rotate(1)\n` +
      `faces=rect64(${left}),1111;rect64(${middle}),2222222222222222;rect64(${right}),3333;rect64(3f84),ffffffffffffffff\n[gone.jpg]\nfaces=rect64(`,
  );
  await album.scan();
  const report = await look('picasa');
  expect(report.names.map(({ name, fits }) => [name, fits]).sort()).toEqual([
    ['Anna', 1],
    ['Grandma Meyer', 1],
    ['Zoë & Co', 1],
  ]);
  await apply();
  expect(await namesOn('IMG_1.JPG')).toEqual(['Anna', 'Grandma Meyer', 'Zoë & Co']);
});

test('A photo’s accents may be written otherwise on the disk than by Picasa, digiKam or in a sidecar’s name', async () => {
  const [box = [0, 0, 1, 1]] = album.seen;
  const [composed, decomposed] = ['Müller.jpg'.normalize('NFC'), 'Müller.jpg'.normalize('NFD')];
  const folder = join(album.photos, 'Sommer');
  mkdirSync(folder);
  writeFileSync(join(folder, decomposed), album.upright);
  const sidecar = sidecarWith([{ name: 'Of a sidecar', box }], { width: WIDTH, height: HEIGHT });
  writeFileSync(join(folder, `${composed}.xmp`), sidecar);
  const ini = `[Contacts2]\n1111=Of Picasa;;\n[${composed}]\nfaces=rect64(${rect64(box)}),1111\n`;
  writeFileSync(join(folder, '.picasa.ini'), ini);
  writeDigikam(join(album.photos, 'digikam4.db'), composed);
  await album.scan();
  const namesFrom = async (source: NameSource) => (await look(source)).names.map(({ name }) => name);
  expect(await namesFrom('picasa')).toEqual(['Of Picasa']);
  expect(await namesFrom('xmp')).toEqual(['Of a sidecar']);
  expect((await namesFrom('digikam')).sort()).toEqual(['Anna Bauer', 'Ben']);
});

test('Google Takeout: a name is settled where one face is left over, step by step; else the review asks about it first', async () => {
  const json = (name: string, title: string, ...people: string[]) =>
    writeFileSync(join(album.photos, name), JSON.stringify({ title, people: people.map((each) => ({ name: each })) }));
  writeFileSync(join(album.photos, 'one.jpg'), await portrait(0));
  writeFileSync(join(album.photos, 'one(1).jpg'), await portrait(0, 1.03));
  writeFileSync(join(album.photos, 'all.jpg'), album.upright);
  writeFileSync(join(album.photos, 'two-edited.jpg'), await portrait(1, 1.02));
  json('one.jpg.supplemental-metadata.json', 'one.jpg', 'Anna');
  json('one.jpg.supplemental-metadata(1).json', 'one.jpg', 'Anna');
  json('all.jpg.json', 'all.jpg', 'Anna', 'Ben', 'Özlem');
  json('absent.jpg.json', 'absent.jpg', 'Somebody');
  writeFileSync(join(album.photos, 'broken.json'), '{"title": "all.jpg", "people": [{"name":');
  await album.scan();
  const report = await look('takeout');
  expect(report.elsewhere).toBe(1);
  // Anna stands alone on two; on the third she is known by that, and two names are left for two faces.
  expect(named(report, 'Anna')).toMatchObject({ photos: 3, settled: 3, asked: 0 });
  expect(named(report, 'Ben')).toMatchObject({ photos: 1, settled: 0, asked: 1 });
  expect(named(report, 'Özlem')).toMatchObject({ settled: 0, asked: 1 });
  json('two.jpg.supplemental-meta.json', 'two.jpg', 'Ben');
  const more = await look('takeout');
  expect(named(more, 'Ben')).toMatchObject({ photos: 2, settled: 2, asked: 0 });
  expect(named(more, 'Özlem')).toMatchObject({ photos: 1, settled: 1, asked: 0 });
  await apply();
  expect(await namesOn('all.jpg')).toEqual([...NAMES]);
});

test('digiKam: confirmed names of its database, also of a collection that has moved; the database is not touched', async () => {
  const folder = join(album.photos, '2019', 'Sommer');
  mkdirSync(folder, { recursive: true });
  writeFileSync(join(folder, 'P1.JPG'), album.upright);
  const place = join(album.folder, 'digikam');
  mkdirSync(place);
  const file = join(place, 'digikam4.db');
  writeDigikam(file);
  const before = [readFileSync(file, 'hex'), statSync(file).mtimeMs];
  await album.scan();
  for (const path of [place, file]) {
    const report = await look(path === place ? 'digikam' : null, path);
    expect(report.names.map(({ name, fits, drawn, asked }) => [name, fits, drawn, asked]).sort()).toEqual([
      ['Anna Bauer', 1, 0, 0],
      ['Ben', 1, 0, 0],
    ]);
    expect(report.elsewhere).toBe(1);
  }
  await apply();
  expect(await namesOn('P1.JPG')).toEqual(['Anna Bauer', 'Ben', null]);
  expect([readFileSync(file, 'hex'), statSync(file).mtimeMs]).toEqual(before);
  expect(readdirSync(place)).toEqual(['digikam4.db']);
  writeFileSync(file, 'no database');
  await album.library.engine['names.find']({ place: file, from: null });
  expect(await ended()).toMatchObject({
    step: 'failed',
    reason: { text: expect.stringContaining('Close digiKam and try again') },
  });
});

/** @param photo the first photo's file, as digiKam writes it */
function writeDigikam(file: string, photo = 'P1.JPG'): void {
  const database = new SQLite(file);
  const at = (box: Box | undefined) => {
    const [x, y, w, h] = (box ?? [0, 0, 0, 0]).map((share, side) =>
      Math.round(share * (side % 2 === 0 ? WIDTH : HEIGHT)),
    );
    return `<rect x="${x}" y="${y}" width="${w}" height="${h}"/>`;
  };
  // The tables as digiKam makes them, as far as they are read.
  database.exec(`
    CREATE TABLE AlbumRoots (id INTEGER PRIMARY KEY, label TEXT, status INTEGER NOT NULL, type INTEGER NOT NULL, identifier TEXT,
      specificPath TEXT, UNIQUE(identifier, specificPath));
    CREATE TABLE Albums (id INTEGER PRIMARY KEY, albumRoot INTEGER NOT NULL, relativePath TEXT NOT NULL, date DATE, caption TEXT,
      collection TEXT, icon INTEGER, UNIQUE(albumRoot, relativePath));
    CREATE TABLE Images (id INTEGER PRIMARY KEY, album INTEGER, name TEXT NOT NULL, status INTEGER NOT NULL, category INTEGER NOT NULL,
      modificationDate DATETIME, fileSize INTEGER, uniqueHash TEXT, UNIQUE (album, name));
    CREATE TABLE Tags (id INTEGER PRIMARY KEY, pid INTEGER, name TEXT NOT NULL, icon INTEGER, iconkde TEXT, UNIQUE (name, pid));
    CREATE TABLE ImageTags (imageid INTEGER NOT NULL, tagid INTEGER NOT NULL, UNIQUE (imageid, tagid));
    CREATE TABLE TagProperties (tagid INTEGER, property TEXT, value TEXT);
    CREATE TABLE ImageTagProperties (imageid INTEGER, tagid INTEGER, property TEXT, value TEXT);
    INSERT INTO AlbumRoots VALUES (1, 'Pictures', 0, 1, 'volumeid:?path=%2Fhome%2Fanna%2FMy%20Pictures', '/');
    INSERT INTO Albums VALUES (1, 1, '/2019/Sommer', NULL, NULL, NULL, NULL);
    INSERT INTO Images VALUES (1, 1, '${photo}', 1, 1, NULL, 1, 'x'), (2, 1, 'P2.JPG', 1, 1, NULL, 1, 'y'), (3, 1, 'P3.JPG', 3, 1, NULL, 1, 'z');
    INSERT INTO Tags VALUES (1, 0, 'People', NULL, NULL), (2, 1, 'Anna', NULL, NULL), (3, 1, 'Ben', NULL, NULL), (4, 1, 'Unknown', NULL, NULL),
      (5, 1, 'Unconfirmed', NULL, NULL), (6, 0, 'Sea', NULL, NULL);
    INSERT INTO TagProperties VALUES (2, 'person', 'Anna Bauer'), (3, 'person', 'Ben'), (4, 'unknownPerson', NULL), (5, 'unconfirmedPerson', NULL);
    INSERT INTO ImageTags VALUES (1, 2), (1, 3), (1, 6);
  `);
  const region = database.prepare('INSERT INTO ImageTagProperties VALUES (?, ?, ?, ?)');
  region.run(1, 2, 'tagRegion', at(album.seen[0]));
  region.run(1, 3, 'tagRegion', at(album.seen[1]));
  region.run(1, 4, 'autodetectedFace', at(album.seen[2]));
  region.run(1, 5, 'autodetectedPerson', `3,tagRegion,${at(album.seen[2])}`);
  region.run(2, 2, 'tagRegion', at(album.seen[0]));
  region.run(3, 2, 'tagRegion', at(album.seen[0]));
  database.close();
}

function rect64([x, y, w, h]: Box): string {
  const sides = [x, y, x + w, y + h].map((share) =>
    Math.round(share * 0xffff)
      .toString(16)
      .padStart(4, '0'),
  );
  return sides.join('').replace(/^0+/, '');
}
