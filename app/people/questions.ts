// "Same or different?": which pair of people to ask about next, so that each answer completes the most faces.

import { type PersonPair, pairKey } from './facts.ts';
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
export function openQuestions(groups: Groups, measure: Measure) {
  const pairs = new Map<string, { a: number; b: number; similarity: number }>();
  const partners = new Map<number, Set<string>>();

  function drop(person: number): void {
    for (const key of partners.get(person) ?? []) {
      const pair = pairs.get(key);
      pairs.delete(key);
      if (pair) partners.get(pair.a === person ? pair.b : pair.a)?.delete(key);
    }
    partners.delete(person);
  }

  function consider(a: number, one: Group, b: number, other: Group): void {
    if (!one.isClear || !other.isClear) return; // nobody could answer
    const similarity = meanSimilarity(one, other);
    if (probabilityOfSame(similarity, measure) < LEAST_PROBABILITY) return;
    const key = pairKey(a, b);
    pairs.set(key, { a, b, similarity });
    for (const person of [a, b]) partners.set(person, (partners.get(person) ?? new Set()).add(key));
  }

  return {
    /** Works out every pair afresh, in slices. */
    *rebuild(): Generator<void, void> {
      pairs.clear();
      partners.clear();
      const people = [...groups.people];
      let work = 0;
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
        for (const [other, group] of groups.people) if (other !== person) consider(person, one, other, group);
      }
    },

    /**
     * @param decided pairs that need no question: told apart, or left open by the user
     * @param skipped people who are not asked about: hidden ones
     */
    next(decided: readonly PersonPair[], skipped: ReadonlySet<number>): { asked: Asked | null; remaining: number } {
      const known = new Set(decided.map(([a, b]) => pairKey(a, b)));
      let remaining = 0;
      let best: { one: Group; other: Group; probability: number; gain: number; key: string } | undefined;
      for (const [key, { a, b, similarity }] of pairs) {
        const one = groups.people.get(a);
        const other = groups.people.get(b);
        if (!one || !other || known.has(key) || skipped.has(a) || skipped.has(b)) continue;
        if (shareAny(one.photos, other.photos)) continue;
        remaining++;
        const probability = probabilityOfSame(similarity, measure);
        const gain = expectedGain(probability, one.faces.size, other.faces.size);
        if (!best || gain > best.gain || (gain === best.gain && key < best.key)) {
          best = { one, other, probability, gain, key };
        }
      }
      if (!best) return { asked: null, remaining };
      const { one, other, probability, gain } = best;
      return { asked: { left: representative(one), right: representative(other), probability, gain }, remaining };
    },
  };
}

/**
 * What an answer is worth: if it is *same*, each of the m faces gains n companions of m + n and the other way round,
 * so BCubed recall over these faces grows by 2mn / (m + n); times the chance that it is. After the expected change
 * of the clustering that Biswas and Jacobs ask for (CVPR 2012, section 3).
 */
function expectedGain(probability: number, m: number, n: number): number {
  return (probability * 2 * m * n) / (m + n);
}
