// VGGFace2's weights and activations in whole numbers of 8 bits, as models/eight-bits.ts says, and written a second time.

import { ensure } from '../../app/ensure.ts';
import type { Filters } from './operators.ts';

const STEP = 6 / 255;
/** Its pixels are no 8 bits, nor are its weights. */
const FIRST = 'conv1';

/** What a ReLU6 lets through. */
export function inSteps(value: number): number {
  return STEP * Math.round(value / STEP);
}

/** @param constants by their names in the graph model: filters, and what batch normalisation multiplies and adds */
export function constantsInSteps(constants: ReadonlyMap<string, Filters>): Map<string, Filters> {
  const rounded = new Map(constants);
  for (const [name, filters] of constants) {
    const [layer = '', kind] = name.split('/');
    if (layer === FIRST || (kind !== 'convolution' && kind !== 'depthwise_kernel')) continue;
    const [shiftName, scaleName] = [`${layer}_bn/batchnorm_1/sub`, `${layer}_bn/batchnorm_1/mul`];
    const shifts = ensure(constants.get(shiftName), shiftName);
    const outputs = shifts.data.length;
    const isDepthwise = kind === 'depthwise_kernel';
    const scales = isDepthwise ? Array.from(ensure(constants.get(scaleName), scaleName).data) : undefined;
    const weights = Array.from(
      filters.data,
      (weight, index) => weight * (scales ? ensure(scales[index % outputs]) : 1),
    );
    const steps = Array.from(shifts.data, (shift, output) => {
      const own = weights.filter((_, index) => index % outputs === output);
      return Math.fround(Math.max(Math.abs(shift) / (STEP * 2 ** 30), stepOf(own, !isDepthwise)));
    });
    const round = (value: number, step: number) => step * Math.round(value / step);
    const stepAt = (index: number) => ensure(steps[index % outputs]);
    rounded.set(name, { shape: filters.shape, data: weights.map((weight, index) => round(weight, stepAt(index))) });
    rounded.set(shiftName, {
      shape: shifts.shape,
      data: Array.from(shifts.data, (shift, output) => round(shift, STEP * stepAt(output))),
    });
    if (scales) rounded.set(scaleName, { shape: [outputs], data: scales.map(() => 1) });
  }
  return rounded;
}

/** 127 steps for the largest weight, and 127.5 for two neighbours of one sign. */
function stepOf(weights: readonly number[], areInPairs: boolean): number {
  const largest = Math.max(...weights.map((weight) => Math.abs(weight) / 127));
  if (!areInPairs) return largest;
  const pairs = weights.flatMap((weight, index) => {
    if (index % 2 === 1) return [];
    const other = ensure(weights[index + 1]);
    return [Math.max(0, weight) + Math.max(0, other), Math.max(0, -weight) + Math.max(0, -other)];
  });
  return Math.max(largest, ...pairs.map((pair) => pair / 127.5));
}
