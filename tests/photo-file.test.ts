// A photo is opened once and decoded whole at most once, however much is asked of it.

import { mkdirSync, mkdtempSync, readFileSync, rmSync, statSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import sharp from 'sharp';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { silentLog } from '../app/platform/log.ts';
import { startVision } from '../app/vision/handle.ts';
import { openPhoto } from '../app/vision/photo-file.ts';
import { firstOf } from './first-of.ts';
import { bmp, everyFormat } from './formats.ts';
import { SAMPLES } from './samples.ts';
import { visionProcesses } from './vision-processes.ts';

const folder = mkdtempSync(join(tmpdir(), 'kindred-photo-file-'));
beforeAll(() => mkdirSync(folder, { recursive: true }));
afterAll(() => rmSync(folder, { recursive: true, force: true }));

test('Header, identity and two sizes of pixels take one opening, and one decoding where all pixels are needed', async () => {
  const formats = await everyFormat(640);
  const whole: Record<string, number> = { 'iphone.heic': 1, 'windows.bmp': 1 };
  for (const [name, bytes] of Object.entries(formats)) {
    const path = put(name, bytes);
    const photo = await openPhoto(path, undefined);
    const { width, height } = await photo.header();
    const [small, large] = [await photo.pixels(200), await photo.pixels(640)];
    expect(Math.abs(small.width / small.height - width / height), name).toBeLessThan(0.02);
    expect([large.width, large.height], name).toEqual([width, height]);
    expect((await photo.identity()).bytes, name).toBe(bytes.length);
    expect(photo.work(), name).toEqual({ openings: 1, wholeDecodings: whole[name] ?? 0 });
  }
});

test('A file that is too large to be held is read all the same', async () => {
  const path = join(folder, 'large.tiff');
  const background = '#456';
  await sharp({ create: { width: 6000, height: 4000, channels: 3, background } })
    .tiff({ compression: 'none' })
    .toFile(path);
  expect(statSync(path).size).toBeGreaterThan(64_000_000);
  const photo = await openPhoto(path, undefined);
  expect(await photo.header()).toEqual({ width: 6000, height: 4000 });
  expect(await photo.pixels(600)).toMatchObject({ width: 600, height: 400 });
  expect((await photo.identity()).bytes).toBe(statSync(path).size);
});

test.runIf(process.platform === 'linux')(
  'A vision process reads the bytes of a new photo from the disk once',
  async () => {
    const vision = startVision({ log: silentLog, workers: 1, provider: 'cpu' });
    await vision.analyse(SAMPLES[1]); // the models are read from the disk as well
    const [pid] = firstOf(1, visionProcesses());
    // Two small faces, so that the photo is wanted a second time, larger; and much noise, so that it is large.
    const noise = sharp({
      create: {
        width: 4000,
        height: 3000,
        channels: 3,
        background: '#888',
        noise: { type: 'gaussian', mean: 128, sigma: 20 },
      },
    });
    const picture = noise.composite([{ input: await sharp(SAMPLES[5]).resize(900).toBuffer(), left: 1500, top: 1000 }]);
    const jpeg = put('crowd.jpg', await picture.clone().jpeg({ quality: 90 }).toBuffer());
    const { data, info } = await picture.clone().removeAlpha().raw().toBuffer({ resolveWithObject: true });
    const bitmap = put('crowd.bmp', bmp(data, info.width, info.height));
    for (const path of [jpeg, bitmap]) {
      const { size } = statSync(path);
      expect(size).toBeGreaterThan(3_000_000);
      const before = bytesRead(pid);
      const { hash, analysis } = await vision.open(path, async (photo) => ({
        hash: photo.hash,
        analysis: await photo.analyse(1),
      }));
      expect(bytesRead(pid) - before).toBeLessThan(size + 1_000_000);
      expect(hash).toMatch(/^[0-9a-f]{64}$/);
      expect(analysis.faces.length).toBeGreaterThan(1);
    }
    await vision.close();
  },
);

function put(name: string, bytes: Uint8Array): string {
  const path = join(folder, name);
  writeFileSync(path, bytes);
  return path;
}

/** All that the process has asked its system to read, in bytes. */
function bytesRead(pid: number): number {
  return Number(/rchar: (\d+)/.exec(readFileSync(`/proc/${pid}/io`, 'utf8'))?.[1]);
}
