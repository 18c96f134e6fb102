// Which clusters a cluster may join, by score, in plain arrays of numbers: there are millions of them, and were each an object,
// clearing up memory would keep every call waiting.

export class Candidates {
  length = 0;
  /** Two numbers each: the score, and the index of the cluster. The highest scores last. */
  private pairs: Float64Array;

  private constructor(pairs: Float64Array) {
    this.pairs = pairs;
    this.length = pairs.length >> 1;
  }

  static none(): Candidates {
    return new Candidates(NO_CANDIDATES);
  }

  /** @param found in any order: score and index in turns, `count` of both */
  static sorted(found: Float64Array, count: number): Candidates {
    if (count === 0) return Candidates.none();
    const order = Array.from({ length: count }, (_, at) => 2 * at);
    order.sort((x, y) => worseFirst(found[x], found[x + 1], found[y], found[y + 1]));
    const pairs = new Float64Array(2 * count);
    order.forEach((from, at) => {
      pairs[2 * at] = found[from];
      pairs[2 * at + 1] = found[from + 1];
    });
    return new Candidates(pairs);
  }

  /** Of two lists: in one go, as to insert each by itself would move most of the list each time. */
  static merged(one: Candidates, other: Candidates): Candidates {
    if (other.length === 0) return one;
    const pairs = new Float64Array(2 * (one.length + other.length));
    for (let at = 0, i = 0, j = 0; at < pairs.length; at += 2) {
      const isOne =
        j === other.length ||
        (i < one.length && worseFirst(one.score(i), one.other(i), other.score(j), other.other(j)) <= 0);
      const [from, index] = isOne ? [one, i++] : [other, j++];
      pairs[at] = from.score(index);
      pairs[at + 1] = from.other(index);
    }
    return new Candidates(pairs);
  }

  score(at: number): number {
    return this.pairs[2 * at];
  }

  other(at: number): number {
    return this.pairs[2 * at + 1];
  }

  /** Takes the best one off. */
  pop(): void {
    this.length--;
  }

  /** After its equals. @returns whether it is the best now */
  insert(score: number, other: number): boolean {
    let [low, high] = [0, this.length];
    while (low < high) {
      const middle = (low + high) >> 1;
      if (worseFirst(this.score(middle), this.other(middle), score, other) <= 0) low = middle + 1;
      else high = middle;
    }
    if (2 * this.length === this.pairs.length) this.grow();
    this.pairs.copyWithin(2 * low + 2, 2 * low, 2 * this.length);
    this.pairs[2 * low] = score;
    this.pairs[2 * low + 1] = other;
    this.length++;
    return low === this.length - 1;
  }

  private grow(): void {
    const pairs = new Float64Array(2 * Math.max(2, this.length + (this.length >> 1)));
    pairs.set(this.pairs);
    this.pairs = pairs;
  }
}

const NO_CANDIDATES = new Float64Array();

/** Of equal scores the lower index is better. */
function worseFirst(score: number, other: number, theirs: number, them: number): number {
  return score - theirs || them - other;
}
