// Vectors that stand for faces and for groups of them: in half precision, as the store keeps them, and compared early.

import { runAll } from '../../scheduling/slices.ts';

export interface Vector {
  /** The heaviest model's values first. */
  values: Float16Array;
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

const VECTORS_IN_BLOCK = 256;
/** Vectors that are added up between two yields: about two milliseconds. */
const ADDED_AT_ONCE = 500;
let block: Float16Array = new Float16Array();
let taken = 0;

/**
 * Room for a vector that stays as long as its face: many to a block of memory, as V8 looks after each block by itself. The
 * thread in which faces are clustered reads it as well.
 */
export function roomFor(length: number): Float16Array {
  if (taken + length > block.length) {
    block = new Float16Array(new SharedArrayBuffer(Float16Array.BYTES_PER_ELEMENT * VECTORS_IN_BLOCK * length));
    taken = 0;
  }
  taken += length;
  return block.subarray(taken - length, taken);
}

/** By index: V8 makes two objects of each half that an iterator hands out. @param at where they begin in `out` */
export function putScaled(values: Float16Array, scale: number, out: Float16Array, at: number): void {
  for (let index = 0; index < values.length; index++) out[at + index] = values[index] * scale;
}

export function vectorOf(values: Float16Array, head = values.length, offset = 0): Vector {
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

/** Between the ends of both, whatever their offsets are. */
export function distanceOf(a: Vector, b: Vector): number {
  let squares = 0;
  for (let at = 0; at < a.values.length; at++) squares += (a.values[at] - b.values[at]) ** 2;
  return Math.sqrt(squares);
}

/**
 * The heaviest model's values of many vectors, one after the other, in single precision: two of these are compared in
 * a third of the time, as nothing has to be widened.
 */
export function headsOf(vectors: readonly Vector[]): Float32Array {
  const head = vectors[0]?.head ?? 0;
  const heads = new Float32Array(head * vectors.length);
  vectors.forEach(({ values }, at) => heads.set(values.subarray(0, head), at * head));
  return heads;
}

/** @returns the heaviest model's part of a vector, of unit length, in single precision */
export function unitHead(values: Float16Array, head: number): Float32Array {
  const unit = new Float32Array(head);
  let squares = 0;
  for (let at = 0; at < head; at++) squares += values[at] * values[at];
  const length = Math.sqrt(squares) || 1;
  for (let at = 0; at < head; at++) unit[at] = values[at] / length;
  return unit;
}

/**
 * Inner product of two heads of one length, each where it begins in its list: exactly as of the vectors themselves. Apart
 * from `product`, since V8 makes a loop fast for one kind of array.
 */
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

/**
 * Inner products of the first heads of a list with one other head: of four at a time, which takes half the time of one
 * after the other, as a number that is read is used four times.
 * @param out receives them; it is as long as there are heads to be compared with at least
 * @param count how many of the list
 */
export function headProducts(
  heads: Float32Array,
  count: number,
  other: Float32Array,
  to: number,
  length: number,
  out: Float64Array,
): void {
  let head = 0;
  for (; head + 3 < count; head += 4) fourHeadProducts(heads, head, other, to, length, out);
  for (; head < count; head++) out[head] = headProduct(heads, head * length, other, to, length);
}

/** Of this head and the three behind it. */
function fourHeadProducts(
  heads: Float32Array,
  head: number,
  other: Float32Array,
  to: number,
  length: number,
  out: Float64Array,
): void {
  const first = head * length;
  const [second, third, fourth] = [first + length, first + 2 * length, first + 3 * length];
  let [p, q, r, s] = [0, 0, 0, 0];
  for (let i = 0; i < length; i++) {
    const value = other[to + i];
    p += value * heads[first + i];
    q += value * heads[second + i];
    r += value * heads[third + i];
    s += value * heads[fourth + i];
  }
  out[head] = p;
  out[head + 1] = q;
  out[head + 2] = r;
  out[head + 3] = s;
}

/** Adds numbers to those of a list from a place on. */
export function addAt(sums: Float32Array, from: number, values: Float32Array): void {
  for (let at = 0; at < values.length; at++) sums[from + at] += values[at];
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
  const mean = new Float16Array(sum.length);
  for (let i = 0; i < sum.length; i++) mean[i] = sum[i] / total;
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
function product(a: Float16Array, b: Float16Array, from: number, to: number): number {
  let [p, q, r, s] = [0, 0, 0, 0];
  let i = from;
  for (const last = to - 3; i < last; i += 4) {
    p += a[i] * b[i];
    q += a[i + 1] * b[i + 1];
    r += a[i + 2] * b[i + 2];
    s += a[i + 3] * b[i + 3];
  }
  for (; i < to; i++) p += a[i] * b[i];
  return p + q + (r + s);
}
