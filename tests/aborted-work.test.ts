// What is not wanted any more before it has begun is refused at once: in threads beside the engine, and by the vision processes.

import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, expect, test } from 'vitest';
import { convertAside } from '../app/models/convert.ts';
import { findFfmpeg } from '../app/platform/ffmpeg.ts';
import { silentLog } from '../app/platform/log.ts';
import { identityOf } from '../app/platform/plain-file.ts';
import { openStore } from '../app/store/index.ts';
import { verifyAside } from '../app/store/verify.ts';
import { startVision } from '../app/vision/handle.ts';
import { videoFixture } from './motion-photos.ts';

const ffmpeg = await findFfmpeg();
const folder = mkdtempSync(join(tmpdir(), 'kindred-aborted-'));
const vision = startVision({ log: silentLog, workers: 1 });
afterAll(async () => {
  await vision.close();
  rmSync(folder, { recursive: true, force: true });
});

const REASON = new Error('Nobody waits for it.');
const aborted = AbortSignal.abort(REASON);

test('The check of a database', async () => {
  openStore(folder).close();
  await expect(verifyAside(join(folder, 'library.db'), aborted)).rejects.toBe(REASON);
});

test('The conversion of a model', async () => {
  const conversion = { name: 'facenet', source: join(folder, 'none'), target: join(folder, 'made') } as const;
  await expect(convertAside(conversion, aborted)).rejects.toBe(REASON);
});

test.skipIf(!ffmpeg)('The search for people in a video', async () => {
  const video = videoFixture('clip.mp4');
  await expect(vision.findPeople(video, 'mov', await identityOf(video), aborted)).rejects.toBe(REASON);
});
