// Who is signed in: a token a browser, kept as its hash, and a signal that tells what hangs on a session when it ends.

import { newSecret, secretHash } from '../platform/secrets.ts';
import type { KeptSessions } from './kept-sessions.ts';

const MOST_SESSIONS = 200;
const SESSION_CHECK_MS = 60_000;

export interface Sessions {
  /** @returns the token of a new session; the oldest session ends when there are too many */
  begin(): string;
  /** @returns the signal that is aborted when the session ends; undefined when there is none */
  get(token: string): AbortSignal | undefined;
  end(token: string): void;
  /** Nothing hangs on them any more; those that are kept are there at the next start. */
  close(): void;
}

/** @param lifeMs how long a session lasts, in milliseconds */
export function openSessions(lifeMs: number, kept: KeptSessions): Sessions {
  // By the token's hash, oldest first.
  const sessions = new Map(
    kept.read().map(({ hash, endsAt }) => [hash, { endsAt, controller: new AbortController() }]),
  );
  const checking = setInterval(endOld, SESSION_CHECK_MS).unref();

  function end(hash: string): void {
    const session = sessions.get(hash);
    sessions.delete(hash);
    session?.controller.abort();
  }

  function endOld(): void {
    for (const [hash, { endsAt }] of sessions) if (endsAt <= Date.now()) end(hash);
  }

  function keep(): void {
    kept.write([...sessions].map(([hash, { endsAt }]) => ({ hash, endsAt })));
  }

  return {
    begin() {
      const token = newSecret();
      sessions.set(secretHash(token), { endsAt: Date.now() + lifeMs, controller: new AbortController() });
      const [oldest] = sessions.keys();
      if (sessions.size > MOST_SESSIONS && oldest !== undefined) end(oldest);
      keep();
      return token;
    },
    get(token) {
      const session = sessions.get(secretHash(token));
      return session && session.endsAt > Date.now() ? session.controller.signal : undefined;
    },
    end(token) {
      end(secretHash(token));
      keep();
    },
    close() {
      clearInterval(checking);
      for (const hash of sessions.keys()) end(hash);
    },
  };
}
