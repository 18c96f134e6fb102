// Clusters of several faces, told apart and joined by what is around them.

import { expect, test } from 'vitest';
import { seeded } from '../../../tests/seeded-random.ts';
import { ensure } from '../../ensure.ts';
import { dot, meanOf, vectorOf, wholeNumbers } from '../scoring/vectors.ts';
import { joinLargeClusters } from './large-clusters.ts';
import type { Cluster } from './linkage.ts';
import { runAll } from '../../scheduling/slices.ts';

const DIMENSIONS = 256;
const FACES = 24;
const options = { threshold: 0.36, chance: 0.08 };
const random = seeded(11).next;

test('a person of two ages is joined, and two people of a close population, who are more alike, stay two', () => {
  const [ages, population] = [
    [0, 1],
    [2, 3],
  ] as const;
  const child = direction();
  const common = direction();
  const centres = [
    towards(child, 0.76), // as a child and as an adult
    towards(child, 0.76),
    ...Array.from({ length: 6 }, () => towards(common, 0.8)),
    ...Array.from({ length: 6 }, () => direction()),
  ];
  const faces = centres.map((centre) => Array.from({ length: FACES }, () => towards(centre, 0.72)));
  const clusters = faces.map((vectors, at) => clusterOf(vectors, at));
  const similarity = ([one, other]: readonly [number, number]) => dotOf(clusters[one], clusters[other]);
  expect(similarity(ages)).toBeLessThan(similarity(population));
  const into = joined(clusters);
  expect(into[ages[0]]).toBe(into[ages[1]]);
  expect(new Set(into).size).toBe(clusters.length - 1);
});

test('what is said to be two stays two, and so do those who share a photo, also when others join them', () => {
  const child = direction();
  const parts = Array.from({ length: 3 }, () => towards(child, 0.76));
  const others = Array.from({ length: 6 }, () => direction());
  const clusters = [...parts, ...others].map((centre, at) =>
    clusterOf(
      Array.from({ length: FACES }, () => towards(centre, 0.72)),
      at,
    ),
  );
  expect(new Set(joined(clusters).subarray(0, 3)).size).toBe(1);
  const into = joined(clusters, [[0, 1]]);
  expect(into[0]).not.toBe(into[1]);
  expect([into[0], into[1]]).toContain(into[2]);
  const onePhoto = clusters.map((cluster, at) => (at < 2 ? { ...cluster, photos: new Set([0]) } : cluster));
  expect(new Set(joined(onePhoto).subarray(0, 2)).size).toBe(2);
});

test('people who stand are not joined with one another, and lead those who join them', () => {
  const child = direction();
  const centres = [towards(child, 0.76), towards(child, 0.76), ...Array.from({ length: 6 }, () => direction())];
  const clusters = centres.map((centre, at) =>
    clusterOf(
      Array.from({ length: FACES }, () => towards(centre, 0.72)),
      at,
    ),
  );
  const standing = (count: number) =>
    clusters.map((cluster, at) => ({ ...cluster, isFixed: at > 1 - count && at < 2 }));
  expect(joined(standing(1))[0]).toBe(1);
  expect(new Set(joined(standing(2)).subarray(0, 2)).size).toBe(2);
});

test('where there are hardly any others, linkage alone decides', () => {
  const child = direction();
  const centres = [towards(child, 0.76), towards(child, 0.76), direction()];
  const clusters = centres.map((centre, at) =>
    clusterOf(
      Array.from({ length: FACES }, () => towards(centre, 0.72)),
      at,
    ),
  );
  expect([...joined(clusters)]).toEqual([0, 1, 2]);
});

function joined(clusters: readonly Cluster[], cannotLinks: readonly (readonly [number, number])[] = []): Int32Array {
  return runAll(joinLargeClusters(clusters, Int32Array.from(clusters.keys()), cannotLinks, options));
}

/** Each with photos of its own. */
function clusterOf(vectors: readonly Float64Array[], at: number): Cluster {
  const parts = vectors.map((values) => ({ vector: vectorOf(wholeNumbers(values)), weight: 1 }));
  const photos = new Set(vectors.map((_, photo) => at * vectors.length + photo));
  const [weight, squares, size] = [vectors.length, vectors.length, vectors.length];
  return { mean: meanOf(parts), weight, squares, size, photos, isFixed: false, isClear: true };
}

function dotOf(one: Cluster | undefined, other: Cluster | undefined): number {
  return dot(ensure(one).mean, ensure(other).mean);
}

/** A direction of its own, of which so much is that of another. */
function towards(other: Float64Array, share: number): Float64Array {
  const own = direction();
  return unit(own.map((value, at) => share * ensure(other[at]) + Math.sqrt(1 - share ** 2) * value));
}

function direction(): Float64Array {
  const gauss = () => Math.sqrt(-2 * Math.log(1 - random())) * Math.cos(2 * Math.PI * random());
  return unit(Float64Array.from({ length: DIMENSIONS }, gauss));
}

function unit(values: Float64Array): Float64Array {
  const length = Math.hypot(...values);
  return values.map((value) => value / length);
}
