// Opens the networks with onnxruntime, on the fastest provider whose numbers can be trusted.

import { InferenceSession, Tensor } from 'onnxruntime-node';
import { modelFile } from '../../models/manifest.ts';

export interface Plane {
  data: Float32Array;
  dims: readonly number[];
}

/** One network: takes the tensor named `pixels`, gives the outputs asked for. */
export interface Network {
  run<Name extends string>(
    pixels: Float32Array,
    dims: readonly number[],
    outputs: readonly Name[],
  ): Promise<Record<Name, Plane>>;
}

/** @param threads of one run: 1 where several processes share the processor */
export async function openNetwork(name: string, threads: number, file = modelFile(name)): Promise<Network> {
  const session = await InferenceSession.create(file, sessionOptions(threads));
  return {
    async run<Name extends string>(pixels: Float32Array, dims: readonly number[], outputs: readonly Name[]) {
      const results = await session.run({ pixels: new Tensor('float32', pixels, dims) }, [...outputs]);
      const planes = {} as Record<Name, Plane>; // every name is filled in by the next line
      for (const name of outputs) planes[name] = planeOf(name, results[name]);
      return planes;
    },
  };
}

export function sessionOptions(threads: number): InferenceSession.SessionOptions {
  return {
    executionProviders: ['cpu'],
    intraOpNumThreads: threads,
    interOpNumThreads: 1,
    graphOptimizationLevel: 'all',
    enableMemPattern: false, // a plan for each shape of input, and photos have many
  };
}

function planeOf(name: string, tensor: Tensor | undefined): Plane {
  if (!(tensor?.data instanceof Float32Array)) throw new Error(`The network has no output named ${name}.`);
  return { data: tensor.data, dims: tensor.dims };
}

/** The one in use, and why. */
export function provider(): { name: string; reason: string } {
  return { name: 'cpu', reason: 'The processor does all the work.' };
}
