// What the detector takes for a face and is none: a chain on a blouse, in one of the sample photos.

import { mkdtempSync, mkdirSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { basename, join } from 'node:path';
import SQLite from 'better-sqlite3';
import sharp from 'sharp';
import { afterEach, beforeEach, expect, test } from 'vitest';
import { type Library, openLibrary } from '../app/core.ts';
import { ensure } from '../app/ensure.ts';
import { silentLog } from '../app/platform/log.ts';
import { resource } from '../app/platform/resources.ts';
import { findFaces } from '../app/vision/analyse.ts';
import { decode } from '../app/vision/decode.ts';
import { openModels } from '../app/vision/loaded-models.ts';
import { pyramidOf } from '../app/vision/picture.ts';
import { PIPELINE_VERSION } from '../app/vision/protocol.ts';
import { writeFacePhotos } from './face-photos.ts';
import { firstOf } from './first-of.ts';
import { SAMPLES } from './samples.ts';

const TEST_TIMEOUT_MS = 120_000;
const CHAIN = { left: 927, top: 929, width: 218, height: 218 };
const SIDE = 400;
/** Since this one such places are told from faces. */
const MIGRATION = '0040-no-faces.sql';

let folder: string;
let library: Library | undefined;
beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'kindred-no-faces-'));
  mkdirSync(join(folder, 'photos'));
});
afterEach(async () => {
  await library?.close();
  rmSync(folder, { recursive: true, force: true });
});

test(
  'It is nobody, unless the user draws a face there',
  async () => {
    const picture = await decode(await writeChain('chain.png'), SIDE);
    const [taken] = firstOf(1, await findFaces(await openModels(), pyramidOf(picture)));
    expect(taken.confidence).toBeGreaterThan(0.85);

    await scan();
    const { id, faces } = await thePhoto('chain.png');
    expect(faces).toEqual([]);
    const [left, top, right, bottom] = taken.box;
    await draw(id, [left, top, right - left, bottom - top]);
    expect((await thePhoto('chain.png')).faces.length).toBe(1);
  },
  TEST_TIMEOUT_MS,
);

test(
  'An earlier library lets go of what it took for faces, but not of what has a name, and reads no other photo anew',
  async () => {
    await writeChain('named.png', 1.05);
    await writeChain('unnamed.png');
    await writeFacePhotos(join(folder, 'photos'), 1);
    await scan();
    for (const path of ['named.png', 'unnamed.png']) await draw((await thePhoto(path)).id, [60, 60, 250, 300]);
    const [{ person }] = firstOf(1, (await thePhoto('named.png')).faces);
    await engine()['people.name']({ person: ensure(person).id, name: 'Anna', ifTaken: 'ask' });
    await library?.close();
    makeEarlier();

    library = await openLibrary({ folder: join(folder, 'library'), log: silentLog });
    await expect.poll(outdated, { timeout: TEST_TIMEOUT_MS }).toBe(0);
    await library.whenIdle();
    expect((await thePhoto('unnamed.png')).faces).toEqual([]);
    expect((await thePhoto('named.png')).faces).toMatchObject([{ person: { name: 'Anna' } }]);
    // Found again it would have the detector's confidence.
    expect((await thePhoto('1.jpg')).faces).toMatchObject([{ confidence: 0.99 }]);
  },
  TEST_TIMEOUT_MS,
);

/** @param brightness two files of the same bytes would be one photo */
async function writeChain(name: string, brightness = 1): Promise<string> {
  const path = join(folder, 'photos', name);
  await sharp(SAMPLES[2]).extract(CHAIN).resize(SIDE).modulate({ brightness }).png().toFile(path);
  return path;
}

function engine() {
  return ensure(library, 'The library that is open').engine;
}

async function scan(): Promise<void> {
  library = await openLibrary({ folder: join(folder, 'library'), log: silentLog });
  await library.engine['folders.add']({ path: join(folder, 'photos') });
  await library.whenIdle();
}

async function thePhoto(name: string) {
  const { photos } = await engine()['photos.list']({ offset: 0, limit: 10 });
  const all = await Promise.all(photos.map(({ id }) => engine()['photos.get']({ photo: id })));
  return ensure(all.find(({ places }) => places.some((place) => basename(place.path) === name)));
}

function draw(photo: number, box: [number, number, number, number]) {
  return engine()['faces.draw']({ photo, box });
}

/**
 * As the version before left it, and migrated: both places were found as faces, and that of the sample as one that it was sure
 * of. Later migrations change nothing of it, and were there before.
 */
function makeEarlier(): void {
  const database = open();
  database.exec(`DELETE FROM drawing; DELETE FROM face_move; UPDATE face SET confidence = CASE drawn WHEN 1 THEN 0.9 ELSE 0.99 END, drawn = 0;
    UPDATE photo SET pipeline = ${PIPELINE_VERSION - 1}`);
  database.exec(readFileSync(resource('migrations', MIGRATION), 'utf8'));
  database.close();
}

function outdated(): number | undefined {
  const database = open();
  const count = `SELECT count(*) AS n FROM photo WHERE pipeline <> ${PIPELINE_VERSION}`;
  const row = database.prepare<[], { n: number }>(count).get();
  database.close();
  return row?.n;
}

function open(): SQLite.Database {
  return new SQLite(join(folder, 'library', 'library.db'));
}
