// Few numbers of each vector that say of nearly all pairs that they are not alike: its principal components.

import { LANES } from '../scoring/simd.ts';
import { ONE, PRODUCT_ONE, squaredLength, type Vector, wholeNumber, wholeNumbers } from '../scoring/vectors.ts';
import { VectorMatrix } from '../scoring/vector-matrix.ts';

/** What is multiplied in place of the vectors: no two are more alike than that and their rests say. */
export interface Bounds {
  /** A row for each vector, of which the first `length` numbers count. */
  rows: VectorMatrix;
  length: number;
  /** For each vector the length of what its row leaves out: a product gains no more of it than both rests multiplied (Cauchy and Schwarz). */
  rests: Float64Array;
  /** By so much, at most, a product of two rows is too low as numbers are rounded. */
  slack: number;
}

/**
 * Of 8,141 vectors of faces of LFW they leave out 0.13 of the squares, and every pair is compared in 0.42 of the time; with
 * 64, 96, 128, 192 and 256 components in 3.4, 1.4, 0.62, 0.56 and 0.66 of it.
 */
const COMPONENTS = 160;
/** Of fewer vectors, to find the components takes as long as they save. */
const LEAST_PROJECTED = 4_000;
const VECTORS_LOOKED_AT = 2 * COMPONENTS;
const PROJECTED_AT_ONCE = 32;
/** How far numbers of so many components are off together, at most, for being whole ones. */
const ROUNDING_OF_ALL = Math.sqrt(COMPONENTS) / (2 * ONE);

interface Components {
  /** As long as the vectors. */
  rows: readonly Int16Array[];
  /** How far, at most, what they make of a vector of length 1 is from what exact ones would. */
  error: number;
}

/** Any directions will do, those of other vectors only decide less: what a thread has found serves for all it compares. */
let known: Components | undefined;

/** @returns how many rows behind those of so many vectors `boundsOf` needs for itself */
export function spareRows(count: number): number {
  return count < LEAST_PROJECTED ? 0 : COMPONENTS;
}

/** In slices. @param matrix rows of these vectors, maybe of others, and at the end as many as `spareRows` says */
export function* boundsOf(vectors: readonly Vector[], matrix: VectorMatrix): Generator<void, Bounds> {
  const [first] = vectors;
  const length = first?.values.length ?? 0;
  if (spareRows(vectors.length) === 0 || length <= COMPONENTS) {
    const head = first?.head ?? 0;
    const rests = Float64Array.from(vectors, ({ tail }) => tail);
    return { rows: matrix, length: head % LANES === 0 ? head : length, rests, slack: 0 };
  }
  if (known?.rows[0]?.length !== length) known = yield* componentsOf(vectors, length);
  const { rows: components, error } = known;
  const place = matrix.rows - COMPONENTS;
  for (const [at, component] of components.entries()) matrix.put(place + at, component);
  const rows = new VectorMatrix(vectors.length, COMPONENTS);
  const rests = new Float64Array(vectors.length);
  const row = new Int16Array(COMPONENTS);
  /** One number of a vector that is nearly a component itself may have no room, and is further off than by rounding. */
  let farthest = 0;
  for (let at = 0; at < vectors.length; at += PROJECTED_AT_ONCE) {
    const count = Math.min(PROJECTED_AT_ONCE, vectors.length - at);
    const { of: products, apart } = matrix.products(place, COMPONENTS, at, count);
    for (let which = 0; which < count; which++) {
      for (let component = 0; component < COMPONENTS; component++) {
        const product = products[which * apart + component] / PRODUCT_ONE;
        row[component] = wholeNumber(product);
        farthest = Math.max(farthest, Math.abs(product - row[component] / ONE));
      }
      rows.put(at + which, row);
      const held = Math.max(0, Math.sqrt(squaredLength(row)) - error - ROUNDING_OF_ALL);
      rests[at + which] = Math.sqrt(Math.max(0, squaredLength(vectors[at + which].values) - held * held));
    }
    yield;
  }
  const off = error + ROUNDING_OF_ALL + farthest;
  return { rows, length: COMPONENTS, rests, slack: off * (2 + off) };
}

/**
 * Directions at right angles to one another that hold much of the vectors: what one step of orthogonal iteration makes of some
 * of them (Golub and Van Loan, Matrix Computations, 4th edition, section 8.2.4). Three steps hold hardly more.
 */
function* componentsOf(vectors: readonly Vector[], length: number): Generator<void, Components> {
  const step = Math.ceil(vectors.length / VECTORS_LOOKED_AT);
  const sample: Float64Array[] = [];
  for (let at = 0; at < vectors.length; at += step)
    sample.push(Float64Array.from(vectors[at].values, (value) => value / ONE));
  const directions: Float64Array[] = [];
  for (const vector of sample.slice(0, COMPONENTS)) {
    const turned = new Float64Array(length);
    for (const other of sample) addTimes(turned, other, product(other, vector));
    directions.push(atRightAngles(turned, directions));
    yield;
  }
  const rows = directions.map(wholeNumbers);
  let squares = 0;
  for (const [at, direction] of directions.entries()) {
    for (let i = 0; i < length; i++) squares += (rows[at][i] / ONE - direction[i]) ** 2;
  }
  return { rows, error: Math.sqrt(squares) };
}

/** @returns what of the vector lies in no direction of the others, of length 1; zeros where nothing does */
function atRightAngles(vector: Float64Array, others: readonly Float64Array[]): Float64Array {
  // Twice: the first time leaves what rounding makes of large numbers.
  for (const other of [...others, ...others]) addTimes(vector, other, -product(vector, other));
  const length = Math.sqrt(product(vector, vector));
  return length < 1e-9 ? vector.fill(0) : vector.map((value) => value / length);
}

function product(a: Float64Array, b: Float64Array): number {
  let [p, q, r, s] = [0, 0, 0, 0];
  let i = 0;
  for (const last = a.length - 3; i < last; i += 4) {
    p += a[i] * b[i];
    q += a[i + 1] * b[i + 1];
    r += a[i + 2] * b[i + 2];
    s += a[i + 3] * b[i + 3];
  }
  for (; i < a.length; i++) p += a[i] * b[i];
  return p + q + (r + s);
}

function addTimes(to: Float64Array, values: Float64Array, times: number): void {
  for (let i = 0; i < to.length; i++) to[i] += times * values[i];
}
