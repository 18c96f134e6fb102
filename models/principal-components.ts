// In which directions vectors differ most: weighted principal components, one after the other.

/** Of the power method: what is left of the next direction is far below what 32 bits hold. */
const ROUNDS = 500;

/** The next principal component, at right angles to those before (power method with deflation). */
export function strongest(rows: readonly Float64Array[], weights: readonly number[], before: readonly Float64Array[]) {
  let direction = unit(Float64Array.from(rows[0]));
  for (let round = 0; round < ROUNDS; round++) {
    const next = new Float64Array(direction.length);
    rows.forEach((row, index) => add(next, row, weights[index] * dot(row, direction)));
    for (const other of before) add(next, other, -dot(next, other));
    direction = unit(next);
  }
  return direction;
}

export function add(to: Float64Array, values: ArrayLike<number>, share: number): void {
  for (let index = 0; index < to.length; index++) to[index] += share * values[index];
}

export function dot(a: Float64Array, b: Float64Array): number {
  return a.reduce((sum, value, index) => sum + value * b[index], 0);
}

export function unit(vector: Float64Array): Float64Array {
  const length = Math.sqrt(dot(vector, vector)) || 1;
  return vector.map((value) => value / length);
}
