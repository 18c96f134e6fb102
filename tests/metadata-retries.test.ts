// What a photo says of itself and ExifTool did not tell in time: it is asked again by itself, a few times, and then no more.

import { copyFileSync, mkdirSync, mkdtempSync, realpathSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { ExifTool, type WriteTags } from 'exiftool-vendored';
import sharp from 'sharp';
import { afterAll, afterEach, beforeEach, describe, expect, test } from 'vitest';
import { ensure } from '../app/ensure.ts';
import { openCaches } from '../app/photos/caches.ts';
import { type MetadataReader, startMetadataReader } from '../app/photos/exiftool.ts';
import { METADATA_VERSION } from '../app/photos/metadata.ts';
import { startQueue } from '../app/photos/queue.ts';
import { stackOf } from '../app/photos/stacking.ts';
import { startRereading } from '../app/photos/rereading.ts';
import { seenFile } from '../app/photos/walk.ts';
import { silentLog } from '../app/platform/log.ts';
import { photoBounds } from '../app/platform/photo-bounds.ts';
import { resource } from '../app/platform/resources.ts';
import { sentence } from '../app/sentences/sentence.ts';
import { openStore, type Store, type WaitingFile } from '../app/store/index.ts';
import { startVision } from '../app/vision/handle.ts';
import type { Vision } from '../app/vision/protocol.ts';
import { videoFixture } from './motion-photos.ts';
import { SAMPLES } from './samples.ts';
import { stopExifTool } from './stop-exiftool.ts';

/** To write with; a process of its own. */
const exiftool = new ExifTool({ maxProcs: 1 });
afterAll(() => exiftool.end());

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
    await stopReading();
    await readAll('1.jpg');
    expect(store.metadata.problem(1)?.id).toBe('metadataTime');
    expect(store.metadata.get(1)?.title).toBeNull();
    expect(store.files.counts()).toEqual({ waiting: 0, done: 1, failed: 0 }); // its faces were looked for all the same
    await stopReading();
    const tries: number[] = [];
    reread((count) => tries.push(count));
    await expect.poll(() => store.metadata.get(1)?.title, WAIT).toBe(SAID);
    expect(tries).toEqual([2, 0]);
    expect(store.metadata.problem(1)).toBeNull();
  }, 120_000);

  test('a sidecar is tried four times, then the photo says why it is not; what was known stays, and a new sidecar is read', async () => {
    await readAll('1.jpg');
    expect(store.metadata.get(1)?.title).toBe(SAID);
    writeFileSync(join(photos, '1.jpg.xmp'), titled('A sidecar'));
    await stopReading();
    await readAll('1.jpg');
    for (const count of [1, 2, 3]) {
      expect(store.metadata.tries(1)).toBe(count);
      expect(store.metadata.nextOutdated(0, METADATA_VERSION, [])).toMatchObject({ photo: 1 });
      await stopReading();
      await new Promise((resolve) => reread(resolve, 3_600_000)); // as after a start
    }
    expect(store.metadata.nextOutdated(0, METADATA_VERSION, [])).toBeUndefined();
    expect(store.metadata.problem(1)?.id).toBe('metadataTime');
    expect(store.metadata.get(1)?.title).toBe(SAID);
    writeFileSync(join(photos, '1.jpg.xmp'), titled('Another sidecar'));
    await readAll('1.jpg');
    expect(store.metadata.problem(1)).toBeNull();
    expect(store.metadata.get(1)?.title).toBe('Another sidecar');
  }, 180_000);

  test('two files of one name are not taken for one photo while it is not known when they were taken', async () => {
    await put('IMG_E1234.jpg', { DateTimeOriginal: '2019:05:06 10:00:00' });
    await put('IMG_1234.jpg', { DateTimeOriginal: '2011:05:06 10:00:00' });
    await readAll('IMG_E1234.jpg');
    await stopReading();
    await readAll('IMG_1234.jpg');
    expect(store.files.counts()).toEqual({ waiting: 0, done: 1, failed: 1 });
    expect(find('IMG_1234.jpg').reason).toBe('metadataTime');
    store.files.retry('all');
    await readAll();
    expect(takenOn()).toEqual(['2011-05-06', '2019-05-06']);
  }, 120_000);

  test('what cannot be told in the end is rather shown apart than hidden', async () => {
    await put('IMG_E1234.jpg', { DateTimeOriginal: '2019:05:06 10:00:00' });
    await put('IMG_1234.jpg', { DateTimeOriginal: '2011:05:06 10:00:00' });
    await readAll('IMG_E1234.jpg');
    const file = await see('IMG_1234.jpg');
    for (let attempt = 1; attempt < 5; attempt++)
      store.files.fail(file, sentence('metadataTime'), '2020-01-01T00:00:00Z');
    await stopReading();
    await readAll();
    expect(store.files.counts()).toEqual({ waiting: 0, done: 2, failed: 0 });
    expect(store.files.places(ensure(store.files.photoOf(file.id)))).toMatchObject([{ path: 'IMG_1234.jpg' }]);
  }, 120_000);

  test('the date of the photo in front is waited for as well', async () => {
    await put('IMG_E1234.jpg', { DateTimeOriginal: '2019:05:06 10:00:00' });
    await put('IMG_1234.jpg', { DateTimeOriginal: '2011:05:06 10:00:00' });
    await stopReading();
    await readAll('IMG_E1234.jpg');
    expect(store.metadata.problem(1)?.id).toBe('metadataTime');
    await readAll('IMG_1234.jpg');
    expect(store.files.counts()).toEqual({ waiting: 0, done: 2, failed: 0 });
  }, 120_000);

  test('a video is not taken for the film of a photo, and is known by how long it plays a little later', async () => {
    await put('IMG_2.jpg', { DateTimeOriginal: '2019:05:06 10:00:00' });
    copyFileSync(videoFixture('film.mp4'), join(photos, 'IMG_2.mp4'));
    await exiftool.write(join(photos, 'IMG_2.mp4'), { CreateDate: '2011:05:06 10:30:00' }, ['-overwrite_original']);
    await readAll('IMG_2.jpg');
    await stopReading();
    await readAll('IMG_2.mp4');
    expect(store.files.counts()).toEqual({ waiting: 0, done: 1, failed: 1 });
    const file = await see('IMG_2.mp4');
    for (let attempt = 1; attempt < 5; attempt++)
      store.files.fail(file, sentence('metadataTime'), '2020-01-01T00:00:00Z');
    await stopReading(); // of all that is asked now, the first is not answered: is it a film?
    await readAll();
    const video = ensure(store.files.photoOf(file.id));
    expect(store.files.places(video)).toMatchObject([{ path: 'IMG_2.mp4', isFilm: false }]);
    // Nor did it answer, an earlier time, when it was read.
    store.videos.describe(video, { codec: null, seconds: null });
    store.metadata.giveUp(video, -1, sentence('metadataTime'));
    reread(() => undefined);
    await expect.poll(() => store.videos.get(video)?.seconds, WAIT).toBe(1);
  }, 120_000);

  test('of two sidecars one was not told and the other one is damaged: both are read again', async () => {
    const reader = metadata;
    let sidecars = 0;
    metadata = {
      ...reader,
      async readSidecar(...asked) {
        const reading = await reader.readSidecar(...asked);
        if (++sidecars === 1) stopExifTool();
        return reading;
      },
    };
    writeFileSync(join(photos, '1.jpg.xmp'), `${titled('A sidecar').slice(0, -100)}<dc:title `);
    writeFileSync(join(photos, '1.xmp'), titled('Another one'));
    await readAll('1.jpg');
    expect(sidecars).toBe(2);
    expect(store.metadata.problem(1)?.id).toBe('metadataTime');
    expect(store.metadata.tries(1)).toBe(1);
  }, 60_000);
});

async function put(name: string, tags: WriteTags): Promise<void> {
  const brightness = 0.6 + name.length / 50;
  writeFileSync(join(photos, name), await sharp(SAMPLES[0]).resize(480).modulate({ brightness }).jpeg().toBuffer());
  await exiftool.write(join(photos, name), tags, ['-overwrite_original']);
}

function find(name: string) {
  const [root] = store.folders.all();
  return ensure(root && store.files.find(root.id, name), name);
}

/** The days of all photos, in their order. */
function takenOn(): string[] {
  return store.photos
    .list(10, 0)
    .map(({ takenAt }) => takenAt?.slice(0, 10) ?? '')
    .sort();
}

/** A file that is new, or changed: it waits. */
async function see(name: string): Promise<WaitingFile> {
  const [root] = store.folders.all();
  const seen = await seenFile(photos, join(photos, name), bounds());
  if (!root || !seen) throw new Error('The photo is not there.');
  store.files.see(root.id, seen, stackOf(name));
  const { id } = find(name);
  return { ...seen, id, folder: root.id, root: photos, file: join(photos, name), attempts: 0 };
}

/** These files as they are now, and whatever waits: until nothing does. */
async function readAll(...names: string[]): Promise<void> {
  for (const name of names) await see(name);
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
async function stopReading(): Promise<void> {
  await metadata.readPhoto(resource('tests', 'fixtures', 'metadata', 'd01_zeros.jpg')); // else it may not run yet
  stopExifTool();
}

function titled(title: string): string {
  return (
    '<x:xmpmeta xmlns:x="adobe:ns:meta/"><rdf:RDF xmlns:rdf="http://www.w3.org/1999/02/22-rdf-syntax-ns#">' +
    '<rdf:Description rdf:about="" xmlns:dc="http://purl.org/dc/elements/1.1/">' +
    `<dc:title><rdf:Alt><rdf:li xml:lang="x-default">${title}</rdf:li></rdf:Alt></dc:title>` +
    '</rdf:Description></rdf:RDF></x:xmpmeta>'
  );
}
