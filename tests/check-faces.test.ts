// "Are these all Anna?": the least alike come first, the wrong ones leave and are grouped afresh, and it is one thing to undo.

import { afterEach, beforeEach, expect, test } from 'vitest';
import { inventLibrary } from './invented-library.ts';

let library: ReturnType<typeof inventLibrary>;
let anna: number;
let faces: number[];
/** Of somebody else, 110° away from Anna. */
let ben: number;

beforeEach(async () => {
  library = inventLibrary();
  faces = [0, 1, 2, 3, 30, 45].map((angle) => library.add({ angle }).faces[0] ?? 0);
  ben = library.add({ angle: 110 }).faces[0] ?? 0;
  await library.people().settle();
  anna = library.personOf(faces[0] ?? 0) ?? 0;
  library.people().name(anna, 'Anna', 'ask');
});
afterEach(() => library.remove());

test('The faces that are least like the others come first', () => {
  expect(faces.map(library.personOf)).toEqual(faces.map(() => anna));
  expect(library.people().doubtful(anna).slice(0, 2)).toEqual([faces[5], faces[4]]);
  expect(library.people().doubtful(anna)).toHaveLength(6);
});

test('The right ones are not shown again; the wrong ones leave, find the person they are, and never come back', async () => {
  const wrong = faces[5] ?? 0;
  const right = faces.slice(0, 5);
  const checked = library.people().check(anna, right, [wrong]);
  expect(checked).toMatchObject({ name: 'Anna', faces: 5 });
  expect(library.personOf(wrong)).toBeNull();
  await library.people().assignNewFaces();
  await library.people().settle();
  expect(library.personOf(wrong)).not.toBe(anna);
  expect(library.people().doubtful(anna)).toEqual([]);
  library.add({ angle: 40 }); // like both
  await library.people().settle();
  expect(library.personOf(wrong)).not.toBe(anna);
  expect(library.personOf(ben)).not.toBe(anna);
});

test('Undo brings everything back, also after the wrong ones were grouped afresh', async () => {
  const before = library.people().doubtful(anna);
  const { action } = library.people().check(anna, faces.slice(0, 4), faces.slice(4));
  await library.people().assignNewFaces();
  library.people().undo(action ?? 0);
  expect(faces.map(library.personOf)).toEqual(faces.map(() => anna));
  expect(library.people().doubtful(anna)).toEqual(before);
  expect(library.store().facts.history(1, 0)[0]?.undone).toBe(true);
});

test('Where the cover is wrong, another one stands for the person; all of them cannot be wrong', () => {
  const cover = library.store().people.get(anna)?.cover ?? 0;
  library.people().check(anna, [], [cover]);
  expect(library.store().people.get(anna)).toMatchObject({ faces: 5 });
  const rest = faces.filter((face) => face !== cover);
  expect(() => library.people().check(anna, [], rest)).toThrow('Leave at least one');
  expect(() => library.people().check(anna, [cover], [])).toThrow('not in the library any more');
});

test('What was looked through is said in the history', () => {
  library.people().check(anna, faces.slice(0, 4), faces.slice(4));
  library.people().check(anna, faces.slice(0, 4), []); // said already
  const said = library.store().facts.history(2, 0);
  expect(said.map(({ sentence }) => sentence.text)).toContain('Looked through 6 faces of Anna: 2 are someone else');
});
