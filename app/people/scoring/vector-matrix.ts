// Vectors side by side, for inner products of many with many: a matrix times a matrix, by the program of simd.ts.

import { COLUMNS_IN_TILE, LANES, type ListedProducts, type Products, productsIn, ROWS_IN_TILE } from './simd.ts';

const PAGE_BYTES = 65_536;
const MOST_PAGES = 65_536; // 4 GB
const ROW_BYTES = Int16Array.BYTES_PER_ELEMENT;
const PRODUCT_BYTES = Int32Array.BYTES_PER_ELEMENT;

/** Rows of whole numbers of 16 bits; a product is a whole number of 32 bits, where 2³⁰ stands for 1. */
export class VectorMatrix {
  /** How many rows there may be, and how many numbers each has. */
  readonly rows: number;
  readonly length: number;
  readonly #memory: WebAssembly.Memory;
  readonly #multiply: Products;
  readonly #multiplyListed: ListedProducts;
  readonly #stride: number;
  /** Where the rows end and the products begin. */
  readonly #end: number;
  /** Where the last products of many with many end, and those of one with others begin. */
  #endOfProducts: number;
  #numbers: Int16Array;
  #results: Int32Array;

  /** @param rows how many there may be. @param length how many numbers each has */
  constructor(rows: number, length: number) {
    this.rows = rows;
    const wholeRows = Math.ceil(rows / ROWS_IN_TILE) * ROWS_IN_TILE + ROWS_IN_TILE; // a tile may reach beyond the last one
    this.length = length;
    this.#stride = ROW_BYTES * LANES * Math.max(1, Math.ceil(length / LANES));
    this.#end = this.#endOfProducts = wholeRows * this.#stride;
    this.#memory = new WebAssembly.Memory({ initial: Math.ceil(this.#end / PAGE_BYTES) + 1, maximum: MOST_PAGES });
    const { products, listed } = productsIn(this.#memory);
    [this.#multiply, this.#multiplyListed] = [products, listed];
    this.#numbers = new Int16Array(this.#memory.buffer);
    this.#results = new Int32Array(this.#memory.buffer);
  }

  /** @param values those behind `length` are left out */
  put(row: number, values: Int16Array): void {
    this.#numbers.set(values.subarray(0, this.length), (row * this.#stride) / ROW_BYTES);
  }

  /**
   * Products of `count` rows from `first` on with `others` rows from `second` on.
   * @param length the first so many numbers of each are compared, a multiple of eight. Default: all
   * @returns for each of these the products with all of those, `count` rounded up to a whole tile apart; until the next call
   *   of this, or of the other one with more than `count`
   */
  products(
    first: number,
    count: number,
    second: number,
    others: number,
    length?: number,
  ): { of: Int32Array; apart: number } {
    const apart = Math.ceil(count / ROWS_IN_TILE) * ROWS_IN_TILE;
    const columns = Math.ceil(others / COLUMNS_IN_TILE) * COLUMNS_IN_TILE;
    this.#endOfProducts = this.#end + apart * columns * PRODUCT_BYTES;
    this.#growTo(this.#endOfProducts + 2 * apart * PRODUCT_BYTES); // also for one of the others with all of those
    const compared = length === undefined ? this.#stride : length * ROW_BYTES;
    this.#multiply(first * this.#stride, apart, second * this.#stride, columns, this.#stride, compared, this.#end);
    const from = this.#end / PRODUCT_BYTES;
    return { of: this.#results.subarray(from, from + apart * columns), apart };
  }

  /**
   * Products of one row with others, wherever these are.
   * @param others the first `count` of them are rows
   * @returns as many products; until the next call
   */
  productsWith(row: number, others: Int32Array, count: number): Int32Array {
    const begin = this.#endOfProducts;
    const list = begin / PRODUCT_BYTES;
    this.#growTo(begin + 2 * count * PRODUCT_BYTES);
    const products = this.#results.subarray(list + count, list + 2 * count);
    if (count === 0) return products;
    for (let at = 0; at < count; at++) this.#results[list + at] = others[at] * this.#stride;
    const listEnd = begin + count * PRODUCT_BYTES;
    this.#multiplyListed(row * this.#stride, begin, listEnd, this.#stride, listEnd);
    return products;
  }

  #growTo(bytes: number): void {
    const missing = Math.ceil((bytes - this.#memory.buffer.byteLength) / PAGE_BYTES);
    if (missing <= 0) return;
    this.#memory.grow(missing);
    this.#numbers = new Int16Array(this.#memory.buffer);
    this.#results = new Int32Array(this.#memory.buffer);
  }
}

/** @param used serves again where it is large enough: new memory takes longer to come than to fill */
export function matrixFor(rows: number, length: number, used: VectorMatrix | undefined): VectorMatrix {
  return used?.length === length && used.rows >= rows ? used : new VectorMatrix(rows, length);
}

const LEAST_ROWS_AT_HAND = 128;
let atHand: VectorMatrix | undefined;

/**
 * For what is compared at once and then forgotten: one memory for all.
 * @param vectors of one length. @returns their matrix, until the next call
 */
export function matrixOf(vectors: readonly Int16Array[]): VectorMatrix {
  const matrix = (atHand = matrixFor(Math.max(LEAST_ROWS_AT_HAND, vectors.length), vectors[0]?.length ?? 0, atHand));
  vectors.forEach((values, row) => matrix.put(row, values));
  return matrix;
}
