// Two people who may be one, or one who may be two. A large library has two million: what follows from the rest is not kept.

import { pairKey } from '../grouping/constraints.ts';
import type { GrowingUp } from '../grouping/ages.ts';
import type { Group } from '../grouping/group.ts';
import type { TimeGap } from '../scoring/time.ts';

/** What is known of them as long as none gains or loses a face. */
interface CandidateParts {
  /** Two, the smaller id first, or one. */
  people: readonly [number] | readonly [number, number];
  halves: readonly [Group, Group];
  similarity: number;
  /** How many others both were seen with. */
  shared: number;
  /** That both halves are the same person, without what time adds. */
  score: number;
  /** In time. */
  timeGap: TimeGap | null;
  /** Within one month both look like two people, however alike they are over the years. */
  isTwoAtOneTime: boolean;
}

export class Candidate implements CandidateParts {
  readonly similarity: number;
  readonly shared: number;
  score: number;
  readonly timeGap: TimeGap | null;
  /** A child who is seen again after a while; null: no child, or not known. */
  growth: GrowingUp | null = null;
  isTwoAtOneTime: boolean;
  /** How much the grouping changes if the answer is not what it says today. */
  readonly change: number;
  /** Of the table of all pairs; undefined: it is not among them. */
  row: number | undefined;
  readonly #person: number;
  readonly #other: number | undefined;
  readonly #half: Group;
  readonly #otherHalf: Group;

  constructor({ people, halves, similarity, shared, score, timeGap, isTwoAtOneTime }: CandidateParts) {
    [this.#person, this.#other] = people;
    [this.#half, this.#otherHalf] = halves;
    this.similarity = similarity;
    this.shared = shared;
    this.score = score;
    this.timeGap = timeGap;
    this.isTwoAtOneTime = isTwoAtOneTime;
    this.change = changeBetween(this.#half.size, this.#otherHalf.size);
  }

  get people(): CandidateParts['people'] {
    return this.#other === undefined ? [this.#person] : [this.#person, this.#other];
  }

  get halves(): CandidateParts['halves'] {
    return [this.#half, this.#otherHalf];
  }

  /** Of the people, whose order it keeps. */
  get key(): number {
    return this.#other === undefined ? this.#person : pairKey(this.#person, this.#other);
  }
}

/** See `expectedChange`. @param m, n how many faces the halves have */
function changeBetween(m: number, n: number): number {
  return (2 * m * n) / (m + n);
}
