// One vision process after another: what the first one said before it was killed is not taken for the second one's word.

import { expect, test } from 'vitest';
import { silentLog } from '../app/log.ts';
import { LaneDied, startLane } from '../app/vision/lane.ts';
import { SAMPLES } from './samples.ts';

/** Longer than a process takes until it says that it is ready; this process reads nothing meanwhile. */
const STARTED_MS = 3_000;
/** Shorter than any process takes to start. */
const LIMIT_MS = 20;

test('A killed process that was ready does not make its successor ready, which no photo can be blamed for', async () => {
  const lane = startLane({
    log: silentLog,
    provider: () => 'cpu',
    onCardFailed: () => undefined,
    limit: LIMIT_MS,
  });
  const first = lane.ask('look', { path: SAMPLES[5], smallestFace: 0.02, also: [] }).catch((error: unknown) => error);
  Atomics.wait(new Int32Array(new SharedArrayBuffer(4)), 0, 0, STARTED_MS);
  expect(await first).toMatchObject({ reason: 'time', hadStarted: false });
  const second = lane.ask('look', { path: SAMPLES[5], smallestFace: 0.02, also: [] });
  await expect(second).rejects.toBeInstanceOf(LaneDied);
  await expect(second).rejects.toMatchObject({ reason: 'time', hadStarted: false });
  lane.close();
});
