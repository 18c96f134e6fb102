// Detection and embedding on real photos, and what happens to a picture that its reader does not survive.

import { mkdirSync, mkdtempSync, rmSync, truncateSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import sharp from 'sharp';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { ensure } from '../app/ensure.ts';
import { silentLog } from '../app/platform/log.ts';
import { decodeVector, innerProduct as dot } from '../app/vectors.ts';
import { startVision } from '../app/vision/handle.ts';
import type { FoundFace, Vision } from '../app/vision/protocol.ts';
import { firstOf } from './first-of.ts';
import { turnedBack } from './formats.ts';
import { SAMPLES } from './samples.ts';
import { visionProcesses } from './vision-processes.ts';

/** On a busy machine. */
const PROCESS_WAIT = { timeout: 30_000 };

let folder: string;
let vision: Vision;

beforeAll(() => {
  folder = mkdtempSync(join(tmpdir(), 'kindred-vision-'));
  vision = startVision({ log: silentLog });
});
afterAll(async () => {
  await vision.close();
  rmSync(folder, { recursive: true, force: true });
});

describe('Analysing a photo', () => {
  test('Finds the faces, where they are, with eyes above mouths', async () => {
    const { width, height, faces } = await vision.analyse(SAMPLES[5]);
    expect([width, height]).toEqual([1920, 1537]);
    expect(faces.length).toBe(4);
    for (const { box, landmarks, confidence, quality } of faces) {
      const [left, top, w, h] = box;
      const xs = [0, 2, 4, 6, 8].map((at) => ensure(landmarks[at]));
      const ys = [1, 3, 5, 7, 9].map((at) => ensure(landmarks[at]));
      expect(Math.min(...xs)).toBeGreaterThan(left);
      expect(Math.max(...xs)).toBeLessThan(left + w);
      expect(Math.min(...ys)).toBeGreaterThan(top);
      expect(Math.max(...ys)).toBeLessThan(top + h);
      expect(Math.max(ensure(ys[0]), ensure(ys[1]))).toBeLessThan(Math.min(ensure(ys[3]), ensure(ys[4])));
      expect(confidence).toBeGreaterThan(0.9);
      expect(quality).toBeGreaterThan(0.9);
    }
  });

  test('Gives pictures that the screen can show', async () => {
    const { thumbnail, faces } = await vision.analyse(SAMPLES[0]);
    expect(await sharp(thumbnail).metadata()).toMatchObject({ format: 'jpeg', width: 640 });
    expect(await sharp(ensure(faces[0]).crop).metadata()).toMatchObject({ format: 'jpeg', width: 256, height: 256 });
    expect(await sharp(await vision.preview(SAMPLES[0], 800)).metadata()).toMatchObject({
      format: 'jpeg',
      width: 800,
    });
  });

  test('All eight orientations and a grey copy show the same face', async () => {
    const upright = sharp(SAMPLES[1]);
    const reference = await theFace(await upright.jpeg().toBuffer(), 'upright.jpg');
    for (let orientation = 2; orientation <= 8; orientation++) {
      const turned = sharp(await turnedBack(await upright.png().toBuffer(), orientation)).withMetadata({ orientation });
      const face = await theFace(await turned.jpeg().toBuffer(), `orientation ${orientation}.jpg`);
      expect(dot(face, reference)).toBeGreaterThan(0.9);
    }
    const grey = await theFace(await upright.clone().greyscale().jpeg().toBuffer(), 'grey.jpg');
    expect(dot(grey, reference)).toBeGreaterThan(0.7);
  });

  test('A small face in a large photo is cut from the full resolution', async () => {
    const large = join(folder, 'large.jpg');
    const face = await sharp(SAMPLES[1]).resize(1400).jpeg().toBuffer();
    await sharp({ create: { width: 6000, height: 4000, channels: 3, background: '#678' } })
      .composite([{ input: face, left: 2300, top: 1500 }])
      .jpeg({ quality: 95 })
      .toFile(large);
    const small = await vision.analyse(large);
    const [reference] = firstOf(1, (await vision.analyse(SAMPLES[1])).faces);
    expect(small.faces.length).toBe(1);
    expect(dot(vectorOf(ensure(small.faces[0])), vectorOf(reference))).toBeGreaterThan(0.9);
  });

  test.each([90, 180, 270])('Finds and knows a face in a photo that is turned by %i°, as scans are', async (angle) => {
    const [upright] = firstOf(1, (await vision.analyse(SAMPLES[1])).faces);
    const turned = join(folder, `turned by ${angle}.jpg`);
    await sharp(SAMPLES[1]).rotate(angle).jpeg().toFile(turned);
    const { faces } = await vision.analyse(turned);
    expect(faces.length).toBe(1);
    for (const model of Object.keys(upright.embeddings)) {
      expect(
        dot(decodeVector(ensure(faces[0]?.embeddings[model])), decodeVector(ensure(upright.embeddings[model]))),
      ).toBeGreaterThan(0.9);
    }
  });

  test('A face that lies beside upright ones is found as it lies, and known', async () => {
    const mixed = join(folder, 'one lies.png');
    const [upright, lying] = await Promise.all([
      sharp(SAMPLES[5]).resize(900, 700, { fit: 'inside' }).png().toBuffer(),
      sharp(SAMPLES[4]).resize(800, 800, { fit: 'inside' }).png().toBuffer(),
    ]);
    await sharp({ create: { width: 1760, height: 820, channels: 3, background: '#888' } })
      .composite([
        { input: upright, left: 0, top: 0 },
        { input: await sharp(lying).rotate(90).png().toBuffer(), left: 920, top: 0 },
      ])
      .png()
      .toFile(mixed);
    const known = (await vision.analyse(SAMPLES[4])).faces.map(vectorOf);
    const { faces } = await vision.analyse(mixed);
    const alike = faces
      .filter(({ box }) => box[0] > 920)
      .map((face) => Math.max(...known.map((vector) => dot(vectorOf(face), vector))));
    expect(Math.max(...alike)).toBeGreaterThan(0.8);
    expect(Math.min(...alike)).toBeGreaterThan(0.5);
  });

  test('Keeps two faces cheek to cheek apart', async () => {
    const cheeks = await Promise.all([SAMPLES[1], SAMPLES[5]].map(cheek));
    const together = join(folder, 'cheek to cheek.png');
    await sharp({ create: { width: 900, height: 700, channels: 3, background: '#876' } })
      .composite(cheeks.map((input, index) => ({ input, left: 200 + index * 230, top: 150 })))
      .png()
      .toFile(together);
    expect((await vision.analyse(together)).faces.length).toBe(2);
  });

  /** The detector's box of the first face, 260 pixels wide: beside another one, each hides a little of the other. */
  async function cheek(sample: string): Promise<Buffer> {
    const [{ box }] = firstOf(1, (await vision.analyse(sample)).faces);
    const [left, top, width, height] = firstOf(4, box.map(Math.round));
    return sharp(sample).extract({ left, top, width, height }).resize(260).png().toBuffer();
  }

  /** The surest face. */
  async function theFace(bytes: Uint8Array, name: string): Promise<Float32Array> {
    const file = join(folder, name);
    await sharp(bytes).keepMetadata().toFile(file);
    const { faces } = await vision.analyse(file);
    return vectorOf(ensure(faces[0]));
  }
});

describe('Pictures that their reader does not survive', () => {
  test('One that never ends: given up, in words, while other photos are read as always', async () => {
    const endless = join(folder, 'endless.jpg');
    writeFileSync(endless, Buffer.from([0xff, 0xd8, 0xff, 0xe0])); // it begins as a photo does …
    truncateSync(endless, 2 ** 40); // … and goes on for a terabyte, of which the disk holds nothing
    const patient = startVision({ log: silentLog, workers: 1, limit: 5_000 });
    const [slow, fine] = await Promise.allSettled([patient.analyse(endless), patient.analyse(SAMPLES[0])]);
    expect(slow).toMatchObject({ reason: { code: 'photo', message: expect.stringContaining('takes longer') } });
    expect(fine).toMatchObject({ status: 'fulfilled' });
    await patient.close();
  }, 120_000); // the five seconds are its own, and others may have the processors

  test.runIf(process.platform === 'linux')(
    'The reader killed in the middle of its work: every photo is read all the same',
    async () => {
      const others = new Set(visionProcesses());
      const fresh = startVision({ log: silentLog, workers: 1, provider: 'cpu' });
      const analyses = SAMPLES.slice(0, 4).map((sample) => fresh.analyse(sample));
      const readers = () => visionProcesses().filter((id) => !others.has(id));
      await expect.poll(readers, PROCESS_WAIT).toHaveLength(1);
      const [reader] = firstOf(1, readers());
      await new Promise((resolve) => setTimeout(resolve, 700));
      process.kill(reader, 'SIGKILL');
      await expect.poll(readers, PROCESS_WAIT).not.toContain(reader);
      const analysis = await Promise.all(analyses);
      expect(analysis.map(({ faces }) => faces.length)).toEqual([3, 1, 3, 4]);
      await fresh.close();
    },
    120_000,
  );

  test('A reader that cannot start blames no picture', async () => {
    const models = process.env['KINDRED_MODELS'];
    process.env['KINDRED_MODELS'] = join(folder, 'damaged');
    mkdirSync(join(folder, 'damaged'));
    writeFileSync(join(folder, 'damaged', 'mtcnn-pnet.onnx'), 'no model');
    const broken = startVision({ log: silentLog, workers: 1 });
    await expect(broken.analyse(SAMPLES[0])).rejects.not.toMatchObject({ code: 'photo' });
    await broken.close();
    if (models === undefined) delete process.env['KINDRED_MODELS'];
    else process.env['KINDRED_MODELS'] = models;
  });
});

function vectorOf({ embeddings }: FoundFace): Float32Array {
  return decodeVector(ensure(embeddings['vggface2-mobilenet']));
}
