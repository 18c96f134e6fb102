// Secrets that let a holder in, and the hash by which one is known again without being kept.

import { createHash, randomBytes } from 'node:crypto';

/** 256 random bits: not to be guessed, nor found from its hash. */
export function newSecret(): string {
  return randomBytes(32).toString('base64url');
}

export function secretHash(secret: string): string {
  return createHash('sha256').update(secret).digest('base64url');
}
