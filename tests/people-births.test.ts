// What time and a birth date say of people: nobody is on a photo from before their birth, and children are asked about by age.

import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import { sentence } from '../app/sentences/sentence.ts';
import { inventLibrary } from './invented-library.ts';

let library: ReturnType<typeof inventLibrary>;
beforeEach(() => {
  library = inventLibrary();
});
afterEach(() => library.remove());

describe('A birth date', () => {
  test('keeps away what was taken before, however alike, and nothing that is not dated', async () => {
    const child = await born('2010-06-15', 0, ['2012-05-01T12:00:00', '2013-05-01T12:00:00']);
    const before = library.addTaken('2010-06-14T23:00:00', { angle: 0 }).faces;
    const sameDay = library.addTaken('2010-06-15T06:00:00', { angle: 0 }).faces;
    const undated = library.addTaken(null, { angle: 0 }).faces;
    await library.people().settle();
    expect(sameDay.map(library.personOf)).toEqual([child]);
    expect(undated.map(library.personOf)).toEqual([child]);
    expect(before.map(library.personOf)).not.toEqual([child]);
    expect(await asked()).toBeUndefined();
  });

  test('counts for a photo of which only the year is known', async () => {
    const child = await born('2010-06-15', 0, ['2012-05-01T12:00:00', '2013-05-01T12:00:00']);
    const dated = (year: number) => {
      const { photo, faces } = library.addTaken('2011-01-01T00:00:00', { angle: 0 });
      const value = { takenAt: `${year}-07-02T12:00:00`, takenPrecision: 'year', takenOffset: null } as const;
      library.people().editPhotos(new Map([[photo, [{ kind: 'taken', value }]]]), sentence('collage'));
      return faces;
    };
    const [before, same] = [dated(2009), dated(2010)];
    await library.people().settle();
    expect(before.map(library.personOf)).not.toEqual([child]);
    expect(same.map(library.personOf)).toEqual([child]);
  });

  test('takes out what came along with other faces', async () => {
    const child = await born('2010-06-15', 0, ['2012-05-01T12:00:00', '2013-05-01T12:00:00']);
    // The second is like the first, which is like the child.
    const [after] = library.addTaken('2014-05-01T12:00:00', { angle: 40 }).faces;
    const [before] = library.addTaken('1990-05-01T12:00:00', { angle: 45 }).faces;
    await library.people().settle();
    expect(library.personOf(after ?? 0)).toBe(child);
    expect(library.personOf(before ?? 0)).not.toBe(child);
  });

  test('is no question with whom it contradicts, and is one as soon as it is taken back', async () => {
    const child = await born('2010-06-15', 0, ['2012-05-01T12:00:00', '2013-05-01T12:00:00']);
    library.addTaken('1980-05-01T12:00:00', { angle: 64 });
    await library.people().settle();
    expect(await asked()).toBeUndefined();
    library.people().undo();
    expect((await asked())?.people).toContain(child);
  });

  test('makes a question of what the person holds from before, which an answer settles', async () => {
    const faces = ['1980-05-01T12:00:00', '2012-05-01T12:00:00', '2013-05-01T12:00:00'].map(
      (at) => library.addTaken(at, { angle: 0 }).faces[0] ?? 0,
    );
    await library.people().settle();
    expect(await asked()).toBeUndefined();
    const person = library.personOf(faces[0] ?? 0) ?? 0;
    library.people().details(person, { born: '2010-06-15' });
    const question = await asked();
    expect(question?.people).toEqual([person, person]);
    expect([question?.left, question?.right]).toContain(faces[0]);
    expect(question?.probability).toBeLessThan(0.05);

    library.people().answer(question?.left ?? 0, question?.right ?? 0, 'same');
    expect(await asked()).toBeUndefined();
    library.people().undo();
    library.people().answer(question?.left ?? 0, question?.right ?? 0, 'different');
    expect(library.personOf(faces[0] ?? 0)).not.toBe(library.personOf(faces[1] ?? 0));
    expect(library.personOf(faces[1] ?? 0)).toBe(library.personOf(faces[2] ?? 0));
  });

  test('keeps the machine from joining over collages', async () => {
    const first = Array.from({ length: 30 }, (_, at) => library.addTaken('2012-05-01T12:00:00', { angle: at % 5 }));
    await library.people().settle();
    library.people().details(library.personOf(first[0]?.faces[0] ?? 0) ?? 0, { born: '2010-06-15' });
    const second = Array.from({ length: 12 }, (_, at) =>
      library.addTaken('2005-05-01T12:00:00', { angle: 8 + (at % 5) }),
    );
    for (let at = 0; at < 3; at++) library.addTaken('2012-05-01T12:00:00', { angle: 0 }, { angle: 8 });
    await library.people().settle();
    const people = [...first, ...second].map(({ faces }) => library.personOf(faces[0] ?? 0));
    expect(new Set(people).size).toBeGreaterThan(1);
    expect(
      library
        .store()
        .facts.history(9, 0)
        .some(({ who }) => who === 'machine'),
    ).toBe(false);
  });
});

describe('Children over the years', () => {
  test('are asked about from one age to the next, with the faces of those ages', async () => {
    const child = await born('2010-01-01', 0, ['2011-05-01T12:00:00', '2013-05-01T12:00:00']);
    // The later one is there more often and so would be asked about first.
    const next = add('2015-05-01T12:00:00', 63, 2);
    const later = add('2019-05-01T12:00:00', 297, 6);
    await library.people().settle();
    const first = await asked();
    expect(first?.people).toEqual([child, next.person()].toSorted());
    // The face of the child from 2013, not that of 2011.
    expect([first?.left, first?.right]).toContain(faceOf(child, '2013'));
    library.people().answer(first?.left ?? 0, first?.right ?? 0, 'unsure');
    expect((await asked())?.people).toEqual([child, later.person()].toSorted());
  });

  test('Of people whose age nobody knows whoever is there most comes first', async () => {
    const [first] = [add('2011-05-01T12:00:00', 0, 2), add('2015-05-01T12:00:00', 63, 2)];
    const later = add('2019-05-01T12:00:00', 297, 6);
    await library.people().settle();
    expect((await asked())?.people).toEqual([first.person(), later.person()].toSorted());
  });
});

test('Two who are alike over the years, but not within any month, are hardly one person', async () => {
  expect(await probabilityOfTwo([2010, 2011, 2014, 2015])).toBeLessThan(0.15);
  library.remove();
  library = inventLibrary();
  expect(await probabilityOfTwo([null, null, null, null])).toBeGreaterThan(0.95);
});

/** Of the elder and the younger of two who look alike at the same age, by when they were seen: that they are one. */
async function probabilityOfTwo(years: readonly (number | null)[]): Promise<number | undefined> {
  const facesOf = (before: number, after: number) =>
    years.map((year, at) => {
      const takenAt = year === null ? null : `${year}-05-01T12:00:00`;
      return library.addTaken(takenAt, { angle: at < years.length / 2 ? before : after }).faces[0] ?? 0;
    });
  const both = [facesOf(0, 75), facesOf(75, 0)];
  await library.people().settle();
  const [elder, younger] = both.map((faces) => library.people().assign(faces, library.personOf(faces[0] ?? 0)).id);
  await library.people().ready();
  return library
    .people()
    .alike(elder ?? 0, 9)
    .find(({ person }) => person === younger)?.probability;
}

/** A person of these photos, settled, with a birth date. */
async function born(date: string, angle: number, days: readonly string[]): Promise<number> {
  const faces = days.map((at) => library.addTaken(at, { angle }).faces[0] ?? 0);
  await library.people().settle();
  const person = library.personOf(faces[0] ?? 0) ?? 0;
  library.people().details(person, { born: date });
  return person;
}

/** So many photos of one day with a face each. */
function add(at: string, angle: number, count: number) {
  const faces = Array.from({ length: count }, () => library.addTaken(at, { angle }).faces[0] ?? 0);
  return { person: () => library.personOf(faces[0] ?? 0) ?? 0 };
}

function faceOf(person: number, year: string): number | undefined {
  const { photos, people } = library.store();
  return people.faces(person).find((id) => photos.get(photos.face(id)?.photo ?? 0)?.takenAt?.startsWith(year));
}

/** What is asked next. */
async function asked() {
  await library.people().ready();
  const { asked: next } = library.people().nextQuestion();
  if (!next) return undefined;
  const people = [next.left.person ?? 0, next.right.person ?? 0].toSorted();
  return { left: next.left.id, right: next.right.id, probability: next.probability, people };
}
