// Progress where there is a terminal, and where there is none.

import { afterEach, beforeEach, expect, test, vi } from 'vitest';
import { startProgress } from './progress.ts';

let written: string[];
const write = (text: string) => written.push(text);
beforeEach(() => {
  written = [];
  vi.useFakeTimers();
});
afterEach(() => vi.useRealTimers());

test('A log gets a line every ten seconds, the newest there is, and none of a command that is done sooner', () => {
  const progress = startProgress({ write });
  for (let done = 1; done <= 250; done++) {
    progress.say(`${done} of 500 photos`);
    vi.advanceTimersByTime(100);
  }
  vi.advanceTimersByTime(5_000); // nothing new is said, and it goes on
  progress.end();
  vi.advanceTimersByTime(60_000);
  expect(written).toEqual([
    'after 10 s: 100 of 500 photos\n',
    'after 20 s: 200 of 500 photos\n',
    'after 30 s: 250 of 500 photos\n',
  ]);
});

test('A command that gives no timer a turn is heard when it says the next thing', () => {
  const progress = startProgress({ write });
  progress.say('Checking the database');
  const now = performance.now();
  vi.spyOn(performance, 'now').mockReturnValue(now + 25_000);
  progress.say('Comparing the pictures');
  progress.end();
  vi.restoreAllMocks();
  expect(written).toEqual(['after 25 s: Comparing the pictures\n']);
});

test('A terminal sees each line at once, in the place of the last one', () => {
  const progress = startProgress({ isTTY: true, write });
  progress.say('1 of 2 photos');
  progress.say('2 of 2 photos');
  progress.end();
  expect(written).toEqual(['\r\u001b[K1 of 2 photos', '\r\u001b[K2 of 2 photos', '\r\u001b[K']);
});
