// The pairs of people who may be one, to be found from either of the two, and looked at all at once.

import { ensure } from '../../ensure.ts';
import type { Candidate } from './candidate.ts';
import { logitThatMatters } from './order.ts';
import { PairTable } from './pair-table.ts';

export type Pairs = ReturnType<typeof openPairs>;

export function openPairs() {
  const table = new PairTable();
  /** By row of the table. */
  const pairs: (Candidate | undefined)[] = [];
  /** By person, and then by the other one. */
  const partners = new Map<number, Map<number, Candidate>>();
  const growingUp = new Set<Candidate>();

  function between(a: number, b: number): Candidate | undefined {
    return partners.get(a)?.get(b);
  }

  function about(person: number): Iterable<Candidate> {
    return partners.get(person)?.values() ?? [];
  }

  function* all(): Generator<Candidate> {
    for (const pair of pairs) if (pair) yield pair;
  }

  /** Partners keep it. */
  function leaveTable(pair: Candidate): void {
    if (pair.row === undefined) return;
    table.remove(pair.row);
    pairs[pair.row] = undefined;
    pair.row = undefined;
    growingUp.delete(pair);
  }

  function remember(person: number, other: number, pair: Candidate): void {
    const known = partners.get(person);
    if (known) known.set(other, pair);
    else partners.set(person, new Map([[other, pair]]));
  }

  return {
    between,
    all,
    /** Those of children who are seen again after a while. */
    growingUp: (): ReadonlySet<Candidate> => growingUp,
    /** Those of one person. */
    about,
    /** By row: the numbers of each. */
    table,
    at: (row: number): Candidate => ensure(pairs[row], 'The pair of a row'),

    put(pair: Candidate): void {
      const [a, b] = pair.people;
      const other = ensure(b, 'The other one of two people');
      const before = between(a, other);
      if (before) leaveTable(before);
      const { score, timeGap, change } = pair;
      const row = table.add({ score, timeGap, matters: logitThatMatters(change) });
      pair.row = row;
      pairs[row] = pair;
      if (pair.growth) growingUp.add(pair);
      remember(a, other, pair);
      remember(other, a, pair);
    },

    /** All of this person’s. */
    drop(person: number): void {
      for (const [other, pair] of partners.get(person) ?? []) {
        leaveTable(pair);
        partners.get(other)?.delete(person);
      }
      partners.delete(person);
    },

    /** With whom this person makes pairs, and how many both were seen with: the other side may be the one that looked. */
    partnersOf: (person: number): Map<number, number> =>
      new Map([...about(person)].map((pair) => [otherThan(person, pair), pair.shared])),
  };
}

export function otherThan(person: number, { people: [a, b] }: Candidate): number {
  return a === person ? ensure(b, 'The other one of two people') : a;
}
