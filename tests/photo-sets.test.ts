// The photos of a list one by one: the same photos as on its pages, in the same order, without their cards.

import { afterAll, beforeAll, expect, test } from 'vitest';
import { photosOf } from '../app/calls/photo-sets.ts';
import { AppError } from '../app/errors.ts';
import { openRule } from '../app/search/rule.ts';
import { ensure } from '../app/ensure.ts';
import { inventLibrary } from './invented-library.ts';

const library = inventLibrary();
let anna: number;
beforeAll(async () => {
  // Not in the order of their dates, and some twice of one second.
  for (const takenAt of ['2020-02-01T08:00:00', null, '2019-05-01T08:00:00', '2020-02-01T08:00:00', null]) {
    library.addTaken(takenAt, { angle: 0 }, { angle: 90 });
  }
  await library.people().settle();
  const [first] = library.store().people.list('main', 9, 0);
  anna = ensure(first).id;
  library.people().name(anna, 'Anna', 'ask');
});
afterAll(() => library.remove());

const idsOf = (cards: readonly { id: number }[]) => cards.map(({ id }) => id);

test('Of the whole library, a person, a folder, an album and a search they are those of the list', () => {
  const store = library.store();
  const [folder] = store.directories.all();
  const { folder: root, directory } = ensure(folder);
  const rule = { ...openRule(), from: '2020-01-01' };
  const album = library.people().albums.save(null, 'Of 2020', rule);
  const lists = [
    [{ everything: true }, store.photos.list(9, 0), 5],
    [{ person: anna }, store.photos.ofPerson(anna, 9, 0), 5],
    [{ folder: root, directory }, store.directories.photos(root, directory, 9, 0), 5],
    [{ album: album.id }, store.search.photos({ ...rule, words: [], album: null }, 9, 0), 2],
  ] as const;
  for (const [set, cards, photos] of lists) {
    expect(cards).toHaveLength(photos);
    expect(photosOf(store, set)).toEqual(idsOf(cards));
  }
  expect(photosOf(store, { query: 'Anna' })).toEqual(idsOf(store.photos.list(9, 0)));
  expect(photosOf(store, { query: '2020' })).toHaveLength(2);
});

test('A person and an album that are not there are refused, a folder has no photos', () => {
  expect(() => photosOf(library.store(), { person: 999 })).toThrow(AppError);
  expect(() => photosOf(library.store(), { album: 999 })).toThrow(AppError);
  expect(photosOf(library.store(), { folder: 999, directory: '' })).toEqual([]);
});
