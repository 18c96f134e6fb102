// In which order questions come: those that matter to the user, then those that change most, and children from age to age.

import type { GrowingUp } from '../grouping/ages.ts';
import { logitOf } from '../scoring/similarity.ts';
import type { Candidate } from './candidate.ts';

/** A question matters from this chance on that the answer changes the grouping, … */
const LEAST_CHANCE_THAT_MATTERS = 0.1;
const LEAST_LOGIT_THAT_MATTERS = logitOf(LEAST_CHANCE_THAT_MATTERS);
/** … if it is about someone whom the user has named or made a favourite, or if so many faces are expected to find their person. */
const LEAST_GAIN_THAT_MATTERS = 1;
/** From this chance on, pairs wait for the one that is next in age. */
export const LEAST_PROBABILITY_OF_NEXT_AGE = 0.1;
/** What makes no difference of age. */
const ONE_AGE_YEARS = 0.5;
/** The place of a question that waits: behind all but those that were left for later. */
export const AFTER_NEXT_AGE = 0.5;

/** Who matters to the user: people with a name, favourites before them, and whom another program says to be one. */
export interface Known {
  named: ReadonlySet<number>;
  favourites: ReadonlySet<number>;
  /** Of two people of whom one at least has a name. */
  isHinted(people: readonly number[]): boolean;
}

/** What asking about it is worth, beside the others. @param surprise the chance that the answer changes the grouping */
export type Rank = (candidate: Candidate, surprise: number) => number;

/**
 * Children over the years are asked about from one age to the next: a pair further apart in time waits for those
 * between.
 * @param likely pairs that are to be asked about. @returns whether one of them waits
 */
export function nextAgesFirst(likely: Iterable<Candidate>): (candidate: Candidate) => boolean {
  const nearest = new Map<number, number>();
  for (const { growth } of likely) {
    if (!growth) continue;
    const side = sideInTime(growth);
    nearest.set(side, Math.min(growth.years, nearest.get(side) ?? Infinity));
  }
  return ({ growth }) =>
    growth !== null && growth.years > (nearest.get(sideInTime(growth)) ?? Infinity) + ONE_AGE_YEARS;
}

/** Earlier or later than this person, as a key. */
function sideInTime({ person, isEarlier }: GrowingUp): number {
  return 2 * person + Number(isEarlier);
}

/** The chance that the answer changes the grouping: that two are one, or that one is two. */
export function surpriseOf({ people }: Candidate, probability: number): number {
  return people.length > 1 ? probability : 1 - probability;
}

/** Why a question comes before those about people of whom nothing was said: another program says that they are one, … */
const HINTED = 4;
/** … one of them is a favourite, … */
const FAVOURITE = 3;
/** … or has a name. */
const NAMED = 2;

/**
 * @param about all candidates with this person
 * @returns of each that is about somebody known, why it comes first: see `turnOf`
 */
export function claimsOf(
  { named, favourites, isHinted }: Known,
  about: (person: number) => Iterable<Candidate>,
): ReadonlyMap<Candidate, number> {
  const claims = new Map<Candidate, number>();
  for (const person of named) {
    for (const candidate of about(person)) claims.set(candidate, isHinted(candidate.people) ? HINTED : NAMED);
  }
  for (const person of favourites) {
    for (const candidate of about(person)) if (claims.get(candidate) !== HINTED) claims.set(candidate, FAVOURITE);
  }
  return claims;
}

/** From which logit of the surprise on so many faces are expected to find their person. @param change of the candidate */
export function logitThatMatters(change: number): number {
  const least = LEAST_GAIN_THAT_MATTERS / change; // see `expectedChange`
  return least < 1 ? Math.max(LEAST_LOGIT_THAT_MATTERS, logitOf(least)) : Infinity;
}

/**
 * Those whom another program says to be one first (4), favourites (3), the named (2), then others of whom much is unknown
 * (1); at last what hardly matters (0).
 * @param logit of the surprise. @param matters see `logitThatMatters`. @param claim see `claimsOf`
 */
export function turnOf(logit: number, matters: number, claim: number | undefined): number {
  if (claim === HINTED) return HINTED;
  if (logit < LEAST_LOGIT_THAT_MATTERS) return 0;
  return claim ?? (logit >= matters ? 1 : 0);
}

export interface Ranked {
  candidate: Candidate;
  probability: number;
  /** See `turnOf`: a higher one comes first, whatever the others are worth. */
  turn: number;
  worth: number;
  /** Left for later: these come last, in the order in which they were left, from 1; 0: not. */
  later: number;
}

export function isBefore({ later, turn, worth, candidate }: Ranked, other: Ranked): boolean {
  if (later !== other.later) return later < other.later;
  if (turn !== other.turn) return turn > other.turn;
  return worth > other.worth || (worth === other.worth && candidate.key < other.candidate.key);
}

/**
 * What asking is worth: the expected change, times the chance of it once more. Of the many large changes that are
 * unlikely, those that come out on top are the ones whose chance was overrated, and half of the first questions were
 * answered with what was thought anyway (the labelled photos: F 0.9919 after 10 answers instead of 0.9907).
 */
export function worthOf(candidate: Candidate, surprise: number): number {
  return surprise * expectedChange(candidate.change, surprise);
}

/**
 * What an answer changes. Where m and n faces are joined, each of the m gains n companions of m + n and the other way
 * round, so BCubed recall over them grows by 2mn / (m + n); where they are parted, precision grows by as much. Times
 * the chance that it happens: the expected change of the clustering (Biswas and Jacobs, CVPR 2012, section 3).
 */
export function expectedChange(change: number, surprise: number): number {
  return surprise * change;
}
