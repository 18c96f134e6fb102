// Sends a server whatever a test wants it to receive, however wrong, and reads what comes back.

import { type IncomingHttpHeaders, request } from 'node:http';
import { buffer } from 'node:stream/consumers';

export interface Visit {
  path?: string;
  method?: string;
  headers?: Record<string, string>;
  json?: unknown;
  body?: string;
}

export interface Sent {
  status: number;
  headers: IncomingHttpHeaders;
  body: Buffer;
}

/** Plain node:http, which, unlike fetch, sends any Host and any path as it is written here. */
export function sendTo(
  port: number,
  { path = '/', method = 'GET', headers = {}, json, ...rest }: Visit,
): Promise<Sent> {
  const body = rest.body ?? (json === undefined ? undefined : JSON.stringify(json));
  const type = body === undefined ? {} : { 'content-type': 'application/json' };
  return new Promise((resolve, reject) => {
    const sending = request({ host: '127.0.0.1', port, path, method, agent: false, headers: { ...type, ...headers } });
    sending.on('response', (response) => {
      buffer(response).then(
        (whole) => resolve({ status: response.statusCode ?? 0, headers: response.headers, body: whole }),
        reject, // cut off on the way
      );
    });
    sending.on('error', reject);
    sending.end(body);
  });
}

/** The first cookie that a reply sets, as a browser sends it back; empty: it sets none. */
export function cookieIn({ headers }: Sent): string {
  return headers['set-cookie']?.[0]?.split(';')[0] ?? '';
}
