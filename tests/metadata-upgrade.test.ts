// A library of an earlier version: what its photos say of themselves is read anew once, in the background; names stay.

import { copyFileSync, mkdirSync, mkdtempSync, readdirSync, readFileSync, rmSync, statSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import SQLite from 'better-sqlite3';
import { ExifTool, type WriteTags } from 'exiftool-vendored';
import sharp from 'sharp';
import { afterEach, beforeEach, expect, test, vi } from 'vitest';
import { openLibrary, type Library } from '../app/core.ts';
import { silentLog } from '../app/platform/log.ts';
import { METADATA_VERSION } from '../app/photos/metadata.ts';
import { resource } from '../app/platform/resources.ts';
import { openStore } from '../app/store/index.ts';
import { PIPELINE_VERSION } from '../app/vision/protocol.ts';
import { hashOf } from './file-hash.ts';

/** The last one that kept whole dates only. */
const BEFORE = 15;

/** What the version before made of each, and what is right. */
const PHOTOS = [
  {
    name: 'd04_hour24.jpg',
    before: { at: '2018-10-14T00:24:27', from: 'exif' },
    now: { takenAt: '2018-10-13', takenFrom: 'exif', takenPrecision: 'day' },
  },
  {
    name: 'Scan 1985-08 Urlaub.jpg',
    before: { at: '2020-01-01T00:00:00', from: 'file' },
    now: { takenAt: '1985-08', takenFrom: 'name', takenPrecision: 'month' },
  },
  {
    name: 'd20_sidecar_corrects.jpg',
    before: { at: '2019-03-02T18:00:00', from: 'exif' },
    now: { takenAt: '1962-08-15T10:00:00', takenFrom: 'sidecar', takenPrecision: 'second' },
  },
  {
    name: 'd03_only_year_2005.jpg',
    before: { at: '2004-11-30T00:00:00', from: 'exif' },
    now: { takenAt: '2005', takenFrom: 'exif', takenPrecision: 'year' },
  },
];

let folder: string;
let photos: string;
let library: string;
let opened: Library | undefined;

beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'kindred-upgrade-'));
  [photos, library] = [join(folder, 'photos'), join(folder, 'library')];
  mkdirSync(photos);
  mkdirSync(library);
  for (const name of [...PHOTOS.map(({ name }) => name), 'd20_sidecar_corrects.xmp']) {
    copyFileSync(resource('tests', 'fixtures', 'metadata', name), join(photos, name));
  }
  makeLibraryOfBefore();
});
afterEach(async () => {
  await opened?.close();
  rmSync(folder, { recursive: true, force: true });
});

test('Dates become right by themselves, and Anna is still Anna', { timeout: 60_000 }, async () => {
  opened = await openLibrary({ folder: library, log: silentLog });
  const { engine } = opened;
  await vi.waitFor(
    async () => {
      for (const [index, { name, now }] of PHOTOS.entries()) {
        expect(await engine['photos.get']({ photo: index + 1 }), name).toMatchObject(now);
      }
    },
    { timeout: 30_000, interval: 100 },
  );
  await opened.whenIdle();
  expect((await engine['people.get']({ person: 1 })).person).toMatchObject({ name: 'Anna', faces: 1, cover: 1 });
  const { faces } = await engine['photos.get']({ photo: 1 });
  expect(faces).toMatchObject([{ id: 1, person: { id: 1, name: 'Anna' } }]);
  // Newest first, a month and a year in their middles.
  const { days } = await engine['photos.timeline']({});
  expect(days.map(({ day }) => day)).toEqual(['2018-10-13', '2005', '1985-08', '1962-08-15']);
  const { photos: listed } = await engine['photos.list']({ offset: 0, limit: 10 });
  expect(listed.map(({ takenAt }) => takenAt)).toEqual(['2018-10-13', '2005', '1985-08', '1962-08-15T10:00:00']);
  await opened.close();
  opened = undefined;

  const store = openStore(library);
  expect(store.metadata.nextOutdated(0, METADATA_VERSION, [])).toBeUndefined();
  // No photo was looked at again for it, and a year is no day on which two can have been seen together.
  expect(store.files.counts()).toEqual({ waiting: 0, done: PHOTOS.length, failed: 0 });
  expect(store.photos.vectors(1, 9).map(({ face, day }) => [face, day])).toEqual([
    [1, Date.UTC(2018, 9, 13, 12) / 86_400_000 + 2_440_587.5],
    [2, null],
  ]);
  store.close();
  expect(readdirSync(join(library, 'backups'))).toHaveLength(1);
});

test('A photo that is away keeps what was known of it until it is back', { timeout: 60_000 }, async () => {
  rmSync(join(photos, 'd04_hour24.jpg'));
  opened = await openLibrary({ folder: library, log: silentLog });
  await vi.waitFor(
    async () => expect(await opened?.engine['photos.get']({ photo: 4 })).toMatchObject({ takenAt: '2005' }),
    { timeout: 30_000, interval: 100 },
  );
  await opened.whenIdle();
  expect(await opened.engine['photos.get']({ photo: 1 })).toMatchObject({ takenAt: '2018-10-14T00:24:27' });
});

test(
  'A time without seconds, which version 6 dropped, is there after the upgrade; a title that was set stays',
  { timeout: 60_000 },
  async () => {
    for (const name of readdirSync(photos)) rmSync(join(photos, name));
    rmSync(library, { recursive: true });
    const file = join(photos, 'blanks.jpg');
    await sharp({ create: { width: 64, height: 48, channels: 3, background: '#888' } }).toFile(file);
    const exiftool = new ExifTool({ maxProcs: 1 });
    const tags = { 'ExifIFD:DateTimeOriginal': '2012:07:04 12:30:  ' } as WriteTags;
    await exiftool.write(file, tags, { writeArgs: ['-n', '-overwrite_original'] });
    await exiftool.end();
    opened = await openLibrary({ folder: library, log: silentLog });
    await opened.engine['folders.add']({ path: photos });
    await opened.whenIdle();
    expect(await opened.engine['photos.get']({ photo: 1 })).toMatchObject({ takenAt: '2012-07-04T12:30' });
    await opened.engine['photos.edit']({ photos: [1], title: 'Harbour' });
    await opened.close();

    const database = new SQLite(join(library, 'library.db'));
    const asVersion6 = `UPDATE photo SET metadata = 6, taken_at = '2012-07-04T12:00:00', taken_precision = 'day',
    embedded = json_set(embedded, '$.dates[0].at', '2012-07-04')`;
    expect(database.prepare(asVersion6).run().changes).toBe(1);
    database.close();
    opened = await openLibrary({ folder: library, log: silentLog });
    await vi.waitFor(
      async () =>
        expect(await opened?.engine['photos.get']({ photo: 1 })).toMatchObject({
          takenAt: '2012-07-04T12:30',
          title: { text: 'Harbour', from: 'user' },
        }),
      { timeout: 30_000, interval: 100 },
    );
  },
);

test('A month and a year are found by what they name, and by nothing narrower', { timeout: 60_000 }, async () => {
  opened = await openLibrary({ folder: library, log: silentLog });
  const { engine } = opened;
  await vi.waitFor(async () => expect(await engine['photos.get']({ photo: 4 })).toMatchObject({ takenAt: '2005' }), {
    timeout: 30_000,
    interval: 100,
  });
  const found = async (query: string) =>
    (await engine['search.photos']({ query, offset: 0, limit: 10 })).photos.map(({ id }) => id);
  expect(await found('2005')).toEqual([4]);
  expect(await found('July 2005')).toEqual([]);
  expect(await found('July')).toEqual([]);
  expect(await found('1985')).toEqual([2]);
  expect(await found('August 1985')).toEqual([2]);
  expect(await found('16 August 1985')).toEqual([]);
});

function makeLibraryOfBefore(): void {
  const database = new SQLite(join(library, 'library.db'));
  for (const name of readdirSync(resource('migrations')).sort()) {
    if (Number(name.slice(0, 4)) <= BEFORE) database.exec(readFileSync(resource('migrations', name), 'utf8'));
  }
  database.pragma(`user_version = ${BEFORE}`);
  database.prepare('INSERT INTO folder (path, added_at) VALUES (?, ?)').run(photos, '2020-01-01T00:00:00Z');
  const photo = database.prepare(
    `INSERT INTO photo (hash, bytes, width, height, taken_at, taken_from, pipeline, embedded)
     VALUES (?, ?, 320, 240, ?, ?, ?, '{"taken":null,"camera":null,"place":null,"rating":null,"title":null}')`,
  );
  const file = database.prepare(
    `INSERT INTO file (folder, path, size, modified, sidecar, state, photo) VALUES (1, ?, ?, ?, ?, 'done', ?)`,
  );
  PHOTOS.forEach(({ name, before }, index) => {
    const path = join(photos, name);
    const { size, mtimeMs } = statSync(path);
    const hash = hashOf(path);
    photo.run(hash, size, before.at, before.from, PIPELINE_VERSION);
    const beside = 'd20_sidecar_corrects.xmp';
    const sidecar = statSync(join(photos, beside));
    const version = name.startsWith('d20') ? `${beside}:${sidecar.size}:${sidecar.mtimeMs}` : null;
    file.run(name, size, mtimeMs, version, index + 1);
  });
  database.exec(`
    INSERT INTO person (created_at, settled, name, faces, photos, cover, cover_quality)
      VALUES ('2020-01-01T00:00:00Z', 1, 'Anna', 1, 1, 1, 1);
    INSERT INTO face (photo, x, y, w, h, landmarks, confidence, quality, person) VALUES
      (1, 10, 10, 50, 50, '[]', 1, 1, 1), (4, 10, 10, 50, 50, '[]', 1, 1, NULL);
    INSERT INTO embedding (face, model, vector) VALUES
      (1, 'vggface2-mobilenet', zeroblob(8)), (2, 'vggface2-mobilenet', zeroblob(8));
    INSERT INTO action (at, who, kind, sentence) VALUES ('2020-01-01T00:00:00Z', 'user', 'name', 'Named someone “Anna”');
    INSERT INTO naming (action, person, name, face) VALUES (1, 1, 'Anna', 1);
  `);
  database.close();
}
