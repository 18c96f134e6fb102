// Who may talk to the loopback server: one browser that came with the key, on this machine, from our own pages.

import { createHash, randomBytes, timingSafeEqual } from 'node:crypto';
import type { IncomingHttpHeaders } from 'node:http';
import { AppError } from '../errors.ts';

export interface Access {
  /** The address that opens Kindred: whoever has it may come in. */
  readonly address: string;
  /**
   * @returns the cookie to set when the visit brought the key, and undefined for a visitor who is known
   * @throws AppError `refused` with one sentence that says what to do
   */
  admit(visit: { method: string; path: string; query: URLSearchParams; headers: IncomingHttpHeaders }): {
    cookie: string | undefined;
  };
}

/** @param port the one that the server really listens on */
export function guard(port: number): Access {
  const key = randomBytes(32).toString('base64url');
  const session = randomBytes(32).toString('base64url');
  // Browsers share cookies between the ports of a host: two libraries open at once must not sign each other out.
  const cookieName = `kindred-${port}`;
  const hosts = new Set(['127.0.0.1', 'localhost', '[::1]'].map((host) => `${host}:${port}`));

  return {
    address: `http://127.0.0.1:${port}/?key=${key}`,
    admit({ method, path, query, headers }) {
      refuseForeign(headers, hosts);
      const offered = query.get('key');
      if (method === 'GET' && path === '/' && offered !== null) {
        if (isSame(offered, key)) return { cookie: `${cookieName}=${session}; Path=/; HttpOnly; SameSite=Strict` };
        throw new AppError(
          'refused',
          'This address is from an earlier start: please use the one that Kindred printed.',
        );
      }
      if (isSame(cookieOf(headers, cookieName), session) || isSame(bearerOf(headers), key)) {
        return { cookie: undefined };
      }
      throw new AppError('refused', 'Please open Kindred with the address that it printed when it started.');
    },
  };
}

/**
 * 1. Host: a foreign name that resolves to this machine (DNS rebinding) is not us.
 * 2. Origin: sent with every POST; a page of another site, or of another port of this machine, is not us.
 * 3. Sec-Fetch-Site: covers what has no Origin, such as a picture that another page embeds.
 */
function refuseForeign(headers: IncomingHttpHeaders, hosts: ReadonlySet<string>): void {
  if (!hosts.has(headers.host ?? '')) {
    throw new AppError('refused', 'Kindred answers only under this machine’s own address, such as 127.0.0.1.');
  }
  if (headers.origin !== undefined && headers.origin !== `http://${headers.host}`) {
    throw new AppError('refused', 'Kindred answers only to its own pages.');
  }
  const site = headers['sec-fetch-site'];
  if (site !== undefined && site !== 'same-origin' && site !== 'none') {
    throw new AppError(
      'refused',
      'Kindred cannot be opened from another page: paste the address into the browser’s address bar.',
    );
  }
}

function cookieOf(headers: IncomingHttpHeaders, name: string): string {
  const pairs = (headers.cookie ?? '').split(';').map((pair) => pair.trim());
  return pairs.find((pair) => pair.startsWith(`${name}=`))?.slice(name.length + 1) ?? '';
}

function bearerOf(headers: IncomingHttpHeaders): string {
  return /^Bearer (\S+)$/.exec(headers.authorization ?? '')?.[1] ?? '';
}

/** Hashes have one length, and comparing them takes the same time wherever they differ. */
function isSame(offered: string, secret: string): boolean {
  const digest = (text: string) => createHash('sha256').update(text).digest();
  return timingSafeEqual(digest(offered), digest(secret));
}
