// Means that are worked out a little at a time, and products of many heads at once, on invented vectors.

import { expect, test } from 'vitest';
import { seeded } from '../../../tests/bench/people/invented.ts';
import { ensure } from '../../ensure.ts';
import { headProducts, headsOf, meanInSlices, meanOf, vectorOf, type Weighted } from './vectors.ts';

const DIMENSIONS = 64;
const VECTORS_ADDED = 1_203;
const random = seeded(3);

test('The mean of many is that of the definition', () => {
  const parts = invented(VECTORS_ADDED);
  const total = parts.reduce((sum, { weight }) => sum + weight, 0);
  const expected = (at: number) =>
    parts.reduce((sum, { vector, weight }) => sum + weight * ensure(vector.values[at]), 0) / total;
  meanOf(parts).values.forEach((value, at) => expect(value).toBeCloseTo(expected(at), 3));
});

test('Two that are worked out in turn, and a small one in between, do not disturb each other', () => {
  const [one, other, few] = [invented(VECTORS_ADDED), invented(VECTORS_ADDED), invented(3)];
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

test('The products of a head with all before it in a list are those of the definition, also of the last few', () => {
  const HEAD = 13;
  const vectors = invented(7).map(({ vector: { values } }) => vectorOf(values, HEAD));
  const heads = headsOf(vectors);
  const out = new Float64Array(8).fill(-9);
  headProducts(heads, 6, heads, 6 * HEAD, HEAD, out);
  const [last] = vectors.slice(-1);
  const expected = vectors
    .slice(0, 6)
    .map(({ values }) => values.subarray(0, HEAD).reduce((sum, value, at) => sum + value * (last?.values[at] ?? 0), 0));
  expected.forEach((product, at) => expect(out[at]).toBeCloseTo(product, 6));
  expect([...out.subarray(6)]).toEqual([-9, -9]);
});

function invented(count: number): Weighted[] {
  return Array.from({ length: count }, () => {
    const values = Float16Array.from({ length: DIMENSIONS }, () => 2 * random() - 1);
    return { vector: vectorOf(values), weight: 0.1 + random() };
  });
}
