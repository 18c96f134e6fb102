// Pairs of clusters, the most similar on top: a binary heap in plain arrays, equal pairs by index, so that runs repeat.

export interface Pair {
  a: number;
  b: number;
  /** How often each had been joined when the pair was put here: a later count makes it stale. */
  versionA: number;
  versionB: number;
}

export class PairHeap {
  private length = 0;
  private similarity = new Float64Array(1024);
  /** Four numbers a pair: a, b and their versions. */
  private pairs = new Int32Array(4 * 1024);

  push(similarity: number, a: number, b: number, versionA: number, versionB: number): void {
    if (this.length === this.similarity.length) this.grow();
    let at = this.length++;
    while (at > 0) {
      const parent = (at - 1) >> 1;
      if (!this.isBefore(similarity, a, b, parent)) break;
      this.copy(parent, at);
      at = parent;
    }
    this.put(at, similarity, a, b, versionA, versionB);
  }

  pop(): Pair | undefined {
    if (this.length === 0) return undefined;
    const [a, b, versionA, versionB] = this.pairs.subarray(0, 4);
    const last = --this.length;
    const similarity = this.similarity[last];
    const [lastA, lastB, lastVersionA, lastVersionB] = this.pairs.subarray(4 * last, 4 * last + 4);
    let at = 0;
    for (;;) {
      let child = 2 * at + 1;
      if (child >= last) break;
      const other = child + 1;
      if (
        other < last &&
        this.isBefore(this.similarity[other], this.pairs[4 * other], this.pairs[4 * other + 1], child)
      )
        child = other;
      if (this.isBefore(similarity, lastA, lastB, child)) break;
      this.copy(child, at);
      at = child;
    }
    this.put(at, similarity, lastA, lastB, lastVersionA, lastVersionB);
    return { a, b, versionA, versionB };
  }

  private isBefore(similarity: number, a: number, b: number, than: number): boolean {
    if (similarity !== this.similarity[than]) return similarity > this.similarity[than];
    return a !== this.pairs[4 * than] ? a < this.pairs[4 * than] : b < this.pairs[4 * than + 1];
  }

  private put(at: number, similarity: number, a: number, b: number, versionA: number, versionB: number): void {
    this.similarity[at] = similarity;
    this.pairs[4 * at] = a;
    this.pairs[4 * at + 1] = b;
    this.pairs[4 * at + 2] = versionA;
    this.pairs[4 * at + 3] = versionB;
  }

  private copy(from: number, to: number): void {
    this.similarity[to] = this.similarity[from];
    this.pairs.copyWithin(4 * to, 4 * from, 4 * from + 4);
  }

  private grow(): void {
    const similarity = new Float64Array(2 * this.length);
    const pairs = new Int32Array(8 * this.length);
    similarity.set(this.similarity);
    pairs.set(this.pairs);
    [this.similarity, this.pairs] = [similarity, pairs];
  }
}
