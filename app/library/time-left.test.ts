// The time that is left: silent until it is steady, then near the truth, and never to and fro.

import { expect, test } from 'vitest';
import { timeLeftTeller } from './time-left.ts';

const NEVER = (_second: number) => false;

/** Second by second: what is told while files are read at some speed (files a second), from the given second on. */
function tellAll(total: number, speedAt: (second: number) => number, { pauses = NEVER, scans = NEVER } = {}) {
  const tell = timeLeftTeller();
  const told: (number | null)[] = [];
  let finished = 0;
  for (let second = 0; finished < total && second < 10_000; second++) {
    const done = Math.floor(finished);
    const [isReading, isCounted] = [!pauses(second), !scans(second)];
    told.push(tell({ at: second * 1000, finished: done, waiting: total - done, isReading, isCounted }));
    finished += speedAt(second);
  }
  return told;
}

/** How often what is told goes up. */
function rises(told: readonly (number | null)[]): number {
  const times = told.filter((each) => each !== null);
  return times.filter((each, index) => each > (times[index - 1] ?? Infinity)).length;
}

test('At a steady speed it is silent for eight seconds, and then right to the second', () => {
  const told = tellAll(1000, () => 10);
  expect(told.slice(0, 8)).toEqual(Array.from({ length: 8 }, () => null));
  expect(told.slice(8)).toEqual(Array.from({ length: 92 }, (_, index) => 92 - index));
});

test('Models that load first, and speed that wavers by a third, neither mislead it nor make it rise', () => {
  const told = tellAll(6000, (second) => (second < 6 ? 0.4 : second % 7 < 3 ? 13 : 7));
  const first = told.findIndex((each) => each !== null);
  expect(first).toBeGreaterThan(8);
  expect(rises(told)).toBe(0);
  const errors = told.flatMap((each, second) => (each === null ? [] : Math.abs(each - (told.length - second))));
  expect(Math.max(...errors)).toBeLessThan(0.15 * told.length);
});

test('Where reading really gets slower it says so, at once and no more often than it has to', () => {
  const told = tellAll(6000, (second) => (second < 60 ? 20 : 5));
  expect(told[59]).toBeGreaterThan(200);
  expect(told[59]).toBeLessThan(260);
  expect(Math.max(...told.slice(60, 180).map((each) => each ?? 0))).toBeGreaterThan(650);
  expect(rises(told)).toBeLessThan(8);
});

test('Of two photos a minute it speaks as well', () => {
  const told = tellAll(100, () => 1 / 30);
  const first = told.findIndex((each) => each !== null);
  expect(first).toBeGreaterThan(400);
  expect(Math.abs((told[first] ?? 0) / (told.length - first) - 1)).toBeLessThan(0.1);
});

test('Nothing is said while work pauses, and what was before counts for nothing after', () => {
  const told = tellAll(3000, () => 10, { pauses: (second) => second >= 20 && second <= 40 });
  expect(told[19]).toBe(281);
  expect(told.slice(20, 49)).toEqual(Array.from({ length: 29 }, () => null));
  expect(told[49]).toBe(251);
});

test('Nothing is said before all folders were looked through for the first time; a later look hides nothing', () => {
  const told = tellAll(3000, () => 10, { scans: (second) => second < 30 || (second > 100 && second < 110) });
  expect(told.findIndex((each) => each !== null)).toBe(30);
  expect(told[30]).toBe(270);
  expect(told.slice(30)).not.toContain(null);
});
