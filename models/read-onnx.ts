// Reads the nodes and weights of a published ONNX file: as much of the format as plain models need.
// Field numbers are those of onnx.proto (github.com/onnx/onnx).

import { fieldsOf } from './read-protobuf.ts';
import type { Tensor } from '../app/models/tensor.ts';

export interface OnnxNode {
  operator: string;
  /** Names of values; a weight is one too. */
  inputs: string[];
  outputs: string[];
  /** Whole numbers only: kernel, stride, padding, groups. */
  attributes: Map<string, number[]>;
}

export interface OnnxGraph {
  nodes: OnnxNode[];
  weights: Map<string, Tensor<Float32Array>>;
  input: string;
  output: string;
}

const FLOAT32 = 1;

/** @throws Error if there is no graph with one input and one output */
export function readOnnx(file: Uint8Array): OnnxGraph {
  const [graph] = fieldsOf(file).messages(7);
  const fields = graph && fieldsOf(graph);
  const [input, output] = [11, 12].map((field) => fields?.messages(field).map((value) => fieldsOf(value).text(1))[0]);
  if (!fields || input === undefined || output === undefined) throw new Error('The ONNX file has no graph.');
  const weights = fields.messages(5).flatMap((tensor): [string, Tensor<Float32Array>][] => {
    const { integers, integer, text, messages } = fieldsOf(tensor);
    if (integer(2) !== FLOAT32) return []; // the shape that a Reshape wants, for one
    const [raw] = messages(9);
    if (raw === undefined) throw new Error(`The weight ${text(8)} is stored in a form that is not read here.`);
    return [[text(8), { shape: integers(1), data: new Float32Array(raw.slice().buffer) }]];
  });
  const nodes = fields.messages(1).map((node) => {
    const { texts, text, messages } = fieldsOf(node);
    return { operator: text(4), inputs: texts(1), outputs: texts(2), attributes: attributesOf(messages(5)) };
  });
  return { nodes, weights: new Map(weights), input, output };
}

function attributesOf(messages: Uint8Array[]): Map<string, number[]> {
  return new Map(
    messages.map((attribute) => {
      const { text, integers } = fieldsOf(attribute);
      const many = integers(8);
      return [text(1), many.length > 0 ? many : integers(3)];
    }),
  );
}
