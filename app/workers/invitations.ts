// Who may work for a library: invitations, each shown once and kept in the library's folder as a hash, until it is revoked.

import { randomUUID } from 'node:crypto';
import { mkdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { z } from 'zod';
import { AppError, hasCode } from '../errors.ts';
import { writePrivateFile } from '../platform/private-file.ts';
import { newSecret, secretHash } from '../platform/secrets.ts';
import { isLoopbackHost } from './loopback.ts';

const Invitation = z.object({
  id: z.uuid(),
  /** What it is for, in the user's words. */
  name: z.string(),
  /** ISO, UTC. */
  at: z.string(),
  /** A secret is 256 random bits, which cannot be found from its SHA-256: the file lets no reader in. */
  hash: z.string(),
});
export type Invitation = z.output<typeof Invitation>;
const Kept = z.object({
  /** Tells the queue of this library from those of others in the same database. */
  library: z.uuid(),
  invitations: z.array(Invitation),
});
type Kept = z.output<typeof Kept>;

/** What a worker is given: where the server is, and what lets it in. */
export interface Admission {
  /** https://photos.example.org */
  server: string;
  secret: string;
}

/**
 * @param address where the worker reaches the server
 * @returns what the worker is given, which nothing shows again: https://photos.example.org/#secret
 * @throws AppError `badRequest` for an address that others on the way could read along
 */
export function invite(library: string, name: string, address: string): string {
  const { origin } = new URL(refusePlain(address));
  const secret = newSecret();
  const kept = read(library);
  const invitation = { id: randomUUID(), name, at: new Date().toISOString(), hash: secretHash(secret) };
  write(library, { ...kept, invitations: [...kept.invitations, invitation] });
  return `${origin}/#${secret}`;
}

/** @throws AppError `badRequest` when it is none */
export function readAdmission(invitation: string): Admission {
  const url = URL.canParse(invitation) ? new URL(invitation) : undefined;
  const secret = url?.hash.slice(1) ?? '';
  if (url === undefined || !/^[\w-]{43}$/.test(secret)) {
    throw new AppError('badRequest', 'That is no invitation: make one on the server, by `kindred worker --invite`.');
  }
  return { server: new URL(refusePlain(url.href)).origin, secret };
}

export function listInvitations(library: string): Invitation[] {
  return read(library).invitations;
}

/** @returns undefined when there is no such invitation, or none any more */
export function invitationOf(library: string, secret: string): Invitation | undefined {
  const hash = secretHash(secret);
  return read(library).invitations.find((invitation) => invitation.hash === hash);
}

export function revoke(library: string, id: string): void {
  const kept = read(library);
  write(library, { ...kept, invitations: kept.invitations.filter((invitation) => invitation.id !== id) });
}

/** @returns the same one for ever; another one for each library */
export function libraryId(library: string): string {
  const kept = read(library);
  write(library, kept);
  return kept.library;
}

function refusePlain(address: string): string {
  const url = URL.canParse(address) ? new URL(address) : undefined;
  if (url?.protocol === 'https:' || (url?.protocol === 'http:' && isLoopbackHost(url.hostname))) return url.href;
  throw new AppError(
    'badRequest',
    `${url?.origin ?? address} is no address that workers may use: photos and invitations travel by https alone, but on one machine.`,
  );
}

function read(library: string): Kept {
  try {
    return Kept.parse(JSON.parse(readFileSync(workersFile(library), 'utf8')));
  } catch (error) {
    if (hasCode(error, ['ENOENT'])) return { library: randomUUID(), invitations: [] };
    if (!(error instanceof SyntaxError) && !(error instanceof z.ZodError)) throw error;
    throw new AppError(
      'library',
      `${workersFile(library)} is damaged, and with it who may work for this library: remove it, and invite the workers again.`,
      { cause: error },
    );
  }
}

function write(library: string, kept: Kept): void {
  mkdirSync(library, { recursive: true, mode: 0o700 });
  writePrivateFile(workersFile(library), `${JSON.stringify(kept)}\n`);
}

function workersFile(library: string): string {
  return join(library, 'workers.json');
}
