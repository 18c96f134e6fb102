// Deleting photos for good: nothing is left of them in any table, and nothing goes that was said of other people.

import SQLite from 'better-sqlite3';
import { join } from 'node:path';
import { afterEach, beforeEach, expect, test } from 'vitest';
import { z } from 'zod';
import { ensure } from '../app/ensure.ts';
import { OF_ACTION, OF_FACE, OF_PERSON, OF_PHOTO } from '../app/store/purge.ts';
import { firstOf } from './first-of.ts';
import { inventLibrary } from './invented-library.ts';

let library: ReturnType<typeof inventLibrary>;
beforeEach(() => {
  library = inventLibrary();
});
afterEach(() => library.remove());

test('Every column of every migration that refers to a face, a person, an action or a photo is dealt with', () => {
  expect(referencesTo('face')).toEqual(Object.keys(OF_FACE).sort());
  expect(referencesTo('person')).toEqual(Object.keys(OF_PERSON).sort());
  expect(referencesTo('action')).toEqual(Object.keys(OF_ACTION).sort());
  expect(referencesTo('photo')).toEqual(Object.keys(OF_PHOTO).sort());
});

test('Whoever was on the photos alone is gone with every kind of thing that was said, and the others keep theirs', async () => {
  const photos = [0, 1, 2].map((angle) => library.add({ angle }, { angle: 90 + angle }, { angle: 180 + angle }));
  await library.people().settle();
  const [anna, berta, clara] = firstOf(
    3,
    firstOf(3, ensure(photos[0]).faces).map((face) => library.holderOf(face)),
  );
  const people = library.people();
  people.name(anna, 'Anna', 'ask');
  people.name(berta, 'Berta', 'ask');
  people.cover(anna, ensure(photos[1]).faces[0]);
  people.cover(berta, ensure(photos[1]).faces[1]);
  people.hide([clara], true);
  people.answer(ensure(photos[0]).faces[0], ensure(photos[1]).faces[1], 'different');
  people.reject([ensure(photos[2]).faces[2]]);
  people.split(anna, [ensure(photos[2]).faces[0]]);
  people.assign([ensure(photos[1]).faces[2]], berta);
  const store = library.store();
  const before = store.facts.history(100, 0).map(({ sentence }) => sentence);

  // Two of three go: everybody has a face left, and every name, hiding and answer with it.
  for (const { photo } of photos.slice(0, 2)) library.setPresent(photo, false);
  store.purge([ensure(photos[0]).photo, ensure(photos[1]).photo]);
  expect(damages()).toEqual([]);
  library.reopen();
  const [left] = [ensure(photos[2]).faces];
  expect(library.store().people.get(berta)).toMatchObject({ name: 'Berta', faces: 1 });
  expect(library.personOf(left[1])).toBe(berta);

  library.setPresent(ensure(photos[2]).photo, false);
  library.store().purge([ensure(photos[2]).photo]);
  expect(damages()).toEqual([]);
  for (const table of ['face', 'embedding', 'answer', 'naming', 'hiding', 'rejection', 'covering', 'photo', 'file']) {
    expect({ table, rows: count(table) }).toEqual({ table, rows: 0 });
  }
  expect(before.length).toBeGreaterThanOrEqual(9);
  expect(library.store().facts.count()).toBe(0);
});

test('What was said of a face that goes is said of another one of the same person', async () => {
  const first = library.add({ angle: 0 }, { angle: 90 });
  const second = library.add({ angle: 1 }, { angle: 91 });
  await library.people().settle();
  const anna = library.holderOf(first.faces[0]);
  library.people().name(anna, 'Anna', 'ask');
  library.people().answer(first.faces[0], first.faces[1], 'different');
  library.setPresent(first.photo, false);
  library.store().purge([first.photo]);
  expect(library.store().facts.answers()).toEqual([
    { left: second.faces[0], right: second.faces[1], answer: 'different', at: expect.any(String) },
  ]);
  expect(library.store().people.get(anna)).toMatchObject({ name: 'Anna' });
  expect(damages()).toEqual([]);
});

function read<Row>(work: (database: SQLite.Database) => Row): Row {
  const database = new SQLite(join(library.folder, 'library.db'), { readonly: true });
  try {
    return work(database);
  } finally {
    database.close();
  }
}

const damages = () => read((database) => database.pragma('foreign_key_check'));
const count = (table: string) => read((database) => database.prepare(`SELECT count(*) FROM ${table}`).pluck().get());

function referencesTo(target: string): string[] {
  const Reference = z.object({ table: z.string(), from: z.string() });
  return read((database) =>
    z
      .array(z.string())
      .parse(database.prepare(`SELECT name FROM sqlite_schema WHERE type = 'table'`).pluck().all())
      .flatMap((name) =>
        z
          .array(Reference)
          .parse(database.pragma(`foreign_key_list(${name})`))
          .flatMap(({ table, from }) => (table === target ? [`${name}.${from}`] : [])),
      )
      .sort(),
  );
}
