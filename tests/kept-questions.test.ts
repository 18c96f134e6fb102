// What there is to ask is kept at a close, and stands at the next opening; after anything else it is worked out anew.

import { afterEach, beforeEach, expect, test } from 'vitest';
import { ensure } from '../app/ensure.ts';
import { inventLibrary } from './invented-library.ts';

let library: ReturnType<typeof inventLibrary>;
beforeEach(() => {
  library = inventLibrary();
});
afterEach(() => library.remove());

test('Opened again, a library asks at once what it asked when it was closed', async () => {
  await addPairs();
  const before = said();
  expect(before.next.remaining).toBe(4);
  library.reopen();
  expect(said()).toEqual(before);
  await library.people().ready();
  expect(said()).toEqual(before);
});

test('What was kept is what would be worked out anew', async () => {
  await addPairs();
  library.reopen();
  const kept = said();
  library.reopen(() => library.changeKeptQuestions(() => undefined));
  expect(library.people().nextQuestion().remaining).toBe(0);
  await library.people().ready();
  expect(said()).toEqual(kept);
});

test('A person who may be two, and a child who is seen again, are asked about after an opening as before', async () => {
  for (const angle of [0, 1, 55, 56]) library.add({ angle });
  const young = library.addTaken('2001-01-01T00:00:00', { angle: 180 }).faces[0];
  const older = library.addTaken('2009-01-01T00:00:00', { angle: 244 }).faces[0];
  await library.people().settle();
  library.people().details(library.holderOf(young), { born: '2000-01-01' });
  await library.people().ready();
  const before = said();
  expect(before.next.remaining).toBe(2);
  library.reopen();
  await library.people().ready();
  expect(said()).toEqual(before);
  library.people().answer(young, older, 'different');
  expect(library.people().nextQuestion().remaining).toBe(1);
});

test('What was answered since an opening holds after an end without a close', async () => {
  await addPairs();
  library.reopen();
  const { left, right } = ensure(library.people().nextQuestion().asked);
  library.people().answer(left.id, right.id, 'same');
  library.add({ angle: 90 }, { angle: 154 });
  await library.people().settle();
  const before = said();
  await library.crash(Promise.resolve());
  await library.people().ready();
  expect(said()).toEqual(before);
});

test('What does not follow from the library as it is counts for nothing', async () => {
  await addPairs();
  const before = said();
  library.reopen(() => library.changeKeptQuestions((kept) => ({ ...kept, basis: 'another one' })));
  expect(library.people().nextQuestion().remaining).toBe(0);
  await library.people().ready();
  expect(said()).toEqual(before);
  library.reopen(() => library.changeKeptQuestions((kept) => ({ ...kept, pairs: kept.pairs.subarray(3) })));
  await library.people().ready();
  expect(said()).toEqual(before);
});

/** Five people in a row, each of whom may be the next. */
async function addPairs(): Promise<void> {
  for (const [place, photos] of [6, 1, 4, 2, 5].entries()) {
    for (let photo = 0; photo < photos; photo++) library.add({ angle: 64 * place });
  }
  await library.people().settle();
  await library.people().ready();
}

/** All that is asked, and of each person who else they may be. */
function said() {
  const people = library.people();
  const { asked, ...next } = people.nextQuestion();
  const sides = asked && { ...asked, left: asked.left.id, right: asked.right.id, more: null };
  const ahead = next.ahead.map(({ id }) => id);
  const alike = Object.fromEntries(peopleThere().map((person) => [person, people.alike(person, 10)]));
  return { next: { ...next, ahead }, sides, alike };
}

function peopleThere(): number[] {
  return library
    .store()
    .people.all()
    .map(({ id }) => id);
}
