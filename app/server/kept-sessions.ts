// Who is signed in, kept in the library's folder, so that a restart turns no open page away: hashes and times, never a token.

import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { z } from 'zod';
import { codeOf } from '../errors.ts';
import type { Log } from '../platform/log.ts';
import { writePrivateFile } from '../platform/private-file.ts';

/** A token is 256 random bits, which cannot be found from its SHA-256: the file lets no reader in. */
const Record = z.object({ hash: z.string(), endsAt: z.number() });
const Kept = z.object({ port: z.int().min(1).max(65_535), bond: z.string(), sessions: z.array(Record) });
export type SessionRecord = z.output<typeof Record>;

export interface KeptSessions {
  read(): SessionRecord[];
  write(sessions: SessionRecord[]): void;
}

/**
 * @param port cookies belong to a port: sessions of another one are gone
 * @param bond what else they hang on, such as the password: with another one they are gone
 */
export function keptSessions(library: string, { port, bond, log }: { port: number; bond: string; log: Log }) {
  return {
    read() {
      const kept = readKept(library);
      return kept?.port === port && kept.bond === bond ? kept.sessions : [];
    },
    write(sessions) {
      try {
        const kept: z.output<typeof Kept> = { port, bond, sessions };
        writePrivateFile(sessionsFile(library), JSON.stringify(kept));
      } catch (error) {
        // A full disk keeps no one out: these sessions only end with the program.
        log('warn', 'sessions.notKept', { error });
      }
    },
  } satisfies KeptSessions;
}

/** @returns where the library was served last: open pages and bookmarks look for it there */
export function lastPort(library: string): number | undefined {
  return readKept(library)?.port;
}

function readKept(library: string): z.output<typeof Kept> | undefined {
  try {
    return Kept.parse(JSON.parse(readFileSync(sessionsFile(library), 'utf8')));
  } catch (error) {
    if (codeOf(error) === 'ENOENT' || error instanceof SyntaxError || error instanceof z.ZodError) return undefined;
    throw error;
  }
}

function sessionsFile(library: string): string {
  return join(library, 'sessions.json');
}
