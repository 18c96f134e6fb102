// Undo and redo: everything that was said can be taken back and said again, in order, until something else is said.

import { afterEach, beforeEach, expect, test } from 'vitest';
import { inventLibrary } from './invented-library.ts';

let library: ReturnType<typeof inventLibrary>;
let anna: number;
let berta: number;
let faces: number[];

beforeEach(async () => {
  library = inventLibrary();
  faces = [0, 2, 4, 120, 122, 124].flatMap((angle) => library.add({ angle }).faces);
  await library.people().settle();
  [anna, berta] = [faces[0], faces[3]].map((face) => library.personOf(face) ?? 0) as [number, number];
});
afterEach(() => library.remove());

test('Everything that can be said is the same after it was taken back and said again', () => {
  const people = library.people();
  const acts: (() => unknown)[] = [
    () => people.name(anna, 'Anna', 'ask'),
    () => people.split(anna, [faces[1]]),
    () => people.assign([faces[1]], berta),
    () => people.reject([faces[2]]),
    () => people.cover(berta, faces[4]),
    () => people.hide([berta], true),
    () => people.answer(faces[0], faces[3], 'different'),
    () => people.merge([berta], anna),
    () => people.dissolve(anna),
  ];
  const before = acts.map((act) => {
    const state = shown();
    act();
    return state;
  });
  const end = shown();
  for (const state of before.toReversed()) {
    expect(people.undo()).not.toBeNull();
    expect(shown()).toEqual(state);
  }
  expect(people.undo()).toBeNull();
  for (const state of [...before.slice(1), end]) {
    expect(people.redo()).toMatchObject({ undone: false });
    expect(shown()).toEqual(state);
  }
  expect(people.redo()).toBeNull();
});

test('What was taken back cannot be said again once something else was said', () => {
  const people = library.people();
  people.name(anna, 'Anna', 'ask');
  people.name(berta, 'Berta', 'ask');
  people.undo();
  people.undo();
  people.name(anna, 'Amelia', 'ask');
  expect(people.redo()).toBeNull();
  people.undo();
  expect(people.redo()).toMatchObject({ sentence: { text: expect.stringContaining('Amelia') } });
  expect(people.redo()).toBeNull();
  expect(library.store().people.get(anna)?.name).toBe('Amelia');
});

test('It survives a restart', () => {
  library.people().name(anna, 'Anna', 'ask');
  library.people().undo();
  library.reopen();
  expect(library.people().redo()).toMatchObject({ sentence: { text: expect.stringContaining('Anna') } });
  expect(library.store().people.get(anna)?.name).toBe('Anna');
});

/** Who everybody is, and which faces are theirs. */
function shown() {
  return { people: library.store().people.all(), faces: faces.map((face) => library.personOf(face)) };
}
