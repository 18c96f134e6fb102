// Photos of unusual shape and content: people on a panorama are found as on any photo, and a crowd takes no more memory.

import { mkdirSync, mkdtempSync, readdirSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import SQLite from 'better-sqlite3';
import sharp, { type OverlayOptions } from 'sharp';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { ensure } from '../app/ensure.ts';
import { silentLog } from '../app/platform/log.ts';
import { resource } from '../app/platform/resources.ts';
import { openStore } from '../app/store/index.ts';
import { decodeVector, innerProduct } from '../app/vectors.ts';
import { startVision } from '../app/vision/handle.ts';
import { type FoundFace, PIPELINE_VERSION, type Vision } from '../app/vision/protocol.ts';
import { facePhotos } from './face-photos.ts';

/** Of a picture of one face, so much is the face's box. */
const FACE_SHARE = 0.55;
const FACE_SIDE = 113;
/** One face on a photo of 18 megapixels takes 310 MB of a process, 30 take 360 and 204 take 390. */
const MOST_MEMORY = 480e6;

/** The migration that has them analysed again. */
const PANORAMAS = 28;

let folder: string;
let vision: Vision;

beforeAll(() => {
  folder = mkdtempSync(join(tmpdir(), 'kindred-wide-'));
  vision = startVision({ log: silentLog, workers: 1, provider: 'cpu', mostMemory: MOST_MEMORY });
});
afterAll(async () => {
  await vision.close();
  rmSync(folder, { recursive: true, force: true });
});

test('A face of 113 pixels is found on a panorama of 12,000 × 1,500, lying or standing, and known again', async () => {
  const [portrait] = await facePhotos(1);
  const face = await sharp(portrait)
    .resize(Math.round(FACE_SIDE / FACE_SHARE))
    .png()
    .toBuffer();
  const [alone] = (await vision.analyse(await write('alone.png', 600, 400, [{ input: face, left: 200, top: 100 }])))
    .faces;
  for (const [width, height] of [
    [12_000, 1_500],
    [1_500, 12_000],
  ] as const) {
    const [left, top] = [Math.round(0.7 * width), Math.round(0.6 * height)];
    const path = await write(`${width}.png`, width, height, [{ input: face, left, top }]);
    const { faces } = await vision.analyse(path);
    expect(faces.length, path).toBe(1);
    const [x, y, w] = ensure(faces[0]).box;
    expect(x - left, path).toBeGreaterThan(0);
    expect(y - top, path).toBeGreaterThan(0);
    expect(Math.abs(w - ensure(alone).box[2]), path).toBeLessThan(12);
    expect(likeness(ensure(faces[0]), ensure(alone)), path).toBeGreaterThan(0.7);
  }
});

test('Of a crowd of 204 all are found, in memory that one face would take as well', { timeout: 120_000 }, async () => {
  const [columns, rows, cell] = [17, 12, 300];
  const portraits = await Promise.all((await facePhotos(12)).map((input) => sharp(input).resize(cell).toBuffer()));
  const people = Array.from({ length: columns * rows }, (_, at) => ({
    input: ensure(portraits[at % portraits.length]),
    left: cell * (at % columns),
    top: cell * Math.floor(at / columns),
  }));
  const path = await write('crowd.jpg', columns * cell, rows * cell, people);
  const { faces } = await vision.analyse(path);
  const cells = new Set(
    faces.map(({ box: [x, y, w, h] }) => [x + w / 2, y + h / 2].map((at) => Math.floor(at / cell)).join()),
  );
  expect([faces.length, cells.size]).toEqual([204, 204]);
});

test('Panoramas of a library that was made before are analysed again, and nothing else is', () => {
  const library = join(folder, 'library');
  mkdirSync(library);
  const database = new SQLite(join(library, 'library.db'));
  const earlier = readdirSync(resource('migrations')).filter((name) => Number(name.slice(0, 4)) < PANORAMAS);
  for (const name of earlier.sort()) database.exec(readFileSync(resource('migrations', name), 'utf8'));
  database.pragma(`user_version = ${PANORAMAS - 1}`);
  const photo = database.prepare(
    `INSERT INTO photo (hash, bytes, width, height, taken_at, taken_from, pipeline) VALUES (?, 1, ?, ?, '2020', 'exif', ?)`,
  );
  const sizes = { panorama: [12_000, 1_500], upright: [900, 2_000], usual: [4_000, 3_000], twice: [2_000, 1_000] };
  for (const [hash, size] of Object.entries(sizes)) photo.run(hash, ...size, PIPELINE_VERSION);
  database.close();
  const store = openStore(library);
  const known = Object.keys(sizes).filter((hash) => store.photos.byHash(hash, PIPELINE_VERSION) !== undefined);
  store.close();
  expect(known).toEqual(['usual', 'twice']);
});

async function write(name: string, width: number, height: number, composite: OverlayOptions[]): Promise<string> {
  const path = join(folder, name);
  await sharp({ create: { width, height, channels: 3, background: '#678' } })
    .composite(composite)
    .toFile(path);
  return path;
}

function likeness(one: FoundFace, other: FoundFace): number {
  const model = 'mobilefacenet-512';
  return innerProduct(decodeVector(ensure(one.embeddings[model])), decodeVector(ensure(other.embeddings[model])));
}
