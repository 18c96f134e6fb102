// Faces that leave a person, as they are more like another one.

import { expect, test } from 'vitest';
import { clusterOf, direction, facesAround, towards } from '../../../tests/invented-clusters.ts';
import { ensure } from '../../ensure.ts';
import type { Cluster } from './linkage.ts';
import { mergeOf } from './merged.ts';
import { withoutMisfits } from './misfits.ts';
import { runAll } from '../../scheduling/slices.ts';

const common = direction();
const [ours, theirs] = [towards(common, 0.6), towards(common, 0.6)];
/** The first of ours is one of theirs. */
const one = [facesAround(theirs, 1, 0.5), facesAround(ours, 8, 0.5)].flat().map((face, at) => clusterOf([face], at));
const other = facesAround(theirs, 8, 0.5).map((face, at) => clusterOf([face], 100 + at));
const clusters = [...one, ...other];
const into = Int32Array.from(clusters, (_, at) => (at < one.length ? 0 : one.length));

test('a face that is more like the rival stands alone, and the others keep together, also when it led them', () => {
  const left = without(clusters);
  expect(left[0]).toBe(0);
  expect(new Set(left.slice(1, one.length))).toEqual(new Set([1]));
  expect(new Set(left.slice(one.length))).toEqual(new Set([one.length]));
});

test('a face that is on a photo with the rival stays, and so does who stands', () => {
  const [first, ...others] = clusters;
  expect(without([{ ...ensure(first), photos: new Set([100]) }, ...others])).toEqual(into);
  expect(without([{ ...ensure(first), isFixed: true }, ...others])).toEqual(into);
});

test('nobody leaves whom no rival is held against', () => {
  expect(runAll(withoutMisfits(clusters, into, []))).toEqual(into);
});

function without(given: readonly Cluster[]): Int32Array {
  const pair = [
    { leader: 0, cluster: mergeOf(given.slice(0, one.length)) },
    { leader: one.length, cluster: mergeOf(given.slice(one.length)) },
  ] as const;
  return runAll(withoutMisfits(given, into, [pair]));
}
