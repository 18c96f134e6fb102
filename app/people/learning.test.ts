import { expect, test } from 'vitest';
import { learn, type Lesson } from './learning.ts';
import { type Measure, probabilityOfSame } from './similarity.ts';

const SHIPPED: Measure = { networks: [], threshold: 0.48, middle: 0.45, slope: 35, chance: 0 };

test('nobody said anything: what shipped stands', () => {
  expect(learn(SHIPPED, [])).toEqual(SHIPPED);
});

test('ten answers move the border a little, a thousand take it to where they say it is', () => {
  const border = 0.55;
  const shift = (count: number) => learn(SHIPPED, lessons(count, border)).middle - SHIPPED.middle;
  expect(shift(10)).toBeGreaterThan(0.003);
  expect(shift(10)).toBeLessThan(0.04);
  expect(shift(1000)).toBeGreaterThan(0.08);
  expect(shift(1000)).toBeLessThan(0.11);
  const { threshold, middle } = learn(SHIPPED, lessons(1000, border));
  expect(threshold - middle).toBeCloseTo(SHIPPED.threshold - SHIPPED.middle);
});

test('answers as expected change nothing much', () => {
  expect(learn(SHIPPED, lessons(1000, SHIPPED.middle)).middle).toBeCloseTo(SHIPPED.middle, 2);
});

/** Answers of somebody whose border lies elsewhere, evenly spread around what shipped. */
function lessons(count: number, middle: number): Lesson[] {
  return Array.from({ length: count }, (_, index) => {
    const similarity = 0.35 + (0.3 * index) / count;
    const share = (index * 0.618) % 1; // evenly spread instead of random
    return {
      similarity,
      verdict: share < probabilityOfSame(similarity, { ...SHIPPED, middle }) ? 'same' : 'different',
    };
  });
}
