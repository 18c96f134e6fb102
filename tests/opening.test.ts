// Opening a library: its faces come into memory behind everything else, and nothing is worked out from only a part of them.

import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import { openLibrary } from '../app/core.ts';
import { FUSED } from '../app/people/scoring/calibration.ts';
import { openPeople } from '../app/people/index.ts';
import { openStore } from '../app/store/index.ts';
import { inventFaces } from './bench/people/invented.ts';
import { firstOf } from './first-of.ts';
import { inventLibrary } from './invented-library.ts';

/** More than are read in one go. */
const MANY = 150;

describe('In memory', () => {
  let library: ReturnType<typeof inventLibrary>;
  /** Of the one photo with a person who may be the person of all the others. */
  let photo: number;

  beforeEach(async () => {
    library = inventLibrary();
    for (let count = 0; count < MANY; count++) library.add({ angle: 0 });
    ({ photo } = library.add({ angle: 64 }));
    await library.people().settle();
  });
  afterEach(() => library.remove());

  test('nothing is asked before all faces are there, and then the same as before', async () => {
    expect(library.people().nextQuestion().remaining).toBe(1);
    library.reopen();
    expect(library.people().loading()).toBeInstanceOf(Promise);
    expect(library.people().nextQuestion()).toEqual({ asked: null, remaining: 0, important: 0, ahead: [] });
    await library.people().readyToAsk();
    expect(library.people().loaded()).toBe(1);
    expect(library.people().nextQuestion().remaining).toBe(1);
  });

  test('a photo that goes meanwhile is not asked about, and is again when it is back', async () => {
    library.reopen();
    library.setPresent(photo, false);
    await library.people().ready();
    expect(library.people().nextQuestion().remaining).toBe(0);
    library.setPresent(photo, true);
    await library.people().ready();
    expect(library.people().nextQuestion().remaining).toBe(1);
  });

  test('faces that came meanwhile find their person', async () => {
    const [known] = library.add({ angle: 1 }).faces;
    await library.people().assignNewFaces();
    library.reopen();
    const [newcomer] = library.add({ angle: 2 }).faces;
    expect(await library.people().assignNewFaces()).toBe(1);
    expect(library.personOf(newcomer)).toBe(library.personOf(known));
  });

  test('a library that is closed meanwhile is whole when it is opened again', async () => {
    library.reopen();
    const placing = library.people().assignNewFaces();
    library.reopen();
    expect(await placing).toBe(0);
    await library.people().ready();
    expect(library.people().nextQuestion().remaining).toBe(1);
  });
});

test('What is said of people waits for all faces; what only shows them does not', async () => {
  const folder = mkdtempSync(join(tmpdir(), 'kindred-opening-'));
  inventFaces(folder, 1500);
  const store = openStore(folder);
  const people = openPeople(store, FUSED);
  await people.settle();
  const [first] = firstOf(1, store.people.list('main', 1, 0));
  const faces = store.photos.facesOfPerson(first.id, 2, 0).map(({ id }) => id);
  store.close();
  const { engine, close } = await openLibrary({ folder, watch: false });
  try {
    const split = engine['people.split']({ person: first.id, faces });
    const { people: shown } = await engine['people.list']({ section: 'main', offset: 0, limit: 1 });
    expect(shown).toMatchObject([{ id: first.id, faces: first.faces }]); // not parted yet
    expect(await engine['library.status']({})).toMatchObject({ faces: 1500 });
    expect(await split).toMatchObject({ faces: 2 });
    expect(await engine['people.get']({ person: first.id })).toMatchObject({ person: { faces: first.faces - 2 } });
    expect(await engine['library.status']({})).toMatchObject({ loaded: 1 });
  } finally {
    await close();
    rmSync(folder, { recursive: true, force: true });
  }
});

test('What fails at the opening leaves the library free for the next try', async () => {
  const folder = mkdtempSync(join(tmpdir(), 'kindred-opening-'));
  writeFileSync(join(folder, 'log'), 'Where the diary belongs.');
  await expect(openLibrary({ folder, watch: false })).rejects.toThrow(/EEXIST/);
  rmSync(join(folder, 'log'));
  const { close } = await openLibrary({ folder, watch: false });
  await close();
  rmSync(folder, { recursive: true, force: true });
});
