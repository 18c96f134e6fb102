// The MobileNet that turns a face into 1,024 numbers, trained on VGGFace2, from the graph model that Human carries.
// Savchenko, Efficient facial representations for age, gender and identity recognition in organizing photo albums, 2019.

import { ensure } from '../app/ensure.ts';
import { convolutionOfEightBits, inEightBits } from './eight-bits.ts';
import { readGraphModel } from './graph-model.ts';
import { Graph } from '../app/models/onnx.ts';
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
    const shift = (name: string) => asFloats(weight(`${name}_bn/batchnorm_1/sub`)).data;

    /** The scale of the batch normalisation is already in the weights. */
    const convolution = (name: string, stride: number) => {
      const filters = asFloats(transpose(weight(`${name}/convolution/merged_input`), [3, 2, 0, 1]));
      return { filters, bias: shift(name), geometry: geometry(filters.shape, stride, 1) };
    };
    const depthwise = (name: string, stride: number) => {
      const { shape, data } = asFloats(transpose(weight(`${name}/depthwise_kernel`), [2, 3, 0, 1]));
      const scales = asFloats(weight(`${name}_bn/batchnorm_1/mul`)).data;
      const size = data.length / scales.length;
      const scaled = data.map((value, index) => value * ensure(scales[Math.floor(index / size)], 'A scale'));
      return { filters: { shape, data: scaled }, bias: shift(name), geometry: geometry(shape, stride, scales.length) };
    };

    const { filters, bias, geometry: first } = convolution('conv1', 2);
    const operands = [
      graph.input('pixels', ['faces', 3, 224, 224]),
      graph.constant(filters.shape, filters.data),
      graph.constant([bias.length], bias),
    ];
    let value = inEightBits(graph, graph.apply('Conv', operands, first));
    STRIDES.forEach((stride, index) => {
      for (const layer of [depthwise(`conv_dw_${index + 1}`, stride), convolution(`conv_pw_${index + 1}`, 1)])
        value = inEightBits(graph, convolutionOfEightBits(graph, value, layer));
    });
    const mean = graph.apply('GlobalAveragePool', [value]);
    graph.output(graph.apply('Flatten', [mean], { axis: 1 }, 'embedding'), ['faces', 1024]);
    return graph.encode();
  },
};

function asFloats({ shape, data }: Tensor): Tensor<Float32Array> {
  if (data instanceof Float32Array) return { shape, data };
  return { shape, data: Float32Array.from(new Float16Array(data.buffer, data.byteOffset, data.length)) };
}

function geometry([, , side]: readonly number[], stride: number, group: number) {
  const kernel = ensure(side, 'The side of a filter');
  return { kernel_shape: [kernel, kernel], strides: [stride, stride], pads: samePadding(kernel, stride), group };
}
