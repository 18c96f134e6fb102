// `npm run bench:seed [-- DIR] [--photos N] [--faces N]`: makes a large library in which everything can be seen.
// Invented: dates, shapes, people and what the models would say of them. Real: the pictures, a few hundred tiles cut
// from the sample photos and linked as often as they are needed, so that a window has as much to decode as in daily use.
// How long each part took is said on stderr.

import { existsSync, mkdirSync, rmSync } from 'node:fs';
import { join } from 'node:path';
import { parseArgs } from 'node:util';
import SQLite from 'better-sqlite3';
import { ensure } from '../../app/ensure.ts';
import { FUSED } from '../../app/people/scoring/calibration.ts';
import { openPeople } from '../../app/people/index.ts';
import { openCaches } from '../../app/photos/caches.ts';
import { METADATA_VERSION } from '../../app/photos/metadata.ts';
import { NO_FACTS } from '../../app/photos/photo-facts.ts';
import { openStore } from '../../app/store/index.ts';
import { writeForOwnerAlone } from '../../app/platform/private-library.ts';
import { PIPELINE_VERSION } from '../../app/vision/protocol.ts';
import { readManifest } from '../../app/models/manifest.ts';
import { SEEDED } from './seed/place.ts';
import { makeTiles, SHAPES, type Tiles } from './seed/tiles.ts';
import { inventVectors, lookalikeOf, peopleOf, random, takenTimes } from './seed/invent.ts';

const NAMES = ['Anna', 'Ben', 'Carla', 'David', 'Elif', 'Farid', 'Greta', 'Hugo', 'Ida', 'Jonas', 'Kaya', 'Lena'];

const { values, positionals } = parseArgs({
  allowPositionals: true,
  options: {
    photos: { type: 'string', default: '100000' },
    faces: { type: 'string', default: '250000' },
  },
});
await seed(positionals[0] ?? SEEDED, Number(values.photos), Number(values.faces));

async function seed(folder: string, photoCount: number, faceCount: number): Promise<void> {
  if (existsSync(folder)) {
    process.stderr.write(`${folder} is there already: remove it first, or name another folder.\n`);
    process.exitCode = 1;
    return;
  }
  const began = performance.now();
  writeForOwnerAlone(); // as the engine does: it would change the rights of every file when it is opened first
  try {
    const root = join(folder, 'photos');
    const library = join(folder, 'library');
    mkdirSync(root, { recursive: true });
    const tiles = await timed('tiles', () => makeTiles(join(folder, 'tiles')));
    openStore(library).close();
    const database = openQuickly(join(library, 'library.db'));
    const add = database.transaction((work: () => void) => work());
    await timed('photos', () => add(() => addPhotos(database, root, photoCount, tiles)));
    await timed('faces', () => add(() => addFaces(database, photoCount, faceCount)));
    await timed('people', () => add(() => refresh(database)));
    database.exec('ANALYZE');
    database.close();
    const caches = openCaches(library);
    await timed('pictures', () => {
      for (let photo = 1; photo <= photoCount; photo++) tiles.link('thumbs', photo, caches.pathOf('thumbs', photo));
      for (let face = 1; face <= faceCount; face++) tiles.link('faces', face, caches.pathOf('faces', face));
    });
    await timed('questions', () => workOut(library));
  } catch (error) {
    rmSync(folder, { recursive: true, force: true });
    throw error;
  }
  const seconds = Math.round((performance.now() - began) / 1000);
  process.stdout.write(`${JSON.stringify({ folder, photos: photoCount, faces: faceCount, seconds })}\n`);
}

async function timed<Result>(part: string, work: () => Result | Promise<Result>): Promise<Result> {
  const began = performance.now();
  const result = await work();
  process.stderr.write(`${part}: ${((performance.now() - began) / 1000).toFixed(1)} s\n`);
  return result;
}

/** Written once, and made again when it breaks: nothing here has to survive a power cut, and all of it stays in memory. */
function openQuickly(file: string): SQLite.Database {
  const database = new SQLite(file);
  for (const pragma of ['journal_mode = OFF', 'locking_mode = EXCLUSIVE', 'synchronous = OFF', 'cache_size = -2000000'])
    database.pragma(pragma);
  return database;
}

/** As after a first day of use: what a library keeps of its people between two openings is there. */
async function workOut(library: string): Promise<void> {
  const store = openStore(library);
  const people = openPeople(store, FUSED, {
    index: join(library, 'people.usearch'),
    vectors: join(library, 'people.vectors'),
  });
  await people.ready();
  await people.settle();
  people.close();
  store.close();
}

/** Small files stand for the originals: a scan finds them unchanged, and the viewer has something to show. */
function addPhotos(database: SQLite.Database, root: string, count: number, tiles: Tiles): void {
  const { lastInsertRowid: folder } = database
    .prepare(`INSERT INTO folder (path, added_at) VALUES (?, '2020-01-01T00:00:00.000Z')`)
    .run(root);
  const photo = database.prepare(
    `INSERT INTO photo (hash, bytes, width, height, taken_at, taken_from, pipeline, embedded, metadata)
     VALUES (?, ?, ?, ?, ?, 'exif', ?, ?, ?)`,
  );
  // As if read by this version: read anew, the small files would say that no photo has a date.
  const embedded = JSON.stringify(NO_FACTS);
  const file = database.prepare(
    `INSERT INTO file (folder, path, size, modified, state, photo) VALUES (?, ?, ?, ?, 'done', ?)`,
  );
  takenTimes(count).forEach((takenAt, index) => {
    const number = index + 1;
    const [width, height] = ensure(SHAPES[number % SHAPES.length]);
    const name = join(takenAt.slice(0, 4), takenAt.slice(5, 7), `IMG_${String(number).padStart(6, '0')}.jpg`);
    const { size, modified } = tiles.link('originals', number, join(root, name));
    photo.run(`invented ${number}`, size, width, height, takenAt, PIPELINE_VERSION, embedded, METADATA_VERSION);
    file.run(folder, name, size, modified, number);
  });
}

function addFaces(database: SQLite.Database, photoCount: number, faceCount: number): void {
  const person = database.prepare(`INSERT INTO person (created_at, settled) VALUES ('2020-01-01T00:00:00.000Z', 1)`);
  const face = database.prepare(
    `INSERT INTO face (photo, x, y, w, h, landmarks, confidence, quality, person) VALUES (?, ?, ?, ?, ?, ?, 0.99, ?, ?)`,
  );
  const embedding = database.prepare('INSERT INTO embedding (face, model, vector) VALUES (?, ?, ?)');
  const models = readManifest().models.flatMap(({ name, dimensions }) =>
    dimensions === null ? [] : [{ name, dimensions }],
  );
  const draw = random(7);
  const sizes = peopleOf(faceCount);
  let id = 0;
  sizes.forEach((size, index) => {
    person.run();
    const vectors = inventVectors(models, index + 1, lookalikeOf(index + 1));
    // Somebody is photographed for some years, not from the first photo to the last.
    const width = Math.min(photoCount, Math.max(4 * size, photoCount / 5));
    const start = Math.floor(draw() * (photoCount - width + 1));
    const used = new Set<number>();
    for (let each = 0; each < size; each++) {
      let photo = 1 + start + Math.floor(draw() * width);
      while (used.has(photo)) photo = 1 + (photo % photoCount);
      used.add(photo);
      const [photoWidth, photoHeight] = ensure(SHAPES[photo % SHAPES.length]);
      const side = Math.min(photoWidth, photoHeight) * (0.08 + 0.2 * draw());
      const [x, y] = [draw() * (photoWidth - side), draw() * (photoHeight - side)];
      const landmarks = [0.31, 0.39, 0.69, 0.39, 0.5, 0.59, 0.35, 0.78, 0.65, 0.78];
      const points = landmarks.map((share, at) => Math.round((at % 2 === 0 ? x : y) + share * side));
      face.run(photo, x, y, side, side, JSON.stringify(points), 0.3 + 0.7 * draw(), index + 1);
      id++;
      for (const { name, vector } of vectors.of(draw)) embedding.run(id, name, vector);
    }
  });
}

/** Counts and covers as the engine keeps them, and names for those who are seen most. */
function refresh(database: SQLite.Database): void {
  database.exec(`
    UPDATE person SET
      faces = (SELECT count(*) FROM face WHERE face.person = person.id),
      photos = (SELECT count(DISTINCT photo) FROM face WHERE face.person = person.id),
      cover = (SELECT id FROM face WHERE face.person = person.id ORDER BY quality DESC, id LIMIT 1)`);
  const action = database.prepare(
    `INSERT INTO action (at, who, kind, sentence) VALUES ('2021-01-01T00:00:00.000Z', 'user', 'name', ?)`,
  );
  const naming = database.prepare(
    'INSERT INTO naming (action, person, name, face) SELECT ?, id, ?, cover FROM person WHERE id = ?',
  );
  const named = database.prepare('UPDATE person SET name = ? WHERE id = ? AND faces > 0');
  for (let person = 1; person <= 5 * NAMES.length; person++) {
    const round = Math.floor((person - 1) / NAMES.length);
    const name = `${NAMES[(person - 1) % NAMES.length]}${round === 0 ? '' : ` ${'ABCD'[round - 1]}.`}`;
    naming.run(action.run(`Named someone “${name}”`).lastInsertRowid, name, person);
    named.run(name, person);
  }
}
