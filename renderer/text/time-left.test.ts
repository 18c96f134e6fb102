// The words for the time that is left.

import { expect, test } from 'vitest';
import { timeLeft } from './time-left.ts';

test('Time left is told in words that get coarser the longer it takes', () => {
  const told = [0, 59, 60, 89, 90, 3599, 3600, 4800, 8100, 10_700, 21_599, 21_600, 100_000].map((seconds) => [
    seconds,
    timeLeft(seconds),
  ]);
  expect(told).toEqual([
    [0, 'less than a minute left'],
    [59, 'less than a minute left'],
    [60, 'about 1 minute left'],
    [89, 'about 1 minute left'],
    [90, 'about 2 minutes left'],
    [3599, 'about 1 hour left'],
    [3600, 'about 1 hour left'],
    [4800, 'about 1 hour 15 minutes left'],
    [8100, 'about 2 hours 15 minutes left'],
    [10_700, 'about 3 hours left'],
    [21_599, 'about 6 hours left'],
    [21_600, 'about 6 hours left'],
    [100_000, 'about 28 hours left'],
  ]);
});
