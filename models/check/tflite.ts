// Computes a TensorFlow Lite model of 32-bit floats by walking its own operators, read from its FlatBuffer.
// Field numbers are those of tensorflow/lite/schema/schema.fbs.

import { type FlatTable, rootTable } from './flatbuffer.ts';
import { convolution, depthwise, each, type Filters, type Plane } from './operators.ts';

const OPERATOR = {
  add: 0,
  convolution: 3,
  depthwise: 4,
  multiply: 18,
  relu: 19,
  reshape: 22,
  subtract: 41,
  absolute: 101,
};

/** @param image in the order [row][column][channel] */
export function runTflite(file: Uint8Array, image: Plane): Plane {
  const model = rootTable(file);
  const codes = model.tables(1).map((code) => code.byte(0));
  const buffers = model.tables(4);
  const [graph] = model.tables(2);
  const constants = graph.tables(0).map((tensor) => constantOf(tensor, buffers));
  const planes = new Map<number, Plane>([[graph.integers(1)[0], image]]);
  const planeOf = (index: number): Plane => {
    const plane = planes.get(index);
    if (plane === undefined) throw new Error(`Tensor ${index} is needed before it is known.`);
    return plane;
  };
  const constant = (index: number): Filters => {
    const { shape, data } = constants[index];
    if (data.length === 0) throw new Error(`Tensor ${index} is no constant.`);
    return { shape, data };
  };
  const combined = ([one, other]: number[], operation: (one: number, other: number) => number): Plane => {
    const { shape, data } = planeOf(one);
    const second = planeOf(other).data;
    return { shape, data: data.map((value, index) => operation(value, second[index])) };
  };

  for (const operator of graph.tables(3)) {
    const inputs = operator.integers(1);
    const [output] = operator.integers(2);
    planes.set(output, compute(codes[operator.integer(0)], inputs, operator.table(4)));
  }
  return planeOf(graph.integers(2)[0]);

  function compute(code: number, inputs: number[], options: FlatTable | undefined): Plane {
    const [first, second, third] = inputs;
    switch (code) {
      case OPERATOR.convolution:
        return biased(convolution(planeOf(first), outputsLast(constant(second)), geometry(options)), constant(third));
      case OPERATOR.depthwise: {
        const { shape, data } = constant(second); // [1, row, column, channel]
        return biased(depthwise(planeOf(first), { shape: shape.slice(1), data }, geometry(options)), constant(third));
      }
      case OPERATOR.add:
        return combined(inputs, (one, other) => one + other);
      case OPERATOR.subtract:
        return combined(inputs, (one, other) => one - other);
      case OPERATOR.multiply: {
        const { data } = constant(first); // one number a channel
        return each(planeOf(second), (value, channel) => value * data[channel]);
      }
      case OPERATOR.relu:
        return each(planeOf(first), (value) => Math.max(0, value));
      case OPERATOR.absolute:
        return each(planeOf(first), Math.abs);
      case OPERATOR.reshape:
        return planeOf(first);
      default:
        throw new Error(`The model wants operator ${code}, which no network that ships has needed.`);
    }
  }
}

function geometry(options: FlatTable | undefined): { stride: number; padding: 'SAME' | 'VALID' } {
  if (options === undefined) throw new Error('A convolution has no options.');
  return { stride: options.integer(1), padding: options.byte(0) === 0 ? 'SAME' : 'VALID' };
}

function constantOf(tensor: FlatTable, buffers: FlatTable[]): { shape: number[]; data: Float32Array } {
  const bytes = buffers[tensor.integer(2)].bytes(0);
  return { shape: tensor.integers(0), data: new Float32Array(bytes.slice().buffer) };
}

/** [out, row, column, in] becomes [row, column, in, out]. */
function outputsLast({ shape: [outputs, rows, columns, inputs], data }: Filters): Filters {
  const taps = rows * columns * inputs;
  const turned = Array.from({ length: outputs * taps }, (_, index) => {
    return data[(index % outputs) * taps + Math.floor(index / outputs)];
  });
  return { shape: [rows, columns, inputs, outputs], data: turned };
}

function biased(plane: Plane, { data }: Filters): Plane {
  return each(plane, (value, channel) => value + data[channel]);
}
