// Recognizes browsers that signed in before, by a signed cookie: guessing from elsewhere never keeps them out.

import { createHmac, randomBytes, timingSafeEqual } from 'node:crypto';
import { readFile, rm, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { codeOf } from '../errors.ts';

const KEY_BYTES = 32;
const COOKIE_PATTERN = /^([\w-]{22})\.([\w-]{43})$/;

export interface KnownBrowsers {
  /** @returns the browser's own name if this cookie was made here; undefined for a forged or an old one */
  nameIn(cookie: string): string | undefined;
  /** @returns the value of a cookie for a browser that just signed in */
  cookieFor(name?: string): string;
}

/** The key outlives the program, so that a restart makes no browser unknown. */
export async function openKnownBrowsers(library: string): Promise<KnownBrowsers> {
  const key = await readOrMakeKey(join(library, KEY_FILE));
  const signed = (name: string) => createHmac('sha256', key).update(name).digest();
  return {
    nameIn(cookie) {
      const [, name, signature] = COOKIE_PATTERN.exec(cookie) ?? [];
      if (name === undefined || signature === undefined) return undefined;
      const offered = Buffer.from(signature, 'base64url');
      return offered.length === KEY_BYTES && timingSafeEqual(offered, signed(name)) ? name : undefined;
    },
    cookieFor(name = randomBytes(16).toString('base64url')) {
      return `${name}.${signed(name).toString('base64url')}`;
    },
  };
}

/** With a new password no browser is known. */
export async function forgetKnownBrowsers(library: string): Promise<void> {
  await rm(join(library, KEY_FILE), { force: true });
}

const KEY_FILE = 'known-browsers.key';

async function readOrMakeKey(file: string): Promise<Buffer> {
  const kept = await readFile(file).catch((error: unknown) => {
    if (codeOf(error) === 'ENOENT') return undefined;
    throw error;
  });
  if (kept?.length === KEY_BYTES) return kept;
  const key = randomBytes(KEY_BYTES);
  await writeFile(file, key, { mode: 0o600 });
  return key;
}
