// Single faces that linkage left alone: who takes them in, and who does not.

import { expect, test } from 'vitest';
import { clusterOf, direction, facesAround, similarityOf, towards } from '../../../tests/invented-clusters.ts';
import { ensure } from '../../ensure.ts';
import { joinLargeClusters } from './large-clusters.ts';
import type { Cluster } from './linkage.ts';
import { runAll } from '../../scheduling/slices.ts';

const options = { threshold: 0.36, chance: 0.08 };
/** Seen over the years, and in one studio. */
const [LOOSE, TIGHT] = [0.45, 0.75];
const centre = { loose: direction(), tight: direction() };
const people = [
  clusterOf(facesAround(centre.loose, 24, LOOSE), 0),
  clusterOf(facesAround(centre.tight, 24, TIGHT), 100),
  ...Array.from({ length: 6 }, (_, at) => clusterOf(facesAround(direction(), 24, 0.5), 200 + 100 * at)),
];
const [loose, tight, face] = [0, 1, people.length] as const;

test('a face that is less alike than the threshold is of a person whose faces are hardly more so', () => {
  const [like, unlike] = [faceLike(centre.loose, LOOSE, 0.33), faceLike(centre.tight, TIGHT, 0.31)];
  expect(similarityOf(people[loose], like)).toBeCloseTo(0.33, 1);
  expect(similarityOf(people[tight], unlike)).toBeCloseTo(0.31, 1);
  expect(joined([...people, like])[face]).toBe(loose);
  expect(joined([...people, { ...like, isClear: false }])[face]).toBe(loose);
  expect(joined([...people, unlike])[face]).toBe(face);
});

test('a little less is enough for one of whom many faces are known, and not for one of few', () => {
  const few = clusterOf(facesAround(centre.tight, 8, TIGHT), 300);
  const like = faceLike(centre.tight, TIGHT, 0.37);
  const all = people.map((person, at) => (at === tight ? few : person));
  expect(joined([...people, like])[face]).toBe(tight);
  expect(joined([...all, like])[face]).toBe(face);
});

test('neither is one who is on a photo with that person, or said to be another', () => {
  const like = faceLike(centre.loose, LOOSE, 0.33);
  expect(joined([...people, { ...like, photos: new Set([3]) }])[face]).toBe(face);
  expect(joined([...people, like], [[face, loose]])[face]).toBe(face);
});

test('of two faces of one photo, or of two who are said to be two, one is taken in at most', () => {
  const both = [faceLike(centre.loose, LOOSE, 0.34), faceLike(centre.loose, LOOSE, 0.34)];
  const taken = (faces: readonly Cluster[], cannotLinks: [number, number][] = []) =>
    joined([...people, ...faces], cannotLinks)
      .slice(face)
      .filter((leader) => leader === loose).length;
  expect(taken(both)).toBe(1);
  const apart = both.map((each, at) => ({ ...each, photos: new Set([20_000 + at]) }));
  expect(taken(apart)).toBe(2);
  expect(taken(apart, [[face, face + 1]])).toBe(1);
});

test('people of mostly blurred faces take nobody in', () => {
  const [first, ...others] = people;
  const blurred = ensure(first);
  const weighing = { ...blurred, weight: blurred.weight / 4, squares: blurred.squares / 16 };
  expect(joined([weighing, ...others, faceLike(centre.loose, LOOSE, 0.33)])[face]).toBe(face);
});

/** @param among how alike the faces around that centre are. @param similarity to them */
function faceLike(around: Float64Array, among: number, similarity: number): Cluster {
  return clusterOf([towards(around, similarity / Math.sqrt(among))], 10_000);
}

function joined(clusters: readonly Cluster[], cannotLinks: readonly (readonly [number, number])[] = []): Int32Array {
  return runAll(joinLargeClusters(clusters, Int32Array.from(clusters.keys()), cannotLinks, options));
}
