// "Same or different?": which pair of people to ask about next, so that each answer completes the most faces.

import type { AnswerRecord } from '../store/index.ts';
import { type Doubt, weakestLink } from './division.ts';
import { pairKey, pairsOf } from './facts.ts';
import { type Group, type GroupedFace, type Groups, representative } from './groups.ts';
import { meanSimilarity, shareAny } from './linkage.ts';
import { type Measure, probabilityOfSame } from './similarity.ts';

/** Less likely pairs are not worth a person's time. */
const LEAST_PROBABILITY = 0.04;
const SLICE = 8_000;

export interface Asked {
  left: GroupedFace;
  right: GroupedFace;
  probability: number;
  /** Expected number of faces whose group the answer makes more complete. */
  gain: number;
}

export type Questions = ReturnType<typeof openQuestions>;

/**
 * The pairs of people who may be one, kept up to date person by person; what is known from answers and from shared
 * photos is left out when asked, so that no question is ever implied by what was said.
 */
export function openQuestions(groups: Groups, measure: () => Measure, rank = expectedChange) {
  const pairs = new Map<string, { a: number; b: number; similarity: number }>();
  const partners = new Map<number, Set<string>>();
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
    const doubt = weakestLink(group);
    if (doubt?.halves.every(({ isClear }) => isClear)) doubts.set(person, doubt);
  }

  function consider(a: number, one: Group, b: number, other: Group): void {
    if (!one.isClear || !other.isClear) return; // nobody could answer
    const similarity = meanSimilarity(one, other);
    if (probabilityOfSame(similarity, measure()) < LEAST_PROBABILITY) return;
    const key = pairKey(a, b);
    pairs.set(key, { a, b, similarity });
    for (const person of [a, b]) partners.set(person, (partners.get(person) ?? new Set()).add(key));
  }

  return {
    /** Works out every pair afresh, in slices. */
    *rebuild(): Generator<void, void> {
      pairs.clear();
      partners.clear();
      doubts.clear();
      const people = [...groups.people];
      let work = 0;
      for (const [person, group] of people) {
        examine(person, group);
        if ((work += group.faces.size ** 2) > SLICE) {
          work = 0;
          yield;
        }
      }
      for (let i = 1; i < people.length; i++) {
        const [a, one] = people[i];
        for (let j = 0; j < i; j++) {
          const [b, other] = people[j];
          consider(a, one, b, other);
          if (++work % SLICE === 0) yield;
        }
      }
    },

    /** These people gained or lost faces, came or went. */
    refresh(people: Iterable<number>): void {
      for (const person of people) {
        drop(person);
        const one = groups.people.get(person);
        if (!one) continue;
        examine(person, one);
        for (const [other, group] of groups.people) if (other !== person) consider(person, one, other, group);
      }
    },

    /**
     * @param answers all that stand: a pair that was told apart, left open or confirmed needs no question
     * @param skipped people who are not asked about: hidden ones
     */
    next(answers: readonly AnswerRecord[], skipped: ReadonlySet<number>): { asked: Asked | null; remaining: number } {
      let remaining = 0;
      let best: (Candidate & { gain: number }) | undefined;
      for (const candidate of [...acrossPeople(answers), ...withinPeople(answers)]) {
        if (candidate.people.some((person) => skipped.has(person))) continue;
        remaining++;
        const gain = rank(candidate);
        if (!best || gain > best.gain || (gain === best.gain && candidate.key < best.key))
          best = { ...candidate, gain };
      }
      if (!best) return { asked: null, remaining };
      const { halves, probability, gain } = best;
      const [left, right] = halves.map(representative);
      return { asked: { left, right, probability, gain }, remaining };
    },

    /** Who else may be this person, the most probable first. */
    around: othersLike,
  };

  function othersLike(person: number, answers: readonly AnswerRecord[]): { person: number; probability: number }[] {
    return [...acrossPeople(answers)]
      .filter(({ people }) => people.includes(person))
      .sort((a, b) => b.probability - a.probability)
      .map(({ people: [a, b], probability }) => ({ person: a === person ? b : a, probability }));
  }

  function* acrossPeople(answers: readonly AnswerRecord[]): Generator<Candidate> {
    const decided = [...pairsOf(answers, groups, 'different'), ...pairsOf(answers, groups, 'unsure')];
    const known = new Set(decided.map(([a, b]) => pairKey(a, b)));
    for (const [key, { a, b, similarity }] of pairs) {
      const one = groups.people.get(a);
      const other = groups.people.get(b);
      if (!one || !other || known.has(key) || shareAny(one.photos, other.photos)) continue;
      const probability = probabilityOfSame(similarity, measure());
      yield { key, people: [a, b], halves: [one, other], probability, surprise: probability };
    }
  }

  function* withinPeople(answers: readonly AnswerRecord[]): Generator<Candidate> {
    const confirmed = Map.groupBy(answers, ({ left }) => groups.faces.get(left)?.person);
    for (const [person, { halves, similarity }] of doubts) {
      const probability = probabilityOfSame(similarity, measure());
      if (1 - probability < LEAST_PROBABILITY) continue;
      if (confirmed.get(person)?.some(({ left, right }) => isBetween(halves, left, right))) continue;
      yield { key: String(person), people: [person], halves, probability, surprise: 1 - probability };
    }
  }

  function isBetween([one, other]: Doubt['halves'], left: number, right: number): boolean {
    const [a, b] = [groups.faces.get(left), groups.faces.get(right)];
    if (!a || !b) return false;
    return (one.faces.has(a) && other.faces.has(b)) || (one.faces.has(b) && other.faces.has(a));
  }
}

export interface Candidate {
  key: string;
  people: readonly number[];
  halves: readonly [Group, Group];
  /** That both halves are the same person. */
  probability: number;
  /** The chance that the answer changes the grouping. */
  surprise: number;
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
