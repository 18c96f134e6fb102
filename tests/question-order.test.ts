// Which question comes first, and which ones matter: favourites, then the named, then people who bring many faces home.

import { afterEach, beforeEach, expect, test } from 'vitest';
import { ensure } from '../app/ensure.ts';
import { inventLibrary } from './invented-library.ts';

let library: ReturnType<typeof inventLibrary>;
beforeEach(() => {
  library = inventLibrary();
});
afterEach(() => library.remove());

test('Favourites are asked about first, then the named, then those who bring the most faces home', async () => {
  const [few, many] = [await pairAt(0, 1), await pairAt(180, 6)];
  const people = library.people();
  expect(asked()).toEqual(sorted(many));
  people.name(library.personOf(few[1]) ?? 0, 'Anna', 'ask');
  expect(asked()).toEqual(sorted(few));
  people.favourite([library.personOf(many[0]) ?? 0], true);
  expect(asked()).toEqual(sorted(many));
  people.undo();
  expect(asked()).toEqual(sorted(few));
  people.answer(...few, 'later');
  expect(asked()).toEqual(sorted(many));
});

test('A question matters that is about somebody who is known, or brings a face home; the others are counted apart', async () => {
  const [stranger, many] = [await pairAt(0, 1), await pairAt(180, 6)];
  const people = library.people();
  expect(people.nextQuestion()).toMatchObject({ remaining: 2, important: 1 });
  people.name(library.personOf(stranger[0]) ?? 0, 'Anna', 'ask');
  expect(people.nextQuestion()).toMatchObject({ remaining: 2, important: 2 });
  people.undo();
  expect(people.nextQuestion()).toMatchObject({ remaining: 2, important: 1 });
  people.answer(...many, 'later');
  expect(people.nextQuestion()).toMatchObject({ remaining: 2, important: 0 });
});

test('The pair ahead is the one that follows when the answer brings no other', async () => {
  const [few, many] = [await pairAt(0, 1), await pairAt(180, 6)];
  const people = library.people();
  expect(asked()).toEqual(sorted(many));
  const { ahead } = people.nextQuestion();
  expect(firstFaces(ahead)).toEqual(sorted(few));
  people.answer(...many, 'different');
  const { asked: next, ahead: none } = people.nextQuestion();
  expect([next?.left, next?.right]).toEqual(ahead);
  expect(none).toEqual([]);
});

test('Of several pairs ahead each follows in its turn, for as long as the answers bring no other', async () => {
  for (const [place, photos] of [6, 1, 4, 2, 5].entries()) {
    for (let photo = 0; photo < photos; photo++) library.add({ angle: 64 * place });
  }
  await library.people().settle();
  const people = library.people();
  const { ahead } = people.nextQuestion();
  expect(ahead).toHaveLength(6);
  for (let left = ahead; left.length > 0; left = left.slice(2)) {
    const { asked: question } = people.nextQuestion();
    people.answer(ensure(question).left.id, ensure(question).right.id, 'unsure');
    const next = people.nextQuestion();
    expect([next.asked?.left, next.asked?.right, ...next.ahead]).toEqual(left);
  }
});

test('Each side brings faces of other years, also where one person may be two', async () => {
  const years = [2001, 2005, 2009, 2014, 2014, 2019, 2023];
  const one = years.map((year) => library.addTaken(`${year}-05-01T00:00:00`, { angle: 0 }).faces[0]);
  const other = years.slice(0, 2).map((year) => library.addTaken(`${year}-06-01T00:00:00`, { angle: 64 }).faces[0]);
  await library.people().settle();
  const { asked: question } = library.people().nextQuestion();
  const sides = [question?.more.left ?? [], question?.more.right ?? []];
  expect(sides.map((side) => side.length).sort()).toEqual([1, 5]);
  const shown = [question?.left.id, question?.right.id, ...sides.flat().map(({ id }) => id)];
  expect(new Set(shown).size).toBe(8);
  expect(shown.every((id) => id !== undefined && [...one, ...other].includes(id))).toBe(true);
  const takenIn = (face: number) => years[one.indexOf(face)];
  const larger = sides.find((side) => side.length === 5) ?? [];
  expect(new Set(larger.map(({ id }) => takenIn(id))).size).toBe(5);
});

/** Two people, 64° apart, who may be one. @returns a face of each */
async function pairAt(angle: number, faces: number): Promise<[number, number]> {
  const add = (place: number) => Array.from({ length: faces }, () => library.add({ angle: place }).faces[0])[0] ?? 0;
  const pair: [number, number] = [add(angle), add(angle + 64)];
  await library.people().settle();
  return pair;
}

/** A face of each of the people who are asked about. */
function asked(): (number | undefined)[] {
  const question = library.people().nextQuestion().asked;
  return firstFaces([question?.left, question?.right]);
}

/** The first that the person of each has. */
function firstFaces(faces: readonly ({ person: number | null } | undefined)[]): (number | undefined)[] {
  return faces.map((face) => library.store().people.faces(face?.person ?? 0)[0]).sort();
}

function sorted(pair: readonly number[]): number[] {
  return [...pair].sort();
}
