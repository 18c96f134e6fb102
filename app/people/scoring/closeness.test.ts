// Where all are alike, likeness says less: how that is measured.

import { describe, expect, test } from 'vitest';
import { firstOf } from '../../../tests/first-of.ts';
import { ensure } from '../../ensure.ts';
import { chosenCohort, closenessBy, type Cohort, cohortOf, nearIn } from './closeness.ts';
import { grownTo, type SimilarityModel } from './similarity.ts';
import { runAll } from '../../scheduling/slices.ts';
import { dot, fractions, meanOf, type Vector, vectorOf, wholeNumbers } from './vectors.ts';

const LENGTH = 64;
/** Strangers of a mixed crowd are as similar as random directions. */
const MIXED = { mean: 0, deviation: 1 / Math.sqrt(LENGTH), share: 0.5 };

describe('Closeness', () => {
  test('is near 0 in a mixed crowd, and what a population has in common elsewhere', () => {
    const crowd = people(300, 0);
    const alike = people(60, 0.45);
    const among = (others: Vector[], faces: Vector[]) =>
      mean(measured(faces, { id: 1, ...runAll(chosenCohort(others, 0.6)) }));
    expect(among(crowd, crowd)).toBeLessThan(0.03);
    expect(among(alike, alike)).toBeGreaterThan(0.12);
    // In one library, each is measured by those around it.
    expect(among([...crowd, ...alike], crowd)).toBeLessThan(0.04);
    expect(among([...crowd, ...alike], alike)).toBeGreaterThan(0.12);
  });

  test('is told also where any two are more alike than the threshold', () => {
    const alike = people(60, 0.5);
    expect(runAll(chosenCohort(alike, 0.4)).count).toBeLessThan(10);
    const near = nearIn(alike, 0.4);
    expect(runAll(chosenCohort(alike, near)).count).toBeGreaterThan(15);
    expect(nearIn(people(60, 0), 0.4)).toBe(0.4);
    expect(nearIn([], 0.4)).toBe(0.4);
  });

  test('is told better of a few who are as alike as the threshold among a crowd that is not, by a threshold for each', () => {
    const crowd = people(400, 0);
    const alike = people(40, 0.35);
    const among = (cohort: Omit<Cohort, 'id'>, faces: Vector[]) => mean(measured(faces, { id: 1, ...cohort }));
    const oneThreshold = runAll(chosenCohort([...crowd, ...alike], 0.4));
    const thresholdsOfTheirOwn = runAll(cohortOf([...crowd, ...alike], 0.4, MIXED));
    expect(among(thresholdsOfTheirOwn, alike)).toBeGreaterThan(1.15 * among(oneThreshold, alike));
    expect(among(thresholdsOfTheirOwn, crowd)).toBeLessThan(0.01);
  });

  test('is told of forty nearly as of six hundred', () => {
    const [few, many] = [people(40, 0.35), people(600, 0.35)];
    const among = (faces: Vector[]) => mean(measured(faces, { id: 1, ...runAll(chosenCohort(faces, 0.9)) }));
    expect(among(few)).toBeGreaterThan(0.8 * among(many));
  });

  test('no person is in the cohort twice', () => {
    const faces = people(20, 0);
    expect(runAll(chosenCohort([...faces, ...faces], 0.6)).count).toBe(20);
  });

  test('a person who is there a hundred times is no stranger to themselves', () => {
    // Two faces of one person are 0.5 alike on average, and many a pair is less so than the threshold.
    const persons = people(8, 0);
    const faces = Array.from({ length: 100 }, () => persons.map(faceOf)).flat();
    const near = nearIn(faces, 0.4);
    expect(near).toBe(0.4);
    const cohort = { id: 1, ...runAll(chosenCohort(faces, near)) };
    expect(cohort.count).toBeLessThan(16);
    expect(mean(measured(faces, cohort))).toBeLessThan(0.06);
  });

  test('a large crowd with better pictures does not hide those who are close', () => {
    const crowd = people(1200, 0);
    const alike = people(100, 0.45);
    const cohort = { id: 1, ...runAll(chosenCohort([...crowd, ...alike], 0.6)) };
    expect(cohort.count).toBe(1024);
    expect(mean(measured(alike, cohort))).toBeGreaterThan(0.1);
  });

  test('one person alone, or none, says nothing', () => {
    const [face] = firstOf(1, people(1, 0));
    expect(measured([face], { id: 1, ...runAll(chosenCohort([face], 0.6)) })).toEqual([0]);
    expect(measured([face], { id: 1, ...runAll(chosenCohort([], 0.6)) })).toEqual([0]);
  });

  test('is taken off both sides of a similarity, and off that of means as off the mean of pairs', () => {
    const [a, b, c] = firstOf(3, people(3, 0.3));
    const before = dot(a, b);
    a.offset = 0.02;
    b.offset = 0.05;
    expect(dot(a, b)).toBeCloseTo(before - 0.07, 6);
    const both = meanOf([
      { vector: a, weight: 1 },
      { vector: b, weight: 3 },
    ]);
    expect(dot(both, c)).toBeCloseTo((dot(a, c) + 3 * dot(b, c)) / 4, 3);
  });
});

test('The threshold rises by the same with every doubling of the library, and a few faces change nothing', () => {
  const similarityModel: SimilarityModel = {
    models: [],
    threshold: 0.4,
    middle: 0.38,
    slope: 36,
    chance: 0,
    growth: { faces: 1024, least: 256, perDoubling: 0.02 },
  };
  const at = (faces: number) => grownTo(similarityModel, faces).threshold;
  expect([1024, 1100, 4096, 512, 256, 3].map(at).map((value) => Number(value.toFixed(3)))).toEqual([
    0.4, 0.4, 0.44, 0.38, 0.36, 0.36,
  ]);
  expect(grownTo(similarityModel, 4096).middle).toBeCloseTo(0.42, 6);
});

function measured(faces: readonly Vector[], cohort: Cohort): number[] {
  const measure = closenessBy(cohort, MIXED);
  return faces.flatMap((face) => measure([face]));
}

let state = 7;
function random(): number {
  state = (Math.imul(state, 1664525) + 1013904223) >>> 0;
  return (state + 0.5) / 2 ** 32;
}

/** @param common the similarity that all of them have at least, on average */
function people(count: number, common: number): Vector[] {
  const middle = direction();
  return Array.from({ length: count }, () => {
    const own = direction();
    return unit(own.map((value, at) => Math.sqrt(common) * ensure(middle[at]) + Math.sqrt(1 - common) * value));
  });
}

/** @param person unit vector, to which the face has the similarity √0.5 on average */
function faceOf(person: Vector): Vector {
  const own = direction();
  const middle = fractions(person.values);
  return unit(own.map((value, at) => Math.SQRT1_2 * (ensure(middle[at]) + value)));
}

function unit(values: Float64Array): Vector {
  const length = Math.hypot(...values);
  return vectorOf(wholeNumbers(values.map((value) => value / length)));
}

function direction(): Float64Array {
  const values = Float64Array.from({ length: LENGTH }, () => {
    return Math.sqrt(-2 * Math.log(random())) * Math.cos(2 * Math.PI * random());
  });
  const length = Math.hypot(...values);
  return values.map((value) => value / length);
}

function mean(values: readonly number[]): number {
  return values.reduce((sum, value) => sum + value, 0) / values.length;
}
