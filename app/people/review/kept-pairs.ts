// Pairs as rows of numbers, from a close to the next opening: to work them out anew takes a large library half a minute.

import { ensure } from '../../ensure.ts';
import type { Groups } from '../grouping/groups.ts';
import { Candidate } from './candidate.ts';

/** Both ids, similarity, shared, score, years apart, whether on one day, whether two at one time. */
const NUMBERS = 8;
/** Instead of the years apart: it is not known when one of them was seen. */
const NOT_KNOWN = -1;

/** @param pairs without what is more than numbers: of children who grow up */
export function rowsOf(pairs: readonly Candidate[]): Uint8Array {
  const rows = new Float64Array(NUMBERS * pairs.length);
  for (const [at, { people, similarity, shared, score, timeGap, isTwoAtOneTime }] of pairs.entries()) {
    const [a, b] = people;
    const { years, sameDay } = timeGap ?? { years: NOT_KNOWN, sameDay: false };
    const flags = [Number(sameDay), Number(isTwoAtOneTime)];
    rows.set([a, ensure(b, 'The other one of two people'), similarity, shared, score, years, ...flags], NUMBERS * at);
  }
  return new Uint8Array(rows.buffer);
}

/** Of people who are there. @param rows as `rowsOf` made them */
export function* pairsIn(rows: Uint8Array, groups: Groups): Generator<Candidate> {
  const numbers = new Float64Array(Uint8Array.from(rows).buffer);
  for (let row = 0; row < numbers.length; row += NUMBERS) {
    const number = (column: number) => ensure(numbers[row + column], 'A number of a kept pair');
    const people = [number(0), number(1)] as const;
    const [one, other] = [groups.people.get(people[0]), groups.people.get(people[1])];
    if (!one || !other) continue;
    const years = number(5);
    yield new Candidate({
      people,
      halves: [one, other],
      similarity: number(2),
      shared: number(3),
      score: number(4),
      timeGap: years === NOT_KNOWN ? null : { years, sameDay: number(6) === 1 },
      isTwoAtOneTime: number(7) === 1,
    });
  }
}
