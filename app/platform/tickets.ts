// Tickets: each stands for something, for a minute, so that it may be where others can read it.

import { newSecret } from './secrets.ts';

const TICKET_LIFE_MS = 60_000;

/** @param most so many are kept; beyond that the oldest is good no more */
export function openTickets<Value>(most: number) {
  const good = new Map<string, { value: Value; until: number }>();

  function find(ticket: string) {
    const found = good.get(ticket);
    return found !== undefined && Date.now() <= found.until ? found : undefined;
  }

  return {
    offer(value: Value): string {
      for (const [ticket, { until }] of good) {
        if (until < Date.now() || good.size >= most) good.delete(ticket);
      }
      const ticket = newSecret();
      good.set(ticket, { value, until: Date.now() + TICKET_LIFE_MS });
      return ticket;
    },
    /** It is good no more. @returns undefined when it was used, is too old, or was never given */
    take(ticket: string): Value | undefined {
      const found = find(ticket);
      good.delete(ticket);
      return found?.value;
    },
    /** It is good for so long from now on. @returns as `take` */
    keep(ticket: string, lifeMs: number): Value | undefined {
      const found = find(ticket);
      if (found) found.until = Date.now() + lifeMs;
      return found?.value;
    },
  };
}
