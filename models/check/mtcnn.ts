// Computes MTCNN's models from face-api.js's weights as their authors ran them: on images with x before y.

import { ensure } from '../../app/ensure.ts';
import { convolution, eachWith, maxPooling, type Plane } from './operators.ts';

type Layer =
  | { kind: 'convolution'; kernel: number; outputs: number }
  | { kind: 'dense'; outputs: number }
  | { kind: 'pooling'; kernel: number };

const HEAD_SIZES = { probability: 2, regression: 4, landmarks: 10 };

const STAGES: Record<string, { start: number; layers: Layer[]; heads: (keyof typeof HEAD_SIZES)[] }> = {
  'mtcnn-pnet': {
    start: 0,
    layers: [conv(3, 10), pool(2), conv(3, 16), conv(3, 32)],
    heads: ['probability', 'regression'],
  },
  'mtcnn-rnet': {
    start: 6_632,
    layers: [conv(3, 28), pool(3), conv(3, 48), pool(3), conv(2, 64), dense(128)],
    heads: ['probability', 'regression'],
  },
  'mtcnn-onet': {
    start: 106_810,
    layers: [conv(3, 32), pool(3), conv(3, 64), pool(3), conv(3, 64), pool(2), conv(2, 128), dense(256)],
    heads: ['probability', 'regression', 'landmarks'],
  },
};

/** @param image in the order [x][y][channel] @returns each output in the order [x][y][channel] */
export function runMtcnn(name: string, file: Uint8Array, image: Plane): Record<string, Plane> {
  const stage = STAGES[name];
  if (stage === undefined) throw new Error(`MTCNN has no model ${name}.`);
  const numbers = new DataView(file.buffer, file.byteOffset, file.byteLength);
  let at = stage.start;
  const take = (count: number) => Array.from({ length: count }, () => numbers.getFloat32(4 * at++, true));

  /** A fully connected layer is a convolution whose filter covers all there is. */
  const linear = (plane: Plane, kernelX: number, kernelY: number, outputs: number) => {
    const shape = [kernelX, kernelY, plane.shape[2], outputs];
    const data = take(kernelX * kernelY * plane.shape[2] * outputs);
    const sums = convolution(plane, { shape, data }, { stride: 1, padding: 'VALID' });
    const bias = take(outputs);
    return eachWith(sums, bias, (value, shift) => value + shift);
  };
  const prelu = (plane: Plane) => {
    const slopes = take(plane.shape[2]);
    return eachWith(plane, slopes, (value, slope) => (value > 0 ? value : value * slope));
  };

  let plane = image;
  for (const layer of stage.layers) {
    const [width, height] = plane.shape;
    if (layer.kind === 'pooling') plane = maxPooling(plane, layer.kernel);
    else if (layer.kind === 'dense') plane = prelu(linear(plane, width, height, layer.outputs));
    else plane = prelu(linear(plane, layer.kernel, layer.kernel, layer.outputs));
  }
  const heads = stage.heads.map((head) => [head, linear(plane, 1, 1, HEAD_SIZES[head])] as const);
  return Object.fromEntries(heads.map(([head, values]) => [head, head === 'probability' ? faces(values) : values]));
}

/** Softmax of the two classes `no face` and `face`, of which only the second is kept. */
function faces({ shape: [width, height], data }: Plane): Plane {
  const kept = Float64Array.from({ length: width * height }, (_, cell) => {
    const [no, yes] = [ensure(data[2 * cell], 'A probability'), ensure(data[2 * cell + 1], 'A probability')];
    return Math.exp(yes) / (Math.exp(no) + Math.exp(yes));
  });
  return { shape: [width, height, 1], data: kept };
}

function conv(kernel: number, outputs: number): Layer {
  return { kind: 'convolution', kernel, outputs };
}

function pool(kernel: number): Layer {
  return { kind: 'pooling', kernel };
}

function dense(outputs: number): Layer {
  return { kind: 'dense', outputs };
}
