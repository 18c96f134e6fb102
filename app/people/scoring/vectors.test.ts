// Means that are worked out a little at a time, on invented vectors.

import { expect, test } from 'vitest';
import { seeded } from '../../../tests/bench/people/invented.ts';
import { meanInSlices, meanOf, vectorOf, type Weighted } from './vectors.ts';

const DIMENSIONS = 64;
const MANY = 1_203;
const random = seeded(3);

test('The mean of many is that of the definition', () => {
  const parts = invented(MANY);
  const total = parts.reduce((sum, { weight }) => sum + weight, 0);
  const expected = (at: number) =>
    parts.reduce((sum, { vector, weight }) => sum + weight * vector.values[at], 0) / total;
  meanOf(parts).values.forEach((value, at) => expect(value).toBeCloseTo(expected(at), 3));
});

test('Two that are worked out in turn, and a small one in between, do not disturb each other', () => {
  const [one, other, few] = [invented(MANY), invented(MANY), invented(3)];
  const [first, second] = [meanInSlices(one), meanInSlices(other)];
  let [mean, theirs] = [first.next(), second.next()];
  expect(mean.done).toBe(false);
  while (!mean.done || !theirs.done) {
    meanOf(few);
    if (!mean.done) mean = first.next();
    if (!theirs.done) theirs = second.next();
  }
  expect(mean.value).toEqual(meanOf(one));
  expect(theirs.value).toEqual(meanOf(other));
});

function invented(count: number): Weighted[] {
  return Array.from({ length: count }, () => {
    const values = Float16Array.from({ length: DIMENSIONS }, () => 2 * random() - 1);
    return { vector: vectorOf(values), weight: 0.1 + random() };
  });
}
