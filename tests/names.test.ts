// When two names are one: as people write them, whatever the capitals, the accents and the keyboard.

import { afterEach, beforeEach, expect, test } from 'vitest';
import { understand } from '../app/search/query.ts';
import { openRule } from '../app/search/rule.ts';
import { foldText } from '../app/store/index.ts';
import { firstOf } from './first-of.ts';
import { inventLibrary } from './invented-library.ts';

let library: ReturnType<typeof inventLibrary>;
beforeEach(() => {
  library = inventLibrary();
});
afterEach(() => library.remove());

const ONE_NAME: [called: string, typed: string][] = [
  ['Zoë', 'ZOË'],
  ['Zoë', 'Zoe\u0308'],
  ['Zoë', 'zoe'],
  ['Özlem', 'özlem'],
  ['Özlem', 'OZLEM'],
  ['Страница', 'страница'],
  ['Пётр', 'петр'],
  ['ΝΙΚΟΣ', 'Νίκος'],
  ['Işık', 'ışık'],
  ['İpek', 'ipek'],
  ['Weiß', 'WEISS'],
  ['Søren', 'soren'],
  ['Łukasz', 'lukasz'],
  ['O’Brien', "o'brien"],
  ['Ａｎｎａ', 'anna'],
  ['김하늘', '김하늘'.normalize('NFD')],
];

test.each(ONE_NAME)('“%s” and “%s” are one name: suggested, asked about, and found', async (called, typed) => {
  const [[one], [other]] = [library.add({ angle: 0 }).faces, library.add({ angle: 180 }).faces];
  await library.people().settle();
  const [a, b] = [library.holderOf(one), library.holderOf(other)];
  library.people().name(a, called, 'ask');
  const { people } = library.store();
  expect(people.suggest(typed)).toMatchObject([{ id: a }]);
  expect(people.suggest([...typed].slice(0, 2).join(''))).toMatchObject([{ id: a }]);
  expect(library.people().name(b, typed, 'ask')).toMatchObject({ outcome: 'taken', namesakes: [{ id: a }] });
  expect(understand(typed, people.names())).toEqual([{ kind: 'with', people: [a] }]);
});

test.each([
  ['かお', 'がお'],
  ['राम', 'रामु'],
  ['Anna', 'Anne'],
])('“%s” and “%s” are two', (one, other) => {
  expect(foldText(one)).not.toBe(foldText(other));
});

test('The name that begins so comes first, and a sign of SQL is a sign like any other', async () => {
  const faces = [0, 120, 240].map((angle) => library.add({ angle }).faces[0]);
  await library.people().settle();
  const [a, b, c] = firstOf(
    3,
    faces.map((face) => library.holderOf(face)),
  );
  library.people().name(a, 'Rosé Ángel', 'ask');
  library.people().name(b, 'angela 100%', 'ask');
  library.people().name(c, 'Bo_b', 'ask');
  const { people } = library.store();
  expect(people.suggest('ÁNG').map(({ id }) => id)).toEqual([b, a]);
  expect(people.suggest('%').map(({ id }) => id)).toEqual([b]);
  expect(people.suggest('_').map(({ id }) => id)).toEqual([c]);
});

test('Two letters find a photo by its folder whatever their capitals', () => {
  const { photo } = library.add({ angle: 0 });
  library.copy(photo, 'Öl/');
  const found = (text: string) =>
    library.store().search.count({ ...openRule(), album: null, words: [{ text, people: [] }] });
  expect(['öl', 'ÖL', 'Öl', 'Öl'.normalize('NFD'), 'öm'].map(found)).toEqual([1, 1, 1, 1, 0]);
});
