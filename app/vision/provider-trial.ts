// A warm-up run of one provider: are its numbers those of the processor, and is it faster?

import { ensure } from '../ensure.ts';
import { mobilefacenet } from './mobilefacenet.ts';
import type { Trial } from './protocol.ts';
import { type LoadedModel, openModel } from './sessions.ts';

/** Faces in a run, each as it is and mirrored. */
const CROPS_PER_RUN = 4;
const RUNS_PER_TRIAL = 5;

/**
 * @param provider onnxruntime's name of it
 * @param sideBySide how many processes will use it at once: their runs wait for each other on it, while each process has a
 *   core of its own
 * @throws whatever the provider throws
 */
export async function tryProvider(provider: string, sideBySide: number): Promise<Trial> {
  const { model, side } = mobilefacenet;
  const pixels = pattern(CROPS_PER_RUN * 3 * side * side);
  const timed = async (opened: LoadedModel, atOnce: number) => {
    const run = async () => (await opened.run(pixels, [CROPS_PER_RUN, 3, side, side], ['embedding'])).embedding.data;
    const numbers = (await run()).slice(); // the first run compiles and uploads
    const began = performance.now();
    for (let count = 0; count < RUNS_PER_TRIAL; count++) await Promise.all(Array.from({ length: atOnce }, run));
    return { numbers, milliseconds: (performance.now() - began) / RUNS_PER_TRIAL };
  };
  const ours = await timed(await openModel(model), 1);
  const theirs = await timed(await openModel(model, { provider }), sideBySide);
  return {
    difference: difference(ours.numbers, theirs.numbers),
    milliseconds: theirs.milliseconds,
    processorMilliseconds: ours.milliseconds,
  };
}

/** Any picture will do, as long as it is the same one each time. */
function pattern(length: number): Float32Array {
  return Float32Array.from({ length }, (_, index) => Math.sin(index * 0.37) * Math.cos(index * 0.0021));
}

function difference(one: Float32Array, other: Float32Array): number {
  let largest = 0;
  let furthest = 0;
  one.forEach((value, index) => {
    largest = Math.max(largest, Math.abs(value));
    furthest = Math.max(furthest, Math.abs(value - ensure(other[index], 'A number of the same output')));
  });
  return furthest / largest; // NaN if any of the numbers is NaN
}
