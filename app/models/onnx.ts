// Writes a model as an ONNX file: the same calls give the same bytes, so that what is shipped can be rebuilt and compared.
// Field numbers are those of onnx.proto (github.com/onnx/onnx, IR version 8).

import { bytes, integer, message, text } from './protobuf.ts';
import type { Numbers } from './tensor.ts';

const IR_VERSION = 8;
const OPERATOR_SET = 17;

const ELEMENT_TYPE = { float32: 1, uint8: 2, int8: 3, int32: 6, int64: 7, float16: 10 } as const;
const ATTRIBUTE_TYPE = { integer: 2, integers: 7 } as const;

/** The name of a tensor inside of a graph. */
export type Value = string;
/** A number, or the name of a size that is known only when the model runs. */
export type Dimension = number | string;
type Stored = Numbers | Uint8Array | Int8Array | Int32Array | BigInt64Array;
type Attributes = Record<string, number | readonly number[]>;

export class Graph {
  readonly #name: string;
  readonly #nodes: Uint8Array[] = [];
  readonly #constants: Uint8Array[] = [];
  readonly #inputs: Uint8Array[] = [];
  readonly #outputs: Uint8Array[] = [];

  constructor(name: string) {
    this.#name = name;
  }

  input(name: string, shape: readonly Dimension[]): Value {
    this.#inputs.push(message(11, valueInfo(name, shape)));
    return name;
  }

  /** Weights, stored as they come. */
  constant(shape: readonly number[], data: Stored): Value {
    const name = `constant${this.#constants.length}`;
    // All of Node's platforms store numbers with the lowest byte first, and so does ONNX.
    const raw = new Uint8Array(data.buffer, data.byteOffset, data.byteLength);
    const dimensions = shape.map((size) => integer(1, size));
    this.#constants.push(message(5, [...dimensions, integer(2, elementType(data)), text(8, name), bytes(9, raw)]));
    return name;
  }

  apply(operator: string, inputs: readonly Value[], attributes: Attributes = {}, name?: string): Value {
    const output = name ?? `${operator}${this.#nodes.length}`;
    this.#nodes.push(
      message(1, [
        ...inputs.map((input) => text(1, input)),
        text(2, output),
        text(3, output),
        text(4, operator),
        ...Object.entries(attributes).map(([key, value]) => message(5, attribute(key, value))),
      ]),
    );
    return output;
  }

  /** Declares a value that `apply` was given a name for. */
  output(name: Value, shape: readonly Dimension[]): void {
    this.#outputs.push(message(12, valueInfo(name, shape)));
  }

  encode(): Uint8Array {
    return Buffer.concat([
      integer(1, IR_VERSION),
      text(2, 'kindred'),
      message(7, [...this.#nodes, text(2, this.#name), ...this.#constants, ...this.#inputs, ...this.#outputs]),
      message(8, [text(1, ''), integer(2, OPERATOR_SET)]),
    ]);
  }
}

function elementType(data: Stored): number {
  if (data instanceof Float32Array) return ELEMENT_TYPE.float32;
  if (data instanceof Uint8Array) return ELEMENT_TYPE.uint8;
  if (data instanceof Int8Array) return ELEMENT_TYPE.int8;
  if (data instanceof Int32Array) return ELEMENT_TYPE.int32;
  return data instanceof Uint16Array ? ELEMENT_TYPE.float16 : ELEMENT_TYPE.int64;
}

function valueInfo(name: string, shape: readonly Dimension[]): Uint8Array[] {
  const dimensions = shape.map((size) => message(1, [typeof size === 'number' ? integer(1, size) : text(2, size)]));
  const tensorType = message(1, [integer(1, ELEMENT_TYPE.float32), message(2, dimensions)]);
  return [text(1, name), message(2, [tensorType])];
}

function attribute(name: string, value: number | readonly number[]): Uint8Array[] {
  if (typeof value === 'number') return [text(1, name), integer(3, value), integer(20, ATTRIBUTE_TYPE.integer)];
  return [text(1, name), ...value.map((item) => integer(8, item)), integer(20, ATTRIBUTE_TYPE.integers)];
}
