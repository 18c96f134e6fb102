import { expect, test } from 'vitest';
import { FUSED } from '../scoring/calibration.ts';
import { probabilityAt, probabilityWith } from '../scoring/similarity.ts';
import { type PairNumbers, PairTable } from './pair-table.ts';

const model = { ...FUSED, timing: { year: -0.01, sameDay: 0.05 } };

test('every pair is looked at with the probability that its numbers make, and none that was removed', () => {
  const table = new PairTable();
  const pairs = Array.from({ length: 3_000 }, (_, at): PairNumbers => {
    const timeGap = [null, { years: at % 7, sameDay: false }, { years: 0, sameDay: true }][at % 3] ?? null;
    return { score: at / 3_000, timeGap, matters: at % 5 };
  });
  const rows = new Map(pairs.map((pair) => [table.add(pair), pair]));
  expect(rows.size).toBe(pairs.length);
  expect(seenIn(table)).toEqual(expectedOf(rows));
  for (const row of [...rows.keys()].filter((at) => at % 2 === 0)) {
    table.remove(row);
    rows.delete(row);
  }
  expect(seenIn(table)).toEqual(expectedOf(rows));
  const { length } = table;
  const again: PairNumbers = { score: 0.5, timeGap: null, matters: 2 };
  rows.set(table.add(again), again);
  expect(table.length).toBe(length); // the room of one that was removed
  expect(seenIn(table)).toEqual(expectedOf(rows));
});

function seenIn(table: PairTable): Map<number, readonly number[]> {
  const seen = new Map<number, readonly number[]>();
  table.forEach(model, (row, logit, matters) => seen.set(row, [probabilityAt(logit), matters]));
  return seen;
}

function expectedOf(rows: ReadonlyMap<number, PairNumbers>): Map<number, readonly number[]> {
  return new Map(
    [...rows].map(([row, { score, timeGap, matters }]) => [row, [probabilityWith(score, timeGap, model), matters]]),
  );
}
