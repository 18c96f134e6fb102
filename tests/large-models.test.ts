// The large models that can be asked for: their files are read, converted, and nothing else is let in.

import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { InferenceSession, Tensor } from 'onnxruntime-node';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { ensure } from '../app/ensure.ts';
import { AppError } from '../app/errors.ts';
import { facenet } from '../app/models/facenet.ts';
import { readKerasWeights } from '../app/models/keras.ts';
import { readStateDictionary } from '../app/models/pytorch.ts';
import { resnet50 } from '../app/models/resnet50.ts';
import type { Plane } from '../models/check/operators.ts';
import { pickle, pytorchFile, writeKerasFile } from './large-models/files.ts';
import { drawFaceNet, drawResNet50 } from './large-models/loops.ts';
import { resource } from '../app/platform/resources.ts';
import { seeded } from './seeded-random.ts';

/** Plain loops over billions of numbers, and 94 MB of weights written and read. */
const TEST_TIMEOUT_MS = 240_000;

let folder: string;

beforeAll(() => {
  folder = mkdtempSync(join(tmpdir(), 'kindred-networks-'));
});
afterAll(() => rmSync(folder, { recursive: true, force: true }));

describe('FaceNet', () => {
  const picture = randomPicture(160, 1);
  const drawn = drawFaceNet(picture, 11);

  test(
    'answers what plain loops compute from the same weights, from both formats that PyTorch writes',
    async () => {
      const { tensors, embedding } = drawn;
      const answers = await Promise.all(
        (['zip', 'stream'] as const).map((format) =>
          run(facenet(readStateDictionary(pytorchFile(tensors, format))), picture),
        ),
      );
      expect(difference(ensure(answers[0]), embedding)).toBeLessThan(1e-5);
      expect(answers[1]).toEqual(answers[0]);
    },
    TEST_TIMEOUT_MS,
  );

  test(
    'is refused when a tensor is missing, has another shape, is spoilt, or is one too many',
    () => {
      const { tensors } = drawn;
      const changed = (change: (copy: typeof tensors) => void) => {
        const copy = new Map(tensors);
        change(copy);
        return () => facenet(copy);
      };
      const name = 'conv2d_1a.bn.bias';
      expect(changed((copy) => copy.delete(name))).toThrow(/has no conv2d_1a\.bn\.bias/);
      expect(changed((copy) => copy.set(name, { shape: [3], data: new Float32Array(3) }))).toThrow(
        /shape 3 instead of 32/,
      );
      expect(changed((copy) => copy.set(name, { shape: [32], data: new Float32Array(32).fill(NaN) }))).toThrow(
        /no number/,
      );
      expect(changed((copy) => copy.set('extra', { shape: [1], data: new Float32Array(1) }))).toThrow(/has extra/);
    },
    TEST_TIMEOUT_MS,
  );
});

describe('ResNet-50', () => {
  test(
    'answers what plain loops compute from the same weights, from the format that Keras writes',
    async () => {
      const picture = randomPicture(224, 2);
      const { tensors, embedding } = drawResNet50(picture, 12);
      const file = join(folder, 'resnet50.h5');
      await writeKerasFile(file, tensors);
      const answer = await run(resnet50(await readKerasWeights(file)), picture);
      expect(difference(answer, embedding)).toBeLessThan(1e-5);
    },
    TEST_TIMEOUT_MS,
  );
});

describe('Files as their own programs wrote them', () => {
  test.each(['torch-zip.pt', 'torch-stream.pt'])(
    '%s of PyTorch 1.13: plain, transposed and partial tensors',
    (name) => {
      const tensors = readStateDictionary(readFileSync(resource('tests', 'fixtures', name)));
      expect(Object.fromEntries(tensors)).toEqual({
        '0.weight': { shape: [2, 3], data: Float32Array.of(0, 1, 2, 3, 4, 5) },
        '0.bias': { shape: [2], data: Float32Array.of(0.5, -0.5) },
        '1.weight': { shape: [2], data: Float32Array.of(1, 1) },
        '1.bias': { shape: [2], data: Float32Array.of(0, 0) },
        '1.running_mean': { shape: [2], data: Float32Array.of(0, 0) },
        '1.running_var': { shape: [2], data: Float32Array.of(1, 1) },
        turned: { shape: [3, 2], data: Float32Array.of(0, 3, 1, 4, 2, 5) },
        part: { shape: [3], data: Float32Array.of(4, 5, 6) },
      });
    },
  );

  test('keras.h5 of h5py, with a layer that has no weights', async () => {
    const tensors = await readKerasWeights(resource('tests', 'fixtures', 'keras.h5'));
    expect(Object.fromEntries(tensors)).toEqual({
      'conv1/7x7_s2 kernel': { shape: [1, 2, 3, 1], data: Float32Array.of(0, 1, 2, 3, 4, 5) },
    });
  });
});

describe('A file that is not what it should be', () => {
  test('A pickle that would run a program is refused by the name of what it asks for, and runs nothing', () => {
    const stream = readFileSync(resource('tests', 'fixtures', 'torch-stream.pt'));
    const opening = stream.subarray(0, stream.indexOf('.', stream.indexOf('type_sizes')) + 1);
    const hostile = Buffer.concat([opening, pickle(['cos\nsystem\n(X\x04\0\0\0exittR'])]);
    expect(() => readStateDictionary(hostile)).toThrow(/asks for os\.system/);
  });

  test.each([
    ['an object', 'c__builtin__\nobject\n)\x81', /asks for __builtin__\.object/],
    ['an instance', '(ios\nsystem\n', /more than tensors need \(0x69\)/],
    ['an extension', '\x82\x01', /more than tensors need/],
    ['a state for what is no dictionary', ']}b', /more than tensors need \(BUILD\)/],
    ['nothing on the stack', 'R', /damaged/],
    ['a text longer than the file', 'X\xff\xff\xff\x7f', /damaged/],
  ])('A pickle with %s is refused with a sentence', (_, body, reason) => {
    const stream = readFileSync(resource('tests', 'fixtures', 'torch-stream.pt'));
    const opening = stream.subarray(0, stream.indexOf('.', stream.indexOf('type_sizes')) + 1);
    expect(() => readStateDictionary(Buffer.concat([opening, pickle([Buffer.from(body, 'latin1')])]))).toThrow(reason);
  });

  test('Every file cut short or with flipped bits is read or refused with a sentence', async () => {
    const random = seeded(5);
    const unexpected: unknown[] = [];
    for (const name of ['torch-zip.pt', 'torch-stream.pt', 'keras.h5']) {
      const whole = readFileSync(resource('tests', 'fixtures', name));
      for (let trial = 0; trial < 150; trial++) {
        const bytes = Buffer.from(trial % 3 === 0 ? whole.subarray(0, random.below(whole.length)) : whole);
        if (bytes.length > 0) {
          const at = random.below(bytes.length);
          bytes[at] = bytes.readUInt8(at) ^ (1 << random.below(8));
        }
        await read(name, bytes).catch((error: unknown) => {
          if (!(error instanceof AppError) || !/get (?:it|the network) again/i.test(error.message))
            unexpected.push(error);
        });
      }
    }
    expect(unexpected).toEqual([]);
  });

  async function read(name: string, bytes: Buffer): Promise<unknown> {
    if (!name.endsWith('.h5')) return readStateDictionary(bytes);
    const file = join(folder, 'damaged.h5');
    writeFileSync(file, bytes);
    return readKerasWeights(file);
  }
});

/** Rows, columns, channels; numbers around zero, as after preparation. */
function randomPicture(side: number, seed: number): Plane {
  const random = seeded(seed);
  const data = Float64Array.from({ length: 3 * side * side }, () => Math.fround(2 * random.next() - 1));
  return { shape: [side, side, 3], data };
}

async function run(file: Uint8Array, { shape: [rows, columns], data }: Plane): Promise<Float32Array> {
  const plane = rows * columns;
  const pixels = Float32Array.from(data, (_, at) => ensure(data[(at % plane) * 3 + Math.floor(at / plane)]));
  const session = await InferenceSession.create(file);
  const results = await session.run({ pixels: new Tensor('float32', pixels, [1, 3, rows, columns]) });
  return Float32Array.from(ensure(results['embedding']).data, Number);
}

/** The largest, as a share of the largest number. */
function difference(answer: Float32Array, wanted: readonly number[]): number {
  expect(answer.length).toBe(wanted.length);
  return (
    Math.max(...wanted.map((value, at) => Math.abs(value - ensure(answer[at])))) / Math.max(...wanted.map(Math.abs))
  );
}
