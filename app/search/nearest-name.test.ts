// Which name a misspelt one means.

import { expect, test } from 'vitest';
import { foldText } from '../store/index.ts';
import { editDistance, nearestNames } from './nearest-name.ts';

test.each([
  ['albert', 'albert', 0],
  ['albret', 'albert', 1],
  ['alber', 'albert', 1],
  ['allbert', 'albert', 1],
  ['albart', 'albert', 1],
  ['lbret', 'albert', 2],
  ['katharina', 'catarina', 2],
  ['ben', 'anna', 3],
  ['', 'ab', 2],
])('From %s to %s it is %i', (one, other, distance) => {
  expect(editDistance(one, other, 5)).toBe(distance);
  expect(editDistance(other, one, 5)).toBe(distance);
  expect(editDistance(one, other, distance - 1)).toBeGreaterThanOrEqual(distance);
});

test.each([
  ['Albret', ['albert']],
  ['Jurgn', ['jurgen']],
  ['Kathrina', ['katharina']],
  ['Mueller', ['muller']],
  ['Maier', ['meier', 'majer']],
  ['Bne', []], // too short
  ['Xavier', []],
  ['albert', ['albert']],
  ['2019', []],
])('%s means %j', (typed, meant) => {
  const names = ['Albert', 'Ben', 'Jürgen', 'Katharina', 'Müller', 'Meier', 'Majer'].map(foldText);
  expect(nearestNames(foldText(typed), names)).toEqual(meant);
});
