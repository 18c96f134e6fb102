// Clusters of several faces, told apart and joined by what is around them.

import { expect, test } from 'vitest';
import { clusterOf, direction, facesAround, similarityOf, towards } from '../../../tests/invented-clusters.ts';
import { joinLargeClusters } from './large-clusters.ts';
import type { Cluster } from './linkage.ts';
import { runAll } from '../../scheduling/slices.ts';

const FACES = 24;
const options = { threshold: 0.36, chance: 0.08 };

test('a person of two ages is joined, and two people of a close population, who are more alike, stay two', () => {
  const [ages, population] = [
    [0, 1],
    [2, 3],
  ] as const;
  const child = direction();
  const common = direction();
  const clusters = clustersAround([
    towards(child, 0.76), // as a child and as an adult
    towards(child, 0.76),
    ...Array.from({ length: 6 }, () => towards(common, 0.8)),
    ...strangers(6),
  ]);
  const similarity = ([one, other]: readonly [number, number]) => similarityOf(clusters[one], clusters[other]);
  expect(similarity(ages)).toBeLessThan(similarity(population));
  const into = joined(clusters);
  expect(into[ages[0]]).toBe(into[ages[1]]);
  expect(new Set(into).size).toBe(clusters.length - 1);
});

test('what is said to be two stays two, and so do those who share a photo, also when others join them', () => {
  const child = direction();
  const clusters = clustersAround([...Array.from({ length: 3 }, () => towards(child, 0.76)), ...strangers(6)]);
  expect(new Set(joined(clusters).subarray(0, 3)).size).toBe(1);
  const into = joined(clusters, [[0, 1]]);
  expect(into[0]).not.toBe(into[1]);
  expect([into[0], into[1]]).toContain(into[2]);
  const onePhoto = clusters.map((cluster, at) => (at < 2 ? { ...cluster, photos: new Set([0]) } : cluster));
  expect(new Set(joined(onePhoto).subarray(0, 2)).size).toBe(2);
});

test('people who stand are not joined with one another, and lead those who join them', () => {
  const child = direction();
  const clusters = clustersAround([towards(child, 0.76), towards(child, 0.76), ...strangers(6)]);
  const standing = (count: number) =>
    clusters.map((cluster, at) => ({ ...cluster, isFixed: at > 1 - count && at < 2 }));
  expect(joined(standing(1))[0]).toBe(1);
  expect(new Set(joined(standing(2)).subarray(0, 2)).size).toBe(2);
});

test('where there are hardly any others, linkage alone decides', () => {
  const child = direction();
  const clusters = clustersAround([towards(child, 0.76), towards(child, 0.76), direction()]);
  expect([...joined(clusters)]).toEqual([0, 1, 2]);
});

function joined(clusters: readonly Cluster[], cannotLinks: readonly (readonly [number, number])[] = []): Int32Array {
  return runAll(joinLargeClusters(clusters, Int32Array.from(clusters.keys()), cannotLinks, options));
}

/** Each with photos of its own. */
function clustersAround(centres: readonly Float64Array[]): Cluster[] {
  return centres.map((centre, at) => clusterOf(facesAround(centre, FACES, 0.52), at * FACES));
}

function strangers(count: number): Float64Array[] {
  return Array.from({ length: count }, direction);
}
