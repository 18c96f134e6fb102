// Multiplies a batch normalisation into the convolution before it, so that a model computes one thing instead of two.

import type { Tensor } from './tensor.ts';

export interface BatchNormalisation {
  gamma: Float32Array;
  beta: Float32Array;
  mean: Float32Array;
  variance: Float32Array;
  /** Both models were trained with the same one. */
  epsilon: number;
}

/**
 * γ · (w·x − mean) / √(variance + ε) + β = (s·w)·x + (β − s·mean), with s = γ / √(variance + ε).
 * @param filters [out, …]
 */
export function fold(
  { shape, data }: Tensor<Float32Array>,
  { gamma, beta, mean, variance, epsilon }: BatchNormalisation,
): { filters: Tensor<Float32Array>; bias: Float32Array } {
  const scales = Float64Array.from(gamma, (value, output) => value / Math.sqrt(variance[output] + epsilon));
  const size = data.length / scales.length;
  const scaled = Float32Array.from(data, (weight, index) => weight * scales[Math.floor(index / size)]);
  const bias = Float32Array.from(beta, (value, output) => value - scales[output] * mean[output]);
  return { filters: { shape, data: scaled }, bias };
}
