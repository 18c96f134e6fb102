// The pairs of people who may be one, to be found from either of the two.

import { ensure } from '../../ensure.ts';
import type { Candidate } from './order.ts';

export type Pairs = ReturnType<typeof openPairs>;

export function openPairs() {
  const pairs = new Map<number, Candidate>();
  /** By person. */
  const keys = new Map<number, Set<number>>();
  const growingUp = new Set<Candidate>();

  function* about(person: number): Generator<Candidate> {
    for (const key of keys.get(person) ?? []) {
      const pair = pairs.get(key);
      if (pair) yield pair;
    }
  }

  return {
    get: (key: number): Candidate | undefined => pairs.get(key),
    all: () => pairs.values(),
    /** Those of children who are seen again after a while. */
    growingUp: (): ReadonlySet<Candidate> => growingUp,
    /** Those of one person. */
    about,

    put(pair: Candidate): void {
      pairs.set(pair.key, pair);
      if (pair.growth) growingUp.add(pair);
      for (const person of pair.people) {
        const known = keys.get(person);
        if (known) known.add(pair.key);
        else keys.set(person, new Set([pair.key]));
      }
    },

    /** All of this person’s. */
    drop(person: number): void {
      for (const key of keys.get(person) ?? []) {
        const pair = pairs.get(key);
        pairs.delete(key);
        if (!pair) continue;
        growingUp.delete(pair);
        keys.get(otherThan(person, pair))?.delete(key);
      }
      keys.delete(person);
    },

    /** With whom this person makes pairs, and how many both were seen with: the other side may be the one that looked. */
    partnersOf: (person: number): Map<number, number> =>
      new Map([...about(person)].map((pair) => [otherThan(person, pair), pair.shared])),
  };
}

export function otherThan(person: number, { people: [a, b] }: Candidate): number {
  return a === person ? ensure(b, 'The other one of two people') : a;
}
