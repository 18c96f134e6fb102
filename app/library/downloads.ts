// Downloads that were asked for: each is offered under a ticket that is good once, and for a minute.

import type { Readable } from 'node:stream';
import { AppError } from '../errors.ts';
import { openTickets } from '../platform/one-time-tickets.ts';
import { sentence } from '../sentences/sentence.ts';
import { type Originals, zipOf } from './originals.ts';

/** More at a time is no person with a browser. */
const MOST_OFFERED = 100;

export interface Download {
  name: string;
  bytes: number;
  stream: Readable;
}

export type Downloads = ReturnType<typeof openDownloads>;

export function openDownloads() {
  const tickets = openTickets<{ originals: Originals; name: string }>(MOST_OFFERED);

  return {
    /** @returns the ticket */
    offer: (originals: Originals, name: string): string => tickets.offer({ originals, name }),
    /** @throws AppError `notFound` when it was used, or is too old */
    take(ticket: string): Download {
      const found = tickets.take(ticket);
      if (!found) throw new AppError('notFound', sentence('downloadGone'));
      return { name: found.name, ...zipOf(found.originals) };
    },
  };
}
