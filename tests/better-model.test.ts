// A library of the version before, whose faces another model embedded: all is kept, and everything embedded anew.

import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import SQLite from 'better-sqlite3';
import sharp from 'sharp';
import { afterEach, beforeEach, expect, test } from 'vitest';
import { type Library, openLibrary } from '../app/core.ts';
import { silentLog } from '../app/platform/log.ts';
import { PIPELINE_VERSION } from '../app/vision/protocol.ts';
import { writeFacePhotos } from './face-photos.ts';
import { firstOf } from './first-of.ts';
import { readStore } from './read-store.ts';

const TEST_TIMEOUT_MS = 120_000;

let folder: string;
let library: Library;
beforeEach(async () => {
  folder = mkdtempSync(join(tmpdir(), 'kindred-better-'));
  await writeFacePhotos(join(folder, 'photos'), 14); // twelve people, two of them twice
  library = await open();
}, TEST_TIMEOUT_MS);
afterEach(async () => {
  await library.close();
  rmSync(folder, { recursive: true, force: true });
});

test(
  'Every name, answer and person of an earlier library outlives a better model, on edited photos too',
  async () => {
    await library.engine['folders.add']({ path: join(folder, 'photos') });
    await library.whenIdle();
    const { people } = await library.engine['people.list']({ section: 'main', offset: 0, limit: 100 });
    const [anna, bert, carl, dora] = firstOf(4, people);
    await library.engine['people.name']({ person: anna.id, name: 'Anna', ifTaken: 'ask' });
    await library.engine['people.name']({ person: bert.id, name: 'Bert', ifTaken: 'ask' });
    await library.engine['questions.answer']({ left: anna.cover, right: bert.cover, answer: 'different' });
    await library.engine['questions.answer']({ left: carl.cover, right: dora.cover, answer: 'same' });
    const before = whatIsSaid();
    await library.close();
    makeOld();
    await editPhotos(['1.jpg', '2.jpg', '3.jpg']);

    library = await open();
    // Those of the version before wait again as soon as the library is there.
    await expect.poll(models, { timeout: TEST_TIMEOUT_MS }).toEqual([
      { model: 'mobilefacenet-512', faces: 14, bytes: 1024 },
      { model: 'vggface2-mobilenet', faces: 14, bytes: 2048 },
    ]);
    await library.whenIdle();
    expect(whatIsSaid()).toEqual(before);
    // How alike two faces were to the former model teaches nothing about the new one.
    expect(await library.engine['learning.get']({})).toMatchObject({ lessons: [] });
    expect(await library.engine['history.undo']({})).toMatchObject({ undone: { sentence: expect.anything() } });
  },
  TEST_TIMEOUT_MS,
);

/** As the version before left it: the second model was another one, of 192 numbers. */
function makeOld(): void {
  const database = new SQLite(join(folder, 'library', 'library.db'));
  database
    .prepare(`UPDATE embedding SET model = 'mobilefacenet', vector = zeroblob(384) WHERE model = 'mobilefacenet-512'`)
    .run();
  database.prepare('UPDATE photo SET pipeline = ?').run(PIPELINE_VERSION - 1);
  database.prepare(`DELETE FROM setting WHERE key = 'learningScore'`).run();
  database.close();
}

/** Saved anew by another program: other bytes, the same picture. Without its thumbnail only the faces can say so. */
async function editPhotos(names: readonly string[]): Promise<void> {
  rmSync(join(folder, 'library', 'thumbs'), { recursive: true });
  for (const name of names) {
    const path = join(folder, 'photos', name);
    writeFileSync(path, await sharp(readFileSync(path)).jpeg({ quality: 85 }).toBuffer());
  }
}

function models() {
  const database = new SQLite(join(folder, 'library', 'library.db'), { readonly: true });
  const rows = database
    .prepare(
      'SELECT model, count(*) AS faces, max(length(vector)) AS bytes FROM embedding GROUP BY model ORDER BY model',
    )
    .all();
  database.close();
  return rows;
}

/** Every person with their name and faces, and all that was said. */
function whatIsSaid() {
  return readStore(join(folder, 'library'), ({ people, photos, facts }) => ({
    people: people.all().map(({ id, name, faces }) => {
      return { id, name, faces: photos.facesOfPerson(id, faces, 0).map((face) => face.id) };
    }),
    answers: facts.answers(),
    said: facts.count(),
  }));
}

async function open(): Promise<Library> {
  return openLibrary({ folder: join(folder, 'library'), log: silentLog });
}
