// Computes a TensorFlow.js graph model by walking its own nodes: nothing is assumed of how the model is built.

import { z } from 'zod';
import { ensure } from '../../app/ensure.ts';
import { convolution, depthwise, each, eachWith, type Filters, mean, type Plane } from './operators.ts';

const Attribute = z.object({
  s: z.string().optional(),
  list: z.object({ i: z.array(z.coerce.number()).optional() }).optional(),
});
const GraphModel = z.object({
  modelTopology: z.object({
    node: z.array(
      z.object({
        name: z.string(),
        op: z.string(),
        input: z.array(z.string()).default([]),
        attr: z.record(z.string(), Attribute).default({}),
      }),
    ),
  }),
  weightsManifest: z.array(
    z.object({
      weights: z.array(z.object({ name: z.string(), shape: z.array(z.int()), quantization: z.object({}).optional() })),
    }),
  ),
});
type Node = z.output<typeof GraphModel>['modelTopology']['node'][number];

/** Where numbers are rounded. */
interface Rounding {
  constants(published: ReadonlyMap<string, Filters>): ReadonlyMap<string, Filters>;
  /** What a ReLU6 lets through. */
  activation(value: number): number;
}

/** @returns the value of the node `wanted` for one image in the order [row][column][channel] */
export function runGraphModel(
  json: Uint8Array,
  weights: Uint8Array,
  image: Plane,
  wanted: string,
  rounding: Rounding,
): Plane {
  const { modelTopology, weightsManifest } = GraphModel.parse(JSON.parse(Buffer.from(json).toString('utf8')));
  const constants = rounding.constants(
    readConstants(
      weightsManifest.flatMap((group) => group.weights),
      weights,
    ),
  );
  const nodes = new Map(modelTopology.node.map((node) => [node.name, node]));
  const known = new Map<string, Plane>();

  const constant = (name: string | undefined) =>
    ensure(name === undefined ? name : constants.get(name), `The constant ${name}`);
  const valueOf = (name: string | undefined): Plane => {
    const node = ensure(name === undefined ? name : nodes.get(name), `The node ${name}`);
    const value = known.get(node.name) ?? compute(node);
    known.set(node.name, value);
    return value;
  };
  /** The second operand of each of these is a constant: one number, or one a channel. */
  const withConstant = ({ input: [left, right] }: Node, operation: (one: number, other: number) => number) => {
    return eachWith(valueOf(left), constant(right).data, operation);
  };
  const compute = (node: Node): Plane => {
    const [first, second] = node.input;
    switch (node.op) {
      case 'Placeholder':
        return image;
      case 'Conv2D':
        return convolution(valueOf(first), constant(second), geometry(node));
      case 'DepthwiseConv2dNative':
        return depthwise(valueOf(first), constant(second), geometry(node));
      case 'Add':
        return withConstant(node, (one, other) => one + other);
      case 'Mul':
        return withConstant(node, (one, other) => one * other);
      case 'Minimum':
        return each(withConstant(node, Math.min), (value) => rounding.activation(value));
      case 'Maximum':
        return withConstant(node, Math.max);
      case 'Relu':
        return each(valueOf(first), (value) => Math.max(0, value));
      case 'Mean':
        return mean(valueOf(first));
      default:
        throw new Error(`The node ${node.name} wants ${node.op}, which no model that ships has needed.`);
    }
  };
  return valueOf(wanted);
}

function readConstants(
  list: readonly { name: string; shape: number[]; quantization?: object | undefined }[],
  file: Uint8Array,
): Map<string, Filters> {
  const view = new DataView(file.buffer, file.byteOffset, file.byteLength);
  let at = 0;
  return new Map(
    list.map(({ name, shape, quantization }) => {
      const size = quantization === undefined ? 4 : 2;
      const data = Array.from({ length: shape.reduce((one, other) => one * other, 1) }, () => {
        const value = size === 4 ? view.getFloat32(at, true) : fromHalf(view.getUint16(at, true));
        at += size;
        return value;
      });
      return [name, { shape, data }];
    }),
  );
}

/** IEEE 754 binary16: a sign, 5 bits of exponent, 10 of fraction. */
function fromHalf(bits: number): number {
  const sign = bits & 0x8000 ? -1 : 1;
  const exponent = (bits >> 10) & 0x1f;
  const fraction = bits & 0x3ff;
  if (exponent === 0x1f) return fraction === 0 ? sign * Number.POSITIVE_INFINITY : Number.NaN;
  return exponent === 0 ? sign * fraction * 2 ** -24 : sign * (1 + fraction / 1024) * 2 ** (exponent - 15);
}

function geometry({ attr }: Node): { stride: number; padding: 'SAME' | 'VALID' } {
  const padding = Buffer.from(ensure(attr['padding']?.s, 'The padding'), 'base64').toString();
  const [, stride] = ensure(attr['strides']?.list?.i, 'What is said of strides');
  return { stride: ensure(stride, 'The stride'), padding: padding === 'SAME' ? 'SAME' : 'VALID' };
}
