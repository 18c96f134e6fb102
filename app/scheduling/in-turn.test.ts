// A few at a time, in the order of their coming; what left is not run, and too much is refused.

import { expect, test } from 'vitest';
import { inTurn } from './in-turn.ts';
import { shareWork } from './shared-work.ts';

test('Two run side by side, the others in their order, and a failure hands its turn on', async () => {
  const turn = inTurn({ atOnce: 2, mostWaiting: 10 });
  const began: number[] = [];
  const gates = Array.from({ length: 5 }, () => Promise.withResolvers<number>());
  const results = gates.map((gate, index) => turn(() => (began.push(index), gate.promise)));
  await expect.poll(() => began).toEqual([0, 1]);
  gates[1]?.reject(new Error('no'));
  await expect(results[1]).rejects.toThrow('no');
  await expect.poll(() => began).toEqual([0, 1, 2]);
  for (const [index, gate] of gates.entries()) gate.resolve(index);
  expect((await Promise.allSettled(results)).map(({ status }) => status)).toEqual([
    'fulfilled',
    'rejected',
    'fulfilled',
    'fulfilled',
    'fulfilled',
  ]);
  expect(began).toEqual([0, 1, 2, 3, 4]);
});

test('What left while it waited is not run, and one more than may wait is refused', async () => {
  const turn = inTurn({ atOnce: 1, mostWaiting: 2 });
  const gate = Promise.withResolvers<void>();
  const began: string[] = [];
  const run = (name: string, signal?: AbortSignal) => turn(() => (began.push(name), gate.promise), signal);
  const leaving = new AbortController();
  const first = run('first');
  const second = run('second', leaving.signal);
  const third = run('third');
  await expect(run('fourth')).rejects.toMatchObject({ code: 'busy' });
  leaving.abort(new Error('left'));
  await expect(second).rejects.toThrow('left');
  const fifth = run('fifth');
  gate.resolve();
  await Promise.all([first, third, fifth]);
  await expect(run('sixth', leaving.signal)).rejects.toThrow('left');
  expect(began).toEqual(['first', 'third', 'fifth']);
});

test('The same work is done once for all who ask, and given up when the last has left', async () => {
  const share = shareWork<string>();
  const gate = Promise.withResolvers<string>();
  const signals: AbortSignal[] = [];
  const work = (signal: AbortSignal) => (signals.push(signal), gate.promise);
  const [one, other] = [new AbortController(), new AbortController()];
  const asking = [share('a', work, one.signal), share('a', work, other.signal), share('b', work)];
  expect(signals.length).toBe(2);
  one.abort(new Error('left'));
  await expect(asking[0]).rejects.toThrow('left');
  expect(signals[0]?.aborted).toBe(false);
  other.abort(new Error('left as well'));
  await expect(asking[1]).rejects.toThrow('left as well');
  expect(signals.map(({ aborted }) => aborted)).toEqual([true, false]);
  const again = share('a', work);
  expect(signals.length).toBe(3);
  gate.resolve('done');
  expect(await Promise.all([again, asking[2]])).toEqual(['done', 'done']);
  void share('a', work);
  expect(signals.length).toBe(4);
});
