// Items that are taken before they are asked for: in their order, with the error in its place, and none too many.

import { setTimeout as sleep } from 'node:timers/promises';
import { expect, test } from 'vitest';
import { ahead } from './ahead.ts';

test('The next two are made while one is worked on, and no third', async () => {
  const { source, made } = numbers(6);
  const taken = ahead(source, 2);
  expect((await taken.next()).value).toBe(0);
  await sleep(10);
  expect(made).toEqual([0, 1, 2]);
  expect(await Array.fromAsync(taken)).toEqual([1, 2, 3, 4, 5]);
});

test('An error comes behind all that were made before it', async () => {
  async function* breaking() {
    yield 1;
    yield 2;
    await sleep(1);
    throw new Error('broken');
  }
  const seen: number[] = [];
  const read = async () => {
    for await (const value of ahead(breaking(), 5)) seen.push(value);
  };
  await expect(read()).rejects.toThrow('broken');
  expect(seen).toEqual([1, 2]);
});

test('Who takes no more has the source ended before it goes on', async () => {
  const { source, made, isEnded } = numbers(100);
  for await (const value of ahead(source, 2)) if (value === 1) break;
  expect(isEnded()).toBe(true);
  expect(made.length).toBeLessThan(6);
});

function numbers(most: number) {
  const made: number[] = [];
  let isEnded = false;
  async function* make() {
    try {
      for (let value = 0; value < most; value++) {
        await sleep(1);
        made.push(value);
        yield value;
      }
    } finally {
      isEnded = true;
    }
  }
  return { source: make(), made, isEnded: () => isEnded };
}
