// What each model that ships should answer, computed from the weights as they were published and the papers' preparation.

import { ensure } from '../../app/ensure.ts';
import { readFromPackage } from '../packages.ts';
import { constantsInSteps, inSteps } from './eight-bits.ts';
import { runGraphModel } from './graph-model.ts';
import { runMtcnn } from './mtcnn.ts';
import { runOnnx } from './onnx.ts';
import type { Plane } from './operators.ts';
import type { Picture } from './sample.ts';

/** @returns each output of the model, in the order of the ONNX file: channel, row, column */
export function compute(name: string, picture: Picture): Record<string, number[]> {
  if (name === 'vggface2-mobilenet') return computeMobilenet(picture);
  return name === 'mobilefacenet-512' ? computeMobileFaceNet(picture) : computeMtcnn(name, picture);
}

const MEANS = [103.939, 116.779, 123.68]; // blue, green, red

function computeMobilenet({ width, height, data }: Picture): Record<string, number[]> {
  const read = (path: string) => readFromPackage('@vladmandic/human@3.3.6', path);
  const blueFirst = swapped(data).map((value, index) => value - ensure(MEANS[index % 3], 'The mean of a colour'));
  const image: Plane = { shape: [height, width, 3], data: blueFirst };
  const [json, weights] = [read('models/faceres.json'), read('models/faceres.bin')];
  const rounding = { constants: constantsInSteps, activation: inSteps };
  const mean = runGraphModel(json, weights, image, 'global_pooling/Mean', rounding);
  return { embedding: [...mean.data] };
}

function computeMobileFaceNet({ width, height, data }: Picture): Record<string, number[]> {
  const file = readFromPackage('faceplugin-face-recognition-js@0.0.1', 'model/fr_feature.onnx');
  const blueFirst = swapped(data).map((value) => (value - 127) / 128);
  return { embedding: [...runOnnx(file, { shape: [height, width, 3], data: blueFirst }).data] };
}

function computeMtcnn(name: string, { width, height, data }: Picture): Record<string, number[]> {
  const weights = readFromPackage('face-api.js@0.10.0', 'weights_uncompressed/mtcnn_model.weights');
  const shape = [width, height, 3] as const;
  const columnsFirst = reorder(data, (x, y, channel) => (y * width + x) * 3 + channel, shape);
  const image: Plane = { shape, data: columnsFirst.map((value) => (value - 127.5) / 128) };
  const outputs = Object.entries(runMtcnn(name, weights, image)).map(([output, { shape, data }]) => {
    const [columns, rows, channels] = shape;
    const at = (channel: number, y: number, x: number) => (x * rows + y) * channels + channel;
    return [output, [...reorder(data, at, [channels, rows, columns])]];
  });
  return Object.fromEntries(outputs);
}

/** Blue, green, red. */
function swapped(data: Float64Array): Float64Array {
  return data.map((_, index) => ensure(data[index + 2 - 2 * (index % 3)], 'A colour of the picture'));
}

/** @param at where the number for a place in the new order is found */
function reorder(
  data: Float64Array,
  at: (first: number, second: number, third: number) => number,
  [first, second, third]: readonly [number, number, number],
): Float64Array {
  return Float64Array.from({ length: first * second * third }, (_, index) => {
    const rest = index % (second * third);
    const from = at(Math.floor(index / (second * third)), Math.floor(rest / third), rest % third);
    return ensure(data[from], 'A number of the picture');
  });
}
