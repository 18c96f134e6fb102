// The MobileNet that turns a face into 1,024 numbers, trained on VGGFace2, from the graph model that Human carries.
// Savchenko, Efficient facial representations for age, gender and identity recognition in organizing photo albums, 2019.

import { ensure } from '../app/ensure.ts';
import { readGraphModel } from './graph-model.ts';
import { FLOAT32, Graph, type Value } from '../app/models/onnx.ts';
import { samePadding } from '../app/models/padding.ts';
import type { Recipe } from './recipe.ts';
import { type Tensor, transpose } from '../app/models/tensor.ts';

const TOPOLOGY = 'models/faceres.json';
const WEIGHTS = 'models/faceres.bin';

/** Of the 13 depthwise convolutions (Howard et al., MobileNets, 2017, table 1). */
const STRIDES = [1, 2, 1, 2, 1, 2, 1, 1, 1, 1, 1, 2, 1];

export const mobilenet: Recipe = {
  package: '@vladmandic/human@3.3.6',
  description: {
    name: 'vggface2-mobilenet',
    file: 'vggface2-mobilenet.onnx',
    purpose: 'Tells people apart by their faces.',
    source: { package: '@vladmandic/human', version: '3.3.6', files: [TOPOLOGY, WEIGHTS] },
    licence: 'Apache-2.0 AND MIT',
    authors: 'Andrey V. Savchenko (HSE University); packaged by Vladimir Mandic',
    paper:
      'Efficient facial representations for age, gender and identity recognition in organizing photo albums ' +
      'using multi-output ConvNet, PeerJ Computer Science 5:e197, 2019',
    input: {
      name: 'pixels',
      type: 'float32',
      layout: 'NCHW',
      height: 224,
      width: 224,
      colours: 'BGR',
      subtract: [103.939, 116.779, 123.68],
      divide: 1,
      crop: "the square around MTCNN's box, widened by 10 %; mirrored, the box widened by 40 %",
    },
    outputs: [
      { name: 'embedding', shape: ['faces', 1024], meaning: 'Who it is; not of unit length yet, never negative.' },
    ],
    dimensions: 1024,
  },
  build(read) {
    const weight = readGraphModel(read(TOPOLOGY), read(WEIGHTS));
    const graph = new Graph('vggface2-mobilenet');
    const zero = graph.constant([], Float32Array.of(0));
    const six = graph.constant([], Float32Array.of(6));
    const relu6 = (value: Value) => graph.apply('Clip', [value, zero, six]);
    const stored = ({ shape, data }: Tensor) => graph.apply('Cast', [graph.constant(shape, data)], { to: FLOAT32 });

    /** The scale of the batch normalisation is already in the weights. */
    const convolution = (value: Value, name: string, stride: number) => {
      const filters = transpose(weight(`${name}/convolution/merged_input`), [3, 2, 0, 1]);
      const operands = [value, stored(filters), stored(weight(`${name}_bn/batchnorm_1/sub`))];
      return relu6(graph.apply('Conv', operands, geometry(filters.shape, stride, 1)));
    };

    /** Its scale stays apart, as 16 bits cannot hold the product; onnxruntime multiplies once, when the file is opened. */
    const depthwise = (value: Value, name: string, stride: number) => {
      const filters = transpose(weight(`${name}/depthwise_kernel`), [2, 3, 0, 1]);
      const channels = ensure(filters.shape[0], 'How many channels there are');
      const { data } = weight(`${name}_bn/batchnorm_1/mul`);
      const scaled = graph.apply('Mul', [stored(filters), stored({ shape: [channels, 1, 1, 1], data })]);
      const operands = [value, scaled, stored(weight(`${name}_bn/batchnorm_1/sub`))];
      return relu6(graph.apply('Conv', operands, geometry(filters.shape, stride, channels)));
    };

    let value = convolution(graph.input('pixels', ['faces', 3, 224, 224]), 'conv1', 2);
    STRIDES.forEach((stride, index) => {
      value = depthwise(value, `conv_dw_${index + 1}`, stride);
      value = convolution(value, `conv_pw_${index + 1}`, 1);
    });
    const mean = graph.apply('GlobalAveragePool', [value]);
    graph.output(graph.apply('Flatten', [mean], { axis: 1 }, 'embedding'), ['faces', 1024]);
    return graph.encode();
  },
};

function geometry([, , side]: readonly number[], stride: number, group: number) {
  const kernel = ensure(side, 'The side of a filter');
  return { kernel_shape: [kernel, kernel], strides: [stride, stride], pads: samePadding(kernel, stride), group };
}
