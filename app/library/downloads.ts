// Downloads that were asked for: each is offered under a ticket, by which a browser fetches it, and goes on where it broke off.

import { type Readable, pipeline, Transform } from 'node:stream';
import { AppError } from '../errors.ts';
import { openTickets } from '../platform/tickets.ts';
import { sentence } from '../sentences/sentence.ts';
import { type Originals, zipBytes, zipOf } from './originals.ts';

/** More at a time is no person with a browser. */
const MOST_OFFERED = 20;
/** A large one breaks off in the night, and is gone on with in the morning. */
const GO_ON_WITHIN_MS = 24 * 3_600_000;

export interface Download {
  name: string;
  bytes: number;
  /** The same files in the same order are the same bytes, however often they are fetched: it stands for them. */
  etag: string;
  /** @param from bytes that are there already; what they hold is read all the same, for the checksums behind it */
  stream(from: number): Readable;
}

export type Downloads = ReturnType<typeof openDownloads>;

export function openDownloads() {
  const tickets = openTickets<{ originals: Originals; name: string }>(MOST_OFFERED);

  return {
    /** @returns the ticket */
    offer: (originals: Originals, name: string): string => tickets.offer({ originals, name }),
    /** @throws AppError `notFound` when it was never offered, or too long ago */
    take(ticket: string): Download {
      const found = tickets.keep(ticket, GO_ON_WITHIN_MS);
      if (!found) throw new AppError('notFound', sentence('downloadGone'));
      const { originals, name } = found;
      return {
        name,
        bytes: zipBytes(originals),
        etag: `"${ticket}"`,
        stream: (from) => (from === 0 ? zipOf(originals) : without(from, zipOf(originals))),
      };
    },
  };
}

function without(bytes: number, stream: Readable): Readable {
  let left = bytes;
  const rest = new Transform({
    transform(chunk: Uint8Array, _, done) {
      const skipped = Math.min(left, chunk.length);
      left -= skipped;
      done(null, chunk.subarray(skipped));
    },
  });
  return pipeline(stream, rest, () => undefined); // the one who reads it is told
}
