// Which clusters a cluster may join, the best on top: a binary heap in plain arrays of numbers. There are millions of them, and
// were each an object, clearing up memory would keep every call waiting.

import { roomier } from './index-list.ts';

const NO_CANDIDATES = new Float64Array();

export class Candidates {
  length = 0;
  /** Two numbers each: the score, and the index of the cluster. */
  private pairs = NO_CANDIDATES;

  /** @param found take the place of those that were here, in any order: score and index in turns, `count` of both */
  replace(found: Float64Array, count: number): void {
    this.length = 0;
    this.makeRoom(count);
    this.length = count;
    this.pairs.set(found.subarray(0, 2 * count));
    for (let at = (count >> 1) - 1; at >= 0; at--) this.sink(at, this.score(at), this.other(at));
  }

  /** The index of the cluster with the highest score, of equal scores the lowest. */
  get best(): number {
    return this.other(0);
  }

  /** Takes the best one off. */
  pop(): void {
    const last = --this.length;
    if (last > 0) this.sink(0, this.score(last), this.other(last));
  }

  /** @returns whether it is the best now */
  insert(score: number, other: number): boolean {
    this.makeRoom(1);
    return this.rise(this.length++, score, other) === 0;
  }

  /** @param found as for `replace` */
  insertAll(found: Float64Array, count: number): void {
    this.makeRoom(count);
    for (let at = 0; at < count; at++) this.rise(this.length++, found[2 * at], found[2 * at + 1]);
  }

  /** From a free place up to where it belongs. @returns that place */
  private rise(from: number, score: number, other: number): number {
    let at = from;
    while (at > 0) {
      const parent = (at - 1) >> 1;
      if (this.isWorse(score, other, parent)) break;
      this.put(at, this.score(parent), this.other(parent));
      at = parent;
    }
    this.put(at, score, other);
    return at;
  }

  /** From a free place down to where it belongs. */
  private sink(from: number, score: number, other: number): void {
    let at = from;
    for (;;) {
      let child = 2 * at + 1;
      if (child >= this.length) break;
      if (child + 1 < this.length && this.isWorse(this.score(child), this.other(child), child + 1)) child++;
      if (!this.isWorse(score, other, child)) break;
      this.put(at, this.score(child), this.other(child));
      at = child;
    }
    this.put(at, score, other);
  }

  /** Of equal scores the lower index is better. */
  private isWorse(score: number, other: number, than: number): boolean {
    const theirs = this.score(than);
    return score < theirs || (score === theirs && other > this.other(than));
  }

  private score(at: number): number {
    return this.pairs[2 * at];
  }

  private other(at: number): number {
    return this.pairs[2 * at + 1];
  }

  private put(at: number, score: number, other: number): void {
    this.pairs[2 * at] = score;
    this.pairs[2 * at + 1] = other;
  }

  private makeRoom(more: number): void {
    const length = this.length + more;
    if (2 * length <= this.pairs.length) return;
    const pairs = new Float64Array(2 * roomier(length));
    pairs.set(this.pairs.subarray(0, 2 * this.length));
    this.pairs = pairs;
  }
}
