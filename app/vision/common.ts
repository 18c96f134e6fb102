// What faces have in common says little about who it is: it is taken away from every embedding, wholly or by half.

import { readFileSync } from 'node:fs';
import { ensure } from '../ensure.ts';
import type { Common } from './embedding.ts';

/** @param file 32-bit floats, little endian: the mean, then one direction after the other */
export function readCommon(file: string, dimensions: number): Common {
  const numbers = new Float32Array(new Uint8Array(readFileSync(file)).buffer);
  const rows = Array.from({ length: numbers.length / dimensions }, (_, row) =>
    numbers.subarray(row * dimensions, (row + 1) * dimensions),
  );
  const [mean, ...directions] = rows;
  return { mean: ensure(mean, 'The mean of embeddings'), directions };
}
