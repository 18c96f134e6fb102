// A video's name and its container: one moment a zone apart, whether a phone wrote when the video began or when it ended.

import { expect, test } from 'vitest';
import { sameMoment } from './dates.ts';

const NAMED = { at: '2021-07-11T18:30:00', offset: null };

test.each([
  ['when it began', '2021-07-11T16:30:02', 780, '+02:00'],
  ['when it ended, after 13 minutes', '2021-07-11T16:43:01', 780, '+02:00'],
  ['when it ended, after 40 minutes', '2021-07-11T17:10:00', 2400, '+02:00'],
  ['when it ended, after an hour', '2021-07-11T14:01:00', 3660, '+05:30'],
  ['when it began, of a length that is not known', '2021-07-11T16:33:00', null, '+02:00'],
  ['a time between zones', '2021-07-11T16:45:00', 20, null],
  ['a time on another day', '2021-07-13T16:30:00', 780, null],
])('A container that says %s', (_, at, seconds, zone) => {
  const same = sameMoment({ at, offset: '+00:00' }, NAMED, seconds);
  expect(same).toEqual(zone === null ? null : { at: NAMED.at, offset: zone });
});
