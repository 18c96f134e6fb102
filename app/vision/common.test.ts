// What is taken away from every embedding: how, and what the fitted file holds.

import { expect, test } from 'vitest';
import { resource } from '../platform/resources.ts';
import { innerProduct } from '../vectors.ts';
import { readCommon } from './common.ts';
import { without } from './embedding.ts';

test('The mean goes wholly, what lies along the directions by half, and the rest stays', () => {
  const common = {
    mean: Float32Array.of(0.5, 0.5, 0.5, 0.5),
    directions: [Float32Array.of(1, 0, 0, 0), Float32Array.of(0, 0.6, 0.8, 0)],
  };
  expect(without(common.mean, common)).toEqual(new Float32Array(4));
  const along = Float32Array.of(0.5 + 4, 0.5 + 0.6, 0.5 + 0.8, 0.5 + 3);
  [2, 0.3, 0.4, 3].forEach((value, index) => expect(without(along, common)[index]).toBeCloseTo(value, 6));
});

test('What ships is a mean of embeddings, and three directions at right angles to each other', () => {
  const { mean, directions } = readCommon(resource('models', 'vggface2-mobilenet-common.bin'), 1024);
  expect(mean.every((value) => value >= 0)).toBe(true); // of square roots
  expect(innerProduct(mean, mean)).toBeGreaterThan(0.5);
  expect(innerProduct(mean, mean)).toBeLessThan(1);
  expect(directions).toHaveLength(3);
  directions.forEach((one, row) =>
    directions.forEach((other, column) => expect(innerProduct(one, other)).toBeCloseTo(row === column ? 1 : 0, 5)),
  );
});
