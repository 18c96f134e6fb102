// Writes convolutions of whole numbers of 8 bits: a third of the time of 32-bit floats, where ReLU6 bounds what comes in.
// Jacob et al., Quantization and training of neural networks for efficient integer-arithmetic-only inference, 2018, section 2.

import { ensure } from '../app/ensure.ts';
import type { Graph, Value } from '../app/models/onnx.ts';
import type { Tensor } from '../app/models/tensor.ts';

/** What a ReLU6 lets through is 0 to 6, in 255 steps: nothing has to be learnt from pictures. */
const ACTIVATION_STEP = Math.fround(6 / 255);
const LARGEST_WEIGHT = 127;
/**
 * Processors without VNNI add the products of two neighbouring channels in 16 bits, where 255 times more than this would
 * saturate: 255 · 128 = 32,640. The half is for rounding. So every processor gives the same numbers.
 */
const LARGEST_PAIR = 127.5;
/** A bias is a whole number of 32 bits. */
const LARGEST_BIAS = 2 ** 30;

interface Convolution {
  /** [outputs, inputs of a group, rows, columns] */
  filters: Tensor<Float32Array>;
  bias: Float32Array;
  /** ONNX's attributes of it. */
  geometry: Record<string, number | readonly number[]>;
}

/**
 * ReLU6 and 8 bits in one: what is less than 0 or more than 6 cannot be written.
 * @returns the same numbers as floats, which onnxruntime leaves out where whole numbers will do
 */
export function inEightBits(graph: Graph, value: Value): Value {
  const step = graph.constant([], Float32Array.of(ACTIVATION_STEP));
  const zero = graph.constant([], Uint8Array.of(0));
  const whole = graph.apply('QuantizeLinear', [value, step, zero]);
  return graph.apply('DequantizeLinear', [whole, step, zero]);
}

/** @param value of `inEightBits` */
export function convolutionOfEightBits(graph: Graph, value: Value, { filters, bias, geometry }: Convolution): Value {
  const outputs = bias.length;
  const size = filters.data.length / outputs;
  const steps = Float32Array.from(bias, (shift, output) =>
    weightStep(filters.data.subarray(output * size, (output + 1) * size), ensure(filters.shape[1]), shift),
  );
  const biasSteps = steps.map((step) => step * ACTIVATION_STEP);
  const weights = Int8Array.from(filters.data, (weight, index) =>
    Math.round(weight / ensure(steps[Math.floor(index / size)])),
  );
  const shifts = Int32Array.from(bias, (shift, output) => Math.round(shift / ensure(biasSteps[output])));
  const asFloats = (shape: readonly number[], data: Int8Array | Int32Array, each: Float32Array, zeros: typeof data) => {
    const operands = [graph.constant(shape, data), graph.constant([outputs], each), graph.constant([outputs], zeros)];
    return graph.apply('DequantizeLinear', operands, { axis: 0 });
  };
  const operands = [
    value,
    asFloats(filters.shape, weights, steps, new Int8Array(outputs)),
    asFloats([outputs], shifts, biasSteps, new Int32Array(outputs)),
  ];
  return graph.apply('Conv', operands, geometry);
}

/**
 * The least step in which the weights of one output can be written.
 * @param inputs channels that a place of the filter reads, which come in pairs where there is more than one
 */
function weightStep(weights: Float32Array, inputs: number, bias: number): number {
  let step = Math.max(Math.abs(bias) / (ACTIVATION_STEP * LARGEST_BIAS), Number.EPSILON);
  for (const weight of weights) step = Math.max(step, Math.abs(weight) / LARGEST_WEIGHT);
  if (inputs === 1) return step;
  if (weights.length !== inputs || inputs % 2 !== 0) throw new Error('Only 1 × 1 filters have channels in pairs.');
  for (let input = 0; input < inputs; input += 2) {
    const [one, other] = [ensure(weights[input]), ensure(weights[input + 1])];
    const positive = Math.max(one, 0) + Math.max(other, 0);
    const negative = Math.max(-one, 0) + Math.max(-other, 0);
    step = Math.max(step, positive / LARGEST_PAIR, negative / LARGEST_PAIR);
  }
  return step;
}
