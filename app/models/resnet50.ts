// The ResNet-50 that keras-vggface carries, trained on VGGFace2: from its Keras weights to an ONNX file.
// Cao et al., VGGFace2: A dataset for recognising faces across pose and age, 2018; He et al., Deep Residual Learning, 2016.

import { Graph, type Value } from './onnx.ts';
import { samePadding } from './padding.ts';
import { transpose } from './tensor.ts';
import { fold } from './fold.ts';
import { type Tensors, weightsOf } from './weights.ts';

const EPSILON = 0.001;
const RESNET50_SIDE = 224;
const RESNET50_DIMENSIONS = 2048;

/** How many blocks, and how wide their middle is (He et al., table 1). */
const STAGES = [
  { stage: 2, blocks: 3, width: 64 },
  { stage: 3, blocks: 4, width: 128 },
  { stage: 4, blocks: 6, width: 256 },
  { stage: 5, blocks: 3, width: 512 },
];

export function resnet50(tensors: Tensors): Uint8Array {
  const { take, finish } = weightsOf(tensors, 'the ResNet-50 of keras-vggface');
  const graph = new Graph('resnet50');
  const relu = (value: Value) => graph.apply('Relu', [value]);

  const convolution = (
    value: Value,
    name: string,
    [from, to]: readonly [number, number],
    { kernel = 1, stride = 1 } = {},
  ) => {
    const turned = transpose(take(`${name} kernel`, [kernel, kernel, from, to]), [3, 2, 0, 1]);
    const { filters, bias } = fold(turned, {
      gamma: take(`${name}/bn gamma`, [to]).data,
      beta: take(`${name}/bn beta`, [to]).data,
      mean: take(`${name}/bn moving_mean`, [to]).data,
      variance: take(`${name}/bn moving_variance`, [to]).data,
      epsilon: EPSILON,
    });
    const operands = [value, graph.constant(filters.shape, filters.data), graph.constant([to], bias)];
    const attributes = {
      kernel_shape: [kernel, kernel],
      strides: [stride, stride],
      pads: samePadding(kernel, stride),
    };
    return graph.apply('Conv', operands, attributes);
  };

  /** The first block of a stage has its stride in its first convolution, and a convolution of its own on the way past. */
  const block = (value: Value, name: string, from: number, width: number, stride: number, isFirst: boolean) => {
    const reduced = relu(convolution(value, `${name}_1x1_reduce`, [from, width], { stride }));
    const seen = relu(convolution(reduced, `${name}_3x3`, [width, width], { kernel: 3 }));
    const increased = convolution(seen, `${name}_1x1_increase`, [width, 4 * width]);
    const past = isFirst ? convolution(value, `${name}_1x1_proj`, [from, 4 * width], { stride }) : value;
    return relu(graph.apply('Add', [increased, past]));
  };

  const input = graph.input('pixels', ['faces', 3, RESNET50_SIDE, RESNET50_SIDE]);
  let value = relu(convolution(input, 'conv1/7x7_s2', [3, 64], { kernel: 7, stride: 2 }));
  value = graph.apply('MaxPool', [value], { kernel_shape: [3, 3], strides: [2, 2] });
  let channels = 64;
  for (const { stage, blocks, width } of STAGES) {
    for (let index = 1; index <= blocks; index++) {
      const stride = index === 1 && stage > 2 ? 2 : 1;
      value = block(value, `conv${stage}_${index}`, channels, width, stride, index === 1);
      channels = 4 * width;
    }
  }
  const mean = graph.apply('GlobalAveragePool', [value]); // of 7 × 7, as the source's pooling
  graph.output(graph.apply('Flatten', [mean], { axis: 1 }, 'embedding'), ['faces', RESNET50_DIMENSIONS]);
  finish();
  return graph.encode();
}
