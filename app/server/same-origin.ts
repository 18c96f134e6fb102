// Whether a request comes from our own page, or from an address bar: whatever another site makes a browser send is refused.

import type { IncomingHttpHeaders } from 'node:http';
import { ensure } from '../ensure.ts';
import { AppError } from '../errors.ts';
import { sentence } from '../sentences/sentence.ts';

/**
 * 1. Host: a foreign name that resolves to this machine (DNS rebinding) is not us.
 * 2. Origin: sent with every POST; a page of another site, or of another port of this machine, is not us.
 * 3. Sec-Fetch-Site: covers what has no Origin, such as a picture that another page embeds.
 * @param origins where our pages are: http://127.0.0.1:41234
 * @throws AppError `refused`
 */
export function refuseForeign(headers: IncomingHttpHeaders, origins: readonly string[]): void {
  const ours = origins.find((origin) => new URL(origin).host === headers.host);
  if (ours === undefined) {
    throw new AppError('refused', sentence('onlyOwnAddress', { address: ensure(origins[0], 'Where our pages are') }));
  }
  if (headers.origin !== undefined && headers.origin !== ours) {
    throw new AppError('refused', sentence('onlyOwnPages'));
  }
  const site = headers['sec-fetch-site'];
  if (site !== undefined && site !== 'same-origin' && site !== 'none') {
    throw new AppError('refused', sentence('notFromOtherPages'));
  }
}
