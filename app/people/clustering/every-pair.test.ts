import { expect, test } from 'vitest';
import { seeded } from '../../../tests/seeded-random.ts';
import { runAll } from '../../scheduling/slices.ts';
import { dot, vectorOf, wholeNumbers } from '../scoring/vectors.ts';
import { Edges } from './edges.ts';
import { everyPair } from './every-pair.ts';
import type { Cluster } from './linkage.ts';
import { spareRows } from './projection.ts';

/** No multiple of what is worked out at once. */
const LENGTH = 323;
const [COUNT, HEAD] = [4_400, 192];
const COMPARED_WITH_ALL = 100;

test('of many, no pair is missed for being held against few numbers of it first, and none is too much', () => {
  expect(spareRows(COUNT)).toBeGreaterThan(0);
  const vectors = facesOf(COUNT / 8).map((values, at) => vectorOf(wholeNumbers(values), HEAD, 0.001 * (at % 50)));
  const clusters = vectors.map((mean): Cluster => ({ ...ALONE, mean }));
  // The similarity of most pairs is near to one of these.
  for (const least of [0, 0.1, 0.3, 0.6]) {
    const found = runAll(everyPair(clusters, least, new Edges(), { apart: COMPARED_WITH_ALL }));
    const pairs = Array.from({ length: found.length }, (_, at) => `${found.a[at]} ${found.b[at]}`);
    const plain = vectors
      .slice(0, COMPARED_WITH_ALL)
      .flatMap((one, a) =>
        vectors
          .slice(COMPARED_WITH_ALL)
          .flatMap((other, at) => (dot(one, other) >= least ? [`${a} ${COMPARED_WITH_ALL + at}`] : [])),
      );
    expect(plain.length).toBeGreaterThan(100);
    expect(pairs.toSorted()).toEqual(plain.toSorted());
  }
});

test('of thousands of copies of one picture every pair is found', () => {
  for (const values of [Float64Array.of(1), Float64Array.from({ length: LENGTH }, () => 1)]) {
    const mean = vectorOf(wholeNumbers(Float64Array.from({ length: LENGTH }, (_, at) => unit(values)[at] ?? 0)), HEAD);
    const clusters = Array.from({ length: COUNT }, (): Cluster => ({ ...ALONE, mean }));
    const found = runAll(everyPair(clusters, 0.99, new Edges(), { apart: 10 }));
    expect(found.length).toBe(10 * (COUNT - 10));
  }
});

const ALONE = { weight: 1, squares: 1, size: 1, photos: new Set<number>(), isFixed: false, isClear: true };

/** Eight of each of so many people, in turns; the later dimensions hold less, as those of real faces do. */
function facesOf(people: number): Float64Array[] {
  const { next } = seeded(3);
  const gauss = () => Math.sqrt(-2 * Math.log(1 - next())) * Math.cos(2 * Math.PI * next());
  const drawn = () => Float64Array.from({ length: LENGTH }, (_, at) => gauss() * Math.exp(-at / 100));
  const centres = Array.from({ length: people }, drawn);
  return Array.from({ length: 8 * people }, (_, at) => {
    const centre = centres[at % people] ?? drawn();
    return unit(drawn().map((value, i) => value + 1.2 * (centre[i] ?? 0)));
  });
}

function unit(vector: Float64Array): Float64Array {
  const length = Math.hypot(...vector);
  return vector.map((value) => value / length);
}
