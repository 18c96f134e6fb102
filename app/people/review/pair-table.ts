// What ranking asks of every pair, in plain arrays of numbers: an answer waits until all are looked at, there may be two
// million, and to fetch an object and what it holds takes a third of a microsecond, an exponential a fortieth.

import { logitOfSame, type SimilarityModel } from '../scoring/similarity.ts';
import { scoreOfTime, type TimeGap } from '../scoring/time.ts';

/** Score without what time adds, years apart, whether on one day, from which logit on it matters. */
const NUMBERS = 4;
const ROWS_AT_FIRST = 1024;

export interface PairNumbers {
  score: number;
  timeGap: TimeGap | null;
  /** From which logit of being one person on it matters. */
  matters: number;
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
  add({ score, timeGap, matters }: PairNumbers): number {
    const row = this.#free.pop() ?? this.#length++;
    if (NUMBERS * this.#length > this.#numbers.length) this.#grow();
    this.#numbers.set([score, timeGap?.years ?? 0, Number(timeGap?.sameDay ?? false), matters], NUMBERS * row);
    return row;
  }

  remove(row: number): void {
    this.#numbers.fill(-Infinity, NUMBERS * row, NUMBERS * (row + 1));
    this.#free.push(row);
  }

  /** @param look is given each row that is not free, the logit of its pair being one person, and that from which on it matters */
  forEach(similarityModel: SimilarityModel, look: (row: number, logit: number, matters: number) => void): void {
    const numbers = this.#numbers;
    const { timing } = similarityModel;
    for (let row = 0, at = 0; row < this.#length; row++, at += NUMBERS) {
      const score = numbers[at];
      if (score === -Infinity) continue;
      const total = score + scoreOfTime(numbers[at + 1], numbers[at + 2], timing);
      look(row, logitOfSame(total, similarityModel), numbers[at + 3]);
    }
  }

  #grow(): void {
    const more = new Float64Array(2 * this.#numbers.length);
    more.set(this.#numbers);
    this.#numbers = more;
  }
}
