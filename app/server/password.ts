// The password with which one signs in from other machines: kept in the library's folder as a scrypt hash.

import { createHash, randomBytes, scrypt, timingSafeEqual } from 'node:crypto';
import { mkdir, readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { promisify } from 'node:util';
import { z } from 'zod';
import { AppError, codeOf } from '../errors.ts';
import { writePrivateFile } from '../platform/private-file.ts';
import { forgetKnownBrowsers } from './known-browsers.ts';

/** 64 MB and about 0.2 s a try, as OWASP recommends: N = 2^16, r = 8, p = 2. */
const SCRYPT_COST = { N: 2 ** 16, r: 8, p: 2, maxmem: 256 * 1024 * 1024 };
const HASH_BYTES = 32;
const SHORTEST_PASSWORD = 10;
const LONGEST_PASSWORD = 1_000;

const Base64 = z.string().transform((text) => Buffer.from(text, 'base64'));
const Kept = z.object({ scrypt: z.object({ N: z.int(), r: z.int(), p: z.int(), salt: Base64, hash: Base64 }) });

export type IsPassword = (offered: string) => Promise<boolean>;

/** @throws AppError `badRequest` when it is too easy to guess */
export async function setPassword(library: string, password: string): Promise<void> {
  if (password.length < SHORTEST_PASSWORD || password.length > LONGEST_PASSWORD) {
    throw new AppError(
      'badRequest',
      `A password needs at least ${SHORTEST_PASSWORD} characters: four words make a good one.`,
    );
  }
  const salt = randomBytes(16);
  const hash = await derive(password, salt, SCRYPT_COST);
  const { N, r, p } = SCRYPT_COST;
  const kept = { scrypt: { N, r, p, salt: salt.toString('base64'), hash: hash.toString('base64') } };
  await mkdir(library, { recursive: true, mode: 0o700 });
  writePrivateFile(fileOf(library), `${JSON.stringify(kept)}\n`);
  await forgetKnownBrowsers(library);
}

/**
 * @returns how to tell whether it is the one; and what else hangs on it: another value for every password that is set
 * @throws AppError `library` when none was set
 */
export async function readPassword(library: string): Promise<{ isPassword: IsPassword; bond: string }> {
  const text = await readFile(fileOf(library), 'utf8').catch((cause: unknown) => {
    if (codeOf(cause) !== 'ENOENT') throw cause;
    throw new AppError(
      'library',
      'Kindred can be reached from other machines only with a password: set one with `npm run kindred -- password`.',
      { cause },
    );
  });
  const { N, r, p, salt, hash } = keptIn(text).scrypt;
  const isPassword: IsPassword = async (offered) => {
    if (offered.length > LONGEST_PASSWORD) return false;
    return timingSafeEqual(await derive(offered, salt, { N, r, p, maxmem: SCRYPT_COST.maxmem }), hash);
  };
  return { isPassword, bond: createHash('sha256').update(text).digest('base64url') };
}

function keptIn(text: string): z.output<typeof Kept> {
  try {
    return Kept.parse(JSON.parse(text));
  } catch (cause) {
    throw new AppError(
      'library',
      'The file with the password (password.json, in the library) is damaged: set a password again with `npm run kindred -- password`.',
      { cause },
    );
  }
}

function derive(password: string, salt: Buffer, cost: typeof SCRYPT_COST): Promise<Buffer> {
  const run = promisify<string, Buffer, number, typeof SCRYPT_COST, Buffer>(scrypt);
  return run(password.normalize('NFKC'), salt, HASH_BYTES, cost); // keyboards compose letters in different ways
}

function fileOf(library: string): string {
  return join(library, 'password.json');
}
