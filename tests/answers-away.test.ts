// What was answered stands while the photos it was about are away: on a real library, with real photos.

import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { type Library, openLibrary } from '../app/core.ts';
import { ensure } from '../app/ensure.ts';
import { silentLog } from '../app/platform/log.ts';
import { writeFacePhotos } from './face-photos.ts';

let folder: string;
let library: Library;
/** A face each, in the order of the photos. */
let faces: number[];

beforeAll(async () => {
  folder = mkdtempSync(join(tmpdir(), 'kindred-away-'));
  const photos = await writeFacePhotos(join(folder, 'photos'), 3);
  library = await openLibrary({ folder: join(folder, 'library'), log: silentLog, watch: false });
  await library.engine['folders.add']({ path: join(folder, 'photos') });
  await library.whenIdle();
  faces = await Promise.all(photos.map(faceOn));
  await same(ensure(faces[0]), ensure(faces[1]));
  await same(ensure(faces[1]), ensure(faces[2]));
  rmSync(ensure(photos[1]));
  await library.engine['folders.rescan']({});
  await library.whenIdle();
});
afterAll(async () => {
  await library.close();
  rmSync(folder, { recursive: true, force: true });
});

test('"Different" against answers about a photo that is away is asked back with both faces, and insisting counts', async () => {
  const pair = { left: ensure(faces[0]), right: ensure(faces[2]), answer: 'different' } as const;
  const asked = await library.engine['questions.answer'](pair);
  expect(asked).toMatchObject({ outcome: 'contradiction', earlier: { answer: 'same' } });
  if (asked.outcome !== 'contradiction') return;
  expect([asked.earlier.left.face, asked.earlier.right.face]).toContain(faces[1]);
  expect(await library.engine['questions.answer']({ ...pair, insist: true })).toMatchObject({ outcome: 'recorded' });
  const { people } = await library.engine['people.list']({ section: 'main', offset: 0, limit: 10 });
  expect(people.map((person) => person.faces)).toEqual([1, 1]);
});

async function faceOn(path: string): Promise<number> {
  const { photos } = await library.engine['photos.list']({ offset: 0, limit: 10 });
  for (const { id } of photos) {
    const photo = await library.engine['photos.get']({ photo: id });
    if (photo.places.some((place) => place.path === path) && photo.faces[0]) return photo.faces[0].id;
  }
  throw new Error(`No face was found on ${path}.`);
}

async function same(left: number, right: number): Promise<void> {
  const { outcome } = await library.engine['questions.answer']({ left, right, answer: 'same', insist: true });
  expect(outcome).toBe('recorded');
}
