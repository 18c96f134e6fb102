// Photos that are meant together: on a real store, with faces whose likeness the test decides.

import { afterEach, beforeEach, expect, test } from 'vitest';
import { photosOf } from '../app/calls/photo-sets.ts';
import { facesMeant } from '../app/people/edits/identify.ts';
import { inventLibrary } from './invented-library.ts';

let library: ReturnType<typeof inventLibrary>;
beforeEach(() => {
  library = inventLibrary();
});
afterEach(() => library.remove());

/** The face at this angle is this person. */
const [ANNA, BEN, CARL, DORA] = [0, 90, 180, 270];

test('“This is …” means the one face of each photo that has no name, and leaves alone what cannot be told', async () => {
  const photos = [[ANNA], [ANNA, BEN], [BEN, CARL], [CARL], [DORA], []].map((angles) =>
    library.add(...angles.map((angle) => ({ angle }))),
  );
  await library.people().settle();
  const faceOn = (photo: number, place: number): number => photos[photo]?.faces[place] ?? 0;
  const anna = library.holderOf(faceOn(0, 0));
  library.people().name(anna, 'Anna', 'ask');
  library.people().hide([library.holderOf(faceOn(4, 0))], true);
  const all = photos.map(({ photo }) => photo);

  // Someone new: Ben beside Anna, Carl alone; of Ben and Carl together either may be meant, and the stranger is hidden.
  expect(facesMeant(library.store(), all, null)).toEqual({
    faces: [faceOn(1, 1), faceOn(3, 0)],
    known: 0,
    several: 1,
    without: 3,
  });
  // Anna herself is on two of them.
  expect(facesMeant(library.store(), all, anna)).toEqual({ faces: [faceOn(3, 0)], known: 2, several: 1, without: 2 });
});

test('All photos of a list come in its order, however many there are', async () => {
  const added = [ANNA, ANNA, BEN].map((angle) => library.add({ angle }));
  await library.people().settle();
  const store = library.store();
  const newestFirst = store.photos.list(100, 0).map(({ id }) => id);
  expect(photosOf(store, { everything: true })).toEqual(newestFirst);
  expect(newestFirst).toHaveLength(3);
  const [folder] = store.directories.all();
  expect(photosOf(store, { folder: folder?.folder ?? 0, directory: '' })).toEqual(newestFirst);
  const person = library.holderOf(added[0]?.faces[0] ?? 0);
  expect(photosOf(store, { person })).toEqual(store.photos.ofPerson(person, 100, 0).map(({ id }) => id));
  expect(photosOf(store, { query: '2020' })).toEqual(newestFirst);
});
