// Reads the weights of a TensorFlow.js graph model, whose numbers are stored as 32-bit or 16-bit floats.

import { z } from 'zod';
import { product, type Tensor } from '../app/models/tensor.ts';

const GraphModel = z.object({
  weightsManifest: z
    .array(
      z.object({
        weights: z.array(
          z.object({
            name: z.string(),
            shape: z.array(z.int()),
            dtype: z.enum(['float32', 'int32']),
            quantization: z.object({ dtype: z.literal('float16') }).optional(),
          }),
        ),
      }),
    )
    .length(1),
});

/** @returns a function that gives the weight of that name */
export function readGraphModel(json: Uint8Array, weights: Uint8Array): (name: string) => Tensor {
  const { weightsManifest } = GraphModel.parse(JSON.parse(Buffer.from(json).toString('utf8')));
  const tensors = new Map<string, Tensor>();
  let offset = 0;
  for (const { name, shape, dtype, quantization } of weightsManifest.flatMap((group) => group.weights)) {
    const length = product(shape) * (quantization === undefined ? 4 : 2);
    const { buffer } = weights.slice(offset, offset + length); // a copy, as numbers cannot start at any byte
    const data = quantization === undefined ? new Float32Array(buffer) : new Uint16Array(buffer);
    if (dtype === 'float32') tensors.set(name, { shape, data });
    offset += length;
  }
  if (offset !== weights.length) throw new Error(`The weights end at ${offset}, the file at ${weights.length}.`);
  return (name) => {
    const tensor = tensors.get(name);
    if (tensor === undefined) throw new Error(`The graph model has no weight ${name}.`);
    return tensor;
  };
}
