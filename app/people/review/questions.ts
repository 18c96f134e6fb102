// "Same or different?": which pair of people to ask about next, so that each answer completes the most faces.

import type { AnswerRecord } from '../../store/index.ts';
import { meanSimilarity } from '../clustering/linkage.ts';
import type { Group } from '../grouping/group.ts';
import type { GroupedFace } from '../grouping/grouped-face.ts';
import type { Groups } from '../grouping/groups.ts';
import type { PersonIndex } from '../grouping/person-index.ts';
import { unbornHalf, weakestLink } from '../grouping/split-person.ts';
import { leastSimilarity, type SimilarityModel } from '../scoring/similarity.ts';
import { mostTimeScore } from '../scoring/time.ts';
import type { Candidate } from './candidate.ts';
import { coOccurrencesOf } from './co-occurrence.ts';
import { type Certainties, LEAST_PROBABILITY, openJudging } from './judging.ts';
import { moreFaces } from './more-faces.ts';
import { expectedChange, type Known, LEAST_PROBABILITY_OF_NEXT_AGE, type Rank, surpriseOf, worthOf } from './order.ts';
import { pairsIn, rowsOf } from './kept-pairs.ts';
import { openPairs, otherThan } from './pairs.ts';
import { rankAll } from './ranking.ts';
import { askedToday, type Settled, settledBy, type ShownPair } from './settled.ts';

/** So many are read in a few milliseconds. */
const PAIRS_AT_ONCE = 1000;
/** Whether a person may be two is worked out anew at the next opening from this chance on: later answers may double it. */
const LEAST_PROBABILITY_TO_KEEP = LEAST_PROBABILITY / 2;

export interface Asked {
  left: GroupedFace;
  right: GroupedFace;
  /** Other faces of each side, of different times. */
  more: { left: GroupedFace[]; right: GroupedFace[] };
  probability: number;
  /** Expected number of faces whose group the answer makes more complete. */
  gain: number;
}

export interface NextAsked {
  asked: Asked | null;
  /** How many questions there are. */
  remaining: number;
  /** Those of them that matter, and were not left for later. */
  important: number;
  /** Both faces of each pair that may be asked about next, the likeliest first: an answer moves some of them, and brings others. */
  ahead: readonly GroupedFace[];
}

const NOTHING_CERTAIN: Certainties = { isSettled: () => false, births: () => new Map() };

export type Questions = ReturnType<typeof openQuestions>;

/**
 * The pairs of people who may be one, kept up to date person by person; what is known from answers and from shared
 * photos is left out when asked, so that no question is ever implied by what was said.
 */
export function openQuestions(
  groups: Groups,
  personIndex: PersonIndex,
  similarityModel: () => SimilarityModel,
  certainties: Certainties = NOTHING_CERTAIN,
  rank: Rank = worthOf,
) {
  const { births } = certainties;
  const { doubtAbout, pairOf, probabilityOf, mayBeAsked } = openJudging(groups, similarityModel, certainties);
  const pairs = openPairs();
  /** People who may be two. */
  const doubts = new Map<number, Candidate>();
  /** Whose weakest link is known, as long as no face comes or goes and they were born when they were. */
  const examined = new Map<number, { group: Group; born: number | undefined }>();

  /** A person may be two: then the question is about the halves. In slices: a person may have thousands of faces. */
  function* examine(person: number): Generator<void, void> {
    const group = groups.people.get(person);
    if (isExamined(person)) return;
    doubts.delete(person);
    examined.delete(person);
    if (!group) return;
    const born = births().get(person);
    const unborn = yield* unbornHalf(group, born);
    const doubt = unborn ?? (yield* weakestLink(group));
    const isClear = doubt?.halves.every((half) => half.isClear);
    const candidate = doubt && isClear ? doubtAbout(person, doubt, unborn !== undefined) : undefined;
    // Which faces are shown must be known when it is asked about: of thousands that takes longer than a call may wait.
    if (candidate && mayBeAsked(candidate)) for (const half of candidate.halves) yield* half.compareFaces();
    // A person who changed in the meantime is examined again.
    if (groups.people.get(person) !== group) return;
    examined.set(person, { group, born });
    if (candidate) doubts.set(person, candidate);
  }

  function isExamined(person: number): boolean {
    const known = examined.get(person);
    return known !== undefined && known.group === groups.people.get(person) && known.born === births().get(person);
  }

  function* about(person: number): Generator<Candidate> {
    yield* pairs.about(person);
    const doubt = doubts.get(person);
    if (doubt) yield doubt;
  }

  /** Of people who changed since and are about to be examined anew. */
  function stands({ people, halves }: Candidate): boolean {
    return people.length === 1
      ? groups.people.has(people[0])
      : people.every((person, side) => groups.people.get(person) === halves[side]);
  }

  /** Children to be asked about, if it is likely enough that they are one. */
  function* growingUpNow(settled: Settled['settled'], now: SimilarityModel): Generator<Candidate> {
    for (const pair of pairs.growingUp()) {
      if (settled.has(pair) || probabilityOf(pair, now) < LEAST_PROBABILITY_OF_NEXT_AGE) continue;
      yield pair;
    }
  }

  return {
    examine,

    /**
     * This person gained or lost faces, came or went: their pairs are worked out anew.
     * @param awaited people whose turn comes later, so that no pair is compared twice
     */
    meet(person: number, awaited?: ReadonlySet<number>): void {
      const group = groups.people.get(person);
      const known = pairs.partnersOf(person);
      const coOccurrences = group && (coOccurrencesOf(groups, person, group) ?? known);
      pairs.drop(person);
      if (!isExamined(person)) doubts.delete(person); // its halves were those of others
      if (!group?.isClear || !coOccurrences) return;
      const least = leastSimilarity(LEAST_PROBABILITY, similarityModel()) - mostTimeScore(similarityModel().timing);
      const near = new Map(personIndex.near(group, least, awaited).map((found) => [found.person, found.similarity]));
      // A pair found from the other side is kept, also if this person’s nearest leave it out.
      for (const other of [...coOccurrences.keys(), ...known.keys()]) {
        const theirs = groups.people.get(other);
        if (theirs && !near.has(other)) near.set(other, meanSimilarity(group, theirs));
      }
      for (const [other, similarity] of near) {
        const pair = pairOf(person, group, other, similarity, coOccurrences.get(other) ?? 0);
        if (pair) pairs.put(pair);
      }
    },

    /**
     * @param answers all that stand: a pair that was called different, left open or confirmed needs no question
     * @param skipped people who are not asked about: hidden ones
     * @param known   whose questions come first
     */
    next(answers: readonly AnswerRecord[], skipped: ReadonlySet<number>, known: Known): NextAsked {
      const answered = settledBy(answers, groups, pairs, doubts);
      for (const person of skipped) for (const candidate of about(person)) answered.settled.add(candidate);
      const now = similarityModel();
      const growingUp = growingUpNow(answered.settled, now);
      const rankable = { pairs, doubts, about, stands, growingUp, rank };
      const { first, remaining, important } = rankAll(rankable, answered, known, now);
      const [best, ...following] = first;
      const ahead = following.flatMap(({ candidate }) => sidesOf(candidate).map((side) => side.representative));
      if (!best) return { asked: null, remaining, important, ahead };
      const { candidate, probability } = best;
      const [one, other] = sidesOf(candidate);
      const asked = askedOf(candidate, probability, one.representative, other.representative);
      return { asked, remaining, important, ahead };
    },

    /** A pair that is on a screen, as it is asked today, with the same faces. @returns null: nothing is left to ask about it */
    stillAsked(shown: ShownPair, answers: readonly AnswerRecord[], skipped: ReadonlySet<number>): Asked | null {
      const candidate = askedToday(shown, groups, pairs, doubts);
      const [left, right] = [groups.faces.get(shown.left), groups.faces.get(shown.right)];
      if (!candidate || !left || !right || !stands(candidate) || !mayBeAsked(candidate)) return null;
      if (candidate.people.some((person) => skipped.has(person))) return null;
      if (settledBy(answers, groups, pairs, doubts).settled.has(candidate)) return null;
      return askedOf(candidate, probabilityOf(candidate), left, right);
    },

    /**
     * For the next opening: pairs as rows of numbers. Of anybody who is more than that, a child or a person who may be two,
     * all is worked out anew then.
     */
    keep(): { pairs: Uint8Array; anew: number[] } {
      const now = similarityModel();
      const mayBeTwo = [...doubts].filter(
        ([, doubt]) => surpriseOf(doubt, probabilityOf(doubt, now)) >= LEAST_PROBABILITY_TO_KEEP,
      );
      const children = [...pairs.growingUp()].flatMap(({ people }) => people);
      const known = new Set([...mayBeTwo.map(([person]) => person), ...children]);
      const unknown = [...groups.people.keys()].filter((person) => !isExamined(person));
      const numbers = [...pairs.all()].filter((pair) => pair.growth === null && stands(pair));
      return { pairs: rowsOf(numbers), anew: [...known, ...unknown] };
    },

    /** What was kept, in slices. @param awaited of whom all is worked out anew */
    *restore(rows: Uint8Array, awaited: ReadonlySet<number>): Generator<void, void> {
      let count = 0;
      for (const pair of pairsIn(rows, groups)) {
        pairs.put(pair);
        if (++count % PAIRS_AT_ONCE === 0) yield;
      }
      const born = births();
      for (const [person, group] of groups.people) {
        if (!awaited.has(person)) examined.set(person, { group, born: born.get(person) });
        if (++count % PAIRS_AT_ONCE === 0) yield;
      }
    },

    /** Pairs of people without a cannot-link. */
    *alike(): Generator<{ a: number; b: number; similarity: number }> {
      for (const pair of pairs.all()) {
        const [a, b] = pair.people;
        if (b !== undefined && stands(pair) && !pair.isTwoAtOneTime) yield { a, b, similarity: pair.similarity };
      }
    },

    /** Who else may be this person, the most probable first. */
    around(person: number, answers: readonly AnswerRecord[]): { person: number; probability: number }[] {
      const { settled } = settledBy(answers, groups, pairs, doubts);
      return [...about(person)]
        .filter((candidate) => candidate.people.length > 1 && !settled.has(candidate) && stands(candidate))
        .map((pair) => ({ person: otherThan(person, pair), probability: probabilityOf(pair) }))
        .filter(({ probability }) => probability >= LEAST_PROBABILITY)
        .sort((a, b) => b.probability - a.probability);
    },
  };
}

/** @param left the face that is shown of one side, and `right` that of the other */
function askedOf(candidate: Candidate, probability: number, left: GroupedFace, right: GroupedFace): Asked {
  const [one, other] = sidesOf(candidate);
  const [ofLeft, ofRight] = other.faces.includes(left) ? [other, one] : [one, other];
  const more = { left: moreFaces(ofLeft.faces, left), right: moreFaces(ofRight.faces, right) };
  return { left, right, more, probability, gain: expectedChange(candidate.change, surpriseOf(candidate, probability)) };
}

/** Of which one face each is shown. */
function sidesOf({ growth, halves }: Candidate): Candidate['halves'] {
  return growth?.sides ?? halves;
}
