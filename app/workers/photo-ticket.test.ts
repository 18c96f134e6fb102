// Which photos a worker may analyse at once.

import { randomUUID } from 'node:crypto';
import { expect, test } from 'vitest';
import type { KnownWorker } from './known-workers.ts';
import { grantedTogether, type Ticket, ticketFor } from './photo-ticket.ts';

const ticket = (lost: number): Ticket => ({
  ...ticketFor({ file: '/photos/1.jpg', root: '/photos', size: 1, modified: 1, isWanted: false }, 0.1),
  lostWorkers: new Set(Array.from({ length: lost }, worker)),
});

function worker(): KnownWorker {
  return { id: randomUUID(), invitation: '', name: 'attic', provider: 'cpu', width: 4, lastSign: 0, isAway: true };
}

test('A photo that a worker went with is analysed with no other, which would be blamed for it', () => {
  const [one, two, suspect, other] = [ticket(0), ticket(0), ticket(1), ticket(2)];
  expect(grantedTogether([suspect, one, two])).toEqual([one, two]);
  expect(grantedTogether([suspect, other])).toEqual([suspect]);
  expect(grantedTogether([])).toEqual([]);
});
