// The models that ship: the files are those that were checked, they answer what they should, and they know a face.

import { createHash } from 'node:crypto';
import { copyFileSync, mkdtempSync, readdirSync, readFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { InferenceSession, Tensor } from 'onnxruntime-node';
import sharp from 'sharp';
import { afterEach, describe, expect, test, vi } from 'vitest';
import { z } from 'zod';
import { ensure } from '../app/ensure.ts';
import { resource } from '../app/platform/resources.ts';
import { pixelsFor, samplePicture } from '../models/check/sample.ts';
import { toleranceOf } from '../models/check/tolerance.ts';
import { type Model, modelFile, readManifest } from '../app/models/manifest.ts';
import { firstOf } from './first-of.ts';

const { models } = readManifest();
/** By model and output: 32-bit floats in base64, as `models/check.ts --write` computes them in plain loops. */
const Expected = z.record(z.string(), z.record(z.string(), z.base64()));
const expected = Expected.parse(JSON.parse(readFileSync(resource('models', 'check', 'expected.json'), 'utf8')));

test('The models that ship are the files that models.json describes, no more and no fewer', () => {
  const described = models.map(({ file, bytes, sha256 }) => ({ file, bytes, sha256 }));
  const shipped = readdirSync(resource('models'))
    .filter((file) => file.endsWith('.onnx'))
    .map((file) => {
      const contents = readFileSync(resource('models', file));
      return { file, bytes: contents.length, sha256: createHash('sha256').update(contents).digest('hex') };
    });
  expect(shipped).toEqual(described.sort((one, other) => (one.file < other.file ? -1 : 1)));
});

describe.each(models)('$name', (model) => {
  test('takes and gives what models.json says', async () => {
    const session = await open(model);
    expect(session.inputMetadata).toMatchObject([
      { name: model.input.name, type: model.input.type, shape: [expect.any(String), 3, ...sizeOf(model)] },
    ]);
    expect(session.outputMetadata).toMatchObject(model.outputs.map(({ name, shape }) => ({ name, shape })));
  });

  test('answers what plain loops compute from the weights as they were published', async () => {
    const session = await open(model);
    const picture = samplePicture(model, 0);
    const results = await run(session, pixelsFor(model.input, picture), picture.width, picture.height);
    expect(Object.keys(results)).toEqual(Object.keys(ensure(expected[model.name])));
    for (const [output, values] of Object.entries(results)) {
      const wanted = new Float32Array(
        Uint8Array.from(Buffer.from(ensure(expected[model.name]?.[output]), 'base64')).buffer,
      );
      const scale = largest(wanted);
      expect(values.length).toBe(wanted.length);
      expect(largest(wanted.map((value, index) => value - ensure(values[index]))) / scale).toBeLessThan(
        toleranceOf(model.name),
      );
    }
  });

  test('answers for a picture the same, whether alone or among others', async () => {
    const session = await open(model);
    const [one, other] = firstOf(
      2,
      [0, 1].map((seed) => samplePicture(model, seed)),
    );
    const [onePixels, otherPixels] = firstOf(
      2,
      [one, other].map((picture) => pixelsFor(model.input, picture)),
    );
    const both = Float32Array.from([...otherPixels, ...onePixels]);
    const alone = await run(session, onePixels, one.width, one.height);
    const among = await run(session, both, one.width, one.height);
    for (const [output, values] of Object.entries(alone)) {
      const second = ensure(among[output]).subarray(values.length);
      expect(largest(values.map((value, index) => value - ensure(second[index])))).toBeLessThan(1e-5);
    }
  });
});

describe('A real face', () => {
  /** The woman on the left of the sample photo, in pixels: the square around her face, and where a person sees her features. */
  const SQUARE = { left: 360, top: 360, width: 240, height: 240 };
  const FEATURES = [441, 516, 464, 444, 521, 460, 460, 511, 543, 541];

  test('is one for R-Net and O-Net, and eyes, nose and mouth are where they are', async () => {
    const rNet = await analysisOf('mtcnn-rnet');
    const oNet = await analysisOf('mtcnn-onet');
    expect(ensure(rNet['probability'])[0]).toBeGreaterThan(0.9);
    expect(ensure(oNet['probability'])[0]).toBeGreaterThan(0.9);
    const landmarks = [...ensure(oNet['landmarks'])].map((share, index) =>
      index < 5 ? SQUARE.left + share * SQUARE.width : SQUARE.top + share * SQUARE.height,
    );
    expect(largest(landmarks.map((place, index) => place - ensure(FEATURES[index])))).toBeLessThan(12);
  });

  async function analysisOf(name: string): Promise<Record<string, Float32Array>> {
    const model = modelNamed(name);
    const [height, width] = firstOf(2, sizeOf(model).map(Number));
    const photo = resource('node_modules', '@vladmandic', 'face-api', 'demo', 'sample1.jpg');
    const data = await sharp(photo).extract(SQUARE).resize(width, height).raw().toBuffer();
    const pixels = pixelsFor(model.input, { width, height, data: Float64Array.from(data) });
    return run(await open(model), pixels, width, height);
  }
});

describe('The folder that KINDRED_MODELS names', () => {
  afterEach(() => vi.unstubAllEnvs());

  test('is searched first, and the models that ship after it', () => {
    const folder = mkdtempSync(join(tmpdir(), 'kindred-models-'));
    copyFileSync(resource('models', 'mtcnn-pnet.onnx'), join(folder, 'facenet.onnx'));
    copyFileSync(resource('models', 'mtcnn-pnet.onnx'), join(folder, 'mtcnn-pnet.onnx'));
    vi.stubEnv('KINDRED_MODELS', folder);
    expect(['facenet', 'mtcnn-pnet', 'mtcnn-rnet'].map(modelFile)).toEqual([
      join(folder, 'facenet.onnx'),
      join(folder, 'mtcnn-pnet.onnx'),
      resource('models', 'mtcnn-rnet.onnx'),
    ]);
  });

  test('is named when a model is nowhere', () => {
    expect(() => modelFile('facenet')).toThrow(/The network facenet is missing.*KINDRED_MODELS/);
  });
});

function modelNamed(name: string): Model {
  const model = models.find((each) => each.name === name);
  if (model === undefined) throw new Error(`models.json has no ${name}.`);
  return model;
}

/** Height and width; where any will do, the names that ONNX gives them. */
function sizeOf({ input }: Model): (number | string)[] {
  return [input.height ?? 'height', input.width ?? 'width'];
}

function open({ name }: Model): Promise<InferenceSession> {
  return InferenceSession.create(modelFile(name));
}

async function run(
  session: InferenceSession,
  pixels: Float32Array,
  width: number,
  height: number,
): Promise<Record<string, Float32Array>> {
  const shape = [pixels.length / (3 * width * height), 3, height, width];
  const results = await session.run({ pixels: new Tensor('float32', pixels, shape) });
  return Object.fromEntries(Object.entries(results).map(([name, { data }]) => [name, Float32Array.from(data, Number)]));
}

function largest(values: Float32Array | readonly number[]): number {
  return Math.max(...values.map(Math.abs));
}
