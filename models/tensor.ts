// An array of numbers with a shape, and the one change that moving weights between formats needs: another axis order.

/** Numbers as they are stored: 32-bit floats, or 16-bit floats as their bits, which nobody here computes with. */
export type Numbers = Float32Array | Uint16Array;

export interface Tensor<N extends Numbers = Numbers> {
  shape: readonly number[];
  data: N;
}

/** @param order the old axis at each new place: `[3, 2, 0, 1]` turns [height, width, in, out] to [out, in, height, width] */
export function transpose<N extends Numbers>({ shape, data }: Tensor<N>, order: readonly number[]): Tensor<N> {
  const strides = shape.map((_, axis) => product(shape.slice(axis + 1)));
  const newShape = order.map((axis) => at(shape, axis));
  const newStrides = order.map((axis) => at(strides, axis));
  const moved = data.slice();
  const position = newShape.map(() => 0);
  let from = 0;
  for (let to = 0; to < data.length; to++) {
    moved[to] = at(data, from);
    // Counts up like an odometer: the last axis fastest.
    for (let axis = newShape.length - 1; axis >= 0; axis--) {
      position[axis] = at(position, axis) + 1;
      from += at(newStrides, axis);
      if (at(position, axis) < at(newShape, axis)) break;
      position[axis] = 0;
      from -= at(newStrides, axis) * at(newShape, axis);
    }
  }
  return { shape: newShape, data: moved as N }; // slice() of a union loses which of the two it was
}

export function product(factors: readonly number[]): number {
  return factors.reduce((one, other) => one * other, 1);
}

/** Without noUncheckedIndexedAccess a wrong index would become NaN far away from its cause. */
function at(list: ArrayLike<number>, index: number): number {
  const value = list[index];
  if (value === undefined) throw new RangeError(`There is no number ${index} among ${list.length}.`);
  return value;
}
