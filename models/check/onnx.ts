// Computes a published ONNX file of 32-bit floats by walking its own nodes in plain loops.

import { ensure } from '../../app/ensure.ts';
import { type OnnxNode, readOnnx } from '../read-onnx.ts';
import { added, convolution, depthwise, eachWith, type Filters, type Plane, turned } from './operators.ts';

/** @param image in the order [row][column][channel] */
export function runOnnx(file: Uint8Array, image: Plane): Plane {
  const { nodes, weights, input, output } = readOnnx(file);
  const planes = new Map<string, Plane>([[input, image]]);
  const planeOf = (name = ''): Plane => ensure(planes.get(name), `The plane ${name}`);
  const weight = (name = ''): Filters => ensure(weights.get(name), `The weight ${name}`);
  for (const node of nodes) for (const name of node.outputs) planes.set(name, compute(node));
  return planeOf(output);

  function compute({ operator, inputs: [first, second, third], attributes }: OnnxNode): Plane {
    switch (operator) {
      case 'Conv': {
        const filters = weight(second);
        const [stride = 1] = attributes.get('strides') ?? [];
        const [padding = 0] = attributes.get('pads') ?? [];
        const geometry = { stride, padding };
        const [group] = attributes.get('group') ?? [];
        const bias = weight(third).data;
        const result =
          group === 1
            ? convolution(planeOf(first), turned(filters, [2, 3, 1, 0]), geometry)
            : depthwise(planeOf(first), turned(filters, [2, 3, 0, 1]), geometry);
        return eachWith(result, bias, (value, shift) => value + shift);
      }
      case 'PRelu': {
        const { data } = weight(second);
        return eachWith(planeOf(first), data, (value, slope) => (value < 0 ? value * slope : value));
      }
      case 'Add':
        return added(planeOf(first), planeOf(second));
      case 'Reshape':
        return planeOf(first);
      default:
        throw new Error(`The model wants ${operator}, which no model that ships has needed.`);
    }
  }
}
