// "Same or different?": which pair of people to ask about next, so that each answer completes the most faces.

import type { AnswerRecord } from '../store/index.ts';
import { companyEvidence, companyOf } from './company.ts';
import { type Doubt, weakestLink } from './division.ts';
import { pairKey, pairsOf } from './facts.ts';
import { type Group, type GroupedFace, type Groups, representative } from './groups.ts';
import { meanSimilarity, shareAny } from './linkage.ts';
import type { Neighbourhood } from './neighbourhood.ts';
import { evidence, leastSimilarity, type Measure, probabilityOfSame } from './similarity.ts';

/** Less likely pairs are not worth a person's time. */
const LEAST_PROBABILITY = 0.01;

export interface Asked {
  left: GroupedFace;
  right: GroupedFace;
  probability: number;
  /** Expected number of faces whose group the answer makes more complete. */
  gain: number;
}

export type Questions = ReturnType<typeof openQuestions>;

/** Two people who may be one: what is known of them as long as neither gains or loses a face. */
interface Pair {
  a: number;
  b: number;
  similarity: number;
  /** How many others both were seen with. */
  shared: number;
  /** They are on one photo together: nobody has to be asked. */
  meet: boolean;
}

/**
 * The pairs of people who may be one, kept up to date person by person; what is known from answers and from shared
 * photos is left out when asked, so that no question is ever implied by what was said.
 */
export function openQuestions(
  groups: Groups,
  neighbourhood: Neighbourhood,
  measure: () => Measure,
  rank = expectedChange,
) {
  const pairs = new Map<number, Pair>();
  const partners = new Map<number, Set<number>>();
  const doubts = new Map<number, Doubt>();

  function drop(person: number): void {
    for (const key of partners.get(person) ?? []) {
      const pair = pairs.get(key);
      pairs.delete(key);
      if (pair) partners.get(pair.a === person ? pair.b : pair.a)?.delete(key);
    }
    partners.delete(person);
    doubts.delete(person);
  }

  /** A person may be two: then the question is about the halves. */
  function examine(person: number, group: Group): void {
    if (group.faces.size < 2) return;
    const doubt = weakestLink(group);
    if (doubt?.halves.every(({ isClear }) => isClear)) doubts.set(person, doubt);
  }

  function consider(a: number, one: Group, b: number, similarity: number, shared: number): void {
    const other = groups.people.get(b);
    if (!other?.isClear) return; // nobody could answer
    if (probabilityBetween(one, other, similarity, shared) < LEAST_PROBABILITY) return;
    const key = pairKey(a, b);
    // In one order, whoever of both changed last: a question that comes again looks as it did.
    pairs.set(key, {
      a: Math.min(a, b),
      b: Math.max(a, b),
      similarity,
      shared,
      meet: shareAny(one.photos, other.photos),
    });
    for (const person of [a, b]) {
      const keys = partners.get(person);
      if (keys) keys.add(key);
      else partners.set(person, new Set([key]));
    }
  }

  return {
    /**
     * This person gained or lost faces, came or went.
     * @param awaited people whose turn comes later, so that no pair is compared twice
     */
    refresh(person: number, awaited?: ReadonlySet<number>): void {
      const group = groups.people.get(person);
      const company = group && (companyOf(groups, person, group) ?? sharedBefore(person));
      drop(person);
      if (!group || !company) return;
      examine(person, group);
      if (!group.isClear) return;
      const least = leastSimilarity(LEAST_PROBABILITY, measure());
      const near = new Map(neighbourhood.near(group, least, awaited).map((found) => [found.person, found.similarity]));
      for (const [other, shared] of company) {
        const theirs = groups.people.get(other);
        if (!theirs || near.has(other) || shared === 0) continue;
        near.set(other, meanSimilarity(group, theirs));
      }
      for (const [other, similarity] of near) consider(person, group, other, similarity, company.get(other) ?? 0);
    },

    /**
     * @param answers all that stand: a pair that was told apart, left open or confirmed needs no question
     * @param skipped people who are not asked about: hidden ones
     */
    next(answers: readonly AnswerRecord[], skipped: ReadonlySet<number>): { asked: Asked | null; remaining: number } {
      let remaining = 0;
      let best: Ranked | undefined;
      const consider = (candidate: Candidate) => {
        if (candidate.people.some((person) => skipped.has(person))) return;
        remaining++;
        const gain = rank(candidate);
        if (!best || isBefore({ ...candidate, gain }, best)) best = { ...candidate, gain };
      };
      for (const candidate of acrossPeople(answers)) consider(candidate);
      for (const candidate of withinPeople(answers)) consider(candidate);
      if (!best) return { asked: null, remaining };
      const { halves, probability, gain } = best;
      const [left, right] = halves.map(representative);
      return { asked: { left, right, probability, gain }, remaining };
    },

    /** Pairs of people of whom nobody says that they are two. */
    *alike(): Generator<Pair> {
      for (const pair of pairs.values()) if (!pair.meet) yield pair;
    },

    /** Who else may be this person, the most probable first. */
    around: othersLike,
  };

  function othersLike(person: number, answers: readonly AnswerRecord[]): { person: number; probability: number }[] {
    return [...acrossPeople(answers, partners.get(person) ?? [])]
      .sort((a, b) => b.probability - a.probability)
      .map(({ people: [a, b], probability }) => ({ person: a === person ? b : a, probability }));
  }

  function* acrossPeople(
    answers: readonly AnswerRecord[],
    keys: Iterable<number> = pairs.keys(),
  ): Generator<Candidate> {
    const decided = [...pairsOf(answers, groups, 'different'), ...pairsOf(answers, groups, 'unsure')];
    const known = new Set(decided.map(([a, b]) => pairKey(a, b)));
    const later = new Map(
      answers.flatMap((answer, index) =>
        pairsOf([answer], groups, 'later').map((pair) => [pairKey(...pair), index + 1]),
      ),
    );
    for (const key of keys) {
      const pair = pairs.get(key);
      if (!pair || pair.meet || known.has(key)) continue;
      const [one, other] = [groups.people.get(pair.a), groups.people.get(pair.b)];
      if (!one || !other) continue;
      const probability = probabilityBetween(one, other, pair.similarity, pair.shared);
      if (probability < LEAST_PROBABILITY) continue;
      const people = [pair.a, pair.b];
      yield { key, people, halves: [one, other], probability, surprise: probability, later: later.get(key) ?? 0 };
    }
  }

  function* withinPeople(answers: readonly AnswerRecord[]): Generator<Candidate> {
    const confirmed = Map.groupBy(answers, ({ left }) => groups.faces.get(left)?.person);
    for (const [person, { halves, similarity }] of doubts) {
      const probability = probabilityBetween(...halves, similarity);
      if (1 - probability < LEAST_PROBABILITY) continue;
      const said = confirmed.get(person)?.filter(({ left, right }) => isBetween(halves, left, right)) ?? [];
      if (said.some(({ verdict }) => verdict !== 'later')) continue;
      const later = said.length === 0 ? 0 : answers.indexOf(said[0]) + 1;
      yield { key: person, people: [person], halves, probability, surprise: 1 - probability, later };
    }
  }

  function probabilityBetween(one: Group, other: Group, similarity: number, shared = 0): number {
    const faces = evidence(similarity, one.size, other.size, measure());
    return probabilityOfSame(faces + companyEvidence(shared), measure());
  }

  /** What the other side of each pair found out, where this one is on too many photos to look. */
  function sharedBefore(person: number): Map<number, number> {
    const known = [...(partners.get(person) ?? [])].flatMap((key) => pairs.get(key) ?? []);
    return new Map(known.map(({ a, b, shared }) => [a === person ? b : a, shared]));
  }

  function isBetween([one, other]: Doubt['halves'], left: number, right: number): boolean {
    const [a, b] = [groups.faces.get(left), groups.faces.get(right)];
    if (!a || !b) return false;
    return (one.faces.has(a) && other.faces.has(b)) || (one.faces.has(b) && other.faces.has(a));
  }
}

export interface Candidate {
  key: number;
  people: readonly number[];
  halves: readonly [Group, Group];
  /** That both halves are the same person. */
  probability: number;
  /** The chance that the answer changes the grouping. */
  surprise: number;
  /** Left for later: these come last, in the order in which they were left; 0: not. */
  later: number;
}

type Ranked = Candidate & { gain: number };

function isBefore(one: Ranked, other: Ranked): boolean {
  if (one.later !== other.later) return one.later < other.later;
  return one.gain > other.gain || (one.gain === other.gain && one.key < other.key);
}

/**
 * What an answer is worth. Where m and n faces are joined, each of the m gains n companions of m + n and the other way
 * round, so BCubed recall over them grows by 2mn / (m + n); where they are parted, precision grows by as much. Times
 * the chance that it happens: the expected change of the clustering (Biswas and Jacobs, CVPR 2012, section 3).
 */
export function expectedChange({ halves: [one, other], surprise }: Candidate): number {
  const [m, n] = [one.faces.size, other.faces.size];
  return (surprise * 2 * m * n) / (m + n);
}
