// Who may talk to the server on this machine: one browser that came with the key, from our own pages.

import { createHash, timingSafeEqual } from 'node:crypto';
import type { IncomingHttpHeaders } from 'node:http';
import { AppError } from '../errors.ts';
import type { PageResponse } from '../pages.ts';
import { openTickets } from '../platform/tickets.ts';
import { newSecret } from '../platform/secrets.ts';
import { sentence } from '../sentences/sentence.ts';
import { bearerOf, cookieOf } from './credentials.ts';
import type { KeptSessions } from './kept-sessions.ts';
import { refuseForeign } from './same-origin.ts';
import { openSessions } from './sessions.ts';

export interface Visit {
  method: string;
  path: string;
  query: URLSearchParams;
  headers: IncomingHttpHeaders;
  /** The address at the connection's other end: the client's, or a proxy's. */
  connection: string;
  /** Reads the body of a form. */
  form(): Promise<URLSearchParams>;
}

/** What is sent instead of what was asked for. */
export type Instead = PageResponse & { cookies?: readonly string[] };

/** A request of a session is answered; the signal is aborted when the session ends. */
export type AccessDecision = { session: AbortSignal } | { instead: Instead };

export interface Access {
  /** The address that opens Kindred. */
  readonly address: string;
  /** Where someone who is not let in finds the way back. */
  readonly wayBack: { address: string; by: 'key' | 'password' };
  /** An address that opens Kindred once, and soon: for where others can read it, such as a program's arguments. */
  addressOnce(): string;
  /** @throws AppError `refused` with one sentence that says what to do */
  admit(visit: Visit): Promise<AccessDecision>;
  close(): void;
}

/** More at a time is no browser that is being opened. */
const MOST_TICKETS = 20;
/** After the key was last needed: a page that is left open for a holiday is let in again. */
const LET_IN_MS = 30 * 24 * 60 * 60 * 1000;
/** Where a second start, which has the key, asks for a ticket. */
export const TICKETS = '/ticket';

/**
 * The address holds a key, another one at each start, and lets a browser in. A browser that came with it stays known
 * for thirty days, over restarts, at this port.
 * @param port the one that the server really listens on
 */
export function accessByKey(port: number, kept: KeptSessions): Access {
  const key = newSecret();
  const sessions = openSessions(LET_IN_MS, kept);
  const asLongAsServed = new AbortController();
  // Browsers share cookies between the ports of a host: two libraries open at once must not sign each other out.
  const cookieName = `kindred-${port}`;
  const tickets = openTickets<true>(MOST_TICKETS);
  const origins = ['127.0.0.1', 'localhost', '[::1]'].map((host) => `http://${host}:${port}`);

  const addressOnce = () => `http://127.0.0.1:${port}/?ticket=${tickets.offer(true)}`;

  return {
    address: `http://127.0.0.1:${port}/?key=${key}`,
    wayBack: { address: `http://127.0.0.1:${port}/`, by: 'key' },
    addressOnce,
    async admit({ method, path, query, headers }) {
      refuseForeign(headers, origins);
      const session = sessions.get(cookieOf(headers, cookieName));
      const [offered, ticket] = [query.get('key'), query.get('ticket')];
      if (method === 'GET' && path === '/' && (offered !== null || ticket !== null)) {
        // A browser that asks for the same address once more has its cookie by then.
        if (session !== undefined) return { instead: redirect('/') };
        if ((offered !== null && isSame(offered, key)) || (ticket !== null && tickets.take(ticket) === true)) {
          const lasts = `Max-Age=${LET_IN_MS / 1000}`;
          return {
            instead: redirect('/', `${cookieName}=${sessions.begin()}; ${lasts}; Path=/; HttpOnly; SameSite=Strict`),
          };
        }
        throw new AppError('refused', sentence('addressOld'));
      }
      const hasKey = isSame(bearerOf(headers), key);
      if (hasKey && path === TICKETS) return { instead: textOf(addressOnce()) };
      if (session !== undefined) return { session };
      if (hasKey) return { session: asLongAsServed.signal };
      throw new AppError('refused', sentence('addressMissing'));
    },
    close() {
      sessions.close();
      asLongAsServed.abort();
    },
  };
}

export function redirect(location: string, ...cookies: string[]): Instead {
  return { status: 303, headers: { location, 'cache-control': 'no-store' }, cookies, body: null };
}

function textOf(text: string): Instead {
  const headers = { 'content-type': 'text/plain; charset=utf-8', 'cache-control': 'no-store' };
  return { status: 200, headers, body: new TextEncoder().encode(text) };
}

/** Hashes have one length, and comparing them takes the same time wherever they differ. */
function isSame(offered: string, secret: string): boolean {
  const digest = (text: string) => createHash('sha256').update(text).digest();
  return timingSafeEqual(digest(offered), digest(secret));
}
