// A library as an earlier version left it on the disk, whose scores knew no surroundings: all that was said outlives the new ones.

import { mkdirSync, mkdtempSync, readFileSync, rmSync, statSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { basename, join } from 'node:path';
import { gunzipSync } from 'node:zlib';
import SQLite from 'better-sqlite3';
import { afterEach, beforeEach, expect, test } from 'vitest';
import { type Library, openLibrary } from '../app/core.ts';
import { ensure } from '../app/ensure.ts';
import { silentLog } from '../app/platform/log.ts';
import { resource } from '../app/platform/resources.ts';
import { writeFacePhotos } from './face-photos.ts';
import { hashOf } from './file-hash.ts';

const TEST_TIMEOUT_MS = 240_000;
/** Twelve people, enough of them for a cohort. */
const PHOTOS = 44;

let folder: string;
let library: Library | undefined;
beforeEach(async () => {
  folder = mkdtempSync(join(tmpdir(), 'kindred-earlier-'));
  await restoreLibrary();
}, TEST_TIMEOUT_MS);
afterEach(async () => {
  await library?.close();
  rmSync(folder, { recursive: true, force: true });
});

test(
  'Names, notes, answers, splits and what is hidden stay with their people and ids, by the scores of today',
  async () => {
    const before = whatIsSaid();
    expect(before.people.flatMap(({ name }) => name ?? []).sort()).toEqual(['Anna', 'Bert', 'Carl', 'Dora']);
    expect(before.answers.map(({ verdict }) => verdict).sort()).toEqual(['different', 'different', 'same', 'unsure']);
    expect(embeddings()).toEqual([
      { model: 'mobilefacenet', faces: PHOTOS },
      { model: 'vggface2-mobilenet', faces: PHOTOS },
    ]);
    const vectors = vggface2Vectors();

    library = await openLibrary({ folder: join(folder, 'library'), log: silentLog });
    await expect.poll(embeddings, { timeout: TEST_TIMEOUT_MS }).toEqual([
      { model: 'mobilefacenet-512', faces: PHOTOS },
      { model: 'vggface2-mobilenet', faces: PHOTOS },
    ]);
    await library.whenIdle();
    expect(measured()).toBe(PHOTOS - 1); // one is no face, as the user said
    expect(whatIsSaid()).toEqual(before);
    // Of 32-bit floats then, and of 8 bits now: a library that is not read anew compares both with one another.
    const alike = vggface2Vectors().map((vector, index) => cosine(vector, ensure(vectors[index])));
    expect(Math.min(...alike)).toBeGreaterThan(0.97);
    expect(alike.reduce((sum, each) => sum + each, 0) / PHOTOS).toBeGreaterThan(0.99);
    // What was asked by other scores teaches nothing about these.
    expect(await library.engine['learning.get']({})).toMatchObject({ lessons: [] });
    expect(await library.engine['history.undo']({})).toMatchObject({ undone: { sentence: expect.anything() } });
  },
  TEST_TIMEOUT_MS,
);

/** As that version wrote it, but for where its photos lie, and when they were written. */
async function restoreLibrary(): Promise<void> {
  const photos = await writeFacePhotos(join(folder, 'photos'), PHOTOS);
  mkdirSync(join(folder, 'library'));
  const packed = readFileSync(resource('tests', 'fixtures', 'library-12.db.gz'));
  writeFileSync(join(folder, 'library', 'library.db'), gunzipSync(packed));
  const database = open();
  database.prepare('UPDATE folder SET path = ?').run(join(folder, 'photos'));
  const place = database.prepare('UPDATE file SET size = ?, modified = ? WHERE path = ?');
  // Another version of the encoder writes other bytes.
  const known = database.prepare('UPDATE photo SET hash = ? WHERE id = (SELECT photo FROM file WHERE path = ?)');
  for (const path of photos) {
    const { size, mtimeMs } = statSync(path);
    place.run(size, mtimeMs, basename(path));
    known.run(hashOf(path), basename(path));
  }
  database.close();
}

function open(options: SQLite.Options = {}): SQLite.Database {
  return new SQLite(join(folder, 'library', 'library.db'), options);
}

function read<Result>(question: (database: SQLite.Database) => Result): Result {
  const database = open({ readonly: true });
  try {
    return question(database);
  } finally {
    database.close();
  }
}

interface Said {
  people: {
    id: number;
    name: string | null;
    hidden: number;
    favourite: number;
    note: string | null;
    born: string | null;
  }[];
  faces: { id: number; person: number | null; rejected: number }[];
  answers: { verdict: string }[];
}

/** In the columns that both versions have. */
function whatIsSaid(): Said {
  return read((database) => ({
    people: database
      .prepare<[], Said['people'][number]>(
        'SELECT id, name, hidden, favourite, note, born FROM person WHERE faces > 0 ORDER BY id',
      )
      .all(),
    faces: database.prepare<[], Said['faces'][number]>('SELECT id, person, rejected FROM face ORDER BY id').all(),
    answers: database
      .prepare<[], Said['answers'][number]>('SELECT left_face, right_face, verdict FROM answer ORDER BY rowid')
      .all(),
  }));
}

function embeddings() {
  return read((database) =>
    database.prepare('SELECT model, count(*) AS faces FROM embedding GROUP BY model ORDER BY model').all(),
  );
}

/** In the order of the faces' ids. */
function vggface2Vectors(): Float16Array[] {
  const rows = read((database) =>
    database
      .prepare<[], { vector: Buffer }>("SELECT vector FROM embedding WHERE model = 'vggface2-mobilenet' ORDER BY face")
      .all(),
  );
  return rows.map(({ vector }) => new Float16Array(new Uint8Array(vector).buffer));
}

/** Of unit vectors. */
function cosine(one: Float16Array, other: Float16Array): number {
  return one.reduce((sum, value, index) => sum + value * ensure(other[index]), 0);
}

/** How many faces' surroundings are known. */
function measured(): number | undefined {
  return read((database) => database.prepare<[], { n: number }>('SELECT count(*) AS n FROM closeness').get()?.n);
}
