// MTCNN's three models, which find faces and their landmarks, from the weights that face-api.js carries.
// Zhang, Zhang, Li and Qiao, Joint Face Detection and Alignment using Multi-task Cascaded CNNs, 2016 (figure 2).

import { ensure } from '../app/ensure.ts';
import { type Dimension, Graph, type Value } from '../app/models/onnx.ts';
import { product, type Tensor, transpose } from '../app/models/tensor.ts';
import { prelu } from './prelu.ts';
import type { Recipe } from './recipe.ts';

const WEIGHTS = 'weights_uncompressed/mtcnn_model.weights';

/** One file holds the numbers of all three, one model after the other. */
const NUMBERS = { pNet: 6_632, rNet: 100_178, oNet: 389_040 };

const PROBABILITY = 'Probability that this is a face, 0 to 1.';
const REGRESSION = 'How far the left, top, right and bottom side move, in shares of the width and height of the box.';
const LANDMARKS =
  "Five x's, then five y's, in shares of the box before it moves: left eye, right eye, nose, mouth corners.";

export const mtcnn: Recipe[] = [
  {
    ...described('mtcnn-pnet', 'Finds places in a photo that could be faces.', null, 'the whole photo, at many sizes', [
      {
        name: 'probability',
        shape: ['images', 1, 'rows', 'columns'],
        meaning: `${PROBABILITY} One cell every 2 pixels.`,
      },
      { name: 'regression', shape: ['images', 4, 'rows', 'columns'], meaning: `${REGRESSION} A cell sees 12 pixels.` },
    ]),
    build: (read) => pNet(stageWeights(read(WEIGHTS), 0, NUMBERS.pNet)),
  },
  {
    ...described('mtcnn-rnet', 'Refuses what only looked like a face.', 24, 'the square around a box of P-Net', [
      { name: 'probability', shape: ['faces', 1], meaning: PROBABILITY },
      { name: 'regression', shape: ['faces', 4], meaning: REGRESSION },
    ]),
    build: (read) => rNet(stageWeights(read(WEIGHTS), NUMBERS.pNet, NUMBERS.rNet)),
  },
  {
    ...described(
      'mtcnn-onet',
      'Decides what is a face, and finds eyes, nose and mouth.',
      48,
      'the square around a box of R-Net',
      [
        { name: 'probability', shape: ['faces', 1], meaning: PROBABILITY },
        { name: 'regression', shape: ['faces', 4], meaning: REGRESSION },
        { name: 'landmarks', shape: ['faces', 10], meaning: LANDMARKS },
      ],
    ),
    build: (read) => oNet(stageWeights(read(WEIGHTS), NUMBERS.pNet + NUMBERS.rNet, NUMBERS.oNet)),
  },
];

function described(
  name: string,
  purpose: string,
  side: number | null,
  crop: string,
  outputs: Recipe['description']['outputs'],
): Pick<Recipe, 'description' | 'package'> {
  return {
    package: 'face-api.js@0.10.0',
    description: {
      name,
      file: `${name}.onnx`,
      purpose,
      source: { package: 'face-api.js', version: '0.10.0', files: [WEIGHTS] },
      licence: 'MIT',
      authors: 'Kaipeng Zhang, Zhanpeng Zhang, Zhifeng Li, Yu Qiao; packaged by Vincent Mühler',
      paper:
        'Joint Face Detection and Alignment using Multi-task Cascaded Convolutional Networks, 2016, arXiv:1604.02878',
      input: {
        name: 'pixels',
        type: 'float32',
        layout: 'NCHW',
        height: side,
        width: side,
        colours: 'RGB',
        subtract: [127.5, 127.5, 127.5],
        divide: 128,
        crop,
      },
      outputs,
      dimensions: null,
    },
  };
}

function pNet(weights: Float32Array): Uint8Array {
  return new Stage('mtcnn-pnet', weights, ['images', 3, 'height', 'width'])
    .pooledConvolution(3, 10, 3, 2)
    .convolution(10, 16, 3)
    .cellHeads(16, 32, 3)
    .encode();
}

function rNet(weights: Float32Array): Uint8Array {
  return new Stage('mtcnn-rnet', weights, ['faces', 3, 24, 24])
    .convolution(3, 28, 3)
    .pooling(3)
    .convolution(28, 48, 3)
    .pooling(3)
    .convolution(48, 64, 2)
    .dense(3, 64, 128)
    .faceHeads(128, { regression: 4 })
    .encode();
}

function oNet(weights: Float32Array): Uint8Array {
  return new Stage('mtcnn-onet', weights, ['faces', 3, 48, 48])
    .convolution(3, 32, 3)
    .pooling(3)
    .convolution(32, 64, 3)
    .pooling(3)
    .convolution(64, 64, 3)
    .pooling(2)
    .convolution(64, 128, 2)
    .dense(3, 128, 256)
    .faceHeads(256, { regression: 4, landmarks: 10 })
    .encode();
}

/** onnxruntime keeps the numbers of as many channels in one block, or of half or a quarter as many. */
const CHANNELS_A_BLOCK = 16;
const COLOURS = 3;

/** One model, layer after layer; each layer takes its weights from where the one before stopped. */
class Stage {
  readonly #graph: Graph;
  readonly #weights: Float32Array;
  #at = 0;
  #value: Value;

  constructor(name: string, weights: Float32Array, input: readonly Dimension[]) {
    this.#graph = new Graph(name);
    this.#weights = weights;
    this.#value = this.#graph.input('pixels', input);
  }

  convolution(inputs: number, outputs: number, kernel: number): this {
    const convolved = this.#convolved(inputs, outputs, kernel);
    const slopes = filled({ shape: [outputs], data: this.#take(outputs) }, [wholeBlocks(outputs)]);
    this.#value = prelu(this.#graph, convolved, slopes.data);
    return this;
  }

  pooling(kernel: number): this {
    this.#value = this.#pooled(this.#value, kernel);
    return this;
  }

  /**
   * A convolution whose PReLU is pooled, at P-Net's largest map: pooled first, a quarter as many numbers are left for the
   * rest. Slopes here are 0 to 1, but for one a hundredth above, and PReLU then rises with x: the largest stays the largest.
   * Where a slope a is negative it is max(x, a·x), and the largest of that is max(max x, −a · max −x): those channels are
   * computed with both signs, and the larger of p and q is q + Relu(p − q).
   */
  pooledConvolution(inputs: number, outputs: number, kernel: number, window: number): this {
    const filters = this.#filters(inputs, outputs, kernel);
    const [bias, slopes] = [this.#take(outputs), this.#take(outputs)];
    const falling = [...slopes.keys()].filter((channel) => ensure(slopes[channel]) < 0);
    const channels = wholeBlocks(outputs + falling.length);
    const length = filters.data.length / outputs;
    const negated = (data: Float32Array, each: number) =>
      falling.flatMap((channel) => [...data.subarray(channel * each, (channel + 1) * each)].map((value) => -value));
    const both = (data: Float32Array, each: number) => Float32Array.of(...data, ...negated(data, each));
    const shape = [outputs + falling.length, inputs, kernel, kernel];
    const operands = [
      this.#value,
      this.#constant(filled({ shape, data: both(filters.data, length) }, [channels, inputs, kernel, kernel])),
      this.#constant(filled({ shape: [outputs + falling.length], data: both(bias, 1) }, [channels])),
    ];
    const pooled = this.#pooled(this.#graph.apply('Conv', operands, { kernel_shape: [kernel, kernel] }), window);
    const [least, above] = [new Float32Array(channels * channels), new Float32Array(channels * channels)];
    const steps = new Float32Array(channels);
    slopes.forEach((slope, channel) => {
      const other = outputs + falling.indexOf(channel);
      above[channel * channels + channel] = 1;
      if (slope < 0) above[channel * channels + other] = slope;
      least[channel * channels + (slope < 0 ? other : channel)] = Math.abs(slope);
      steps[channel] = slope < 0 ? 1 : 1 - slope;
    });
    const mixed = (value: Value, data: Float32Array, group: number) => {
      const weights = this.#constant({ shape: [channels, channels / group, 1, 1], data });
      return this.#graph.apply('Conv', [value, weights], { kernel_shape: [1, 1], group });
    };
    const rest = mixed(this.#graph.apply('Relu', [mixed(pooled, above, 1)]), steps, channels);
    this.#value = this.#graph.apply('Add', [rest, mixed(pooled, least, 1)]);
    return this;
  }

  /** @param side of the map of `channels` that comes in. The weights expect column, row, channel, and get what there is */
  dense(side: number, channels: number, outputs: number): this {
    const inputs = side * side * channels;
    const shape = [side, side, channels, outputs];
    const { data } = transpose({ shape, data: this.#take(inputs * outputs) }, [2, 1, 0, 3]);
    const operands = [
      this.#graph.apply('Flatten', [this.#value], { axis: 1 }),
      this.#constant({ shape: [inputs, outputs], data }),
      this.#constant({ shape: [outputs], data: this.#take(outputs) }),
    ];
    const sums = this.#graph.apply('Gemm', operands);
    const slopes = this.#constant({ shape: [outputs], data: this.#take(outputs) });
    this.#value = this.#graph.apply('PRelu', [sums, slopes]);
    return this;
  }

  /**
   * The last convolution and what is read off it: a probability and four sides in one, from both parts of its PReLU (as in
   * prelu.ts), so that nothing is added up in between. Softmax over two classes is the logistic function of how far one is
   * above the other.
   */
  cellHeads(inputs: number, outputs: number, kernel: number): this {
    const convolved = this.#convolved(inputs, outputs, kernel);
    const slopes = this.#take(outputs);
    const [classes, shifts] = [this.#filters(outputs, 2, 1).data, this.#take(2)];
    const [sides, sideShifts] = [this.#filters(outputs, 4, 1).data, this.#take(4)];
    const filters = Float32Array.of(...secondLessFirst(classes), ...sides);
    const bias = Float32Array.of(...secondLessFirst(shifts), ...sideShifts);
    const heads = (value: Value, share: (slope: number) => number, ...shift: Value[]) => {
      const data = filters.map((weight, index) => weight * share(ensure(slopes[index % outputs])));
      const weights = this.#constant({ shape: [5, outputs, 1, 1], data });
      return this.#graph.apply('Conv', [value, weights, ...shift], { kernel_shape: [1, 1] });
    };
    const all = this.#graph.apply('Add', [
      heads(this.#graph.apply('Relu', [convolved]), (slope) => 1 - slope),
      heads(convolved, (slope) => slope, this.#constant({ shape: [5], data: bias })),
    ]);
    const faceOverNone = this.#cut(all, 0, 1);
    const probability = this.#graph.apply('Sigmoid', [faceOverNone], {}, 'probability');
    this.#graph.output(probability, ['images', 1, 'rows', 'columns']);
    this.#graph.output(this.#cut(all, 1, 5, 'regression'), ['images', 4, 'rows', 'columns']);
    return this;
  }

  faceHeads(inputs: number, sizes: Record<string, number>): this {
    const head = (data: Float32Array, bias: Float32Array, name?: string) => {
      const matrix = this.#constant({ shape: [inputs, bias.length], data });
      return this.#graph.apply(
        'Gemm',
        [this.#value, matrix, this.#constant({ shape: [bias.length], data: bias })],
        {},
        name,
      );
    };
    const both = this.#graph.apply('Softmax', [head(this.#take(2 * inputs), this.#take(2))], { axis: 1 });
    this.#graph.output(this.#cut(both, 1, 2, 'probability'), ['faces', 1]);
    for (const [name, size] of Object.entries(sizes)) {
      this.#graph.output(head(this.#take(inputs * size), this.#take(size), name), ['faces', size]);
    }
    return this;
  }

  encode(): Uint8Array {
    if (this.#at !== this.#weights.length) {
      throw new Error(`The layers take ${this.#at} of ${this.#weights.length} weights.`);
    }
    return this.#graph.encode();
  }

  /** The models were trained on images with x before y: [kernel x, kernel y, in, out] becomes [out, in, y, x]. */
  #filters(inputs: number, outputs: number, kernel: number): Tensor<Float32Array> {
    const shape = [kernel, kernel, inputs, outputs];
    return transpose({ shape, data: this.#take(kernel * kernel * inputs * outputs) }, [3, 2, 1, 0]);
  }

  /** Channels are filled up with zeros to whole blocks. */
  #convolved(inputs: number, outputs: number, kernel: number): Value {
    const [filters, bias] = [this.#filters(inputs, outputs, kernel), this.#take(outputs)];
    const [channels, before] = [wholeBlocks(outputs), inputs === COLOURS ? COLOURS : wholeBlocks(inputs)];
    const operands = [
      this.#value,
      this.#constant(filled(filters, [channels, before, kernel, kernel])),
      this.#constant(filled({ shape: [outputs], data: bias }, [channels])),
    ];
    return this.#graph.apply('Conv', operands, { kernel_shape: [kernel, kernel] });
  }

  /** A window that sticks out at the right or bottom counts (Caffe's rounding). */
  #pooled(value: Value, kernel: number): Value {
    return this.#graph.apply('MaxPool', [value], { kernel_shape: [kernel, kernel], strides: [2, 2], ceil_mode: 1 });
  }

  /** Channels `from` to `to`, without the last. */
  #cut(value: Value, from: number, to: number, name?: string): Value {
    const numbers = [from, to, 1].map((number) => this.#graph.constant([1], BigInt64Array.of(BigInt(number))));
    const [start, end, axis] = [ensure(numbers[0]), ensure(numbers[1]), ensure(numbers[2])];
    return this.#graph.apply('Slice', [value, start, end, axis], {}, name);
  }

  #constant({ shape, data }: Tensor<Float32Array>): Value {
    return this.#graph.constant(shape, data);
  }

  #take(length: number): Float32Array {
    const start = this.#at;
    this.#at += length;
    return this.#weights.subarray(start, this.#at);
  }
}

function wholeBlocks(channels: number): number {
  return CHANNELS_A_BLOCK * Math.ceil(channels / CHANNELS_A_BLOCK);
}

/** @returns the same numbers at the same places of a tensor that is larger, and zeros elsewhere */
function filled({ shape, data }: Tensor<Float32Array>, larger: readonly number[]): Tensor<Float32Array> {
  const all = new Float32Array(product(larger));
  data.forEach((value, index) => {
    let [rest, to, stride] = [index, 0, 1];
    for (let axis = shape.length - 1; axis >= 0; axis--) {
      const [length, room] = [ensure(shape[axis]), ensure(larger[axis])];
      to += (rest % length) * stride;
      rest = Math.floor(rest / length);
      stride *= room;
    }
    all[to] = value;
  });
  return { shape: larger, data: all };
}

/** Of the two halves, which are the weights of two classes: `no face` and `face`. */
function secondLessFirst(weights: Float32Array): Float32Array {
  const [first, second] = [weights.subarray(0, weights.length / 2), weights.subarray(weights.length / 2)];
  return second.map((weight, index) => weight - ensure(first[index]));
}

function stageWeights(file: Uint8Array, start: number, length: number): Float32Array {
  return new Float32Array(file.slice(4 * start, 4 * (start + length)).buffer);
}
