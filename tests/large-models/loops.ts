// FaceNet and ResNet-50 drawn at random and computed in plain loops: what the models should answer, and from which weights.

import { convolution, each, type Plane } from '../../models/check/operators.ts';
import { product, type Tensor } from '../../app/models/tensor.ts';
import { seeded } from '../seeded-random.ts';

export interface Drawn {
  /** By the names that the published file uses. */
  tensors: Map<string, Tensor<Float32Array>>;
  embedding: number[];
}

type Size = readonly [rows: number, columns: number];
type Padding = 'SAME' | 'VALID';

const EPSILON = 0.001;
const relu = (plane: Plane) => each(plane, (value) => Math.max(0, value));

/** Where only the weights are wanted: the same everywhere, and not zero. */
export function greyPicture(side: number): Plane {
  return { shape: [side, side, 3], data: new Float64Array(3 * side * side).fill(0.1) };
}

/** @param picture 160 × 160, prepared */
export function drawFaceNet(picture: Plane, seed: number): Drawn {
  const { tensors, draw } = drawer(seed);

  const step = (input: Plane, name: string, to: number, size: Size, stride = 1, padding: Padding = 'VALID') => {
    const from = input.shape[2];
    const filters = draw(`${name}.conv.weight`, [to, from, ...size], spread(product(size) * from));
    const normalised = normalise(convolve(input, filters, 'out first', stride, padding), [
      draw(`${name}.bn.weight`, [to], 0.5, 1),
      draw(`${name}.bn.bias`, [to], 0.2),
      draw(`${name}.bn.running_mean`, [to], 0.2),
      draw(`${name}.bn.running_var`, [to], 0.5, 1),
    ]);
    return relu(normalised);
  };

  const add = (input: Plane, name: string, branches: Plane[], scale: number) => {
    const joined = join(branches);
    const channels = input.shape[2];
    const filters = draw(`${name}.conv2d.weight`, [channels, joined.shape[2], 1, 1], spread(joined.shape[2]));
    const bias = draw(`${name}.conv2d.bias`, [channels], 0.1);
    const found = convolve(joined, filters, 'out first', 1, 'VALID');
    const data = input.data.map((value, at) => value + scale * (found.data[at] + bias.data[at % channels]));
    return { shape: input.shape, data };
  };

  let value = step(picture, 'conv2d_1a', 32, [3, 3], 2);
  value = step(value, 'conv2d_2a', 32, [3, 3]);
  value = pool(step(value, 'conv2d_2b', 64, [3, 3], 1, 'SAME'));
  value = step(value, 'conv2d_3b', 80, [1, 1]);
  value = step(value, 'conv2d_4a', 192, [3, 3]);
  value = step(value, 'conv2d_4b', 256, [3, 3], 2);
  for (let index = 0; index < 5; index++) {
    const name = `repeat_1.${index}`;
    const one = step(value, `${name}.branch0`, 32, [1, 1]);
    const two = step(step(value, `${name}.branch1.0`, 32, [1, 1]), `${name}.branch1.1`, 32, [3, 3], 1, 'SAME');
    const begun = step(step(value, `${name}.branch2.0`, 32, [1, 1]), `${name}.branch2.1`, 32, [3, 3], 1, 'SAME');
    const three = step(begun, `${name}.branch2.2`, 32, [3, 3], 1, 'SAME');
    value = relu(add(value, name, [one, two, three], 0.17));
  }
  const before = step(step(value, 'mixed_6a.branch1.0', 192, [1, 1]), 'mixed_6a.branch1.1', 192, [3, 3], 1, 'SAME');
  value = join([
    step(value, 'mixed_6a.branch0', 384, [3, 3], 2),
    step(before, 'mixed_6a.branch1.2', 256, [3, 3], 2),
    pool(value),
  ]);
  for (let index = 0; index < 10; index++) value = relu(cross(value, `repeat_2.${index}`, 128, 7, 0.1));
  const entry = (branch: number) => step(value, `mixed_7a.branch${branch}.0`, 256, [1, 1]);
  value = join([
    step(entry(0), 'mixed_7a.branch0.1', 384, [3, 3], 2),
    step(entry(1), 'mixed_7a.branch1.1', 256, [3, 3], 2),
    step(step(entry(2), 'mixed_7a.branch2.1', 256, [3, 3], 1, 'SAME'), 'mixed_7a.branch2.2', 256, [3, 3], 2),
    pool(value),
  ]);
  for (let index = 0; index < 5; index++) value = relu(cross(value, `repeat_3.${index}`, 192, 3, 0.2));
  value = cross(value, 'block8', 192, 3, 1);

  const { shape, data } = draw('last_linear.weight', [512, 1792], spread(1792));
  const linear = convolve(mean(value), { shape: [...shape, 1, 1], data }, 'out first', 1, 'VALID');
  const last = ['weight', 'bias', 'running_mean', 'running_var'].map((what, index) =>
    draw(`last_bn.${what}`, [512], index === 3 ? 0.5 : 0.2, index === 1 ? 0 : 1),
  );
  draw('logits.weight', [4, 512], 1); // in the file 8,631 people; nothing reads them
  return { tensors, embedding: [...normalise(linear, last).data] };

  function cross(input: Plane, name: string, inner: number, length: number, scale: number): Plane {
    const across = step(
      step(input, `${name}.branch1.0`, inner, [1, 1]),
      `${name}.branch1.1`,
      inner,
      [1, length],
      1,
      'SAME',
    );
    const down = step(across, `${name}.branch1.2`, inner, [length, 1], 1, 'SAME');
    return add(input, name, [step(input, `${name}.branch0`, inner, [1, 1]), down], scale);
  }
}

/** @param picture 224 × 224, prepared */
export function drawResNet50(picture: Plane, seed: number): Drawn {
  const { tensors, draw } = drawer(seed);

  const step = (input: Plane, name: string, to: number, kernel: number, stride = 1) => {
    const from = input.shape[2];
    const filters = draw(`${name} kernel`, [kernel, kernel, from, to], spread(kernel * kernel * from));
    return normalise(convolve(input, filters, 'out last', stride, kernel === 1 ? 'VALID' : 'SAME'), [
      draw(`${name}/bn gamma`, [to], 0.5, 0.75),
      draw(`${name}/bn beta`, [to], 0.2),
      draw(`${name}/bn moving_mean`, [to], 0.2),
      draw(`${name}/bn moving_variance`, [to], 0.5, 1.5),
    ]);
  };

  let value = pool(relu(step(picture, 'conv1/7x7_s2', 64, 7, 2)));
  [3, 4, 6, 3].forEach((blocks, index) => {
    const [stage, width] = [index + 2, 64 * 2 ** index];
    for (let number = 1; number <= blocks; number++) {
      const name = `conv${stage}_${number}`;
      const stride = number === 1 && stage > 2 ? 2 : 1;
      const narrow = relu(step(value, `${name}_1x1_reduce`, width, 1, stride));
      const wide = step(relu(step(narrow, `${name}_3x3`, width, 3)), `${name}_1x1_increase`, 4 * width, 1);
      const past = number === 1 ? step(value, `${name}_1x1_proj`, 4 * width, 1, stride) : value;
      value = relu({ shape: wide.shape, data: wide.data.map((number, at) => number + past.data[at]) });
    }
  });
  return { tensors, embedding: [...mean(value).data] };
}

function drawer(seed: number) {
  const random = seeded(seed);
  const tensors = new Map<string, Tensor<Float32Array>>();
  /** Evenly between `middle` minus and plus `spread`. */
  const draw = (name: string, shape: readonly number[], spread: number, middle = 0): Tensor<Float32Array> => {
    const data = Float32Array.from({ length: product(shape) }, () => middle + spread * (2 * random.next() - 1));
    tensors.set(name, { shape, data });
    return { shape, data };
  };
  return { tensors, draw };
}

/** Keeps the numbers of a deep network from growing or fading (He et al., Delving deep into rectifiers, 2015). */
function spread(inputs: number): number {
  return Math.sqrt(6 / inputs);
}

/** @param order where the axis of the outputs stands: PyTorch keeps [out, in, rows, columns], Keras [rows, columns, in, out] */
function convolve(
  input: Plane,
  { shape, data }: Tensor<Float32Array>,
  order: 'out first' | 'out last',
  stride: number,
  padding: Padding,
): Plane {
  if (order === 'out last') return convolution(input, { shape, data }, { stride, padding });
  const [outputs, inputs, rows, columns] = shape;
  const turned = new Float32Array(data.length);
  for (let output = 0, at = 0; output < outputs; output++) {
    for (let channel = 0; channel < inputs; channel++) {
      for (let tap = 0; tap < rows * columns; tap++, at++)
        turned[(tap * inputs + channel) * outputs + output] = data[at];
    }
  }
  return convolution(input, { shape: [rows, columns, inputs, outputs], data: turned }, { stride, padding });
}

/** @param terms gamma, beta, mean, variance */
function normalise(plane: Plane, terms: readonly Tensor<Float32Array>[]): Plane {
  const [gamma, beta, mean, variance] = terms.map(({ data }) => data);
  return each(
    plane,
    (value, channel) =>
      (gamma[channel] * (value - mean[channel])) / Math.sqrt(variance[channel] + EPSILON) + beta[channel],
  );
}

/** The largest of 3 × 3, every second place, only where all nine are there. */
function pool({ shape: [rows, columns, channels], data }: Plane): Plane {
  const [down, across] = [rows, columns].map((size) => Math.floor((size - 3) / 2) + 1);
  const pooled = new Float64Array(down * across * channels).fill(-Infinity);
  for (let y = 0; y < down; y++) {
    for (let x = 0; x < across; x++) {
      for (let tap = 0; tap < 9; tap++) {
        const from = ((2 * y + Math.floor(tap / 3)) * columns + 2 * x + (tap % 3)) * channels;
        const to = (y * across + x) * channels;
        for (let channel = 0; channel < channels; channel++) {
          pooled[to + channel] = Math.max(pooled[to + channel], data[from + channel]);
        }
      }
    }
  }
  return { shape: [down, across, channels], data: pooled };
}

function join(planes: readonly Plane[]): Plane {
  const [rows, columns] = planes[0].shape;
  const channels = planes.reduce((sum, { shape }) => sum + shape[2], 0);
  const data = new Float64Array(rows * columns * channels);
  let first = 0;
  for (const { shape, data: part } of planes) {
    for (let at = 0; at < part.length; at++)
      data[Math.floor(at / shape[2]) * channels + first + (at % shape[2])] = part[at];
    first += shape[2];
  }
  return { shape: [rows, columns, channels], data };
}

function mean({ shape: [rows, columns, channels], data }: Plane): Plane {
  const sums = new Float64Array(channels);
  data.forEach((value, at) => (sums[at % channels] += value / (rows * columns)));
  return { shape: [1, 1, channels], data: sums };
}
