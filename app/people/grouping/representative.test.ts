// The face that stands for a group is the same one, however few faces are compared to find it.

import { expect, test } from 'vitest';
import { seeded } from '../../../tests/seeded-random.ts';
import { ensure } from '../../ensure.ts';
import { runAll } from '../../scheduling/slices.ts';
import { meanOf, type Vector, vectorOf, wholeNumbers } from '../scoring/vectors.ts';
import { compareFaces, representativeOf, representativeSince } from './representative.ts';

interface Face {
  id: number;
  vector: Vector;
  quality: number;
}

const DIMENSIONS = 64;
const weightOf = ({ quality }: Face) => quality;
const meanOfFaces = (faces: readonly Face[]) =>
  meanOf(faces.map((face) => ({ vector: face.vector, weight: weightOf(face) })));
const byComparingAll = (faces: readonly Face[]) => {
  const comparison = runAll(compareFaces(faces, meanOfFaces(faces)));
  return { comparison, face: representativeOf(comparison, weightOf) };
};

test('A person of thousands who gains and loses some faces is asked about by the same face as if all had been compared', () => {
  const random = seeded(7).next;
  let faces = facesOf(4_000, random);
  const { comparison } = byComparingAll(faces);
  for (let round = 0; round < 20; round++) {
    const leaving = new Set(faces.filter(() => random() < 0.002));
    faces = [...faces.filter((face) => !leaving.has(face)), ...facesOf(10, random, 10_000 + 10 * round)];
    const found = representativeSince(faces, meanOfFaces(faces), weightOf, comparison);
    expect(found?.face).toBe(byComparingAll(faces).face);
    expect(found?.compared).toBeLessThan(faces.length / 8);
  }
});

test('Where the faces are others than before, all are compared', () => {
  const random = seeded(8).next;
  const { comparison } = byComparingAll(facesOf(1_000, random));
  const others = facesOf(1_000, random, 5_000);
  expect(representativeSince(others, meanOfFaces(others), weightOf, comparison)).toBeUndefined();
});

test('Of two faces that are worth the same, the one that was found first stands for both', () => {
  const [face] = facesOf(1, seeded(9).next);
  const one = ensure(face);
  const [first, later] = [
    { ...one, id: 4 },
    { ...one, id: 9 },
  ];
  for (const faces of [
    [first, later],
    [later, first],
  ]) {
    expect(byComparingAll(faces).face).toBe(first);
    expect(
      representativeSince([...faces], meanOfFaces(faces), weightOf, byComparingAll(faces).comparison),
    ).toBeUndefined();
  }
});

/** Around one direction, each with a quality of its own. */
function facesOf(count: number, random: () => number, from = 0): Face[] {
  return Array.from({ length: count }, (_, index) => {
    const values = Float64Array.from({ length: DIMENSIONS }, (__, at) => (at === 0 ? 3 : 0) + random() - 0.5);
    const length = Math.hypot(...values);
    const numbers = wholeNumbers(values.map((value) => value / length));
    return { id: from + index, vector: vectorOf(numbers, DIMENSIONS / 2), quality: 0.2 + 0.8 * random() };
  });
}
