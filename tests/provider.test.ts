// What runs the networks: a graphics card only where it agrees with the processor and is faster, and always in words why.

import { describe, expect, test } from 'vitest';
import { silentLog } from '../app/log.ts';
import { sentence } from '../app/sentences/sentence.ts';
import { startVision } from '../app/vision/handle.ts';
import { candidatesFor, chooseProvider } from '../app/vision/provider.ts';

const trial = { difference: 0.0001, milliseconds: 5, processorMilliseconds: 40 };
/** Built in, so that there is one to choose on most systems; it is never really run here. */
const canChoose = candidatesFor('webgpu').names.length > 0;

describe('The provider', () => {
  test('Where no library of a provider lies, nothing is tried and the processor works', async () => {
    expect(candidatesFor('cpu')).toEqual({ names: [], reasons: [sentence('processorWished')] });
    const { names, reasons } = candidatesFor('abacus');
    expect(names).toEqual([]);
    expect(reasons[0].text).toContain('“abacus”');
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
    expect({ name, reason: reasons[0].text }).toEqual({ name: 'cpu', reason: expect.stringContaining(words) });
  });

  test.runIf(canChoose)('One that fails, or takes its process down, is passed over with what it said', async () => {
    const { name, reasons } = await chooseProvider('webgpu', () => Promise.reject(new Error('No card.\nAt line 3')));
    expect({ name, reasons: reasons.map(({ text }) => text) }).toEqual({
      name: 'cpu',
      reasons: ['WebGPU does not work here: No card.', 'The processor does all the work.'],
    });
  });
});
