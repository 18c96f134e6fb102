import { expect, test } from 'vitest';
import { learn, type Lesson } from './learning.ts';
import { type SimilarityModel, probabilityOfSame, probabilityWith } from './similarity.ts';

const SHIPPED: SimilarityModel = { models: [], threshold: 0.48, middle: 0.45, slope: 35, chance: 0 };

test('without answers what shipped stands', () => {
  expect(learn(SHIPPED, [])).toEqual(SHIPPED);
});

test('ten answers move the threshold a little, a thousand take it to where they say it is', () => {
  const learntThreshold = 0.55;
  const shift = (count: number) => learn(SHIPPED, lessons(count, learntThreshold)).middle - SHIPPED.middle;
  expect(shift(10)).toBeGreaterThan(0.003);
  expect(shift(10)).toBeLessThan(0.04);
  expect(shift(1000)).toBeGreaterThan(0.08);
  expect(shift(1000)).toBeLessThan(0.11);
  const { threshold, middle } = learn(SHIPPED, lessons(1000, learntThreshold));
  expect(threshold - middle).toBeCloseTo(SHIPPED.threshold - SHIPPED.middle);
});

test('answers as expected change nothing much', () => {
  expect(learn(SHIPPED, lessons(1000, SHIPPED.middle)).middle).toBeCloseTo(SHIPPED.middle, 2);
});

test('where people change with the years, the threshold falls for those seen years apart, and for no others', () => {
  const ageing = 0.02; // a year
  const grown = lessons(1000, SHIPPED.middle).map((lesson, index): Lesson => {
    const years = index % 8;
    return { ...lesson, similarity: lesson.similarity - ageing * years, timeGap: { years, sameDay: false } };
  });
  const learnt = learn(SHIPPED, grown);
  expect(learnt.timing?.year).toBeGreaterThan(0.012);
  expect(learnt.timing?.year).toBeLessThan(0.022);
  expect(Math.abs(learnt.middle - SHIPPED.middle)).toBeLessThan(0.015);
  const at = (years: number) => probabilityWith(0.4, { years, sameDay: false }, learnt);
  expect(at(6)).toBeGreaterThan(2 * at(0));
  expect(probabilityWith(0.4, null, learnt)).toBe(at(0));
});

test('ten answers about years apart say little of the years', () => {
  const few = lessons(10, 0.35).map((lesson): Lesson => ({ ...lesson, timeGap: { years: 5, sameDay: false } }));
  const { timing } = learn(SHIPPED, few);
  expect(timing?.year).toBeGreaterThan(0);
  expect(timing?.year).toBeLessThan(0.008);
});

test('where those alike on one day are the same, that counts on one day only', () => {
  const party = lessons(300, 0.37).map((lesson): Lesson => ({ ...lesson, timeGap: { years: 0, sameDay: true } }));
  const usual = lessons(300, SHIPPED.middle).map((lesson): Lesson => ({
    ...lesson,
    timeGap: { years: 0, sameDay: false },
  }));
  const learnt = learn(SHIPPED, [...party, ...usual]);
  expect(learnt.timing?.sameDay).toBeGreaterThan(0.03);
  expect(Math.abs(learnt.timing?.year ?? 1)).toBeLessThan(0.001);
});

test('without dates nothing is learnt of time', () => {
  expect(learn(SHIPPED, lessons(100, 0.5)).timing).toBeUndefined();
});

/** Answers by another threshold, evenly spread around the one that shipped. */
function lessons(count: number, middle: number): Lesson[] {
  return Array.from({ length: count }, (_, index) => {
    const similarity = 0.35 + (0.3 * index) / count;
    const share = (index * 0.618) % 1; // evenly spread instead of random
    return {
      similarity,
      answer: share < probabilityOfSame(similarity, { ...SHIPPED, middle }) ? 'same' : 'different',
    };
  });
}
