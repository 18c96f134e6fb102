// Vectors that stand for faces and for groups of them, in whole numbers of 16 bits: as true as the halves of the store, whose
// numbers are about 0.04 and are kept to 1 / 2¹⁵ as well, and compared in an eighth of the time, as nothing has to be widened.

import { runAll } from '../../scheduling/slices.ts';

export interface Vector {
  /** The heaviest model's values first, in units of 1 / `ONE`. No vector is longer than 1. */
  values: Int16Array;
  /** How many of them are the heaviest model's. */
  head: number;
  /** Length of the rest, or a little more: no other vector can gain more there than this times its own. */
  tail: number;
  /** What is taken off every similarity of this vector, as its surroundings are close; of a mean, the mean. */
  offset: number;
}

export interface Weighted {
  vector: Vector;
  weight: number;
}

/** What stands for 1. Sums of products of two vectors stay below 2³¹. */
export const ONE = 2 ** 15;
/** That there is room for. */
const LARGEST_NUMBER = ONE - 1;
/** What stands for 1 in a product. */
export const PRODUCT_ONE = ONE * ONE;
const VECTORS_IN_BLOCK = 256;
/** Vectors that are added up between two yields: about two milliseconds. */
const ADDED_AT_ONCE = 500;
let block: Int16Array = new Int16Array();
let taken = 0;

/**
 * Room for a vector that stays as long as its face: many to a block of memory, as V8 looks after each block by itself. The
 * thread in which faces are clustered reads it as well.
 */
export function roomFor(length: number): Int16Array {
  if (taken + length > block.length) {
    block = new Int16Array(new SharedArrayBuffer(Int16Array.BYTES_PER_ELEMENT * VECTORS_IN_BLOCK * length));
    taken = 0;
  }
  taken += length;
  return block.subarray(taken - length, taken);
}

/** @param values −1 to 1, scaled as well. @param at where they begin in `out` */
export function putScaled(values: Float16Array, scale: number, out: Int16Array, at: number): void {
  for (let index = 0; index < values.length; index++) out[at + index] = wholeNumber(values[index] * scale);
}

/** @param values of a vector that is not longer than 1 */
export function wholeNumbers(values: readonly number[] | Float16Array | Float32Array | Float64Array): Int16Array {
  return Int16Array.from(values, wholeNumber);
}

export function wholeNumber(value: number): number {
  return within(value * ONE);
}

function within(value: number): number {
  return Math.min(LARGEST_NUMBER, Math.max(-LARGEST_NUMBER, Math.round(value)));
}

export function vectorOf(values: Int16Array, head = values.length, offset = 0): Vector {
  return { values, head, offset, tail: Math.sqrt(Math.max(0, product(values, values, head, values.length))) };
}

/** Inner product, less both offsets: the similarity of two faces, or the mean over all pairs of two groups. */
export function dot(a: Vector, b: Vector): number {
  return product(a.values, b.values, 0, a.values.length) - a.offset - b.offset;
}

/**
 * The same, or −∞ when it is certainly below `least`: the heaviest model alone already says so of nearly all
 * pairs, since the others can add no more than the product of their lengths (Cauchy and Schwarz).
 */
export function dotFrom(a: Vector, b: Vector, least: number): number {
  const head = product(a.values, b.values, 0, a.head) - a.offset - b.offset;
  if (head + a.tail * b.tail < least) return -Infinity;
  return head + product(a.values, b.values, a.head, a.values.length);
}

export function squaredLength(values: Int16Array): number {
  return product(values, values, 0, values.length);
}

/** Between the ends of both, whatever their offsets are. */
export function distanceOf(a: Vector, b: Vector): number {
  let squares = 0;
  for (let at = 0; at < a.values.length; at++) squares += (a.values[at] - b.values[at]) ** 2;
  return Math.sqrt(squares) / ONE;
}

/** The heaviest model's values of many vectors, one after the other, in single precision. */
export function headsOf(vectors: readonly Vector[]): Float32Array {
  const head = vectors[0]?.head ?? 0;
  const heads = new Float32Array(head * vectors.length);
  for (let which = 0, to = 0; which < vectors.length; which++) {
    const { values } = vectors[which];
    for (let at = 0; at < head; at++, to++) heads[to] = values[at] / ONE;
  }
  return heads;
}

/** @returns the heaviest model's part of a vector, of unit length */
export function unitHead(values: Int16Array, head: number): Int16Array {
  const unit = new Int16Array(head);
  const length = Math.sqrt(product(values, values, 0, head)) || 1;
  for (let at = 0; at < head; at++) unit[at] = within(values[at] / length);
  return unit;
}

/** Inner product of two heads of one length, each where it begins in its list. */
export function headProduct(heads: Float32Array, at: number, others: Float32Array, to: number, length: number): number {
  let [p, q, r, s] = [0, 0, 0, 0];
  let i = 0;
  for (const last = length - 3; i < last; i += 4) {
    p += heads[at + i] * others[to + i];
    q += heads[at + i + 1] * others[to + i + 1];
    r += heads[at + i + 2] * others[to + i + 2];
    s += heads[at + i + 3] * others[to + i + 3];
  }
  for (; i < length; i++) p += heads[at + i] * others[to + i];
  return p + q + (r + s);
}

/** Adds a vector to a sum of vectors. */
export function addTo(sum: Float32Array, values: Int16Array): void {
  for (let at = 0; at < values.length; at++) sum[at] += values[at];
}

/** @returns the mean of vectors. @param sum of them, each times its weight. @param weights of all of them together */
export function dividedBy(sum: Float32Array, weights: number): Int16Array {
  const mean = new Int16Array(sum.length);
  for (let at = 0; at < sum.length; at++) mean[at] = Math.round(sum[at] / weights);
  return mean;
}

/** As numbers from −1 to 1. */
export function fractions(values: Int16Array): Float32Array {
  return Float32Array.from(values, (value) => value / ONE);
}

/** The weighted mean, worked out anew each time, so that rounding never piles up. */
export function meanOf(parts: readonly Weighted[]): Vector {
  return runAll(meanInSlices(parts));
}

/** The same, of thousands, a few milliseconds at a time. */
export function* meanInSlices(parts: readonly Weighted[]): Generator<void, Vector> {
  const [first] = parts;
  if (!first) throw new Error('There is no mean of nothing.');
  if (parts.length === 1) return first.vector;
  const sum = sumOf(first.vector.values.length, parts.length > ADDED_AT_ONCE);
  for (let from = 0; from < parts.length; from += ADDED_AT_ONCE) {
    if (from > 0) yield;
    add(parts.slice(from, from + ADDED_AT_ONCE), sum);
  }
  const total = parts.reduce((total, { weight }) => total + weight, 0);
  const mean = dividedBy(sum, total);
  const offset = parts.reduce((sum, { vector, weight }) => sum + weight * vector.offset, 0) / total;
  return vectorOf(mean, first.vector.head, offset);
}

/** Four at once: they lie far apart in memory, and so the processor waits for them together. */
function add(parts: readonly Weighted[], sum: Float32Array): void {
  let at = 0;
  for (; at + 3 < parts.length; at += 4) {
    const [a, b, c, d] = parts.slice(at, at + 4);
    const [p, q, r, s] = [a.vector.values, b.vector.values, c.vector.values, d.vector.values];
    for (let i = 0; i < sum.length; i++) {
      sum[i] += a.weight * p[i] + b.weight * q[i] + (c.weight * r[i] + d.weight * s[i]);
    }
  }
  for (const { vector, weight } of parts.slice(at)) {
    for (let i = 0; i < sum.length; i++) sum[i] += weight * vector.values[i];
  }
}

let sums = new Float32Array();

/**
 * Zeros, in the same memory each time: millions of means are worked out, one at a time.
 * @param isLong several are worked out meanwhile: it gets memory of its own
 */
function sumOf(length: number, isLong: boolean): Float32Array {
  if (isLong) return new Float32Array(length);
  if (sums.length !== length) sums = new Float32Array(length);
  return sums.fill(0);
}

/** Four sums side by side: the processor adds them at once. */
function product(a: Int16Array, b: Int16Array, from: number, to: number): number {
  let [p, q, r, s] = [0, 0, 0, 0];
  let i = from;
  for (const last = to - 3; i < last; i += 4) {
    p = (p + Math.imul(a[i], b[i])) | 0;
    q = (q + Math.imul(a[i + 1], b[i + 1])) | 0;
    r = (r + Math.imul(a[i + 2], b[i + 2])) | 0;
    s = (s + Math.imul(a[i + 3], b[i + 3])) | 0;
  }
  for (; i < to; i++) p = (p + Math.imul(a[i], b[i])) | 0;
  return (p + q + (r + s)) / PRODUCT_ONE;
}
