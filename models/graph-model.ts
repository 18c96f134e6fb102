// Reads the weights of a TensorFlow.js graph model whose numbers are stored as 16-bit floats.

import { z } from 'zod';
import { product, type Tensor } from './tensor.ts';

const GraphModel = z.object({
  weightsManifest: z
    .array(
      z.object({
        weights: z.array(
          z.object({
            name: z.string(),
            shape: z.array(z.int()),
            dtype: z.string(),
            quantization: z.object({ dtype: z.literal('float16') }).optional(),
          }),
        ),
      }),
    )
    .length(1),
});

/** @returns a function that gives the 16-bit floats of the weight of that name */
export function readGraphModel(json: Uint8Array, weights: Uint8Array): (name: string) => Tensor<Uint16Array> {
  const { weightsManifest } = GraphModel.parse(JSON.parse(Buffer.from(json).toString('utf8')));
  const tensors = new Map<string, Tensor<Uint16Array>>();
  let offset = 0;
  for (const { name, shape, quantization } of weightsManifest.flatMap((group) => group.weights)) {
    const length = product(shape) * (quantization === undefined ? 4 : 2);
    const raw = weights.slice(offset, offset + length); // a copy, as 16-bit numbers have to start at an even place
    if (quantization !== undefined) tensors.set(name, { shape, data: new Uint16Array(raw.buffer) });
    offset += length;
  }
  if (offset !== weights.length) throw new Error(`The weights end at ${offset}, the file at ${weights.length}.`);
  return (name) => {
    const tensor = tensors.get(name);
    if (tensor === undefined) throw new Error(`The graph model has no 16-bit weight ${name}.`);
    return tensor;
  };
}
