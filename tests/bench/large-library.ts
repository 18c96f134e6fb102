// How long a library of 100,000 photos takes to open, and to find that nothing has changed: time and memory, as JSON.
// `node tools/run.mjs tests/bench/large-library.ts [--photos N] [--faces N]`

import { spawnSync } from 'node:child_process';
import { mkdirSync, mkdtempSync, rmSync, statSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { parseArgs } from 'node:util';
import SQLite from 'better-sqlite3';
import { openLibrary } from '../../app/core.ts';
import { NODE_OPTIONS } from '../../app/platform/engine-options.mjs';
import { silentLog } from '../../app/platform/log.ts';
import { METADATA_VERSION } from '../../app/photos/metadata.ts';
import { NO_FACTS } from '../../app/photos/photo-facts.ts';
import { openStore } from '../../app/store/index.ts';
import { PIPELINE_VERSION } from '../../app/vision/protocol.ts';
import { readManifest } from '../../app/models/manifest.ts';
import { heldUpMs, watchStalls } from './stalls.ts';

const { values } = parseArgs({
  options: {
    photos: { type: 'string', default: '100000' },
    faces: { type: 'string', default: '0' },
    library: { type: 'string' },
  },
});

if (values.library === undefined) compare();
else await measure(values.library);

/** The library is made by one process and measured in another, so that making it costs no memory there. */
function compare(): void {
  const folder = mkdtempSync(join(tmpdir(), 'kindred-large-'));
  try {
    plant(folder, Number(values.photos), Number(values.faces));
    const words = [...NODE_OPTIONS, import.meta.filename, '--library', folder]; // as the engine starts
    spawnSync(process.execPath, words, { stdio: 'inherit' });
  } finally {
    rmSync(folder, { recursive: true, force: true });
  }
}

async function measure(folder: string): Promise<void> {
  const began = performance.now();
  const seconds = () => Math.round(performance.now() - began) / 1000;
  const library = await openLibrary({ folder: join(folder, 'library'), log: silentLog });
  const { photos } = await library.engine['photos.list']({ offset: 0, limit: 200 });
  await library.engine['people.list']({ section: 'main', offset: 0, limit: 200 });
  const usable = seconds();
  const stalls = watchStalls();
  await library.whenIdle();
  const reconciled = seconds() - usable;
  const status = await library.engine['library.status']({});
  await library.close();
  const { maxRSS } = process.resourceUsage();
  const figures = {
    photos: status.photos,
    shown: photos.length,
    usableSeconds: usable,
    reconcileSeconds: Math.round(reconciled * 1000) / 1000,
    /** Of both: ready to go on, while other programs had the processors. */
    heldUpSeconds: Math.round(heldUpMs()) / 1000,
    longestStallMs: stalls(),
    peakMegabytes: Math.round(maxRSS / 1024),
  };
  process.stdout.write(`${JSON.stringify(figures)}\n`);
}

/** All in one folder: the hardest case for watching and walking. */
function plant(folder: string, photos: number, faces: number): void {
  const root = join(folder, 'photos');
  mkdirSync(root);
  const store = openStore(join(folder, 'library'));
  const id = store.folders.add(root, new Date().toISOString());
  store.close();
  const database = new SQLite(join(folder, 'library', 'library.db'));
  const photo = database.prepare(
    `INSERT INTO photo (hash, bytes, width, height, taken_at, taken_from, pipeline, embedded, metadata)
     VALUES (?, ?, 4000, 3000, ?, 'exif', ?, ?, ?)`,
  );
  // As if read by this version: nothing has changed.
  const embedded = JSON.stringify(NO_FACTS);
  const file = database.prepare(
    `INSERT INTO file (folder, path, size, modified, state, photo) VALUES (?, ?, ?, ?, 'done', ?)`,
  );
  const person = database.prepare(`INSERT INTO person (created_at, settled) VALUES ('2020-01-01T00:00:00Z', 1)`);
  const face = database.prepare(
    `INSERT INTO face (photo, x, y, w, h, landmarks, confidence, quality, person) VALUES (?, 1, 1, 9, 9, '[]', 1, 1, ?)`,
  );
  const embedding = database.prepare('INSERT INTO embedding (face, model, vector) VALUES (?, ?, ?)');
  const vectors = readManifest().models.flatMap(({ name, dimensions }) =>
    dimensions === null
      ? []
      : [{ name, vector: new Uint8Array(new Float16Array(dimensions).fill(dimensions ** -0.5).buffer) }],
  );
  database.transaction(() => {
    for (let index = 1; index <= photos; index++) {
      const name = `IMG_${String(index).padStart(6, '0')}.jpg`;
      writeFileSync(join(root, name), String(index));
      const { size, mtimeMs } = statSync(join(root, name));
      const taken = new Date(1.5e12 + index * 60_000).toISOString().slice(0, 19);
      photo.run(String(index), size, taken, PIPELINE_VERSION, embedded, METADATA_VERSION);
      file.run(id, name, size, mtimeMs, index);
    }
    for (let index = 1; index <= faces; index++) {
      if (index % 50 === 1) person.run();
      face.run(1 + (index % photos), Math.ceil(index / 50));
      for (const { name, vector } of vectors) embedding.run(index, name, vector);
    }
  })();
  database.close();
}
