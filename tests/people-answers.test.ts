// Questions, answers, and what is learnt from them: on a real store, with faces whose likeness the test decides.

import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import { ensure } from '../app/ensure.ts';
import { firstOf } from './first-of.ts';
import { inventLibrary } from './invented-library.ts';

let library: ReturnType<typeof inventLibrary>;
beforeEach(() => {
  library = inventLibrary();
});
afterEach(() => library.remove());

describe('Same or different?', () => {
  test('While photos come in, whoever asks is asked about the newest as well', async () => {
    for (let turn = 0; turn < 40; turn++) {
      for (const person of [0, 140, 250]) for (const off of [0, 1, 2]) library.add({ angle: person + off });
      await library.people().assignNewFaces();
    }
    const [newcomer] = library.add({ angle: 66 }).faces;
    await library.people().assignNewFaces();
    await library.people().readyToAsk();
    const { asked } = library.people().nextQuestion();
    expect([asked?.left.id, asked?.right.id]).toContain(newcomer);
  });

  test('The question is about the two who may be one, and never about two on one photo', async () => {
    const [a] = library.add({ angle: 0 }).faces;
    const [b] = library.add({ angle: 64 }, { angle: 0.5 }).faces; // the second is a's own person
    await library.people().settle();
    expect(library.people().nextQuestion().asked).toBeNull();
    const [c] = library.add({ angle: -64 }).faces;
    await library.people().settle();
    const { asked, remaining } = library.people().nextQuestion();
    expect(remaining).toBe(1);
    expect([asked?.left.person, asked?.right.person].sort()).toEqual([library.personOf(a), library.personOf(c)].sort());
    expect(library.personOf(b)).not.toBe(library.personOf(a));
  });

  test('"Same" joins both people with all their faces, and undo parts them again', async () => {
    const { left, right } = await pair();
    const [before, other] = [library.personOf(left), library.personOf(right)];
    const answered = library.people().answer(left, right, 'same');
    expect(answered).toMatchObject({ outcome: 'recorded', settledFaces: 2 });
    expect(library.personOf(left)).toBe(library.personOf(right));
    library.reopen();
    expect(library.personOf(left)).toBe(library.personOf(right));
    expect(library.people().undo()).toMatchObject({ undone: true });
    expect([library.personOf(left), library.personOf(right)]).toEqual([before, other]);
    expect(library.people().nextQuestion().remaining).toBe(1);
  });

  test('"Different" is not asked again, and holds for ever: more photos of both do not join them', async () => {
    const { left, right } = await pair();
    library.people().answer(left, right, 'different');
    expect(library.people().nextQuestion().asked).toBeNull();
    library.reopen();
    // Faces in between, which are like both.
    for (const angle of [20, 25, 30, 35, 40, 45]) library.add({ angle });
    await library.people().settle();
    expect(library.personOf(left)).not.toBe(library.personOf(right));
    expect(library.people().nextQuestion().asked).toBeNull();
  });

  test('"Not sure" moves the question out of the way without joining or parting', async () => {
    const { left, right } = await pair();
    library.people().answer(left, right, 'unsure');
    expect(library.people().nextQuestion().asked).toBeNull();
    expect(library.personOf(left)).not.toBe(library.personOf(right));
    library.people().undo();
    expect(library.people().nextQuestion().remaining).toBe(1);
  });

  test('"Different" about two faces of one person parts them, and each takes along who is more alike', async () => {
    const faces = [0, 2, 56, 58].map((angle) => library.add({ angle }).faces[0]);
    await library.people().settle();
    const before = faces.map(library.personOf);
    expect(new Set(before).size).toBe(1);
    const { asked } = library.people().nextQuestion();
    expect([asked?.left.person, asked?.right.person]).toEqual([before[0], before[0]]);
    const answered = library.people().answer(ensure(faces[0]), ensure(faces[3]), 'different');
    expect(answered).toMatchObject({ outcome: 'recorded', settledFaces: 2 });
    const [a, b, c, d] = faces.map(library.personOf);
    expect([a === b, b === c, c === d]).toEqual([true, false, true]);
    await library.people().settle();
    expect(library.people().nextQuestion().asked).toBeNull();
    library.people().undo();
    expect(faces.map(library.personOf)).toEqual(before);
  });

  test('"Same" about two faces of one person is remembered: the doubt is not asked about again', async () => {
    const faces = [0, 2, 56, 58].map((angle) => library.add({ angle }).faces[0]);
    await library.people().settle();
    const { asked } = library.people().nextQuestion();
    library.people().answer(asked?.left.id ?? 0, asked?.right.id ?? 0, 'same');
    expect(library.people().nextQuestion().asked).toBeNull();
    expect(library.people().answer(asked?.left.id ?? 0, asked?.right.id ?? 0, 'different')).toMatchObject({
      outcome: 'contradiction',
      earlier: { answer: 'same' },
    });
    expect(new Set(faces.map(library.personOf)).size).toBe(1);
  });

  test('"Same" between two names asks which one stays', async () => {
    const { left, right } = await pair();
    const [one, other] = [library.holderOf(left), library.holderOf(right)];
    library.people().name(one, 'Anna', 'ask');
    library.people().name(other, 'Annabel', 'ask');
    expect(library.people().answer(left, right, 'same')).toMatchObject({ outcome: 'twoNames' });
    expect(library.personOf(left)).not.toBe(library.personOf(right));
    library.people().answer(left, right, 'same', { keep: other });
    expect(library.store().people.get(library.holderOf(left))?.name).toBe('Annabel');
  });

  test('An answer against an earlier one is asked back, and insisting makes the newer one count', async () => {
    const { left, right } = await pair();
    library.people().answer(left, right, 'different');
    expect(library.people().answer(left, right, 'same')).toMatchObject({
      outcome: 'contradiction',
      earlier: { left, right, answer: 'different' },
    });
    expect(library.personOf(left)).not.toBe(library.personOf(right));
    library.people().answer(left, right, 'same', { insist: true });
    expect(library.personOf(left)).toBe(library.personOf(right));
    expect(library.people().answer(left, right, 'different')).toMatchObject({ earlier: { answer: 'same' } });
    library.people().answer(left, right, 'different', { insist: true });
    expect(library.personOf(left)).not.toBe(library.personOf(right));
    for (let said = 0; said < 3; said++) library.people().undo();
    expect(library.people().nextQuestion().remaining).toBe(1);
  });

  test('A is B and B is C, yet A is not C: the weaker of the two is asked back, and undo restores all three', async () => {
    const [a, b, c] = firstOf(
      3,
      [0, 64, 130].map((angle) => library.add({ angle }).faces[0]),
    );
    await library.people().settle();
    library.people().answer(a, b, 'same');
    library.people().answer(b, c, 'same');
    const before = [a, b, c].map(library.personOf);
    const asked = library.people().answer(a, c, 'different');
    expect(asked).toMatchObject({ outcome: 'contradiction', earlier: { left: b, right: c, answer: 'same' } });
    library.people().answer(a, c, 'different', { insist: true });
    expect(library.personOf(a)).toBe(library.personOf(b));
    expect(library.personOf(c)).not.toBe(library.personOf(a));
    library.people().undo();
    expect([a, b, c].map(library.personOf)).toEqual(before);
  });

  test('"Later" comes again when nothing else is left, in its turn, also after a restart; undo shows it at once', async () => {
    const faces = [0, 64, 180, 244].map((angle) => library.add({ angle }).faces[0]);
    await library.people().settle();
    const first = question();
    library.people().answer(...first, 'later');
    const second = question();
    expect(second).not.toEqual(first);
    library.people().undo();
    expect(question()).toEqual(first);
    library.people().answer(...first, 'later');
    library.people().answer(...second, 'later');
    library.reopen();
    await library.people().ready();
    expect(library.people().nextQuestion().remaining).toBe(2);
    expect(question()).toEqual(first);
    library.people().answer(...first, 'same');
    expect(question()).toEqual(second);
    expect(faces.map(library.personOf)).not.toContain(null);
  });

  test('On a mirror or a collage one person may be seen twice, and undo makes them two again', async () => {
    const { photo, faces } = library.add({ angle: 0 }, { angle: 20 });
    await library.people().settle();
    expect(library.people().nextQuestion().asked).toBeNull();
    expect(library.people().answer(faces[0], faces[1], 'same')).toMatchObject({ outcome: 'onePhoto', photo });
    library.people().collage([photo]);
    const { asked } = library.people().nextQuestion();
    expect([asked?.left.id, asked?.right.id].sort()).toEqual([...faces].sort());
    library.people().answer(faces[0], faces[1], 'same');
    expect(library.personOf(faces[0])).toBe(library.personOf(faces[1]));
    library.reopen();
    library.people().undo();
    library.people().undo();
    expect(library.people().nextQuestion().asked).toBeNull();
    expect(library.people().answer(faces[0], faces[1], 'same')).toMatchObject({ outcome: 'onePhoto' });
  });

  function question(): [number, number] {
    const { asked } = library.people().nextQuestion();
    return [asked?.left.id ?? 0, asked?.right.id ?? 0];
  }

  /** Two people of two faces each, near the threshold: 64° apart. */
  async function pair(): Promise<{ left: number; right: number }> {
    const [left] = library.add({ angle: 0 }).faces;
    library.add({ angle: 1 });
    const [right] = library.add({ angle: 64 }).faces;
    library.add({ angle: 65 });
    await library.people().settle();
    return { left, right };
  }
});

describe('Nonsense', () => {
  test('gets a clear sentence, and nothing is half done', async () => {
    const faces = [0, 5, 180].map((angle) => library.add({ angle }).faces[0]);
    await library.people().settle();
    const [anna, , bert] = firstOf(
      3,
      faces.map((face) => library.holderOf(face)),
    );
    const people = library.people();
    expect(() => people.answer(ensure(faces[0]), 999, 'same')).toThrow('That face is not in the library any more.');
    expect(() => people.answer(ensure(faces[0]), ensure(faces[0]), 'different')).toThrow('one and the same face');
    expect(() => people.merge([anna], anna)).toThrow('at least two people');
    expect(() => people.split(anna, faces.slice(0, 2))).toThrow('Leave at least one');
    expect(() => people.split(anna, [ensure(faces[2])])).toThrow('belong to someone else by now');
    expect(() => people.cover(anna, ensure(faces[2]))).toThrow('belongs to someone else by now');
    expect(() => people.collage([999])).toThrow('Nobody is on that photo');
    expect(() => people.undo(999)).toThrow('not in the history');
    expect([anna, anna, bert]).toEqual(faces.map(library.personOf));
    expect(library.store().facts.count()).toBe(0);
  });

  test('Two windows that answer the same question alike are heard once, and otherwise the second is asked back', async () => {
    const [left] = library.add({ angle: 0 }).faces;
    const [right] = library.add({ angle: 64 }).faces;
    await library.people().settle();
    library.people().answer(left, right, 'same');
    expect(library.people().answer(left, right, 'same')).toMatchObject({ outcome: 'recorded', settledFaces: 0 });
    expect(library.people().answer(left, right, 'different')).toMatchObject({ outcome: 'contradiction' });
    expect(library.personOf(left)).toBe(library.personOf(right));
  });
});

describe('A threshold that is learnt', () => {
  test('Every "different" near the border raises it a little, "same" lowers it, undo and reset take it back', async () => {
    for (let pair = 0; pair < 3; pair++) library.add({ angle: 0 }, { angle: 62 + 0.1 * pair });
    const [left] = library.add({ angle: 124 }).faces;
    await library.people().settle();
    const before = library.people().learning();
    expect(before.learnt).toEqual(before.shipped);
    const { asked } = library.people().nextQuestion();
    library.people().answer(asked?.left.id ?? left, asked?.right.id ?? left, 'different');
    const after = library.people().learning();
    expect(after.lessons).toMatchObject([{ answer: 'different' }]);
    expect(after.learnt.threshold).toBeGreaterThan(before.shipped.threshold);
    expect(after.learnt.threshold).toBeLessThan(before.shipped.threshold + 0.02);
    library.reopen();
    expect(library.people().learning()).toEqual(after);
    library.people().unlearn();
    expect(library.people().learning()).toMatchObject({ learnt: before.shipped, lessons: [] });
    library.reopen();
    expect(library.people().learning().learnt).toEqual(before.shipped);
  });

  test('"Same" of two who were seen ten years apart makes others likelier who were, and nobody else', async () => {
    const photos: [string | null, number][] = [
      ['2020-05-01T10:00:00', 0],
      ['2010-05-01T10:00:00', 72],
      [null, -72],
      ['2010-05-01T10:00:00', 144],
      ['2020-05-01T10:00:00', 216],
    ];
    const [anna, dated, undated, child, adult] = firstOf(
      5,
      photos.map(([takenAt, angle]) => library.addTaken(takenAt, { angle }).faces[0]),
    );
    await library.people().settle();
    const likelihood = (face: number) => {
      const found = library.people().alike(library.holderOf(anna), 10);
      return found.find(({ person }) => person === library.personOf(face))?.probability ?? 0;
    };
    expect(likelihood(dated)).toBeCloseTo(likelihood(undated), 2);
    library.people().answer(child, adult, 'same');
    const { learnt, lessons } = library.people().learning();
    expect(lessons).toMatchObject([{ answer: 'same', timeGap: { sameDay: false } }]);
    expect(ensure(lessons[0]).timeGap?.years).toBeCloseTo(10, 1);
    expect(learnt.timing?.year).toBeGreaterThan(0);
    expect(likelihood(dated)).toBeGreaterThan(likelihood(undated) + 0.02);
    library.reopen();
    await library.people().ready();
    expect(likelihood(dated)).toBeGreaterThan(likelihood(undated) + 0.02);
    library.people().undo();
    expect(likelihood(dated)).toBeCloseTo(likelihood(undated), 2);
  });
});
