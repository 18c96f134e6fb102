// People who stand, joined by Kindred itself: on high scores, as its own action, and never against the user.

import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import SQLite from 'better-sqlite3';
import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import { ensure } from '../app/ensure.ts';
import { breathe } from '../app/scheduling/slices.ts';
import { resource } from '../app/platform/resources.ts';
import { firstOf } from './first-of.ts';
import { inventLibrary } from './invented-library.ts';

let library: ReturnType<typeof inventLibrary>;
beforeEach(() => {
  library = inventLibrary();
});
afterEach(() => library.remove());

describe('People who stand, joined on strong evidence', () => {
  test('It is an action of the machine; taken back, it is never done again, and that can be undone too', async () => {
    const { one, other } = await twoWhoAreOne();
    const before = [library.personOf(one), library.personOf(other)];
    await grow();
    expect(library.personOf(one)).toBe(library.personOf(other));
    const [joined] = firstOf(1, library.store().facts.history(10, 0));
    expect(joined).toMatchObject({ who: 'machine', undone: false });
    expect(library.people().undo()).toBeNull(); // the user said nothing yet
    library.people().undo(joined.id);
    expect([library.personOf(one), library.personOf(other)].sort()).toEqual([...before].sort());
    expect(() => library.people().undo(joined.id)).toThrow('taken back already');
    await grow();
    expect(library.personOf(one)).not.toBe(library.personOf(other));
    library.people().undo();
    expect(library.personOf(one)).toBe(library.personOf(other));
  });

  test('Taking it back can be undone: it stands again in the history, with all that was inherited', async () => {
    const { one, other } = await twoWhoAreOne();
    const [a, b] = firstOf(
      2,
      [one, other].map((face) => library.holderOf(face)),
    );
    library.people().favourite([a], true);
    library.people().details(a, { born: '1990-05-01' });
    library.people().details(b, { note: 'Plays the flute' });
    library.people().details(a, { note: 'Met in Lisbon' });
    const apart = [a, b].map(library.store().personDetails.of);
    await grow();
    const [joined] = firstOf(1, joins());
    const person = library.holderOf(one);
    const together = library.store().personDetails.of(person);
    expect(together).toMatchObject({ favourite: '1', born: '1990-05-01' });
    for (const note of ['Met in Lisbon', 'Plays the flute']) expect(together.note).toContain(note);
    const isUndone = () => joins().find(({ id }) => id === joined.id)?.undone;

    library.people().undo(joined.id);
    expect([isUndone(), ...[a, b].map(library.store().personDetails.of)]).toEqual([true, ...apart]);
    library.people().undo();
    expect([isUndone(), library.store().personDetails.of(person)]).toEqual([false, together]);
    expect(library.personOf(one)).toBe(library.personOf(other));
    library.people().redo();
    expect([isUndone(), ...[a, b].map(library.store().personDetails.of)]).toEqual([true, ...apart]);
    expect([one, other].map(library.personOf)).toEqual([a, b]);
    library.reopen();
    library.people().undo();
    library.people().undo(joined.id);
    expect([one, other].map(library.personOf)).toEqual([a, b]);
  });

  test('What it took along is not taken back by itself: the join comes first, and then both can go', async () => {
    const { one, other } = await twoWhoAreOne();
    const people = library.people();
    const [a, b] = [library.holderOf(one), library.holderOf(other)];
    const notes = [a, b].map((person) => people.details(person, { note: `Note ${person}` }).action ?? 0);
    await grow();
    for (const note of notes) expect(() => people.undo(note)).toThrow('Kindred joined');
    expect(() => people.undo()).toThrow('Kindred joined');
    people.undo(ensure(joins()[0]).id);
    for (const note of notes) people.undo(note);
    expect([a, b].map((person) => library.store().personDetails.of(person).note)).toEqual([null, null]);
    for (const _ of notes) people.redo();
    expect([a, b].map((person) => library.store().personDetails.of(person).note)).toEqual([`Note ${a}`, `Note ${b}`]);
  });

  test('What was taken back before the library knew what it was stands again as well', async () => {
    const { one, other } = await twoWhoAreOne();
    await grow();
    const [joined] = firstOf(1, joins());
    library.people().undo(joined.id);
    library.reopen(() => {
      const database = new SQLite(join(library.folder, 'library.db'));
      const sql = readFileSync(resource('migrations', '0013-reverts.sql'), 'utf8');
      database.exec(`UPDATE action SET reverts = NULL; ${sql.slice(sql.indexOf('UPDATE'))}`);
      database.close();
    });
    library.people().undo();
    expect(joins()).toMatchObject([{ id: joined.id, undone: false }]);
    expect(library.personOf(one)).toBe(library.personOf(other));
  });

  test('Taken back, the faces whose photos are away go back as well', async () => {
    const { one, other } = await twoWhoAreOne();
    const before = [one, other].map(library.personOf);
    await grow();
    const photos = [one, other].map((face) => library.store().photos.face(face)?.photo ?? 0);
    for (const photo of photos) library.setPresent(photo, false);
    library.people().undo(ensure(joins()[0]).id);
    for (const photo of photos) library.setPresent(photo, true);
    expect([one, other].map(library.personOf)).toEqual(before);
  });

  test('Never against a word of the user: an answer, or two names', async () => {
    const { one, other } = await twoWhoAreOne();
    library.people().name(library.holderOf(one), 'Anna', 'ask');
    library.people().name(library.holderOf(other), 'Bert', 'ask');
    await grow();
    expect(library.personOf(one)).not.toBe(library.personOf(other));
    library.people().undo();
    library.people().answer(one, other, 'unsure');
    await grow();
    expect(library.personOf(one)).not.toBe(library.personOf(other));
  });

  test('Never against an answer whose photo is away, and it is neither asked again nor forgotten', async () => {
    const { one, other } = await twoWhoAreOne();
    library.people().answer(one, other, 'different');
    const left = library.holderOf(one);
    const right = library.holderOf(other);
    await library.people().settle();
    library.setPresent(library.store().photos.face(one)?.photo ?? 0, false);
    const [still] = firstOf(1, library.store().photos.facesOfPerson(left, 1, 0));
    await grow();
    expect(joins()).toEqual([]);
    expect(library.people().nextQuestion().asked).toBeNull();
    expect(library.people().alike(left, 10)).toEqual([]);
    expect(library.people().answer(still.id, other, 'same')).toMatchObject({ outcome: 'contradiction' });
    expect([library.personOf(one), library.personOf(other)]).toEqual([left, right]);
  });

  test('A crash between two joins loses neither: the first stands, and the second follows once the library is open again', async () => {
    const pairs = await pairsWhoAreOne(0, 180);
    const settling = library.people().settle();
    while (joins().length === 0) await breathe();
    await library.crash(settling);
    expect(joins()).toHaveLength(1);
    await library.people().settle();
    expect(joins()).toHaveLength(2);
    for (const { one, other } of pairs) expect(library.personOf(one)).toBe(library.personOf(other));
    await library.people().settle();
    expect(joins()).toHaveLength(2);
    for (const { id } of joins()) library.people().undo(id);
    for (const { one, other } of pairs) expect(library.personOf(one)).not.toBe(library.personOf(other));
  });

  test.each(['different', 'hide', 'name', 'split'] as const)(
    'What is said between two joins holds: %s',
    async (said) => {
      const pairs = await pairsWhoAreOne(0, 180);
      const people = library.people();
      const settling = people.settle();
      while (joins().length === 0) await breathe();
      const left = pairs.find(({ one, other }) => library.personOf(one) !== library.personOf(other));
      if (!left) throw new Error('Nobody is left to be joined.');
      const cards = [left.one, left.other].flatMap((face) => library.store().people.get(library.holderOf(face)) ?? []);
      const [small, large] = firstOf(
        2,
        cards.sort((a, b) => a.faces - b.faces),
      );
      const [staying, leaving] = firstOf(2, library.store().photos.facesOfPerson(large.id, 2, 0));
      if (said === 'different') people.answer(left.one, left.other, 'different');
      if (said === 'hide') people.hide([small.id], true);
      if (said === 'name') for (const { id } of cards) people.name(id, `P${id}`, 'ask');
      if (said === 'split') people.split(large.id, [leaving.id]);
      await settling;
      expect(joins()).toHaveLength(1);
      await grow(122);
      // After the split the others may well be one: what was split off is not.
      const [one, other] = said === 'split' ? [staying.id, leaving.id] : [left.one, left.other];
      expect(library.personOf(one)).not.toBe(library.personOf(other));
    },
  );

  function joins() {
    return library
      .store()
      .facts.history(10, 0)
      .filter(({ who }) => who === 'machine');
  }

  /** Two people who were too different at first, and in between whom more and more faces appear. */
  async function twoWhoAreOne(): Promise<{ one: number; other: number }> {
    const [pair] = firstOf(1, await pairsWhoAreOne(0));
    return pair;
  }

  async function pairsWhoAreOne(...angles: number[]): Promise<{ one: number; other: number }[]> {
    const pairs = angles.map((angle) => {
      const [one] = library.add({ angle }).faces;
      const [other] = library.add({ angle: angle + 64 }).faces;
      return { one, other };
    });
    await library.people().settle();
    for (const from of angles) {
      for (const angle of [10, 14, 18, 22, 26, 38, 42, 46, 50, 54]) library.add({ angle: from + angle });
    }
    return pairs;
  }

  async function grow(angle = 180): Promise<void> {
    await library.people().settle();
    for (let more = 0; more < 40; more++) library.add({ angle: angle + (more % 2) });
    await library.people().settle();
  }
});
