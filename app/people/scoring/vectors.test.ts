// Means that are worked out a little at a time, and products of many with many, on invented vectors.

import { expect, test } from 'vitest';
import { seeded } from '../../../tests/seeded-random.ts';
import { ensure } from '../../ensure.ts';
import { similarities } from './one-with-many.ts';
import { VectorMatrix } from './vector-matrix.ts';
import {
  dot,
  dotFrom,
  fractions,
  meanInSlices,
  meanOf,
  PRODUCT_ONE,
  vectorOf,
  type Weighted,
  wholeNumbers,
} from './vectors.ts';

const DIMENSIONS = 64;
const VECTORS_ADDED = 1_203;
const random = seeded(3).next;

test('The mean of many is that of the definition', () => {
  const parts = invented(VECTORS_ADDED);
  const total = parts.reduce((sum, { weight }) => sum + weight, 0);
  const expected = (at: number) =>
    parts.reduce((sum, { vector, weight }) => sum + weight * ensure(vector.values[at]), 0) / total;
  meanOf(parts).values.forEach((value, at) => expect(Math.abs(value - expected(at))).toBeLessThanOrEqual(0.51));
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

test('The products of many with many are those of the definition, whatever their number and length', () => {
  for (const [rows, length, first, count, second, others] of [
    [7, 13, 0, 7, 0, 7],
    [40, 64, 3, 30, 33, 7],
    [9, 1, 8, 1, 0, 3],
    [300, 8, 0, 256, 255, 45],
  ] as const) {
    const vectors = invented(rows).map(({ vector }) => vector.values.subarray(0, length));
    const matrix = new VectorMatrix(rows, length);
    for (const [row, values] of vectors.entries()) matrix.put(row, values);
    const { of: products, apart } = matrix.products(first, count, second, others);
    for (let other = 0; other < others; other++) {
      const theirs = ensure(vectors[second + other]);
      const expected = vectors
        .slice(first, first + count)
        .map((values) => values.reduce((sum, value, at) => sum + value * ensure(theirs[at]), 0));
      expect([...products.subarray(other * apart, other * apart + count)]).toEqual(expected);
    }
  }
});

test('The products of one with others, wherever they are, are those of the definition', () => {
  for (const [rows, length, others] of [
    [7, 13, [6, 0, 3]],
    [40, 64, [39, 1, 38, 2, 2]],
    [9, 1, [8]],
    [9, 8, []],
    [300, 8, Array.from({ length: 299 }, (_, at) => 299 - at)],
  ] as const) {
    const vectors = invented(rows).map(({ vector }) => vector.values.subarray(0, length));
    const matrix = new VectorMatrix(rows, length);
    for (const [row, values] of vectors.entries()) matrix.put(row, values);
    const products = matrix.productsWith(4, Int32Array.from(others), others.length);
    const expected = others.map((other) =>
      ensure(vectors[4]).reduce((sum, value, at) => sum + value * ensure(ensure(vectors[other])[at]), 0),
    );
    expect([...products]).toEqual(expected);
  }
});

test('Of each vector the first numbers are compared by themselves', () => {
  const vectors = invented(9).map(({ vector }) => vector.values);
  const matrix = new VectorMatrix(vectors.length, DIMENSIONS);
  for (const [row, values] of vectors.entries()) matrix.put(row, values);
  const product = (one: Int16Array, other: Int16Array) =>
    one.reduce((sum, value, at) => sum + value * ensure(other[at]), 0);
  for (const length of [8, 40, DIMENSIONS]) {
    const heads = matrix.products(0, vectors.length, 4, 1, length).of;
    const other = ensure(vectors[4]);
    expect([...heads.subarray(0, vectors.length)]).toEqual(
      vectors.map((values) => product(values.subarray(0, length), other.subarray(0, length))),
    );
  }
});

test('Vectors that are as long as can be have the product 1, and opposite ones −1', () => {
  const alone = wholeNumbers([1, ...Array.from({ length: 63 }, () => 0)]);
  const even = wholeNumbers(Array.from({ length: 64 }, () => 0.125));
  const matrix = new VectorMatrix(3, 64);
  for (const [row, values] of [alone, even, even.map((value) => -value)].entries()) matrix.put(row, values);
  const product = (one: number, other: number) => ensure(matrix.products(one, 1, other, 1).of[0]) / PRODUCT_ONE;
  expect(product(0, 0)).toBeCloseTo(1, 3);
  expect(product(1, 1)).toBe(1);
  expect(product(1, 2)).toBe(-1);
});

test('Similarities with many are those with each, in any number', () => {
  for (const count of [0, 1, 2, 64, 65, 200]) {
    const [own, ...others] = invented(count + 1).map(({ vector }, at) => ({ ...vector, offset: at / 100 }));
    const mine = ensure(own);
    const found = similarities({ ...mine, offset: 0.3 }, others);
    expect(found.length).toBe(count);
    for (const [at, other] of others.entries()) expect(found[at]).toBeCloseTo(dot({ ...mine, offset: 0.3 }, other), 12);
  }
});

test('A product is known to 0.0001, and where the heads alone rule it out, nothing else is compared', () => {
  for (let turn = 0; turn < 200; turn++) {
    const [one, other] = invented(2).map(({ vector }) => vectorOf(vector.values, 40));
    const [a, b] = [ensure(one), ensure(other)];
    const theirs = fractions(b.values);
    const expected = fractions(a.values).reduce((sum, value, at) => sum + value * ensure(theirs[at]), 0);
    expect(dot(a, b)).toBeCloseTo(expected, 4);
    expect(dotFrom(a, b, expected + 0.01)).toBeLessThan(expected + 0.01);
    expect(dotFrom(a, b, expected - 0.01)).toBe(dot(a, b));
  }
});

function invented(count: number): Weighted[] {
  return Array.from({ length: count }, () => {
    const values = Float32Array.from({ length: DIMENSIONS }, () => 2 * random() - 1);
    const length = Math.hypot(...values);
    return { vector: vectorOf(wholeNumbers(values.map((value) => value / length))), weight: 0.1 + random() };
  });
}
