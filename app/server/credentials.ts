// What a client shows to be let in: a cookie, or a secret as its bearer.

import type { IncomingHttpHeaders } from 'node:http';

/** @returns the cookie's value; empty: there is none of that name */
export function cookieOf(headers: IncomingHttpHeaders, name: string): string {
  const pairs = (headers.cookie ?? '').split(';').map((pair) => pair.trim());
  return pairs.find((pair) => pair.startsWith(`${name}=`))?.slice(name.length + 1) ?? '';
}

/** @returns the secret; empty: there is none */
export function bearerOf(headers: IncomingHttpHeaders): string {
  return /^Bearer (\S+)$/.exec(headers.authorization ?? '')?.[1] ?? '';
}
