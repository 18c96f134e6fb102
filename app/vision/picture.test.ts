// Pixels come out of a warp as a model wants them, whether it stretches or turns.

import { expect, test } from 'vitest';
import { ensure } from '../ensure.ts';
import { type Affine, boxToOutput, type Normalisation, pyramidOf, warp } from './picture.ts';

const [WIDTH, HEIGHT] = [40, 30];
const [COLUMNS, ROWS] = [12, 10];
const PLANE = COLUMNS * ROWS;
const PYRAMID = pyramidOf({
  data: Uint8Array.from({ length: 3 * WIDTH * HEIGHT }, (_, at) => (at * at * 7 + at * 31) % 256),
  width: WIDTH,
  height: HEIGHT,
});
const NORMALISATIONS: Normalisation[] = [
  { means: [127.5, 127.5, 127.5], deviation: 128 },
  { means: [123.68, 116.779, 103.939], deviation: 1 },
  { means: [10, 20, 30], deviation: 64, isSwapped: true },
];

test.each<[string, Affine]>([
  ['reduces', boxToOutput(2, 3, 30, 25, COLUMNS, ROWS)],
  ['enlarges', boxToOutput(5, 5, 6, 5, COLUMNS, ROWS)],
  ['turns', [1.2, 0.5, 3, -0.5, 1.2, 10]],
  ['mirrors', [-1, 0, 20, 0, 1, 4]],
])(
  'What %s is less the mean of each colour, over the deviation, in the order of planes that was asked for',
  (_, to) => {
    const plain = warped(to);
    for (const normalisation of NORMALISATIONS) {
      const { means, deviation, isSwapped } = normalisation;
      const planes = plain.map((plane, colour) => plane.map((value) => (value - ensure(means[colour])) / deviation));
      const expected = isSwapped ? planes.toReversed() : planes;
      warped(to, normalisation).forEach((plane, index) => {
        const furthest = plane.map((value, at) => Math.abs(value - ensure(expected[index]?.[at])));
        expect(Math.max(...furthest)).toBeLessThan(0.00002);
      });
    }
    expect(Math.max(...plain.flat())).toBeLessThanOrEqual(255);
    expect(plain[0]).not.toEqual(plain[2]);
  },
);

function warped(to: Affine, normalisation?: Normalisation): number[][] {
  const out = new Float32Array(3 * PLANE);
  warp(PYRAMID, to, COLUMNS, ROWS, out, normalisation);
  return [0, 1, 2].map((plane) => [...out.subarray(plane * PLANE, (plane + 1) * PLANE)]);
}
