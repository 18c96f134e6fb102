import { setTimeout as delay } from 'node:timers/promises';
import { expect, test, vi } from 'vitest';
import { throttled } from './throttled-work.ts';

test('Slow work asked for all the time gets its share of the time, and the last to ask is not forgotten', async () => {
  let asked = 0;
  const done: number[] = [];
  const paced = throttled(async () => {
    done.push(asked);
    await delay(30);
  });
  const began = performance.now();
  while (performance.now() - began < 1500) {
    asked++;
    paced.ask();
    await delay(5);
  }
  expect(done.length).toBeGreaterThan(1);
  expect(done.length).toBeLessThanOrEqual(3); // at 0, 600 and 1200 ms at the earliest
  expect(paced.isWaiting()).toBe(true);
  await vi.waitUntil(() => !paced.isWaiting(), 5000);
  expect(done.at(-1)).toBe(asked);
});

test('Quick work is done each time', async () => {
  let done = 0;
  const paced = throttled(() => Promise.resolve(void done++));
  for (let asked = 1; asked <= 20; asked++) {
    paced.ask();
    await delay(1);
    expect(done).toBe(asked);
  }
});

test('What was done elsewhere need not be done again', async () => {
  let done = 0;
  const paced = throttled(async () => {
    done++;
    await delay(25);
  });
  paced.ask();
  await delay(50);
  paced.ask();
  expect(paced.isWaiting()).toBe(true);
  paced.forget();
  expect(paced.isWaiting()).toBe(false);
  await delay(700);
  expect(done).toBe(1);
});
