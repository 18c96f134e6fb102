// Which clusters a cluster may join, the best on top: a binary heap in plain arrays of numbers. There are millions of them, and
// were each an object, clearing up memory would keep every call waiting.

export class Candidates {
  length = 0;
  /** Two numbers each: the score, and the index of the cluster. */
  private pairs: Float64Array;

  private constructor(pairs: Float64Array) {
    this.pairs = pairs;
    this.length = pairs.length >> 1;
  }

  static none(): Candidates {
    return new Candidates(NO_CANDIDATES);
  }

  /** @param found in any order: score and index in turns, `count` of both */
  static of(found: Float64Array, count: number): Candidates {
    if (count === 0) return Candidates.none();
    const candidates = new Candidates(found.slice(0, 2 * count));
    for (let at = (count >> 1) - 1; at >= 0; at--) candidates.sink(at, candidates.score(at), candidates.other(at));
    return candidates;
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
    this.length++;
    this.makeRoom();
    return this.rise(this.length - 1, score, other) === 0;
  }

  insertAll(others: Candidates): void {
    const first = this.length;
    this.length += others.length;
    this.makeRoom();
    for (let at = 0; at < others.length; at++) this.rise(first + at, others.score(at), others.other(at));
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

  /** A quarter more than is needed: a list grows with nearly every join. */
  private makeRoom(): void {
    if (2 * this.length <= this.pairs.length) return;
    const pairs = new Float64Array(2 * (this.length + (this.length >> 2)));
    pairs.set(this.pairs);
    this.pairs = pairs;
  }
}

const NO_CANDIDATES = new Float64Array();
