// Compares every model that ships with a computation in plain loops on the weights as published, number by number.
// `node tools/run.mjs models/check.ts` prints the largest differences; with --write it keeps what it computed for the tests.

import { writeFileSync } from 'node:fs';
import { InferenceSession, Tensor } from 'onnxruntime-node';
import { ensure } from '../app/ensure.ts';
import { resource } from '../app/platform/resources.ts';
import { compute } from './check/compute.ts';
import { pixelsFor, samplePicture } from './check/sample.ts';
import { toleranceOf } from './check/tolerance.ts';
import { type Model, modelFile, readManifest } from '../app/models/manifest.ts';

const PICTURES = 3;

process.exitCode = (await check(process.argv.includes('--write'))) ? 0 : 1;

async function check(isWriting: boolean): Promise<boolean> {
  let isRight = true;
  const expected: Record<string, Record<string, string>> = {};
  for (const model of readManifest().models) {
    const session = await InferenceSession.create(modelFile(model.name));
    for (let seed = 0; seed < PICTURES; seed++) {
      const differences = await differencesOf(model, session, seed);
      isRight &&= differences.every((difference) => difference <= toleranceOf(model.name));
    }
    expected[model.name] = inBase64(compute(model.name, samplePicture(model, 0)));
  }
  const contents = `${JSON.stringify(expected, null, 2)}\n`;
  if (isWriting) writeFileSync(resource('models', 'check', 'expected.json'), contents);
  return isRight;
}

/** @returns for each output the largest difference, as a share of the largest number */
async function differencesOf(model: Model, session: InferenceSession, seed: number): Promise<number[]> {
  const image = samplePicture(model, seed);
  const pixels = new Tensor('float32', pixelsFor(model.input, image), [1, 3, image.height, image.width]);
  const results = await session.run({ pixels });
  return Object.entries(compute(model.name, image)).map(([output, wanted]) => {
    const { data } = ensure(results[output], output);
    if (data.length !== wanted.length) throw new Error(`${output} has ${data.length} numbers, not ${wanted.length}.`);
    const scale = largest(wanted);
    const difference = largest(wanted.map((value, index) => value - Number(data[index]))) / scale;
    process.stdout.write(
      `${model.name} ${output}, picture ${seed}: ${wanted.length} numbers up to ${scale.toFixed(4)}, ` +
        `largest difference ${difference.toExponential(1)} of that\n`,
    );
    return difference;
  });
}

function largest(values: readonly number[]): number {
  return values.reduce((most, value) => Math.max(most, Math.abs(value)), 0);
}

/** As 32-bit floats, which are what the models compute with. */
function inBase64(outputs: Record<string, number[]>): Record<string, string> {
  const encoded = Object.entries(outputs).map(([output, values]) => {
    return [output, Buffer.from(Float32Array.from(values).buffer).toString('base64')];
  });
  return Object.fromEntries(encoded);
}
