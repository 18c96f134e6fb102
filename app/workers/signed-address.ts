// Addresses of photos for one worker, good once and for a minute: signed by a key that ends with the server.

import { createHmac, randomBytes, timingSafeEqual } from 'node:crypto';
import { AppError } from '../errors.ts';
import { sentence } from '../sentences/sentence.ts';
import { WORKER_PATHS } from './protocol.ts';

const ADDRESS_LASTS_MS = 60_000;

export function signedAddresses() {
  const key = randomBytes(32);
  /** Of addresses that were used, until each would have ended by itself; about in the order in which they will. */
  const used = new Map<string, number>();

  function signatureOf(job: string, holder: string, until: string, nonce: string): string {
    return createHmac('sha256', key).update(`${job} ${holder} ${until} ${nonce}`).digest('base64url');
  }

  return {
    /**
     * @param holder the worker's id: another one, or one that was let go, cannot use it
     * @returns the path beneath the server's address
     */
    sign(job: string, holder: string): string {
      const until = String(Date.now() + ADDRESS_LASTS_MS);
      const nonce = randomBytes(12).toString('base64url');
      const query = new URLSearchParams({ until, nonce, signature: signatureOf(job, holder, until, nonce) });
      return `${WORKER_PATHS.photo}${job}?${query}`;
    },

    /** Once only. @param holder which worker holds the job now. @throws AppError `refused` */
    use(job: string, holder: string | undefined, query: URLSearchParams): void {
      const [until, nonce] = [query.get('until') ?? '', query.get('nonce') ?? ''];
      const wanted = Buffer.from(signatureOf(job, holder ?? '', until, nonce));
      const offered = Buffer.from(query.get('signature') ?? '');
      const isSigned = holder !== undefined && wanted.length === offered.length && timingSafeEqual(wanted, offered);
      const now = Date.now();
      for (const [each, end] of used) {
        if (end >= now) break; // of hundreds a second all would be looked through for each
        used.delete(each);
      }
      if (!isSigned || Number(until) < now || used.has(nonce)) {
        throw new AppError('refused', sentence('workerAddressOld'));
      }
      used.set(nonce, Number(until));
    },
  };
}
