// The pairs of people who may be one, to be found from either of the two, and looked at all at once.

import { ensure } from '../../ensure.ts';
import { type Candidate, logitThatMatters } from './order.ts';
import { PairTable } from './pair-table.ts';

export type Pairs = ReturnType<typeof openPairs>;

export function openPairs() {
  const table = new PairTable();
  /** By row of the table. */
  const pairs: (Candidate | undefined)[] = [];
  /** By key. */
  const rows = new Map<number, number>();
  /** By person. */
  const keys = new Map<number, Set<number>>();
  const growingUp = new Set<Candidate>();

  function get(key: number): Candidate | undefined {
    const row = rows.get(key);
    return row === undefined ? undefined : pairs[row];
  }

  function* about(person: number): Generator<Candidate> {
    for (const key of keys.get(person) ?? []) {
      const pair = get(key);
      if (pair) yield pair;
    }
  }

  function* all(): Generator<Candidate> {
    for (const pair of pairs) if (pair) yield pair;
  }

  function forget(key: number): Candidate | undefined {
    const row = rows.get(key);
    if (row === undefined) return undefined;
    const pair = pairs[row];
    table.remove(row);
    rows.delete(key);
    pairs[row] = undefined;
    if (pair) growingUp.delete(pair);
    return pair;
  }

  return {
    get,
    all,
    /** Those of children who are seen again after a while. */
    growingUp: (): ReadonlySet<Candidate> => growingUp,
    /** Those of one person. */
    about,
    /** By row: the numbers of each. */
    table,
    at: (row: number): Candidate => ensure(pairs[row], 'The pair of a row'),
    /** @returns nothing for what is none of these pairs */
    rowOf(pair: Candidate): number | undefined {
      const row = rows.get(pair.key);
      return row !== undefined && pairs[row] === pair ? row : undefined;
    },

    put(pair: Candidate): void {
      forget(pair.key);
      const { score, timeGap, change } = pair;
      const row = table.add({ score, timeGap, matters: logitThatMatters(change) });
      rows.set(pair.key, row);
      pairs[row] = pair;
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
        const pair = forget(key);
        if (pair) keys.get(otherThan(person, pair))?.delete(key);
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
