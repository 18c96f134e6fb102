// An array of numbers with a shape, and the one change that moving weights between formats needs: another axis order.

/** Numbers as they are stored: 32-bit floats, or 16-bit floats as their bits, with which nothing is computed here. */
export type Numbers = Float32Array | Uint16Array;

export interface Tensor<N extends Numbers = Numbers> {
  shape: readonly number[];
  data: N;
}

/** @param order the old axis at each new place: `[3, 2, 0, 1]` turns [height, width, in, out] to [out, in, height, width] */
export function transpose<N extends Numbers>({ shape, data }: Tensor<N>, order: readonly number[]): Tensor<N> {
  const strides = shape.map((_, axis) => product(shape.slice(axis + 1)));
  const newShape = order.map((axis) => shape[axis]);
  const newStrides = order.map((axis) => strides[axis]);
  const moved = data.slice() as N; // slice() of a union forgets which of the two it was
  const position = newShape.map(() => 0);
  let from = 0;
  for (let to = 0; to < data.length; to++) {
    moved[to] = data[from];
    // Counts up like an odometer: the last axis fastest.
    for (let axis = newShape.length - 1; axis >= 0; axis--) {
      position[axis]++;
      from += newStrides[axis];
      if (position[axis] < newShape[axis]) break;
      from -= newStrides[axis] * newShape[axis];
      position[axis] = 0;
    }
  }
  return { shape: newShape, data: moved };
}

/**
 * The numbers of a tensor row by row, whatever their order in memory is: a transposed matrix is the same numbers with other
 * strides.
 * @param strides how far apart two that follow each other along each axis are. All places lie inside of `numbers`
 */
export function gathered(
  numbers: Float32Array,
  offset: number,
  shape: readonly number[],
  strides: readonly number[],
): Float32Array {
  const data = new Float32Array(product(shape));
  const position = shape.map(() => 0);
  let from = offset;
  for (let to = 0; to < data.length; to++) {
    data[to] = numbers[from];
    for (let axis = shape.length - 1; axis >= 0; axis--) {
      position[axis]++;
      from += strides[axis];
      if (position[axis] < shape[axis]) break;
      from -= strides[axis] * shape[axis];
      position[axis] = 0;
    }
  }
  return data;
}

export function product(factors: readonly number[]): number {
  return factors.reduce((one, other) => one * other, 1);
}
