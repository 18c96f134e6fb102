// From a folder to people: a real engine on real photos, through everything that happens to files.

import {
  copyFileSync,
  mkdirSync,
  mkdtempSync,
  readFileSync,
  renameSync,
  rmSync,
  statSync,
  writeFileSync,
} from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { type Library, openLibrary } from '../app/core.ts';
import type { PersonCard, Photo } from '../app/contract.ts';
import { ensure } from '../app/ensure.ts';
import { silentLog } from '../app/platform/log.ts';
import { sentence } from '../app/sentences/sentence.ts';
import { firstOf } from './first-of.ts';
import { SAMPLES } from './samples.ts';
import { rescan } from './scans.ts';

let folder: string;
let photos: string;
let library: Library;

beforeAll(async () => {
  folder = mkdtempSync(join(tmpdir(), 'kindred-scan-'));
  photos = join(folder, 'photos');
  mkdirSync(join(photos, 'holiday'), { recursive: true });
  SAMPLES.slice(0, 3).forEach((sample, index) => copyFileSync(sample, join(photos, `${index + 1}.jpg`)));
  writeFileSync(join(photos, 'broken.jpg'), 'not a picture at all');
  writeFileSync(join(photos, 'empty.png'), '');
  await open();
  await library.engine['folders.add']({ path: photos });
  await library.whenIdle();
});

afterAll(async () => {
  await library.close();
  rmSync(folder, { recursive: true, force: true });
});

test('Faces are found and grouped, and what cannot be read is listed with its reason', async () => {
  const status = await library.engine['library.status']({});
  expect(status.photos).toEqual({ total: 5, done: 3, waiting: 0, failed: 2 });
  expect(status.faces).toBe(7); // the two in profile are not found
  expect(status.people).toBeLessThanOrEqual(status.faces);
  const { failures } = await library.engine['failures.list']({ offset: 0, limit: 10 });
  expect(failures.map(({ path, reason, retryAt }) => ({ path, reason, retryAt }))).toEqual([
    {
      path: join(photos, 'broken.jpg'),
      reason: sentence('photoOther'),
      retryAt: null,
    },
    { path: join(photos, 'empty.png'), reason: sentence('photoEmpty'), retryAt: null },
  ]);
});

test('Who is hidden is still one of the people there are', async () => {
  const before = await library.engine['library.status']({});
  const { people } = await library.engine['people.list']({ section: 'main', offset: 0, limit: 1 });
  const hidden = people.map(({ id }) => id);
  await library.engine['people.hide']({ people: hidden, hidden: true });
  const { people: all, peopleBySection } = await library.engine['library.status']({});
  await library.engine['people.hide']({ people: hidden, hidden: false });
  expect(all).toBe(before.people);
  expect(peopleBySection.hidden).toBe(before.peopleBySection.hidden + 1);
});

test('Every picture that the screen asks for is there', async () => {
  const [photo] = firstOf(1, await allPhotos());
  for (const media of [
    await library.media('thumbnail', photo.id),
    await library.media('face', ensure(photo.faces[0]).id),
    await library.media('preview', photo.id),
  ]) {
    const bytes = 'bytes' in media ? media.bytes : readFileSync(media.file);
    expect(bytes.length).toBeGreaterThan(1000);
  }
});

test('A second scan looks at nothing', async () => {
  await reopen();
  const before = await everything();
  await rescan(library);
  expect(await everything()).toEqual(before);
  expect(library.stages()).toMatchObject({ decode: 0, detect: 0, embed: 0 });
});

test('A name stays with its person and every face with its id when photos are added', async () => {
  const before = await everything();
  const [person] = firstOf(1, await allPeople());
  await library.engine['people.name']({ person: person.id, name: 'Anna', ifTaken: 'ask' });
  SAMPLES.slice(3).forEach((sample, index) => copyFileSync(sample, join(photos, 'holiday', `${index + 4}.jpg`)));
  await rescan(library);
  const after = await everything();
  expect(after.photos.length).toBe(before.photos.length + SAMPLES.length - 3);
  const kept = after.photos.filter(({ id }) => before.photos.some((photo) => photo.id === id));
  expect(kept.map(facesAndPeople)).toEqual(before.photos.map(facesAndPeople));
  expect((await allPeople()).find(({ id }) => id === person.id)).toMatchObject({ name: 'Anna' });
});

test('A renamed and a moved file keep their photos, a copy is a second place of the same photo', async () => {
  const before = await everything();
  renameSync(join(photos, '1.jpg'), join(photos, 'the first.jpg'));
  renameSync(join(photos, '2.jpg'), join(photos, 'holiday', 'moved.jpg'));
  copyFileSync(join(photos, '3.jpg'), join(photos, 'copy of 3.jpg'));
  await reopen();
  await rescan(library);
  const after = await everything();
  expect(after.photos.map(facesAndPeople)).toEqual(before.photos.map(facesAndPeople));
  expect(after.people).toEqual(before.people);
  expect(after.photos.map(({ places }) => places.length).sort()).toEqual([1, 1, 1, 1, 1, 2]);
  expect(library.stages()).toMatchObject({ detect: 0 });
});

test('A file that goes is out of sight, and comes back with its people', async () => {
  const before = await everything();
  const aside = join(folder, 'aside.jpg');
  renameSync(join(photos, 'the first.jpg'), aside);
  await rescan(library);
  expect((await everything()).photos.length).toBe(before.photos.length - 1);
  renameSync(aside, join(photos, 'the first.jpg'));
  await rescan(library);
  expect((await everything()).photos.map(facesAndPeople)).toEqual(before.photos.map(facesAndPeople));
});

test('A broken file that was replaced by a good one is read without being asked for', async () => {
  copyFileSync(SAMPLES[0], join(photos, 'broken.jpg'));
  await rescan(library);
  const { failures } = await library.engine['failures.list']({ offset: 0, limit: 10 });
  expect(failures.map(({ path }) => path)).toEqual([join(photos, 'empty.png')]);
});

test('A folder that is gone is away, and nothing in it counts as missing', async () => {
  const before = await everything();
  const elsewhere = join(folder, 'unplugged');
  renameSync(photos, elsewhere);
  await rescan(library);
  const { folders, problem } = await library.engine['library.status']({});
  expect(folders).toMatchObject([{ path: photos, state: 'away' }]);
  expect(problem?.message.text).toContain(photos);
  expect((await everything()).photos).toEqual(before.photos);
  renameSync(elsewhere, photos);
  await rescan(library);
  expect(await everything()).toEqual(before);
});

test('Folders that cannot be used are refused with a sentence', async () => {
  const add = async (path: string) => library.engine['folders.add']({ path });
  await expect(add(join(folder, 'nowhere'))).rejects.toThrow(/no such folder/i);
  await expect(add(join(photos, '3.jpg'))).rejects.toThrow(/3\.jpg is (?:a file|not a folder)/i);
  await expect(add(join(folder, 'library'))).rejects.toThrow(/its own data/);
  await expect(add(join(photos, 'holiday'))).rejects.toThrow(/already looks after/);
});

test('Not one original was written to', () => {
  for (const [index, sample] of SAMPLES.entries()) {
    const file = [join(photos, 'the first.jpg'), join(photos, 'holiday', 'moved.jpg'), join(photos, '3.jpg')][index];
    if (file === undefined) continue;
    expect(readFileSync(file).equals(readFileSync(sample))).toBe(true);
    expect(statSync(file).size).toBe(statSync(sample).size);
  }
});

async function open(): Promise<void> {
  library = await openLibrary({ folder: join(folder, 'library'), log: silentLog, watch: false });
}

async function reopen(): Promise<void> {
  await library.close();
  await open();
}

async function everything(): Promise<{ photos: Photo[]; people: PersonCard[] }> {
  return { photos: await allPhotos(), people: await allPeople() };
}

async function allPhotos(): Promise<Photo[]> {
  const { photos } = await library.engine['photos.list']({ offset: 0, limit: 100 });
  const all = await Promise.all(photos.map(({ id }) => library.engine['photos.get']({ photo: id })));
  return all.sort((a, b) => a.id - b.id);
}

async function allPeople(): Promise<PersonCard[]> {
  const lists = (['main', 'seldom', 'hidden'] as const).map((section) =>
    library.engine['people.list']({ section, offset: 0, limit: 100 }),
  );
  return (await Promise.all(lists)).flatMap(({ people }) => people).sort((a, b) => a.id - b.id);
}

function facesAndPeople({ id, faces }: Photo) {
  return { id, faces: faces.map((face) => [face.id, face.person?.id]) };
}
