// FaceNet's Inception-ResNet-v1 as facenet-pytorch trained it on VGGFace2: from its state dictionary to an ONNX file.
// Schroff, Kalenichenko and Philbin, FaceNet, 2015; Szegedy et al., Inception-v4, 2016 (figures 10 to 14).

import { Graph, type Value } from './onnx.ts';
import { fold } from './fold.ts';
import { type Tensors, weightsOf } from './weights.ts';

const EPSILON = 0.001;
const FACENET_SIDE = 160;
const FACENET_DIMENSIONS = 512;

interface Geometry {
  stride?: number;
  /** Zeros above and below, left and right. */
  pads?: readonly [number, number];
}

export function facenet(tensors: Tensors): Uint8Array {
  const { take, finish } = weightsOf(tensors, 'FaceNet of facenet-pytorch');
  const graph = new Graph('facenet');

  const convolution = (
    value: Value,
    name: string,
    [from, to]: readonly [number, number],
    [height, width]: readonly [number, number],
    { stride = 1, pads: [vertical, horizontal] = [0, 0] }: Geometry = {},
  ) => {
    const { filters, bias } = fold(take(`${name}.conv.weight`, [to, from, height, width]), {
      gamma: take(`${name}.bn.weight`, [to]).data,
      beta: take(`${name}.bn.bias`, [to]).data,
      mean: take(`${name}.bn.running_mean`, [to]).data,
      variance: take(`${name}.bn.running_var`, [to]).data,
      epsilon: EPSILON,
    });
    const operands = [value, graph.constant(filters.shape, filters.data), graph.constant([to], bias)];
    const attributes = {
      kernel_shape: [height, width],
      strides: [stride, stride],
      pads: [vertical, horizontal, vertical, horizontal],
    };
    return graph.apply('Relu', [graph.apply('Conv', operands, attributes)]);
  };

  const maxPooling = (value: Value) => graph.apply('MaxPool', [value], { kernel_shape: [3, 3], strides: [2, 2] });
  const concatenation = (values: readonly Value[]) => graph.apply('Concat', values, { axis: 1 });

  /** What the branches found, scaled down and added to what was there. */
  const residual = (value: Value, name: string, [from, to]: readonly [number, number], scale: number, found: Value) => {
    const scaled = (data: Float32Array) => data.map((weight) => weight * scale);
    const filters = graph.constant([to, from, 1, 1], scaled(take(`${name}.conv2d.weight`, [to, from, 1, 1]).data));
    const bias = graph.constant([to], scaled(take(`${name}.conv2d.bias`, [to]).data));
    return graph.apply('Add', [graph.apply('Conv', [found, filters, bias]), value]);
  };

  const block35 = (value: Value, name: string) => {
    const first = convolution(value, `${name}.branch0`, [256, 32], [1, 1]);
    const second = convolution(
      convolution(value, `${name}.branch1.0`, [256, 32], [1, 1]),
      `${name}.branch1.1`,
      [32, 32],
      [3, 3],
      { pads: [1, 1] },
    );
    let third = convolution(value, `${name}.branch2.0`, [256, 32], [1, 1]);
    for (const step of [1, 2]) {
      third = convolution(third, `${name}.branch2.${step}`, [32, 32], [3, 3], { pads: [1, 1] });
    }
    const found = concatenation([first, second, third]);
    return graph.apply('Relu', [residual(value, name, [96, 256], 0.17, found)]);
  };

  /** Blocks 17 and 8: a filter of `length` across, then one of `length` down, beside a single pixel. */
  const crossBlock = (value: Value, name: string, channels: number, inner: number, length: number, scale: number) => {
    const half = (length - 1) / 2;
    const first = convolution(value, `${name}.branch0`, [channels, inner], [1, 1]);
    let second = convolution(value, `${name}.branch1.0`, [channels, inner], [1, 1]);
    second = convolution(second, `${name}.branch1.1`, [inner, inner], [1, length], { pads: [0, half] });
    second = convolution(second, `${name}.branch1.2`, [inner, inner], [length, 1], { pads: [half, 0] });
    return residual(value, name, [2 * inner, channels], scale, concatenation([first, second]));
  };

  let value = graph.input('pixels', ['faces', 3, FACENET_SIDE, FACENET_SIDE]);
  value = convolution(value, 'conv2d_1a', [3, 32], [3, 3], { stride: 2 });
  value = convolution(value, 'conv2d_2a', [32, 32], [3, 3]);
  value = convolution(value, 'conv2d_2b', [32, 64], [3, 3], { pads: [1, 1] });
  value = maxPooling(value);
  value = convolution(value, 'conv2d_3b', [64, 80], [1, 1]);
  value = convolution(value, 'conv2d_4a', [80, 192], [3, 3]);
  value = convolution(value, 'conv2d_4b', [192, 256], [3, 3], { stride: 2 });

  for (let index = 0; index < 5; index++) value = block35(value, `repeat_1.${index}`);

  let middle = convolution(value, 'mixed_6a.branch1.0', [256, 192], [1, 1]);
  middle = convolution(middle, 'mixed_6a.branch1.1', [192, 192], [3, 3], { pads: [1, 1] });
  value = concatenation([
    convolution(value, 'mixed_6a.branch0', [256, 384], [3, 3], { stride: 2 }),
    convolution(middle, 'mixed_6a.branch1.2', [192, 256], [3, 3], { stride: 2 }),
    maxPooling(value),
  ]);

  for (let index = 0; index < 10; index++) {
    value = graph.apply('Relu', [crossBlock(value, `repeat_2.${index}`, 896, 128, 7, 0.1)]);
  }

  const first = convolution(value, 'mixed_7a.branch0.0', [896, 256], [1, 1]);
  const second = convolution(value, 'mixed_7a.branch1.0', [896, 256], [1, 1]);
  const third = convolution(value, 'mixed_7a.branch2.0', [896, 256], [1, 1]);
  const deeper = convolution(third, 'mixed_7a.branch2.1', [256, 256], [3, 3], { pads: [1, 1] });
  value = concatenation([
    convolution(first, 'mixed_7a.branch0.1', [256, 384], [3, 3], { stride: 2 }),
    convolution(second, 'mixed_7a.branch1.1', [256, 256], [3, 3], { stride: 2 }),
    convolution(deeper, 'mixed_7a.branch2.2', [256, 256], [3, 3], { stride: 2 }),
    maxPooling(value),
  ]);

  for (let index = 0; index < 5; index++) {
    value = graph.apply('Relu', [crossBlock(value, `repeat_3.${index}`, 1792, 192, 3, 0.2)]);
  }
  value = crossBlock(value, 'block8', 1792, 192, 3, 1);

  const linear = take('last_linear.weight', [FACENET_DIMENSIONS, 1792]);
  const { filters, bias } = fold(
    { shape: [...linear.shape, 1, 1], data: linear.data },
    {
      gamma: take('last_bn.weight', [FACENET_DIMENSIONS]).data,
      beta: take('last_bn.bias', [FACENET_DIMENSIONS]).data,
      mean: take('last_bn.running_mean', [FACENET_DIMENSIONS]).data,
      variance: take('last_bn.running_var', [FACENET_DIMENSIONS]).data,
      epsilon: EPSILON,
    },
  );
  const mean = graph.apply('GlobalAveragePool', [value]);
  const operands = [mean, graph.constant(filters.shape, filters.data), graph.constant([FACENET_DIMENSIONS], bias)];
  const flat = graph.apply('Flatten', [graph.apply('Conv', operands)], { axis: 1 }, 'embedding');
  graph.output(flat, ['faces', FACENET_DIMENSIONS]);
  finish(/^logits\./); // which of VGGFace2’s 8,631 people it is: not needed here
  return graph.encode();
}
