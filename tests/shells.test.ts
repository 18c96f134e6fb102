// One contract, two shells: the same journey through either of them, from an empty library over names and answers to undo.

import { mkdirSync, mkdtempSync, readFileSync, realpathSync, renameSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import sharp from 'sharp';
import { afterAll, beforeAll, describe, expect, test, vi } from 'vitest';
import { type CallName, contract, media } from '../app/contract.ts';
import { writeFacePhotos } from './face-photos.ts';
import { ask, refused, type Shell, SHELLS } from './shells.ts';

/** Twelve people, each seen three times. */
const PHOTOS = 36;

describe.each(SHELLS)('Through %s', (_name, open) => {
  const folder = realpathSync(mkdtempSync(join(tmpdir(), 'kindred-shells-')));
  const photos = join(folder, 'photos');
  const heard: string[] = [];
  let shell: Shell;

  beforeAll(async () => {
    await writeFacePhotos(photos, PHOTOS);
    shell = await open(folder);
    await shell.listen((name) => heard.push(name));
  });
  afterAll(async () => {
    await shell.close();
    rmSync(folder, { recursive: true, force: true });
  });

  test('The library begins empty, and a folder that is not there is refused in a sentence', async () => {
    expect(await ask(shell, 'library.status', {})).toMatchObject({ photos: { total: 0 }, folders: [], problem: null });
    const suggested = await ask(shell, 'folders.suggest', { typed: photos.slice(0, -3) });
    expect(suggested.folders).toEqual([photos]);
    expect(await refused(shell, 'folders.add', { path: join(folder, 'nowhere') })).toMatchObject({ code: 'folder' });
  });

  test('A folder is added, and while it is read the screen is told', async () => {
    await ask(shell, 'folders.add', { path: photos });
    await untilIdle();
    expect(await ask(shell, 'library.status', {})).toMatchObject({
      photos: { total: PHOTOS, done: PHOTOS, failed: 0 },
    });
    // At most once a second: the last word may still be on its way.
    await vi.waitFor(() => expect(new Set(heard)).toEqual(new Set(['status', 'peopleChanged', 'photosChanged'])), 3000);
  });

  test('Photos, faces and people are listed, and their pictures are served by id', async () => {
    const { photos: listed, total } = await ask(shell, 'photos.list', { limit: 5 });
    expect([listed.length, total]).toEqual([5, PHOTOS]);
    const { people } = await ask(shell, 'people.list', {});
    expect(people.length).toBeGreaterThan(5);
    const [person] = people;
    const id = person?.id ?? 0;
    expect((await ask(shell, 'people.get', { person: id })).person).toEqual(person);
    const { faces } = await ask(shell, 'people.faces', { person: id });
    const theirs = await ask(shell, 'people.photos', { person: id });
    expect(theirs.photos.map(({ face }) => face).sort()).toEqual(faces.map(({ id }) => id).sort());
    const photo = await ask(shell, 'photos.get', { photo: faces[0]?.photo ?? 0 });
    expect(photo.faces.map(({ id }) => id)).toContain(faces[0]?.id);

    const [place] = photo.places;
    const original = await shell.page(`/${media.original(photo.id)}`);
    expect(original.body.equals(readFileSync(place?.path ?? ''))).toBe(true);
    const part = await shell.page(`/${media.original(photo.id)}`, { range: 'bytes=2-9' });
    expect([part.status, part.body]).toEqual([206, original.body.subarray(2, 10)]);
    for (const path of [media.face(faces[0]?.id ?? 0), media.thumbnail(photo.id), media.preview(photo.id)]) {
      const { status, headers, body } = await shell.page(`/${path}`);
      expect(status, path).toBe(200);
      expect(headers.get('content-security-policy')).toMatch(/^default-src 'none'/);
      expect((await sharp(body).metadata()).width, path).toBeGreaterThan(0);
    }
  });

  test('People are named, hidden, told apart and put together, and undo takes it all back', async () => {
    const [first, second, third, stranger] = (await ask(shell, 'people.list', {})).people;
    const person = first?.id ?? 0;
    await ask(shell, 'people.name', { person, name: 'Anna' });
    expect(await ask(shell, 'people.suggest', { typed: 'ann' })).toMatchObject({
      people: [{ id: person, name: 'Anna' }],
    });
    const taken = await ask(shell, 'people.name', { person: second?.id ?? 0, name: 'Anna' });
    expect(taken).toMatchObject({ outcome: 'taken', namesakes: [{ id: person }] });
    await ask(shell, 'people.hide', { people: [third?.id ?? 0], hidden: true });
    await ask(shell, 'people.merge', { people: [second?.id ?? 0], into: person });
    const { faces } = await ask(shell, 'people.faces', { person });
    await ask(shell, 'people.cover', { person, face: faces[1]?.id ?? 0 });
    await ask(shell, 'people.split', { person, faces: [faces[0]?.id ?? 0] });
    await ask(shell, 'faces.assign', { faces: [faces[0]?.id ?? 0], person });
    await ask(shell, 'faces.reject', { faces: [faces[0]?.id ?? 0] });
    await ask(shell, 'people.alike', { person });
    await ask(shell, 'people.confirm', { person, same: [], different: [stranger?.id ?? 0] });
    await ask(shell, 'people.dissolve', { person });

    const { total } = await ask(shell, 'history.list', {});
    expect(total).toBeGreaterThanOrEqual(7);
    for (let undone = 0; undone < total; undone++) await ask(shell, 'history.undo', {});
    expect(await ask(shell, 'history.undo', {})).toEqual({ undone: null, action: null });
    await untilIdle();
    const { people, sections } = await ask(shell, 'people.list', {});
    expect(people.map(({ name }) => name)).not.toContain('Anna');
    expect(sections.hidden).toBe(0);
    expect((await ask(shell, 'photos.get', { photo: faces[0]?.photo ?? 0 })).faces).toHaveLength(1);
  });

  test('Questions are asked, answered and taken back', async () => {
    const { next } = await ask(shell, 'questions.next', {});
    if (next === null) throw new Error('There is nothing to ask.');
    const answer = { left: next.left.face, right: next.right.face, answer: 'different' } as const;
    expect(await ask(shell, 'questions.answer', answer)).toMatchObject({ outcome: 'recorded' });
    expect((await ask(shell, 'learning.get', {})).lessons).toHaveLength(1);
    await ask(shell, 'learning.reset', {});
    expect((await ask(shell, 'learning.get', {})).lessons).toEqual([]);
    while ((await ask(shell, 'history.undo', {})).undone !== null);
    const again = (await ask(shell, 'questions.next', {})).next;
    expect([again?.left.face, again?.right.face].sort()).toEqual([next.left.face, next.right.face].sort());
  });

  test('Work is paused and goes on, a folder is looked after differently, failures are listed', async () => {
    await ask(shell, 'work.pause', {});
    expect(await ask(shell, 'library.status', {})).toMatchObject({ activity: 'paused' });
    await ask(shell, 'work.resume', {});
    const [watched] = (await ask(shell, 'library.status', {})).folders;
    await ask(shell, 'folders.change', { folder: watched?.id ?? 0, excluded: ['private'] });
    await ask(shell, 'folders.rescan', {});
    await untilIdle();
    expect(await ask(shell, 'failures.list', {})).toEqual({ failures: [], total: 0 });
    await ask(shell, 'failures.retry', { files: 'all' });
  });

  test('Photos that went away are missing, forgotten, remembered, and come back with their file', async () => {
    const away = join(folder, 'away');
    mkdirSync(away);
    renameSync(join(photos, '1.jpg'), join(away, '1.jpg'));
    await ask(shell, 'folders.rescan', {});
    const gone = await vi.waitFor(
      async () => {
        const { photos: missing } = await ask(shell, 'missing.list', {});
        expect(missing).toHaveLength(1);
        return missing[0]?.photo ?? 0;
      },
      { timeout: 20_000, interval: 200 },
    );
    expect(await ask(shell, 'missing.forget', { photos: [gone] })).toMatchObject({ total: 1, forgotten: 1 });
    expect(await ask(shell, 'missing.remember', { photos: 'all' })).toMatchObject({ total: 1, forgotten: 0 });
    renameSync(join(away, '1.jpg'), join(photos, '1.jpg'));
    await ask(shell, 'folders.rescan', {});
    await vi.waitFor(async () => expect((await ask(shell, 'missing.list', {})).total).toBe(0), {
      timeout: 20_000,
      interval: 200,
    });
    expect(await ask(shell, 'missing.empty', {})).toEqual({ photos: 0 });
  });

  test('A backup is made, listed and put in place, and what was there before is kept', async () => {
    const someone = (await ask(shell, 'people.list', {})).people[0]?.id ?? 0;
    await ask(shell, 'people.name', { person: someone, name: 'Before' });
    const { name } = await ask(shell, 'backups.make', {});
    expect((await ask(shell, 'backups.list', {})).backups.map((backup) => backup.name)).toContain(name);
    await ask(shell, 'people.name', { person: someone, name: 'After' });
    expect((await ask(shell, 'backups.restore', { backup: name })).kept).toMatchObject({ reason: 'restore' });
    expect((await ask(shell, 'people.get', { person: someone })).person).toMatchObject({ name: 'Before' });
  });

  test('It says what it runs on, and which models could be had; none is fetched unasked', async () => {
    const about = await ask(shell, 'library.about', {});
    expect(about.library).toBe(join(folder, 'library'));
    const models = await ask(shell, 'models.list', {});
    expect(models).toMatchObject({ inUse: 'shipped', work: null });
    expect(models.models.every(({ isInstalled }) => !isInstalled)).toBe(true);
    expect(await ask(shell, 'models.cancel', {})).toMatchObject({ work: null });
    expect(await ask(shell, 'models.use', { name: 'shipped' })).toMatchObject({ inUse: 'shipped' });
    expect(await ask(shell, 'models.remove', { name: 'facenet' })).toMatchObject({ inUse: 'shipped' });
  });

  test('A folder that is removed takes its photos from the screen', async () => {
    const [watched] = (await ask(shell, 'library.status', {})).folders;
    await ask(shell, 'folders.remove', { folder: watched?.id ?? 0 });
    expect(await ask(shell, 'library.status', {})).toMatchObject({ folders: [], photos: { total: 0 } });
  });

  test.each(Object.keys(contract) as CallName[])('%s checks what it is given', async (name) => {
    expect(await refused(shell, name, 'nonsense')).toMatchObject({ code: 'badRequest' });
  });

  function untilIdle(): Promise<void> {
    return vi.waitFor(
      async () => {
        const { activity, photos } = await ask(shell, 'library.status', {});
        expect({ activity, waiting: photos.waiting }).toEqual({ activity: 'idle', waiting: 0 });
      },
      { timeout: 90_000, interval: 200 },
    );
  }
});
