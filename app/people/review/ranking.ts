// Which question comes first of all that there are. An answer waits for this: each is looked at, and hardly one is kept.

import { logitOf, logitOfSame, probabilityAt, type SimilarityModel } from '../scoring/similarity.ts';
import { timeScore } from '../scoring/time.ts';
import type { Candidate } from './candidate.ts';
import { LEAST_PROBABILITY } from './judging.ts';
import {
  AFTER_NEXT_AGE,
  claimsOf,
  isBefore,
  type Known,
  logitThatMatters,
  nextAgesFirst,
  type Rank,
  type Ranked,
  turnOf,
} from './order.ts';
import type { Pairs } from './pairs.ts';
import type { Settled } from './settled.ts';

/** Which pair follows is known by the answer alone. Of one ahead, the pictures of less than half were the right ones. */
const PAIRS_AHEAD = 4;

const LEAST_LOGIT = logitOf(LEAST_PROBABILITY);

/** Marks of rows: nothing is known of it but its numbers; it is claimed by somebody known, or was left for later; it is not asked. */
const [PLAIN, CONCERNED, SETTLED] = [0, 1, 2];

export interface Rankable {
  pairs: Pairs;
  /** People who may be two. */
  doubts: ReadonlyMap<number, Candidate>;
  /** All candidates with this person. */
  about(person: number): Iterable<Candidate>;
  /** Of people who changed since and are about to be examined anew. */
  stands(candidate: Candidate): boolean;
  /** Children to be asked about from age to age. */
  growingUp: Iterable<Candidate>;
  rank: Rank;
}

/** @returns the best and those after it, how many questions there are, and how many of these matter */
export function rankAll(
  { pairs, doubts, about, stands, growingUp, rank }: Rankable,
  { settled, later }: Settled,
  known: Known,
  similarityModel: SimilarityModel,
): { first: Ranked[]; remaining: number; important: number } {
  const isWaiting = nextAgesFirst(growingUp);
  const claims = claimsOf(known, about);
  const marks = new Uint8Array(pairs.table.length);
  mark(claims.keys(), CONCERNED);
  mark(later.keys(), CONCERNED);
  mark(settled, SETTLED);
  let remaining = 0;
  let important = 0;
  const first: Ranked[] = [];
  pairs.table.forEach(similarityModel, (row, logit, matters) => {
    if (logit < LEAST_LOGIT || marks[row] === SETTLED) return;
    const pair = marks[row] === PLAIN ? undefined : pairs.at(row);
    const turn = turnOf(logit, matters, pair && claims.get(pair));
    const left = pair && later.get(pair);
    count(turn, left);
    if (mayBeFirst(turn)) place(pair ?? pairs.at(row), logit, logit, turn, left);
  });
  for (const doubt of doubts.values()) {
    const total = doubt.score + timeScore(doubt.timeGap, similarityModel.timing);
    const logit = logitOfSame(total, similarityModel);
    const surprise = -logit; // that it is two
    if (surprise < LEAST_LOGIT || settled.has(doubt)) continue;
    const turn = turnOf(surprise, logitThatMatters(doubt.change), claims.get(doubt));
    const left = later.get(doubt);
    count(turn, left);
    if (mayBeFirst(turn)) place(doubt, logit, surprise, turn, left);
  }
  return { first, remaining, important };

  function mark(candidates: Iterable<Candidate>, as: number): void {
    for (const { row } of candidates) if (row !== undefined) marks[row] = as;
  }

  function count(turn: number, left: number | undefined): void {
    remaining++;
    if (left === undefined && turn > 0) important++;
  }

  /** Most are not, which their turn alone says. */
  function mayBeFirst(turn: number): boolean {
    const last = first[PAIRS_AHEAD];
    return last?.later !== 0 || turn >= last.turn;
  }

  /** @param logit that both halves are one person. @param surprise that of `surpriseOf` */
  function place(candidate: Candidate, logit: number, surprise: number, turn: number, left: number | undefined): void {
    const last = first[PAIRS_AHEAD];
    const isNext = left ?? (isWaiting(candidate) ? AFTER_NEXT_AGE : 0);
    const worth = rank(candidate, probabilityAt(surprise));
    const ranked = { candidate, probability: probabilityAt(logit), turn, worth, later: isNext };
    if ((last && !isBefore(ranked, last)) || !stands(candidate)) return;
    const behind = first.findIndex((other) => isBefore(ranked, other));
    first.splice(behind < 0 ? first.length : behind, 0, ranked);
    first.splice(PAIRS_AHEAD + 1);
  }
}
