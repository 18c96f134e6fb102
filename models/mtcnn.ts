// MTCNN's three models, which find faces and their landmarks, from the weights that face-api.js carries.
// Zhang, Zhang, Li and Qiao, Joint Face Detection and Alignment using Multi-task Cascaded CNNs, 2016 (figure 2).

import { type Dimension, Graph, type Value } from '../app/models/onnx.ts';
import type { Recipe } from './recipe.ts';
import { transpose } from '../app/models/tensor.ts';

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
    .convolution(3, 10, 3)
    .pooling(2)
    .convolution(10, 16, 3)
    .convolution(16, 32, 3)
    .cellHeads(32)
    .encode();
}

function rNet(weights: Float32Array): Uint8Array {
  return new Stage('mtcnn-rnet', weights, ['faces', 3, 24, 24])
    .convolution(3, 28, 3)
    .pooling(3)
    .convolution(28, 48, 3)
    .pooling(3)
    .convolution(48, 64, 2)
    .dense(576, 128)
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
    .dense(1152, 256)
    .faceHeads(256, { regression: 4, landmarks: 10 })
    .encode();
}

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
    const slope = this.#graph.constant([outputs, 1, 1], this.#take(outputs));
    this.#value = this.#graph.apply('PRelu', [convolved, slope]);
    return this;
  }

  /** A window that sticks out at the right or bottom counts (Caffe's rounding). */
  pooling(kernel: number): this {
    const attributes = { kernel_shape: [kernel, kernel], strides: [2, 2], ceil_mode: 1 };
    this.#value = this.#graph.apply('MaxPool', [this.#value], attributes);
    return this;
  }

  dense(inputs: number, outputs: number): this {
    // The weights expect column, row, channel.
    const columnsFirst = this.#graph.apply('Transpose', [this.#value], { perm: [0, 3, 2, 1] });
    this.#value = this.#graph.apply('Flatten', [columnsFirst], { axis: 1 });
    const product = this.#product(inputs, outputs);
    this.#value = this.#graph.apply('PRelu', [product, this.#graph.constant([outputs], this.#take(outputs))]);
    return this;
  }

  cellHeads(inputs: number): this {
    this.#probability(this.#convolved(inputs, 2, 1), ['images', 1, 'rows', 'columns']);
    this.#graph.output(this.#convolved(inputs, 4, 1, 'regression'), ['images', 4, 'rows', 'columns']);
    return this;
  }

  faceHeads(inputs: number, sizes: Record<string, number>): this {
    this.#probability(this.#product(inputs, 2), ['faces', 1]);
    for (const [name, size] of Object.entries(sizes)) {
      this.#graph.output(this.#product(inputs, size, name), ['faces', size]);
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
  #convolved(inputs: number, outputs: number, kernel: number, name?: string): Value {
    const shape = [kernel, kernel, inputs, outputs];
    const filters = transpose({ shape, data: this.#take(kernel * kernel * inputs * outputs) }, [3, 2, 1, 0]);
    const operands = [this.#value, this.#graph.constant(filters.shape, filters.data), this.#bias(outputs)];
    return this.#graph.apply('Conv', operands, { kernel_shape: [kernel, kernel] }, name);
  }

  #product(inputs: number, outputs: number, name?: string): Value {
    const matrix = this.#graph.constant([inputs, outputs], this.#take(inputs * outputs));
    return this.#graph.apply('Gemm', [this.#value, matrix, this.#bias(outputs)], {}, name);
  }

  #bias(outputs: number): Value {
    return this.#graph.constant([outputs], this.#take(outputs));
  }

  /** Of the two classes, `no face` and `face`, the second. */
  #probability(classes: Value, shape: readonly Dimension[]): void {
    const both = this.#graph.apply('Softmax', [classes], { axis: 1 });
    const one = this.#graph.constant([1], BigInt64Array.of(1n));
    const two = this.#graph.constant([1], BigInt64Array.of(2n));
    this.#graph.output(this.#graph.apply('Slice', [both, one, two, one], {}, 'probability'), shape);
  }

  #take(length: number): Float32Array {
    const start = this.#at;
    this.#at += length;
    return this.#weights.subarray(start, this.#at);
  }
}

function stageWeights(file: Uint8Array, start: number, length: number): Float32Array {
  return new Float32Array(file.slice(4 * start, 4 * (start + length)).buffer);
}
