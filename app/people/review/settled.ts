// What the answers that stand leave to be asked: which candidates need no question any more, and which were left for later.

import type { AnswerRecord } from '../../store/index.ts';
import type { Groups } from '../grouping/groups.ts';
import type { Candidate } from './candidate.ts';
import type { Pairs } from './pairs.ts';

export interface Settled {
  settled: Set<Candidate>;
  /** Left for later, and the place in which it was, from 1. */
  later: ReadonlyMap<Candidate, number>;
}

/** Two faces about which it was asked whether they are one person. */
export interface ShownPair {
  left: number;
  right: number;
}

/** @param doubts people who may be two, by their ids */
export function settledBy(
  answers: readonly AnswerRecord[],
  groups: Groups,
  pairs: Pairs,
  doubts: ReadonlyMap<number, Candidate>,
): Settled {
  const settled = new Set<Candidate>();
  const later = new Map<Candidate, number>();
  answers.forEach((given, index) => {
    const candidate = askedToday(given, groups, pairs, doubts);
    if (!candidate) return;
    if (given.answer === 'later') later.set(candidate, index + 1);
    // Faces that were called different and are one person now were joined by a later edit of the user.
    else if (candidate.people.length === 1 || given.answer !== 'same') settled.add(candidate);
  });
  return { settled, later };
}

/** What a question or an answer is about today: its faces may have other people by now. */
export function askedToday(
  { left, right }: ShownPair,
  groups: Groups,
  pairs: Pairs,
  doubts: ReadonlyMap<number, Candidate>,
): Candidate | undefined {
  const [a, b] = [groups.holderOf(left), groups.holderOf(right)];
  if (a === null || b === null) return undefined;
  if (a !== b) return pairs.between(a, b);
  const [one, other] = [groups.faces.get(left), groups.faces.get(right)];
  if (!one || !other) return undefined;
  const doubt = doubts.get(a);
  const isBetween = doubt?.halves.some((half) => half.faces.includes(one) && !half.faces.includes(other));
  return isBetween ? doubt : undefined;
}
