import { expect, test } from 'vitest';
import { runInSlices } from './slices.ts';

test('what is quick is done before anything else has its turn', async () => {
  await runInSlices(steps(1_000, 0), never()); // what V8 sees for the first time is not quick
  const seen = whoeverWaits();
  expect(await runInSlices(steps(1_000, 0), never())).toBe(1_000);
  expect(seen.hadATurn).toBe(false);
});

test('other work has its turn while something long is done', async () => {
  const seen = whoeverWaits();
  expect(await runInSlices(steps(5, 8), never())).toBe(5);
  expect(seen.hadATurn).toBe(true);
});

test('it ends when it is no longer wanted', async () => {
  const life = new AbortController();
  setImmediate(() => life.abort());
  let done = 0;
  expect(
    await runInSlices(
      steps(1_000, 8, () => done++),
      life.signal,
    ),
  ).toBeUndefined();
  expect(done).toBeLessThan(10);
});

function* steps(count: number, milliseconds: number, onStep = () => {}): Generator<void, number> {
  for (let step = 0; step < count; step++) {
    for (const began = performance.now(); performance.now() - began < milliseconds;);
    onStep();
    yield;
  }
  return count;
}

function whoeverWaits(): { hadATurn: boolean } {
  const seen = { hadATurn: false };
  setImmediate(() => (seen.hadATurn = true));
  return seen;
}

function never(): AbortSignal {
  return new AbortController().signal;
}
