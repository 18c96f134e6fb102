// What a photo says of itself and ExifTool did not tell in time: it is asked again by itself, a few times, and then no more.

import {
  copyFileSync,
  mkdirSync,
  mkdtempSync,
  readdirSync,
  readFileSync,
  realpathSync,
  rmSync,
  writeFileSync,
} from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import { openCaches } from '../app/photos/caches.ts';
import { type MetadataReader, startMetadataReader } from '../app/photos/exiftool.ts';
import { METADATA_VERSION } from '../app/photos/metadata.ts';
import { startQueue } from '../app/photos/queue.ts';
import { startRereading } from '../app/photos/rereading.ts';
import { seenFile } from '../app/photos/walk.ts';
import { silentLog } from '../app/platform/log.ts';
import { photoBounds } from '../app/platform/photo-bounds.ts';
import { resource } from '../app/platform/resources.ts';
import { openStore, type Store } from '../app/store/index.ts';
import { startVision } from '../app/vision/handle.ts';
import type { Vision } from '../app/vision/protocol.ts';

const LIMIT_MS = 3_000;
const WAIT = { timeout: 60_000, interval: 20 };
const SAID = 'Grüße aus München';

let folder: string;
let photos: string;
let store: Store;
let vision: Vision;
let metadata: MetadataReader;
const endings: (() => void)[] = [];
const bounds = () => photoBounds(join(folder, 'library'), undefined);

beforeEach(() => {
  folder = realpathSync(mkdtempSync(join(tmpdir(), 'kindred-retries-')));
  photos = join(folder, 'photos');
  for (const each of [photos, join(folder, 'library')]) mkdirSync(each);
  copyFileSync(resource('tests', 'fixtures', 'metadata', 'd18_umlaut_description.jpg'), join(photos, '1.jpg'));
  store = openStore(join(folder, 'library'));
  store.folders.add(photos, '2020-01-01T00:00:00Z');
  vision = startVision({ log: silentLog, workers: 1 });
  metadata = startMetadataReader({ log: silentLog, limit: LIMIT_MS });
});
afterEach(async () => {
  for (const end of endings.splice(0)) end();
  await Promise.all([vision.close(), metadata.close()]);
  store.close();
  rmSync(folder, { recursive: true, force: true });
});

describe.skipIf(process.platform !== 'linux')('On a machine that is too busy for ExifTool', () => {
  test('what was not told in time, nor when it was asked again, is known a little later', async () => {
    await stopExifTool();
    await readAll();
    expect(store.metadata.problem(1)?.id).toBe('metadataTime');
    expect(store.metadata.get(1)?.title).toBeNull();
    expect(store.files.counts()).toEqual({ waiting: 0, done: 1, failed: 0 }); // its faces were looked for all the same
    await stopExifTool();
    const tries: number[] = [];
    reread((count) => tries.push(count));
    await expect.poll(() => store.metadata.get(1)?.title, WAIT).toBe(SAID);
    expect(tries).toEqual([2, 0]);
    expect(store.metadata.problem(1)).toBeNull();
  }, 120_000);

  test('a sidecar is tried four times, then the photo says why it is not; what was known stays, and a new sidecar is read', async () => {
    await readAll();
    expect(store.metadata.get(1)?.title).toBe(SAID);
    writeFileSync(join(photos, '1.jpg.xmp'), titled('A sidecar'));
    await stopExifTool();
    await readAll();
    for (const count of [1, 2, 3]) {
      expect(store.metadata.tries(1)).toBe(count);
      expect(store.metadata.nextOutdated(0, METADATA_VERSION, [])).toMatchObject({ photo: 1 });
      await stopExifTool();
      await new Promise((resolve) => reread(resolve, 3_600_000)); // as after a start
    }
    expect(store.metadata.nextOutdated(0, METADATA_VERSION, [])).toBeUndefined();
    expect(store.metadata.problem(1)?.id).toBe('metadataTime');
    expect(store.metadata.get(1)?.title).toBe(SAID);
    writeFileSync(join(photos, '1.jpg.xmp'), titled('Another sidecar'));
    await readAll();
    expect(store.metadata.problem(1)).toBeNull();
    expect(store.metadata.get(1)?.title).toBe('Another sidecar');
  }, 180_000);
});

/** Everything in the folder, as it is now. */
async function readAll(): Promise<void> {
  const [root] = store.folders.all();
  const seen = await seenFile(photos, join(photos, '1.jpg'), bounds());
  if (!root || !seen) throw new Error('The photo is not there.');
  store.files.see(root.id, seen, null);
  const drained = Promise.withResolvers<void>();
  const queue = startQueue({
    store,
    vision,
    metadata,
    caches: openCaches(join(folder, 'library')),
    bounds: bounds(),
    log: silentLog,
    isPaused: () => false,
    away: () => [],
    onPhoto: () => undefined,
    onDrained: drained.resolve,
  });
  queue.wake();
  await drained.promise;
  queue.close();
}

/** @param onTry told how often it was given up, each time it is tried */
function reread(onTry: (tries: number) => void, firstPause = 50): void {
  const rereading = startRereading({
    store,
    metadata,
    bounds: bounds(),
    log: silentLog,
    waits: () => false,
    away: () => [],
    onPhoto: () => onTry(store.metadata.tries(1)),
    onWaiting: () => undefined,
    firstPause,
  });
  endings.push(rereading.close);
  rereading.wake();
}

/** What it is asked next it does not answer. */
async function stopExifTool(): Promise<void> {
  await metadata.readPhoto(resource('tests', 'fixtures', 'metadata', 'd01_zeros.jpg')); // else it may not run yet
  const ours = readdirSync('/proc').filter((id) => {
    try {
      const [, parent] = readFileSync(`/proc/${id}/stat`, 'utf8').split(') ')[1]?.split(' ') ?? [];
      return Number(parent) === process.pid && /exiftool/.test(readFileSync(`/proc/${id}/cmdline`, 'utf8'));
    } catch {
      return false; // no process, or one that has ended
    }
  });
  expect(ours).not.toEqual([]);
  for (const id of ours) process.kill(Number(id), 'SIGSTOP');
}

function titled(title: string): string {
  return (
    '<x:xmpmeta xmlns:x="adobe:ns:meta/"><rdf:RDF xmlns:rdf="http://www.w3.org/1999/02/22-rdf-syntax-ns#">' +
    '<rdf:Description rdf:about="" xmlns:dc="http://purl.org/dc/elements/1.1/">' +
    `<dc:title><rdf:Alt><rdf:li xml:lang="x-default">${title}</rdf:li></rdf:Alt></dc:title>` +
    '</rdf:Description></rdf:RDF></x:xmpmeta>'
  );
}
