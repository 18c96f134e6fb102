// The larger MobileFaceNet, the second opinion on who a face is: 512 numbers, from the ONNX file that Faceplugin publishes.
// Chen, Liu, Gao and Han, MobileFaceNets: Efficient CNNs for Accurate Real-Time Face Verification on Mobile Devices, 2018.

import { ensure } from '../app/ensure.ts';
import { Graph, type Value } from '../app/models/onnx.ts';
import { prelu } from './prelu.ts';
import { readOnnx } from './read-onnx.ts';
import type { Recipe } from './recipe.ts';

const FILE = 'model/fr_feature.onnx';

export const mobileFaceNet512: Recipe = {
  package: 'faceplugin-face-recognition-js@0.0.1',
  description: {
    name: 'mobilefacenet-512',
    file: 'mobilefacenet-512.onnx',
    purpose: 'Gives a second opinion on who a face is, where its eyes, nose and mouth are clearly seen.',
    source: { package: 'faceplugin-face-recognition-js', version: '0.0.1', files: [FILE] },
    licence: 'MIT',
    authors: 'Sheng Chen, Yang Liu, Xiang Gao, Zhen Han (network); Faceplugin (training, which it says nothing about)',
    paper:
      'MobileFaceNets: Efficient CNNs for Accurate Real-Time Face Verification on Mobile Devices, 2018, arXiv:1804.07573',
    input: {
      name: 'pixels',
      type: 'float32',
      layout: 'NCHW',
      height: 112,
      width: 112,
      colours: 'BGR',
      subtract: [127, 127, 127],
      divide: 128,
      crop: "moved, turned and scaled so that the five landmarks lie on ArcFace's template of 112 × 112",
    },
    outputs: [{ name: 'embedding', shape: ['faces', 512], meaning: 'Who it is; not of unit length yet.' }],
    dimensions: 512,
  },
  /** Its nodes one by one: as published it takes one face at a time, and slowly. */
  build(read) {
    const { nodes, weights, input, output } = readOnnx(read(FILE));
    const graph = new Graph('mobilefacenet-512');
    const values = new Map<string, Value>([[input, graph.input('pixels', ['faces', 3, 112, 112])]]);
    const value = (name: string): Value => {
      const weight = weights.get(name);
      const known = weight ? graph.constant(weight.shape, weight.data.map(settled)) : values.get(name);
      if (known === undefined) throw new Error(`The model wants ${name}, which nothing gives.`);
      return known;
    };
    const activated = ([before = '', slopes = '']: readonly string[]): Value =>
      prelu(graph, value(before), ensure(weights.get(slopes), `The slopes ${slopes}`).data.map(settled));
    for (const { operator, inputs, outputs, attributes } of nodes) {
      const [name = ''] = outputs;
      switch (operator) {
        case 'Conv':
          values.set(name, graph.apply('Conv', inputs.map(value), geometryIn(attributes)));
          break;
        case 'PRelu':
          values.set(name, activated(inputs));
          break;
        case 'Add':
          values.set(name, graph.apply('Add', inputs.map(value)));
          break;
        case 'Reshape': // to [1, 512]: the published way to say that nothing is left but channels
          values.set(name, graph.apply('Flatten', inputs.slice(0, 1).map(value), { axis: 1 }, 'embedding'));
          break;
        default:
          throw new Error(`The model wants ${operator}, which is not expected in it.`);
      }
    }
    if (values.get(output) !== 'embedding') throw new Error('The model ends in another way than it should.');
    graph.output('embedding', ['faces', 512]);
    return graph.encode();
  },
};

/**
 * Training left a seventh of the weights at 10^−20 and less, which change nothing, but their products are numbers that a
 * processor computes with by hand: seven times the time of a run (60 ms instead of 8.4).
 */
const LEAST_WEIGHT = 1e-15;

function settled(weight: number): number {
  return Math.abs(weight) < LEAST_WEIGHT ? 0 : weight;
}

function geometryIn(attributes: ReadonlyMap<string, number[]>) {
  const [group = 1] = attributes.get('group') ?? [];
  const list = (name: string) => attributes.get(name) ?? [];
  return { kernel_shape: list('kernel_shape'), strides: list('strides'), pads: list('pads'), group };
}
