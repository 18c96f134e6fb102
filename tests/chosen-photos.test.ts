// Photos that the user chose, favourites and albums filled by hand: facts with undo, which no scan and no loss of a file takes away.

import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import { makeSearchCalls } from '../app/calls/search.ts';
import { photosOf } from '../app/calls/photo-sets.ts';
import { contract } from '../app/contract.ts';
import { favouritesOf } from '../app/photos/user-edits.ts';
import { openRule } from '../app/search/rule.ts';
import { inventLibrary } from './invented-library.ts';

let library: ReturnType<typeof inventLibrary>;
/** Of the first day of 2020, a second apart, the oldest first. */
let photos: number[];
beforeEach(() => {
  library = inventLibrary();
  photos = [0, 90, 180, 270].map((angle) => library.add({ angle }).photo);
});
afterEach(() => library.remove());

const albums = () => library.people().albums;
/** The oldest first. */
const inAlbum = (album: number) => photosOf(library.store(), { album }).reverse();
const some = (...places: number[]) => places.map((place) => photos[place] ?? 0);
const history = (count: number) =>
  library
    .store()
    .facts.history(count, 0)
    .map(({ sentence }) => sentence.text);

describe('An album of chosen photos', () => {
  test('Is made, filled, renamed and given a cover as things that were said, each taken back by undo', () => {
    const { id } = albums().make('Best of', some(2, 0));
    expect(albums().choose(id, some(0, 1), true)).toMatchObject({ photos: 1 });
    expect(albums().choose(id, some(2, 3), false)).toMatchObject({ photos: 1 });
    albums().describe(id, { name: 'Our best' });
    albums().describe(id, { cover: photos[0] });
    expect(albums().describe(id, { name: 'Our best' }).action).toBeNull();
    expect(inAlbum(id)).toEqual(some(0, 1));
    expect(albums().get(id)).toEqual({ id, name: 'Our best', rule: null, cover: photos[0] });
    expect(history(5)).toEqual([
      'Chose a cover for the album “Our best”',
      'Renamed the album “Best of” to “Our best”',
      'Took one photo out of the album “Best of”',
      'Put one photo into the album “Best of”',
      'Made the album “Best of” of 2 photos',
    ]);
    const steps = [1, 2, 3, 4].map(() => {
      library.people().undo();
      return [albums().get(id).name, inAlbum(id)];
    });
    expect(steps).toEqual([
      ['Our best', some(0, 1)],
      ['Best of', some(0, 1)],
      ['Best of', some(0, 1, 2)],
      ['Best of', some(0, 2)],
    ]);
    library.people().undo();
    expect(() => albums().get(id)).toThrow(/not there any more/);
    for (let again = 0; again < 5; again++) library.people().redo();
    expect(inAlbum(id)).toEqual(some(0, 1));
  });

  test('Cannot be unmade by itself while something later was put into it', () => {
    const { id, action } = albums().make('Best of', some(0));
    albums().choose(id, some(1), true);
    expect(() => library.people().undo(action ?? 0)).toThrow(/Take that back first: Put one photo into/);
    library.people().undo();
    library.people().undo(action ?? 0);
    expect(library.store().albums.all()).toEqual([]);
  });

  test('Keeps its photos through a restart, a missing file, and being deleted and brought back', () => {
    const { id } = albums().make('Best of', some(0, 1));
    albums().describe(id, { cover: photos[0] });
    library.setPresent(photos[0] ?? 0, false);
    library.reopen();
    expect(inAlbum(id)).toEqual(some(1));
    albums().remove(id);
    expect(library.store().albums.all()).toEqual([]);
    albums().restore(id);
    library.setPresent(photos[0] ?? 0, true);
    expect(inAlbum(id)).toEqual(some(0, 1));
    expect(albums().get(id)).toMatchObject({ name: 'Best of', cover: photos[0] });
  });

  test('Loses only what was deleted for good, and then has its newest photo as cover again', () => {
    const { id } = albums().make('Best of', some(0, 1));
    albums().describe(id, { cover: photos[0] });
    library.store().purge(some(0));
    expect(inAlbum(id)).toEqual(some(1));
    expect(albums().get(id).cover).toBeNull();
  });

  test('Has no rule, and one that fills itself takes no photos', () => {
    const { id } = albums().make('Best of', []);
    const rule = { ...openRule(), from: '2020-01-01' };
    expect(() => albums().save(id, 'Best of', rule)).toThrow(/chosen one by one/);
    const filling = albums().save(null, 'All of 2020', rule);
    expect(() => albums().choose(filling.id, some(0), true)).toThrow(/fills itself/);
    expect(() => albums().describe(filling.id, { cover: photos[0] })).toThrow(/fills itself/);
    expect(inAlbum(id)).toEqual([]);
  });
});

describe('Favourites', () => {
  const favour = (chosen: number[], favourite: boolean) => {
    const { edits, what } = favouritesOf(library.store(), chosen, favourite);
    return library.people().editPhotos(edits, what);
  };
  const found = async (query: string) => {
    const reply = await makeSearchCalls(library.store())['search.photos']({ query, limit: 9, offset: 0 });
    return reply.photos.map(({ id }) => id).reverse();
  };

  test('Are facts with undo, and found by that word in both languages', async () => {
    favour(some(0, 2), true);
    expect(favour(some(0), true)).toBeNull();
    expect(library.store().photos.list(9, 0)).toMatchObject(
      [false, true, false, true].map((favourite) => ({ favourite })),
    );
    expect(history(1)).toEqual(['Made 2 photos favourites']);
    for (const query of ['favourites', 'Favoriten 2020', 'favorite 1.jpg']) {
      expect(await found(query), query).toEqual(query.endsWith('jpg') ? some(0) : some(0, 2));
    }
    expect(await found('"favourites"')).toEqual([]);
    favour(some(0), false);
    expect(await found('favourites')).toEqual(some(2));
    library.people().undo();
    library.people().undo();
    expect(await found('favourites')).toEqual([]);
  });

  test('Fill an album, and stay when the file is read anew', () => {
    const rule = { ...openRule(), favourites: true };
    const { id } = albums().save(null, 'Favourites', rule);
    favour(some(3), true);
    library.store().photoEdits.apply(photos[3] ?? 0, true);
    library.reopen();
    expect(inAlbum(id)).toEqual(some(3));
  });

  test('Come along with albums to another library of the same photos, where what was taken out stays out', () => {
    favour(some(1), true);
    const { id } = albums().make('Best of', some(0, 1, 2));
    albums().describe(id, { cover: photos[0] });
    const said = contract['transfer.import'].request.parse(
      JSON.parse(JSON.stringify({ said: library.people().exportTransfer() })),
    ).said;

    const fresh = inventLibrary();
    try {
      const there = [0, 90, 180, 270].map((angle) => fresh.add({ angle }).photo);
      expect(fresh.people().importTransfer(said)).toMatchObject({ albums: 1 });
      expect(fresh.people().exportTransfer()).toEqual(said);
      expect(fresh.store().photos.get(there[1] ?? 0)).toMatchObject({ favourite: true });
      const [album] = fresh.store().albums.all();
      fresh.people().albums.choose(album?.id ?? 0, [there[2] ?? 0], false);
      expect(fresh.people().importTransfer(said)).toMatchObject({ albums: 0 });
      expect(photosOf(fresh.store(), { album: album?.id ?? 0 })).toEqual([there[1], there[0]]);
      fresh.people().undo();
      fresh.people().undo();
      expect(fresh.store().albums.all()).toEqual([]);
    } finally {
      fresh.remove();
    }
  });
});
