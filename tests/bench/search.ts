// How long searching, albums and people take in a library of 100,000 photos and 250,000 faces: milliseconds of processor time, as JSON.
// `node tools/run.mjs tests/bench/search.ts [--photos N] [--faces N]`

import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { parseArgs } from 'node:util';
import SQLite from 'better-sqlite3';
import { makeSearchCalls } from '../../app/calls/search.ts';
import { openStore } from '../../app/store/index.ts';

const { values } = parseArgs({
  options: { photos: { type: 'string', default: '100000' }, faces: { type: 'string', default: '250000' } },
});
const TIMES = 5;
const folder = mkdtempSync(join(tmpdir(), 'kindred-search-'));
try {
  process.stdout.write(`${JSON.stringify(await similarityModel(), null, 2)}\n`);
} finally {
  rmSync(folder, { recursive: true, force: true });
}

async function similarityModel() {
  plant(Number(values.photos), Number(values.faces));
  const store = openStore(folder);
  const calls = makeSearchCalls(store);
  const root = store.folders.all()[0]?.id ?? 0;
  const search = (query: string) => () => calls['search.photos']({ query, limit: 200, offset: 0 });
  /** Any write: what was kept from before has to be worked out again. */
  const touch = () => store.settings.set('learningSince', 0);
  const things: Record<string, () => unknown> = {
    'one person': search('Person1'),
    'two people': search('Person1 and Person2'),
    'two people, one without, a year': search('Person1 and Person2 without Person3 2019'),
    'either of two': search('Person1 or Person2'),
    'everybody but one': search('without Person1'),
    'a year': search('2019'),
    'a month of any year': search('July'),
    'a folder': search('"Trip 7"'),
    'part of a file name': search('IMG_0420'),
    'in every file name': search('IMG'),
    'two letters': search('42'),
    'nothing like it': search('xylophone'),
    'folder, person and year': search('Trip Person1 2019'),
    'suggestions for a name': () => calls['search.suggest']({ typed: 'with Person1 and pers' }),
    'suggestions for a folder': () => calls['search.suggest']({ typed: 'tri' }),
    'folders as albums': () => store.directories.all(),
    'photos of a folder': () => store.directories.photos(root, 'Trip 7/', 200, 0),
    'who appears with them': () => store.people.together(1, 12),
    'people, first page': () => [store.people.list('main', 200, 0), store.people.sections(), store.people.isEarly()],
    'photos and files counted': () => [store.files.counts(), store.folders.all()],
  };
  const figures: Record<string, number> = {};
  for (const [name, work] of Object.entries(things)) {
    let worst = 0;
    for (let time = 0; time < TIMES; time++) {
      touch();
      // The processor's time, which does not depend on what else the machine is doing: nothing here waits for a disk.
      const began = process.cpuUsage();
      await work();
      const { user, system } = process.cpuUsage(began);
      worst = Math.max(worst, (user + system) / 1000);
    }
    figures[name] = Math.round(worst);
  }
  store.close();
  return { photos: values.photos, faces: values.faces, worstOf: TIMES, milliseconds: figures };
}

/** 500 folders, ten years; a few people are on very many photos, most on few, as in a family. */
function plant(photos: number, faces: number): void {
  const store = openStore(folder);
  const root = store.folders.add('/photos', new Date().toISOString());
  store.close();
  const database = new SQLite(join(folder, 'library.db'));
  const photo = database.prepare(
    `INSERT INTO photo (hash, bytes, width, height, taken_at, taken_from, camera, pipeline)
     VALUES (?, 1, 4000, 3000, ?, 'exif', 'Camera', 1)`,
  );
  const file = database.prepare(
    `INSERT INTO file (folder, path, size, modified, state, photo) VALUES (?, ?, 1, 1, 'done', ?)`,
  );
  const person = database.prepare(
    `INSERT INTO person (created_at, settled, name) VALUES ('2020-01-01T00:00:00Z', 1, ?)`,
  );
  const face = database.prepare(
    `INSERT INTO face (photo, x, y, w, h, landmarks, confidence, quality, person) VALUES (?, 1, 1, 9, 9, '[]', 1, 1, ?)`,
  );
  const people = Math.ceil(faces / 50);
  database.transaction(() => {
    for (let index = 1; index <= photos; index++) {
      const taken = new Date(1.45e12 + index * (3.15e11 / photos)).toISOString().slice(0, 19);
      photo.run(String(index), taken);
      file.run(root, `Trip ${Math.ceil((500 * index) / photos)}/IMG_${String(index).padStart(6, '0')}.jpg`, index);
    }
    for (let index = 1; index <= people; index++) person.run(index <= 300 ? `Person${index}` : null);
    for (let index = 1; index <= faces; index++) {
      const random = ((index * 2_654_435_761) % 2 ** 32) / 2 ** 32;
      face.run(1 + ((index * 48_271) % photos), 1 + Math.floor(people * random ** 4));
    }
    database.exec(`UPDATE person SET
      faces = (SELECT count(*) FROM face WHERE person = person.id),
      photos = (SELECT count(DISTINCT photo) FROM face WHERE person = person.id),
      cover = (SELECT min(id) FROM face WHERE person = person.id)`);
  })();
  database.close();
}
