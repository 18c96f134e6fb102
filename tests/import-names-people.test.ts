// What names from other programs do to people: joined only where the user says so, asked about first, heard by the threshold.

import { afterEach, beforeEach, expect, test } from 'vitest';
import { ensure } from '../app/ensure.ts';
import type { NameToImport } from '../app/people/edits/names-import.ts';
import { inventLibrary } from './invented-library.ts';

let library: ReturnType<typeof inventLibrary>;
beforeEach(() => {
  library = inventLibrary();
});
afterEach(() => library.remove());

/** Photos of one face each, and the person that grouping makes of them. */
async function people(...groups: number[][]): Promise<{ person: number; faces: number[]; photos: number[] }[]> {
  const added = groups.map((angles) => angles.map((angle) => library.add({ angle })));
  await library.people().settle();
  return added.map((photos) => {
    const faces = photos.flatMap((photo) => photo.faces);
    return { person: library.personOf(faces[0] ?? 0) ?? 0, faces, photos: photos.map(({ photo }) => photo) };
  });
}

function bring(names: Partial<NameToImport>[], split: [number, number][] = []) {
  const none = { name: '', into: [], groups: [], faces: [], drawn: [], isOne: false, open: [] };
  return library.people().importNames({ names: names.map((name) => ({ ...none, ...name })), split });
}

const calledOf = (person: number) => library.store().people.get(person)?.name;

async function nextQuestion() {
  await library.people().ready();
  const { asked } = library.people().nextQuestion();
  return asked && [library.personOf(asked.left.id), library.personOf(asked.right.id)].sort();
}

test('Two people of one name are asked about before all others', async () => {
  const [a, b, c, d] = await people([0, 2, 4], [66, 68], [180, 182, 184, 186], [244, 246, 248, 250]);
  const before = await nextQuestion();
  expect(before).toEqual([c?.person, d?.person].sort());
  const { action } = bring([{ name: 'Anna', groups: [a, b].flatMap((group) => (group ? [group] : [])) }]);
  expect([a, b].map((group) => calledOf(group?.person ?? 0))).toEqual(['Anna', 'Anna']);
  expect(await nextQuestion()).toEqual([a?.person, b?.person].sort());
  library.people().undo(action ?? 0);
  expect(calledOf(a?.person ?? 0)).toBeNull();
  expect(await nextQuestion()).toEqual(before);
});

test('A name without a box lets the review ask first about who is on that photo, as long as the import stands', async () => {
  const [a, b, c, d] = await people([0, 2, 4], [66, 68], [180, 182, 184, 186], [244, 246, 248, 250]);
  library.people().name(a?.person ?? 0, 'Zoë', 'ask');
  library.people().name(c?.person ?? 0, 'Carl', 'ask');
  const before = await nextQuestion();
  expect(before).toEqual([c?.person, d?.person].sort());
  const { action } = bring([{ name: 'zoe', open: b?.photos.slice(0, 1) ?? [] }]);
  expect(action).not.toBeNull();
  expect(await nextQuestion()).toEqual([a?.person, b?.person].sort());
  library.reopen();
  expect(await nextQuestion()).toEqual([a?.person, b?.person].sort());
  library.people().undo(action ?? 0);
  expect(await nextQuestion()).toEqual(before);
});

test('Groups that the user calls one are joined: a lesson for the threshold; those told apart or seen together stay two', async () => {
  const [a, b, c] = await people([0, 2, 4], [70, 72], [180, 182]);
  const together = library.add({ angle: 0 }, { angle: 180 });
  await library.people().settle();
  const all = [a, b, c].flatMap((group) => (group ? [{ person: group.person, faces: group.faces }] : []));
  expect(together.faces.map((face) => library.personOf(face))).toEqual([a?.person, c?.person]);
  const joined = bring([{ name: 'Anna', groups: all, isOne: true }]);
  expect(joined).toMatchObject({ people: 1, joined: 1 });
  expect(b?.faces.map((face) => library.personOf(face))).toEqual([a?.person, a?.person]);
  expect(calledOf(c?.person ?? 0)).toBe('Anna');
  expect(library.people().learning().lessons).toMatchObject([{ answer: 'same' }]);
  library.people().undo(joined.action ?? 0);
  expect(library.people().learning().lessons).toEqual([]);
  expect(b?.faces.map((face) => library.personOf(face))).toEqual([b?.person, b?.person]);

  library.people().answer(a?.faces[0] ?? 0, b?.faces[0] ?? 0, 'different');
  expect(bring([{ name: 'Anna', groups: all, isOne: true }])).toMatchObject({ joined: 0 });
  expect(library.personOf(b?.faces[0] ?? 0)).toBe(b?.person);
});

test('Who may be one is known before it is said: nobody seen together or told apart, and no two who were seen together', async () => {
  const [a, b, c, d] = await people([0, 2, 4], [70, 72], [180, 182], [250, 252]);
  library.add({ angle: 70 }, { angle: 180 });
  await library.people().settle();
  const groups = [a, b, c, d].map((group) => ensure(group));
  const ids = groups.map(({ person }) => person);
  library.people().answer(ensure(groups[0]?.faces[0]), ensure(groups[3]?.faces[0]), 'different');
  // B and C are on one photo: one of them is the first, whichever of both it is.
  const [foreseen, alone] = library.people().mayBeOne([
    { into: [], groups },
    { into: [ensure(ids[1])], groups: [ensure(groups[2])] },
  ]);
  expect(foreseen).toEqual({ people: [ids[0], ids[1]], together: [ids[2]], toldApart: [ids[3]] });
  expect(alone).toEqual({ people: [], together: [ids[2]], toldApart: [] });
  expect(bring([{ name: 'Anna', groups, isOne: true }])).toMatchObject({ joined: 1 });
  expect(library.store().people.holderOf(ensure(groups[1]?.faces[0]))).toBe(ids[0]);
  expect(groups.slice(2).map(({ faces: [face] }) => library.holderOf(ensure(face)))).toEqual(ids.slice(2));
});

test('What was written down of somebody who is joined is kept with the one they are', async () => {
  const [a, b] = await people([0, 2, 4], [70, 72]);
  const both = [a, b].map((group) => ensure(group));
  library.people().details(ensure(b).person, { note: 'Met in Lisbon' });
  library.people().favourite([ensure(b).person], true);
  const { action } = bring([{ name: 'Anna', groups: both, isOne: true }]);
  expect(library.store().personDetails.of(ensure(a).person)).toMatchObject({ note: 'Met in Lisbon', favourite: '1' });
  library.people().undo(ensure(action));
  expect(library.store().personDetails.of(ensure(b).person)).toMatchObject({ note: 'Met in Lisbon', favourite: '1' });
});

test('A group with two names is divided, which raises the threshold; other names of people nearly alike keep it', async () => {
  const [a, b] = await people([0, 2, 4, 50], [130, 132]);
  const [one = 0, , , leaving = 0] = a?.faces ?? [];
  expect(library.personOf(leaving)).toBe(a?.person);
  const { learnt: before } = library.people().learning();
  bring(
    [
      { name: 'Anna', groups: [{ person: a?.person ?? 0, faces: [one] }] },
      { name: 'Ben', groups: [{ person: b?.person ?? 0, faces: b?.faces ?? [] }], faces: [leaving] },
    ],
    [[one, leaving]],
  );
  expect(calledOf(library.personOf(leaving) ?? 0)).toBe('Ben');
  expect(calledOf(library.personOf(one) ?? 0)).toBe('Anna');
  const { learnt, lessons } = library.people().learning();
  expect(lessons.map(({ answer }) => answer)).toEqual(['different', 'different']);
  expect(learnt.threshold).toBeGreaterThan(before.threshold);
});

test('Who was named by the user meanwhile keeps that name, and of several of one name nobody is chosen', async () => {
  const [a, b, c] = await people([0, 2], [90, 92], [180, 182]);
  library.people().name(a?.person ?? 0, 'Carla', 'ask');
  const groups = [{ person: a?.person ?? 0, faces: a?.faces ?? [] }];
  expect(bring([{ name: 'Anna', groups }])).toMatchObject({ people: 0, faces: 0, action: null });
  expect(calledOf(a?.person ?? 0)).toBe('Carla');
  library.people().name(b?.person ?? 0, 'Carla', 'keepBoth');
  const carla = { name: 'carla', into: [a?.person ?? 0, b?.person ?? 0] };
  bring([{ ...carla, groups: [{ person: c?.person ?? 0, faces: c?.faces ?? [] }] }]);
  expect(library.personOf(c?.faces[0] ?? 0)).toBe(c?.person);
  expect(calledOf(c?.person ?? 0)).toBe('carla');
});
