// What ranking asks of every pair, in plain arrays of numbers: an answer waits until all are looked at, there may be two
// million, and to fetch an object and what it holds takes a third of a microsecond.

import { probabilityOfSame, type SimilarityModel } from '../scoring/similarity.ts';
import { scoreOfTime, type TimeGap } from '../scoring/time.ts';

/** Score without what time adds, years apart, whether on one day, how much may change. */
const NUMBERS = 4;
const ROWS_AT_FIRST = 1024;

export interface PairNumbers {
  score: number;
  timeGap: TimeGap | null;
  /** More than 0. */
  change: number;
}

export class PairTable {
  #numbers = new Float64Array(NUMBERS * ROWS_AT_FIRST);
  #length = 0;
  readonly #free: number[] = [];

  /** How many rows there are, with those that are free. */
  get length(): number {
    return this.#length;
  }

  /** @returns its row, which may have been that of another one before */
  add({ score, timeGap, change }: PairNumbers): number {
    const row = this.#free.pop() ?? this.#length++;
    if (NUMBERS * this.#length > this.#numbers.length) this.#grow();
    this.#numbers.set([score, timeGap?.years ?? 0, Number(timeGap?.sameDay ?? false), change], NUMBERS * row);
    return row;
  }

  remove(row: number): void {
    this.#numbers.fill(0, NUMBERS * row, NUMBERS * (row + 1));
    this.#free.push(row);
  }

  /** @param look is given each row that is not free, and the probability that its pair is one person */
  forEach(similarityModel: SimilarityModel, look: (row: number, probability: number, change: number) => void): void {
    const numbers = this.#numbers;
    const { timing } = similarityModel;
    for (let row = 0, at = 0; row < this.#length; row++, at += NUMBERS) {
      const change = numbers[at + 3];
      if (change === 0) continue;
      const total = numbers[at] + scoreOfTime(numbers[at + 1], numbers[at + 2], timing);
      look(row, probabilityOfSame(total, similarityModel), change);
    }
  }

  #grow(): void {
    const more = new Float64Array(2 * this.#numbers.length);
    more.set(this.#numbers);
    this.#numbers = more;
  }
}
