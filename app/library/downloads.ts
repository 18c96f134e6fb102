// Downloads that were asked for: each is offered under a ticket that is good once, and for a minute.

import { randomBytes } from 'node:crypto';
import type { Readable } from 'node:stream';
import { AppError } from '../errors.ts';
import { sentence } from '../sentences/sentence.ts';
import { type Originals, zipOf } from './originals.ts';

const TICKET_LIFE_MS = 60_000;
/** More at a time is no person with a browser. */
const MOST_OFFERED = 100;

export interface Download {
  name: string;
  bytes: number;
  stream: Readable;
}

export type Downloads = ReturnType<typeof openDownloads>;

export function openDownloads() {
  const offered = new Map<string, { originals: Originals; name: string; until: number }>();

  function forgetOld(): void {
    for (const [ticket, { until }] of offered) {
      if (until < Date.now() || offered.size > MOST_OFFERED) offered.delete(ticket);
    }
  }

  return {
    /** @returns the ticket */
    offer(originals: Originals, name: string): string {
      const ticket = randomBytes(24).toString('base64url');
      offered.set(ticket, { originals, name, until: Date.now() + TICKET_LIFE_MS });
      forgetOld();
      return ticket;
    },
    /** @throws AppError `notFound` when it was used, or is too old */
    take(ticket: string): Download {
      forgetOld();
      const found = offered.get(ticket);
      offered.delete(ticket);
      if (!found) throw new AppError('notFound', sentence('downloadGone'));
      return { name: found.name, ...zipOf(found.originals) };
    },
  };
}
