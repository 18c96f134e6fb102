// Changing the model of a library with names and answers: everything said stays, and faces are never compared across models.

import { mkdirSync, mkdtempSync, renameSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { type Library, openLibrary } from '../app/core.ts';
import type { Models } from '../app/contract.ts';
import { ensure } from '../app/ensure.ts';
import { silentLog } from '../app/platform/log.ts';
import { facenet } from '../app/models/facenet.ts';
import { resnet50 } from '../app/models/resnet50.ts';
import { facePhotos, writeFacePhotos } from './face-photos.ts';
import { drawFaceNet, drawResNet50, greyPicture } from './large-models/loops.ts';
import { readStore } from './read-store.ts';

/** Two models of a hundred megabytes are made, and embed every face. */
const TEST_TIMEOUT_MS = 240_000;

let folder: string;
let photos: string;
let models: string;
let facenetFile: Uint8Array;
let library: Library;

/** The models are those that will be downloaded but for their weights, which are random. */
beforeAll(async () => {
  folder = mkdtempSync(join(tmpdir(), 'kindred-change-'));
  photos = join(folder, 'photos');
  await writeFacePhotos(photos, 16); // twelve faces, four of them twice
  models = join(folder, 'library', 'models');
  mkdirSync(models, { recursive: true });
  facenetFile = facenet(drawFaceNet(greyPicture(80), 31).tensors);
  writeFileSync(join(models, 'facenet.onnx'), facenetFile);
  writeFileSync(join(models, 'resnet50.onnx'), resnet50(drawResNet50(greyPicture(64), 32).tensors));
  library = await open();
  await library.engine['folders.add']({ path: photos });
  await library.whenIdle();
}, TEST_TIMEOUT_MS);
afterAll(async () => {
  await library.close();
  rmSync(folder, { recursive: true, force: true });
});

describe('Changing the model', { timeout: TEST_TIMEOUT_MS }, () => {
  test('keeps every name, answer and face; the old model is used until every face has been embedded', async () => {
    const { people } = await library.engine['people.list']({ section: 'seldom', offset: 0, limit: 100 });
    await library.engine['people.name']({ person: ensure(people[0]).id, name: 'Anna', ifTaken: 'ask' });
    await library.engine['people.name']({ person: ensure(people[1]).id, name: 'Bert', ifTaken: 'ask' });
    const [left, right] = [ensure(people[0]).cover, ensure(people[1]).cover];
    await library.engine['questions.answer']({ left, right, answer: 'different' });
    const before = whoIsWho();

    const begun = await library.engine['models.use']({ name: 'facenet' });
    expect(begun).toMatchObject({ inUse: 'shipped', next: 'facenet', work: { kind: 'embedding', name: 'facenet' } });
    expect(begun.work).toMatchObject({ done: 0, total: 16, isWaiting: false });
    await library.engine['people.name']({ person: ensure(people[2]).id, name: 'Carl', ifTaken: 'ask' });
    expect(await untilDone()).toMatchObject({ inUse: 'facenet', next: null, failure: null });

    expect(unembedded('facenet')).toBe(0);
    expect(whoIsWho()).toEqual({
      ...before,
      names: { ...before.names, [ensure(people[2]).id]: 'Carl' },
      said: before.said + 1,
    });
    expect((await library.engine['questions.next']({})).remaining).toBeGreaterThanOrEqual(0);
    expect(await library.engine['history.undo']({})).toMatchObject({
      undone: { sentence: { text: expect.stringContaining('Carl') } },
    });
  });

  test('goes back at once, and forth again without describing anything twice', async () => {
    const before = whoIsWho();
    expect(await library.engine['models.use']({ name: 'shipped' })).toMatchObject({ inUse: 'shipped', work: null });
    expect(whoIsWho()).toEqual(before);
    await library.engine['models.use']({ name: 'facenet' });
    expect(await untilDone()).toMatchObject({ inUse: 'facenet' });
    expect(whoIsWho()).toEqual(before);
  });

  test('A photo that comes later is embedded by the model in use as well', async () => {
    writeFileSync(join(photos, 'later.jpg'), ensure((await facePhotos(17))[16]));
    await library.engine['folders.rescan']({});
    await library.whenIdle();
    expect([unembedded('facenet'), unembedded('resnet50')]).toEqual([0, 17]);
  });

  test('is cancelled: the model in use stays, and what was done is kept for the next time', async () => {
    await library.engine['models.use']({ name: 'resnet50' });
    while (unembedded('resnet50') === 17) await moment();
    expect(await library.engine['models.cancel']({})).toMatchObject({ inUse: 'facenet', next: null, work: null });
    const left = unembedded('resnet50');
    expect(left).toBeLessThan(17);
    const again = await library.engine['models.use']({ name: 'resnet50' });
    expect(again).toMatchObject({ inUse: 'facenet', next: 'resnet50', work: { total: left } });
    expect(await untilDone()).toMatchObject({ inUse: 'resnet50' });
  });

  test('A model in use is not removed; another one goes with all that it said', async () => {
    const remove = async (name: 'facenet' | 'resnet50') => library.engine['models.remove']({ name });
    await expect(remove('resnet50')).rejects.toThrow(/in use: choose another/);
    const { models } = await remove('facenet');
    expect(models.find(({ name }) => name === 'facenet')).toMatchObject({ isInstalled: false });
    expect([unembedded('facenet'), unembedded('resnet50')]).toEqual([17, 0]);
    await expect((async () => library.engine['models.use']({ name: 'facenet' }))()).rejects.toThrow(/get it first/);
  });

  test('waits for photos that cannot be reached, and outlives a restart', async () => {
    writeFileSync(join(models, 'facenet.onnx'), facenetFile);
    const before = whoIsWho();
    renameSync(join(photos, '1.jpg'), join(folder, 'unplugged.jpg'));
    await library.engine['models.use']({ name: 'facenet' });
    const waiting = await until(({ work }) => work?.kind === 'embedding' && work.isWaiting);
    expect(waiting).toMatchObject({ inUse: 'resnet50', next: 'facenet', work: { total: 1 } });
    await library.close();
    library = await open();
    expect(await library.engine['models.list']({})).toMatchObject({ inUse: 'resnet50', next: 'facenet' });
    expect(whoIsWho()).toEqual(before);
    renameSync(join(folder, 'unplugged.jpg'), join(photos, '1.jpg'));
    await library.engine['models.use']({ name: 'facenet' });
    expect(await untilDone()).toMatchObject({ inUse: 'facenet' });
    expect(whoIsWho()).toEqual(before);
  });

  test('to a model whose file is damaged does not happen, and says so', async () => {
    await library.engine['models.remove']({ name: 'resnet50' });
    writeFileSync(join(models, 'resnet50.onnx'), 'no model');
    await library.engine['models.use']({ name: 'resnet50' });
    expect(await untilDone()).toMatchObject({
      inUse: 'facenet',
      next: null,
      failure: { name: 'resnet50', sentence: { text: expect.stringContaining('remove it and get it again') } },
    });
  });

  test('A model that went missing is replaced by those that ship, and nobody loses a name', async () => {
    const before = whoIsWho();
    await library.close();
    rmSync(join(models, 'facenet.onnx'));
    library = await open();
    expect(await library.engine['models.list']({})).toMatchObject({ inUse: 'shipped', next: null, work: null });
    expect(whoIsWho()).toEqual(before);
  });
});

function open(): Promise<Library> {
  return openLibrary({ folder: join(folder, 'library'), log: silentLog, watch: false });
}

function untilDone(): Promise<Models> {
  return until(({ work }) => work === null);
}

async function until(isSo: (models: Models) => boolean): Promise<Models> {
  for (;;) {
    const models = await library.engine['models.list']({});
    if (isSo(models)) return models;
    await moment();
  }
}

function moment(): Promise<void> {
  return new Promise((resolve) => setTimeout(resolve, 20));
}

function unembedded(model: string): number {
  return readStore(join(folder, 'library'), (store) => store.embeddings.missing(model));
}

/** Every name, which faces each person has, and how much was said. */
function whoIsWho() {
  return readStore(join(folder, 'library'), ({ people, photos, facts }) => ({
    names: Object.fromEntries(people.all().flatMap(({ id, name }) => (name === null ? [] : [[id, name]]))),
    faces: Object.fromEntries(
      people.all().map(({ id, faces }) => [id, photos.facesOfPerson(id, faces, 0).map((face) => face.id)]),
    ),
    said: facts.count(),
  }));
}
