// Photos of which nothing but their file's time is known: they stand behind all others, and no date follows from them.

import { afterEach, beforeEach, expect, test } from 'vitest';
import { makeSearchCalls } from '../app/calls/search.ts';
import { inventLibrary } from './invented-library.ts';

let library: ReturnType<typeof inventLibrary>;
beforeEach(() => {
  library = inventLibrary();
});
afterEach(() => library.remove());

/** Their files' times are of 2024, later than every date. */
async function makePhotos() {
  const photos = [null, '2019-07-04T12:00:00', null, '2021-03-01T09:30:00'].map((takenAt) =>
    library.addTaken(takenAt, { angle: 0 }),
  );
  await library.people().settle();
  const [undated, old, undatedToo, young] = photos.map(({ photo }) => photo);
  return { undated, old, undatedToo, young, person: library.holderOf(photos[0]?.faces[0] ?? 0) };
}

test('They come last in every list, under an empty day', async () => {
  const { undated, old, undatedToo, young, person } = await makePhotos();
  const { photos, timeline, directories } = library.store();
  const order = [young, old, undatedToo, undated];
  expect(photos.list(10, 0).map(({ id }) => id)).toEqual(order);
  expect(photos.list(10, 0).map(({ takenAt }) => takenAt)).toEqual([
    '2021-03-01T09:30:00',
    '2019-07-04T12:00:00',
    null,
    null,
  ]);
  expect(timeline.days().map(({ day, shapes }) => [day, shapes.length])).toEqual([
    ['2021-03-01', 1],
    ['2019-07-04', 1],
    ['', 2],
  ]);
  expect(order.map((photo) => timeline.placeOf(photo ?? 0))).toEqual([0, 1, 2, 3]);
  const partOf = (limit: number, offset: number) => photos.ofPerson(person, limit, offset).map(({ id }) => id);
  expect(partOf(10, 0)).toEqual(order);
  expect([partOf(3, 0), partOf(3, 3)]).toEqual([order.slice(0, 3), order.slice(3)]);
  expect(directories.all()).toMatchObject([
    { photos: 4, first: '2019-07-04T12:00:00', last: '2021-03-01T09:30:00', cover: young },
  ]);
});

test('No search for a date finds them, no month counts them, and all else does', async () => {
  await makePhotos();
  const search = (query: string) => makeSearchCalls(library.store())['search.photos']({ query, offset: 0, limit: 10 });
  const total = async (query: string) => (await search(query)).total;
  for (const query of ['2024', 'since 2022', 'January', 'January 2024']) expect(await total(query), query).toBe(0);
  expect(await total('until 2030')).toBe(2);
  expect(await total('jpg')).toBe(4);
  expect((await search('undated')).photos.map(({ takenAt }) => takenAt)).toEqual([null, null]);
  expect(await total('ohne Datum ohne Personen')).toBe(0);
  expect(library.store().search.months()).toEqual([
    { month: '2021-03', photos: 1 },
    { month: '2019-07', photos: 1 },
  ]);
});

test('The months of a person, and what is asked about them, come from dates alone', async () => {
  const { undated, person } = await makePhotos();
  const { people, photos } = library.store();
  expect(people.whenAndWhere(person)).toMatchObject({ first: '2019-07-04T12:00:00', last: '2021-03-01T09:30:00' });
  expect(photos.vectorsOf(undated ?? 0)).toMatchObject([{ day: null, takenBefore: null }]);
  expect(photos.get(undated ?? 0)).toMatchObject({ takenAt: null, fileTime: '2024-01-01T00:00:00' });
});

test('One who is on undated photos alone has no months', async () => {
  const { faces } = library.addTaken(null, { angle: 0 });
  await library.people().settle();
  expect(library.store().people.whenAndWhere(library.holderOf(faces[0]))).toMatchObject({ first: null, last: null });
});
