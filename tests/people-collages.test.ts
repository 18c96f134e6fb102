// Collages, mirrors and twins: who shares photos is two people, unless all else says that they are one.

import { afterEach, beforeEach, expect, test } from 'vitest';
import { ensure } from '../app/ensure.ts';
import { breathe } from '../app/scheduling/slices.ts';
import { firstOf } from './first-of.ts';
import { inventLibrary } from './invented-library.ts';

let library: ReturnType<typeof inventLibrary>;
beforeEach(() => {
  library = inventLibrary();
});
afterEach(() => library.remove());

test('A person on a collage is one person, and the history says so; taken back, it stays so', async () => {
  const alone = addAlone(20, 0);
  const collages = [addTogether(2, 4)];
  const faces = [...alone, ...collages.flatMap(({ faces }) => faces)];
  await library.people().settle();
  expect(peopleOf(faces)).toBe(1);
  const [joined] = firstOf(1, machine());
  expect(joined.sentence.text).toMatch(/^Kindred joined .* took one photo with both for a collage$/);

  for (const { id } of machine()) library.people().undo(id);
  expect(peopleOf(faces)).toBe(2);
  addAlone(10, 0);
  await library.people().settle();
  expect(peopleOf(faces)).toBe(2);
});

test('Collages are looked for also where the end of an import moves nothing, as all was placed while it was read', async () => {
  const faces = [...addAlone(20, 0), ...addTogether(2, 4).faces];
  await library.people().assignNewFaces();
  expect(peopleOf(faces)).toBe(2);
  await library.people().settle();
  expect(peopleOf(faces)).toBe(1);
});

test('A person who is there many times on one collage is one person too', async () => {
  const alone = addAlone(20, 0);
  const { faces } = addTogether(1, 6, 2, 4, 3);
  await library.people().settle();
  expect(peopleOf([...alone, ...faces])).toBe(1);
});

test('Two large parts of one person, kept apart by the photos that they share, become one', async () => {
  // Each grew on its own before the first collage came: the second part is seen beside the first on three photos.
  const first = addAlone(30, 0);
  await library.people().settle();
  const second = [...addAlone(12, 8), ...[0, 1, 2].flatMap(() => addTogether(0, 8).faces)];
  await library.people().settle();
  expect(peopleOf([...first, ...second])).toBe(1);
});

test('Whoever took back that photos are collages is told of no other two people on them that they are one', async () => {
  // Three large parts of one person, which came one after the other, and are three times on one photo.
  addAlone(30, 0);
  await library.people().settle();
  addAlone(14, 9);
  await library.people().settle();
  addAlone(14, 18);
  const photos = [0, 1, 2].map(() => addTogether(0, 9, 18));
  await library.people().settle();
  const faces = photos[0]?.faces ?? [];
  expect(peopleOf(faces)).toBe(1);
  expect(machine()).toHaveLength(2);

  for (const { id } of machine()) library.people().undo(id);
  expect(peopleOf(faces)).toBe(3);
  addAlone(3, 0);
  await library.people().settle();
  expect(peopleOf(faces)).toBe(3);
  expect(machine()).toHaveLength(0);
  expect(await asked()).toEqual([]);
});

test('Two who may be one person on collages are asked about, and a yes makes those photos collages', async () => {
  // As alike as one person, and together on one photo in four: neither is sure.
  const one = addAlone(16, 0);
  await library.people().settle();
  const other = addAlone(10, 20);
  const together = Array.from({ length: 5 }, () => addTogether(2, 22));
  await library.people().settle();
  const faces = [one[0] ?? 0, other[0] ?? 0];
  expect(peopleOf(faces)).toBe(2);
  const [question] = await asked();
  expect(question?.people).toEqual(faces.map(library.personOf).toSorted());
  expect(question?.probability).toBeGreaterThan(0.05);
  expect(question?.probability).toBeLessThan(0.95);

  const { left, right } = question ?? { left: 0, right: 0 };
  expect(library.people().answer(left, right, 'same')).toMatchObject({ outcome: 'onePhoto' });
  const said = library.people().answer(left, right, 'same', { insist: true });
  expect(said.outcome).toBe('recorded');
  expect(peopleOf(faces)).toBe(1);
  expect(together.map(({ photo }) => isCollage(photo))).toEqual(together.map(() => true));

  library.people().undo();
  expect(peopleOf(faces)).toBe(2);
  expect(together.map(({ photo }) => isCollage(photo))).toEqual(together.map(() => false));
});

test('Two people with names of their own who are on one photo are not asked about', async () => {
  const one = addAlone(16, 0);
  await library.people().settle();
  const other = addAlone(10, 20);
  for (let photo = 0; photo < 5; photo++) addTogether(2, 22);
  await library.people().settle();
  expect(await asked()).toHaveLength(1);
  library.people().name(library.holderOf(ensure(one[0])), 'Ada', 'keepBoth');
  expect(await asked()).toHaveLength(1);
  library.people().name(library.holderOf(ensure(other[0])), 'Eve', 'keepBoth');
  expect(await asked()).toEqual([]);
});

test('Twins who share a third of their photos stay two', async () => {
  const one = addAlone(12, 0);
  const other = addAlone(12, 20);
  const together = Array.from({ length: 6 }, () => firstOf(2, addTogether(0, 20).faces));
  await library.people().settle();
  expect(peopleOf(one.concat(together.map(([left]) => left)))).toBe(1);
  expect(peopleOf(other.concat(together.map(([, right]) => right)))).toBe(1);
  expect(peopleOf([...one, ...other])).toBe(2);
});

test('Parts of one person who are all on the same collages become one, though they share a third of their photos', async () => {
  const parts = [0, 20, 40];
  const alone = parts.flatMap((angle) => addAlone(9, angle));
  const together = Array.from({ length: 6 }, () => addTogether(...parts).faces).flat();
  await library.people().settle();
  expect(peopleOf([...alone, ...together])).toBe(1);
});

test('Twins who share a third of their photos with a friend stay two', async () => {
  const one = addAlone(12, 0);
  const other = addAlone(12, 20);
  const together = Array.from({ length: 6 }, () => firstOf(3, addTogether(0, 20, 180).faces));
  await library.people().settle();
  expect(peopleOf(one.concat(together.map(([left]) => left)))).toBe(1);
  expect(peopleOf(other.concat(together.map(([, right]) => right)))).toBe(1);
  expect(peopleOf([...one, ...other])).toBe(2);
});

test('Whom the user told apart stays two, whatever the faces say', async () => {
  const [left, right] = firstOf(2, addTogether(0, 1).faces);
  await library.people().settle();
  library.people().answer(left, right, 'different');
  addAlone(20, 0);
  await library.people().settle();
  expect(library.personOf(left)).not.toBe(library.personOf(right));
});

test('What is said between two joins holds', async () => {
  addAlone(20, 0);
  addAlone(20, 180);
  const collages = [addTogether(2, 4), addTogether(182, 184)].map(({ faces }) => faces);
  const settling = library.people().settle();
  while (machine().length === 0) await breathe();
  const pairs = collages.map((faces) => firstOf(2, faces));
  const [left, right] = ensure(pairs.find(([one, other]) => library.personOf(one) !== library.personOf(other)));
  library.people().answer(left, right, 'different');
  await settling;
  expect(library.personOf(left)).not.toBe(library.personOf(right));
  expect(machine()).toHaveLength(1);
});

test('Somebody who is not seen often is not contradicted: two faces of one photo are two people', async () => {
  const alone = addAlone(4, 0);
  const { faces } = addTogether(1, 3);
  await library.people().settle();
  expect(peopleOf([...alone, ...faces])).toBe(2);
});

/** So many photos, with one face each. */
function addAlone(count: number, angle: number): number[] {
  return Array.from({ length: count }, (_, index) => library.add({ angle: angle + (index % 5) }).faces[0]);
}

function addTogether(...angles: number[]) {
  return library.add(...angles.map((angle) => ({ angle })));
}

function peopleOf(faces: readonly number[]): number {
  return new Set(faces.map(library.personOf)).size;
}

function isCollage(photo: number): boolean {
  return library
    .store()
    .photos.vectorsOf(photo)
    .every(({ collage }) => collage);
}

/** What is asked about two people now. */
async function asked() {
  await library.people().ready();
  const { asked: next } = library.people().nextQuestion();
  if (!next || next.left.person === next.right.person) return [];
  const people = [next.left.person ?? 0, next.right.person ?? 0].toSorted();
  return [{ left: next.left.id, right: next.right.id, probability: next.probability, people }];
}

/** What the machine did and was not taken back. */
function machine() {
  return library
    .store()
    .facts.history(100, 0)
    .filter(({ who, undone }) => who === 'machine' && !undone);
}
