// The password with which one signs in from other machines: kept in the library's folder, as a scrypt hash that nobody can read back.

import { randomBytes, scrypt, timingSafeEqual } from 'node:crypto';
import { mkdir, readFile, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { promisify } from 'node:util';
import { z } from 'zod';
import { AppError, codeOf } from '../errors.ts';
import { forgetKnownBrowsers } from './known-browsers.ts';

/** 64 MB and about 0.2 s a try, as OWASP recommends: N = 2^16, r = 8, p = 2. */
const COST = { N: 2 ** 16, r: 8, p: 2, maxmem: 256 * 1024 * 1024 };
const BYTES = 32;
const SHORTEST = 10;
const LONGEST = 1_000;

const Base64 = z.string().transform((text) => Buffer.from(text, 'base64'));
const Kept = z.object({ scrypt: z.object({ N: z.int(), r: z.int(), p: z.int(), salt: Base64, hash: Base64 }) });

export type IsPassword = (offered: string) => Promise<boolean>;

/** @throws AppError `badRequest` when it is too easy to guess */
export async function setPassword(library: string, password: string): Promise<void> {
  if (password.length < SHORTEST || password.length > LONGEST) {
    throw new AppError('badRequest', `A password needs at least ${SHORTEST} characters: four words make a good one.`);
  }
  const salt = randomBytes(16);
  const hash = await derive(password, salt, COST);
  const { N, r, p } = COST;
  const kept = { scrypt: { N, r, p, salt: salt.toString('base64'), hash: hash.toString('base64') } };
  await mkdir(library, { recursive: true, mode: 0o700 });
  await writeFile(fileOf(library), `${JSON.stringify(kept)}\n`, { mode: 0o600 });
  await forgetKnownBrowsers(library);
}

/** @throws AppError `library` when none was set */
export async function readPassword(library: string): Promise<IsPassword> {
  const text = await readFile(fileOf(library), 'utf8').catch((cause: unknown) => {
    if (codeOf(cause) !== 'ENOENT') throw cause;
    throw new AppError(
      'library',
      'Kindred can be reached from other machines only with a password: set one with `npm run kindred -- password`.',
      { cause },
    );
  });
  const { N, r, p, salt, hash } = Kept.parse(JSON.parse(text)).scrypt;
  return async (offered) => {
    if (offered.length > LONGEST) return false;
    return timingSafeEqual(await derive(offered, salt, { N, r, p, maxmem: COST.maxmem }), hash);
  };
}

function derive(password: string, salt: Buffer, cost: typeof COST): Promise<Buffer> {
  const run = promisify<string, Buffer, number, typeof COST, Buffer>(scrypt);
  return run(password.normalize('NFKC'), salt, BYTES, cost); // keyboards compose letters in different ways
}

function fileOf(library: string): string {
  return join(library, 'password.json');
}
