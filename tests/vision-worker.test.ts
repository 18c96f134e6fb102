// One vision process after another: what the first one said before it was killed is not taken for the second one's word.

import { mkdtempSync, readdirSync, rmSync, statSync, symlinkSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { expect, test, vi } from 'vitest';
import { silentLog } from '../app/platform/log.ts';
import { startVision } from '../app/vision/handle.ts';
import { WorkerDied, startVisionWorker } from '../app/vision/vision-worker.ts';
import { SAMPLES } from './samples.ts';

/** Longer than a process takes until it says that it is ready; this process reads nothing meanwhile. */
const STARTED_MS = 3_000;
/** Shorter than any process takes to start. */
const LIMIT_MS = 20;

test('A killed process that was ready does not make its successor ready, which no photo can be blamed for', async () => {
  const worker = startVisionWorker({
    log: silentLog,
    node: process.execPath,
    photosRoot: undefined,
    provider: () => 'cpu',
    onGpuFailed: () => undefined,
    limit: LIMIT_MS,
  });
  const first = worker
    .ask('analyse', { path: SAMPLES[5], photo: 1, smallestFace: 0.02, also: [], turn: 1 })
    .catch((error: unknown) => error);
  Atomics.wait(new Int32Array(new SharedArrayBuffer(4)), 0, 0, STARTED_MS);
  expect(await first).toMatchObject({ reason: 'time', hadStarted: false });
  const second = worker.ask('analyse', { path: SAMPLES[5], photo: 1, smallestFace: 0.02, also: [], turn: 1 });
  await expect(second).rejects.toBeInstanceOf(WorkerDied);
  await expect(second).rejects.toMatchObject({ reason: 'time', hadStarted: false });
  worker.close();
});

test('A Node that is not there ends its job at once, and is no fault of the photo', async () => {
  const vision = startVision({ log: silentLog, node: join(tmpdir(), 'no-node-here'), workers: 1, provider: 'cpu' });
  const began = performance.now();
  await expect(vision.analyse(SAMPLES[5])).rejects.toMatchObject({ code: 'vision' });
  expect(performance.now() - began).toBeLessThan(10_000);
  await vision.close();
});

test('Vision runs under the Node that it is given', async () => {
  const folder = mkdtempSync(join(tmpdir(), 'kindred-node-'));
  const node = join(folder, 'node of ours');
  symlinkSync(process.execPath, node);
  const vision = startVision({ log: silentLog, node, workers: 1, provider: 'cpu' });
  const bytes = await vision.open(SAMPLES[5], (photo) => Promise.resolve(photo.bytes));
  expect(bytes).toBe(statSync(SAMPLES[5]).size);
  await vision.close();
  rmSync(folder, { recursive: true });
});

test.skipIf(process.platform === 'win32')(
  'onnxruntime keeps no identifier of the machine, and has nothing to send',
  async () => {
    const home = mkdtempSync(join(tmpdir(), 'kindred-home-'));
    vi.stubEnv('HOME', home);
    vi.stubEnv('XDG_CACHE_HOME', undefined);
    // Either would keep it quiet by itself.
    vi.stubEnv('CI', undefined);
    vi.stubEnv('ORT_DISABLE_TELEMETRY', undefined);
    const vision = startVision({ log: silentLog, node: process.execPath, workers: 1, provider: 'cpu' });
    try {
      expect((await vision.analyse(SAMPLES[5])).faces.length).toBeGreaterThan(0);
    } finally {
      await vision.close();
      vi.unstubAllEnvs();
    }
    expect(readdirSync(home)).toEqual([]);
    rmSync(home, { recursive: true });
  },
);
