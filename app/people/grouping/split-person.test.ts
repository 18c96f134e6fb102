// Where a person of many faces comes apart, on invented vectors: two people of 600 and 300 faces who were taken for one.

import { expect, test } from 'vitest';
import { seeded } from '../../../tests/seeded-random.ts';
import { ensure } from '../../ensure.ts';
import { runAll } from '../../scheduling/slices.ts';
import type { AnswerRecord } from '../../store/index.ts';
import { sideOf, weakestLink } from './split-person.ts';
import { clusterOf } from './group.ts';
import type { GroupedFace } from './grouped-face.ts';
import { vectorOf, wholeNumbers } from '../scoring/vectors.ts';

const DIMENSIONS = 64;
const FACES = 900;
const random = seeded(7).next;
const [one, other] = [centre(), centre()];
const isOther = (id: number) => id % 3 === 0;
const faces = Array.from({ length: FACES }, (_, id) => face(id, isOther(id) ? other : one));

test('Each face goes with the person whom it is like', () => {
  const side = sideOf(clusterOf(faces), ensure(faces[1]), ensure(faces[0]), []);
  expect(side?.map(({ id }) => id)).toEqual(faces.map(({ id }) => id).filter(isOther));
});

test('Faces that the user called the same stay together, whatever face they are like', () => {
  const side = sideOf(clusterOf(faces), ensure(faces[1]), ensure(faces[0]), [same(0, 2), same(1, 3)]);
  const ids = side?.map(({ id }) => id) ?? [];
  expect(ids).toContain(2); // like the one, and called the same as one of the other
  expect(ids).not.toContain(3);
  expect(ids).toHaveLength(FACES / 3);
});

test('Two whom answers hold together are not divided', () => {
  expect(sideOf(clusterOf(faces), ensure(faces[1]), ensure(faces[0]), [same(0, 5), same(5, 1)])).toBeUndefined();
});

test('Where a person would come apart is worked out once: an answer to the question about it takes what is known', () => {
  const group = clusterOf(faces);
  const doubt = runAll(weakestLink(group));
  expect(doubt?.halves.flatMap((half) => half.faces)).toHaveLength(FACES);
  expect(runAll(weakestLink(group))).toBe(doubt);
});

function face(id: number, like: readonly number[]): GroupedFace {
  const values = like.map((value) => value + random() - 0.5);
  const length = Math.hypot(...values);
  return {
    id,
    photo: id,
    person: 1,
    quality: 0.7,
    day: null,
    takenBefore: null,
    isOnCollage: false,
    frames: null,
    clearViews: null,
    vector: vectorOf(wholeNumbers(values.map((value) => value / length))),
    cohort: null,
  };
}

function same(left: number, right: number): AnswerRecord {
  return { left, right, answer: 'same', at: '' };
}

function centre(): number[] {
  return Array.from({ length: DIMENSIONS }, () => 2 * random() - 1);
}
