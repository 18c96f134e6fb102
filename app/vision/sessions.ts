// Opens the models with onnxruntime.

import { InferenceSession, Tensor } from 'onnxruntime-node';
import { modelFile } from '../models/manifest.ts';

export interface Plane {
  data: Float32Array;
  dims: readonly number[];
}

/**
 * One model: takes pixels, gives the outputs asked for. A model with one input and one output may call them anything:
 * whatever is asked for by name, that output is given.
 */
export interface LoadedModel {
  /** How many faces' pictures it takes the least time for in one run, each. */
  picturesARun: number;
  run<Name extends string>(
    pixels: Float32Array,
    dims: readonly number[],
    outputs: readonly Name[],
  ): Promise<Record<Name, Plane>>;
}

export interface ModelOptions {
  /**
   * Of one run. Default: 1, as processes side by side make more of the processor's cores: two of two threads read 5.4
   * photos a second where four of one read 9.6, and four of four threads on 16 cores no more than that.
   */
  threads?: number;
  /** onnxruntime's name of what runs it. Default: the processor. */
  provider?: string;
  file?: string;
}

/** onnxruntime's name of the processor. */
const PROCESSOR = 'cpu';
/** A processor has one picture in its cache, and needs a tenth more time for each of four. */
const PICTURES_A_RUN = { processor: 1, gpu: 16 };

export async function openModel(name: string, options: ModelOptions = {}): Promise<LoadedModel> {
  const session = await InferenceSession.create(options.file ?? modelFile(name), sessionOptions(options));
  const { inputNames, outputNames } = session;
  const [input = 'pixels', ...others] = inputNames;
  if (others.length > 0) throw new Error(`The model ${name} has ${inputNames.length} inputs.`);
  const ownName = (output: string) => (outputNames.length === 1 ? (outputNames[0] ?? output) : output);
  return {
    picturesARun: (options.provider ?? PROCESSOR) === PROCESSOR ? PICTURES_A_RUN.processor : PICTURES_A_RUN.gpu,
    async run<Name extends string>(pixels: Float32Array, dims: readonly number[], outputs: readonly Name[]) {
      const results = await session.run({ [input]: new Tensor('float32', pixels, dims) }, outputs.map(ownName));
      const planes = {} as Record<Name, Plane>; // every name is filled in by the next line
      for (const name of outputs) planes[name] = planeOf(name, results[ownName(name)]);
      return planes;
    },
  };
}

export function sessionOptions({ threads = 1, provider = PROCESSOR }: ModelOptions): InferenceSession.SessionOptions {
  return {
    executionProviders: [provider],
    intraOpNumThreads: threads,
    interOpNumThreads: 1,
    graphOptimizationLevel: 'all',
    enableMemPattern: false, // a plan for each shape of input, and photos have many
  };
}

function planeOf(name: string, tensor: Tensor | undefined): Plane {
  if (!(tensor?.data instanceof Float32Array)) throw new Error(`The model has no output named ${name}.`);
  return { data: tensor.data, dims: tensor.dims };
}
