// What runs the models: a graphics card only where it agrees with the processor and is faster, and always in words why.

import { describe, expect, test } from 'vitest';
import { ensure } from '../app/ensure.ts';
import { silentLog } from '../app/platform/log.ts';
import { sentence } from '../app/sentences/sentence.ts';
import { openWithFallback } from '../app/vision/gpu.ts';
import { workersFor, startVision } from '../app/vision/handle.ts';
import { candidatesFor, chooseProvider, withoutGpu } from '../app/vision/provider.ts';
import { tryProvider } from '../app/vision/provider-trial.ts';
import { type LoadedModel, openModel } from '../app/vision/sessions.ts';

const trial = { difference: 0.0001, milliseconds: 5, processorMilliseconds: 40 };
/** Built in, so that there is one to choose on most systems; it is never really run here. */
const canChoose = candidatesFor('webgpu').names.length > 0;

describe('The provider', () => {
  test('Where no library of a provider lies, nothing is tried and the processor works', async () => {
    expect(candidatesFor('cpu')).toEqual({ names: [], reasons: [sentence('processorWished')] });
    const { names, reasons } = candidatesFor('abacus');
    expect(names).toEqual([]);
    expect(ensure(reasons[0]).text).toContain('“abacus”');
    const vision = startVision({ log: silentLog, provider: 'abacus' });
    expect(await vision.provider()).toEqual({ name: 'cpu', reasons });
    await vision.close();
  });

  test.runIf(canChoose)('One that agrees and is faster is taken, and it is said by how much', async () => {
    expect(await chooseProvider('webgpu', () => Promise.resolve(trial))).toEqual({
      name: 'webgpu',
      reasons: [sentence('providerFaster', { label: 'WebGPU', times: 8 })],
    });
  });

  test.runIf(canChoose).each([
    ['comes to other numbers', { ...trial, difference: 0.5 }],
    ['comes to other numbers', { ...trial, difference: Number.NaN }],
    ['is not faster', { ...trial, milliseconds: 50 }],
  ])('One that %s is passed over', async (words, result) => {
    const { name, reasons } = await chooseProvider('webgpu', () => Promise.resolve(result));
    expect({ name, reason: ensure(reasons[0]).text }).toEqual({ name: 'cpu', reason: expect.stringContaining(words) });
  });

  test.runIf(canChoose)('One that fails, or takes its process down, is passed over with what it said', async () => {
    const { name, reasons } = await chooseProvider('webgpu', () => Promise.reject(new Error('No card.\nAt line 3')));
    expect({ name, reasons: reasons.map(({ text }) => text) }).toEqual({
      name: 'cpu',
      reasons: ['WebGPU does not work here: No card.', 'The processor does all the work.'],
    });
  });

  test.runIf(canChoose)('What onnxruntime says of its own sources is left out', async () => {
    const message =
      '/src/core/context.cc:136 Context::Initialize(const Config&)::<lambda()> status == Status::Success was false. ' +
      'Failed to get a WebGPU adapter: No supported adapters\n';
    const { reasons } = await chooseProvider('webgpu', () => Promise.reject(new Error(message)));
    expect(ensure(reasons[0]).text).toBe(
      'WebGPU does not work here: Failed to get a WebGPU adapter: No supported adapters.',
    );
  });

  test('The trial compares real runs: the processor agrees with itself to the last digit', async () => {
    const { difference, milliseconds, processorMilliseconds } = await tryProvider('cpu', 2);
    expect(difference).toBe(0);
    expect(Math.min(milliseconds, processorMilliseconds)).toBeGreaterThan(0);
  });

  test('A card that fails is given up in words', () => {
    const { name, reasons } = withoutGpu('webgpu', 'Device lost\nat line 3');
    expect(name).toBe('cpu');
    expect(ensure(reasons[0]).text).toBe(
      'WebGPU failed while photos were read, so the processor does all the work until Kindred starts again: Device lost.',
    );
  });
});

describe('A model on a graphics card', () => {
  const dims = [2, 3, 112, 112];
  const pixels = Float32Array.from({ length: 2 * 3 * 112 * 112 }, (_, index) => Math.sin(index));
  const onProcessor = () => openModel('mobilefacenet-512');
  const lost: LoadedModel = { picturesARun: 1, run: () => Promise.reject(new Error('Device lost')) };

  /** Numbers such as a card without memory gives. */
  async function blank(): Promise<LoadedModel> {
    const model = await onProcessor();
    return {
      picturesARun: model.picturesARun,
      async run(...input) {
        const planes = await model.run(...input);
        for (const name of input[2]) planes[name].data.fill(Number.NaN);
        return planes;
      },
    };
  }

  test.each([
    ['cannot be opened', () => Promise.reject(new Error('Device lost'))],
    ['fails in the middle', () => Promise.resolve(lost)],
    ['comes to no numbers', blank],
  ])('One that %s: the processor does that run and all others, and it is said once', async (_, onGpu) => {
    const failures: unknown[] = [];
    const model = await openWithFallback(onGpu, onProcessor, (error) => failures.push(error));
    const run = async (by: LoadedModel) => (await by.run(pixels, dims, ['embedding'])).embedding.data;
    const results = [...(await Promise.all([run(model), run(model)])), await run(model)];
    const expected = await run(await onProcessor());
    for (const result of results) expect(result).toEqual(expected);
    expect(failures).toHaveLength(1);
  });
});

test.each([
  [2, 24, 2],
  [4, 8, 4],
  [8, 8, 5],
  [8, 4, 2],
  [16, 64, 8],
  [1, 1, 1],
])('With %i cores and %i GB of memory photos are read by %i processes', (cores, gigabytes, workers) => {
  expect(workersFor(cores, gigabytes * 2 ** 30)).toBe(workers);
});
