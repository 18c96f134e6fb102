// A face that the detector missed and the user drew: described, grouped, named, kept at every later look, taken back.

import { copyFileSync, existsSync, mkdirSync, mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, expect, test } from 'vitest';
import type { Face } from '../app/contract.ts';
import { type Library, openLibrary } from '../app/core.ts';
import { silentLog } from '../app/platform/log.ts';
import { firstOf } from './first-of.ts';
import { SAMPLES } from './samples.ts';

let folder: string;
let library: Library;
let photo: number;
/** One of those who are on the photo, and on the other copy of it. */
let known: Face;

beforeAll(async () => {
  folder = mkdtempSync(join(tmpdir(), 'kindred-drawing-'));
  mkdirSync(join(folder, 'photos'));
  copyFileSync(SAMPLES[0], join(folder, 'photos', 'one.jpg'));
  library = await openLibrary({ folder: join(folder, 'library'), log: silentLog, watch: false });
  await library.engine['folders.add']({ path: join(folder, 'photos') });
  await library.whenIdle();
  photo = (await library.engine['photos.list']({ offset: 0, limit: 1 })).photos[0]?.id ?? 0;
  [known] = firstOf(1, await faces());
  await library.engine['people.name']({ person: known.person?.id ?? 0, name: 'Anna', ifTaken: 'ask' });
});
afterAll(async () => {
  await library.close();
  rmSync(folder, { recursive: true, force: true });
});

test('Where a face is already, none is drawn; nor outside of the photo', async () => {
  await expect(draw(known.box)).rejects.toThrow('There is a face already');
  await expect(draw([-500, -500, 100, 100])).rejects.toThrow('too small for a face');
  await expect(draw([10, 10, 4, 4])).rejects.toThrow('too small for a face');
});

test('A drawn face finds its landmarks by itself, however loosely it was drawn, and its own picture', async () => {
  await library.engine['faces.reject']({ faces: [known.id] });
  const drawn = await draw(loosely(known.box));
  expect(drawn.id).not.toBe(known.id);
  expect(drawn.box).toEqual(loosely(known.box));
  expect(drawn.confidence).toBeGreaterThan(0.9);
  expect(drawn.quality).toBeGreaterThan(known.quality / 2);
  expect(drawn.person).not.toBeNull();
  const picture = await library.media('face', drawn.id);
  expect('file' in picture && existsSync(picture.file)).toBe(true);
  expect((await faces()).map(({ id }) => id)).toContain(drawn.id);
});

test('It is undone, and done again, with the same id', async () => {
  const drawn = (await faces()).find(({ box }) => String(box) === String(loosely(known.box)));
  const undone = await library.engine['history.undo']({});
  expect(undone.undone?.sentence.text).toBe('Drew a face');
  expect((await faces()).map(({ id }) => id)).not.toContain(drawn?.id);
  const redone = await library.engine['history.redo']({});
  expect(redone.redone?.sentence.text).toBe('Drew a face');
  expect((await faces()).map(({ id }) => id)).toContain(drawn?.id);
});

test('What nobody but the user can see is drawn, named, and still there when the photo is looked at again', async () => {
  const background: Face['box'] = [20, 20, 90, 110];
  const drawn = await draw(background);
  expect(drawn.confidence).toBe(0);
  expect(await library.engine['people.get']({ person: drawn.person?.id ?? 0 })).toMatchObject({ person: { faces: 1 } });
  const person = drawn.person?.id ?? 0;
  await library.engine['people.name']({ person, name: 'Ghost', ifTaken: 'ask' });

  rmSync(join(folder, 'library', 'thumbs'), { recursive: true });
  await expect(library.media('thumbnail', photo)).rejects.toThrow('not there at the moment');
  await library.whenIdle();
  expect((await library.media('thumbnail', photo)).type).toBe('image/jpeg');

  const again = (await faces()).find(({ id }) => id === drawn.id);
  expect(again?.box).toEqual(background);
  expect(again?.person).toEqual({ id: person, name: 'Ghost' });
});

async function faces(): Promise<Face[]> {
  return (await library.engine['photos.get']({ photo })).faces;
}

function draw(box: Face['box']): Promise<Face> {
  return Promise.resolve(library.engine['faces.draw']({ photo, box }));
}

function loosely([left, top, width, height]: Face['box']): Face['box'] {
  return [left - 0.1 * width, top - 0.05 * height, 1.25 * width, 1.2 * height].map(Math.round) as Face['box'];
}
