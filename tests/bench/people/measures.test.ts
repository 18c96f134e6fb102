// The scores of a part: its faces count, and those of others stand beside them.

import { expect, test } from 'vitest';
import { scoreOf } from './measures.ts';

test('A face of a part counts as impure with a face of another part, and the other does not count', () => {
  const rows = [
    { person: 'Ana', group: '1', age: 'child' },
    { person: 'Ana', group: '1', age: 'adult' },
    { person: 'Ben', group: '1', age: 'adult' },
    { person: 'Ana', group: '2', age: 'child' },
  ];
  const children = scoreOf(rows, ({ age }) => age === 'child');
  // One child stands with two faces of hers of three, the other one alone; she has three faces in all.
  expect(children.precision).toBeCloseTo((2 / 3 + 1) / 2);
  expect(children.recall).toBeCloseTo((2 / 3 + 1 / 3) / 2);
  expect(children.impureFaces).toBe(1);
  const all = scoreOf(rows);
  expect(all.precision).toBeCloseTo((2 / 3 + 2 / 3 + 1 / 3 + 1) / 4);
  expect(all.impureFaces).toBe(3);
});
