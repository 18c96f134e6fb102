// How alike one vector is to many, all at once.

import { matrixOf } from './vector-matrix.ts';
import { PRODUCT_ONE, type Vector } from './vectors.ts';

/** More would be copied out of the processor's own memory again before they are compared. */
const VECTORS_COMPARED_AT_ONCE = 64;

/** @returns in the order of the others: inner products, less both offsets, as `dot` gives them one by one */
export function similarities(own: Vector, others: readonly Vector[]): Float64Array {
  const found = new Float64Array(others.length);
  for (let from = 0; from < others.length; from += VECTORS_COMPARED_AT_ONCE) {
    const some = others.slice(from, from + VECTORS_COMPARED_AT_ONCE);
    const matrix = matrixOf([...some.map(({ values }) => values), own.values]);
    const { of: products } = matrix.products(0, some.length, some.length, 1);
    for (const [at, { offset }] of some.entries()) {
      found[from + at] = products[at] / PRODUCT_ONE - own.offset - offset;
    }
  }
  return found;
}
