// What keeps the queue from being used, in words that say what to do. Photos are analysed on this machine meanwhile.

import { codeOf, messageOf, type Trouble } from '../errors.ts';
import { sentence } from '../sentences/sentence.ts';

const OLDEST_POSTGRES = 13;

/** The database answers, and cannot be used as it is. */
export class UnusableQueue extends Error {
  readonly trouble: Trouble;

  constructor(trouble: Trouble) {
    super(trouble.message.text);
    this.trouble = trouble;
  }
}

/** @param number as `server_version_num` says it: 150012 */
export function refuseOldPostgres(number: number): void {
  const version = Math.floor(number / 10_000);
  if (version >= OLDEST_POSTGRES) return;
  throw new UnusableQueue({
    message: sentence('queueTooOld', { version }),
    hint: sentence('queueTooOldHint', { oldest: OLDEST_POSTGRES }),
  });
}

/** @param found null: there is no queue yet */
export function refuseOtherSchema(found: number | null, needed: number): void {
  if (found === needed) return;
  throw new UnusableQueue({
    message: sentence('queueOtherSchema', { found: found ?? 0, needed }),
    hint: sentence('queueOtherSchemaHint'),
  });
}

/** Its tables are not those of a queue. */
export function foreignSchema(schema: string): UnusableQueue {
  return new UnusableQueue({ message: sentence('queueForeign', { schema }), hint: sentence('queueForeignHint') });
}

/** @param error as PostgreSQL's driver throws it: with a code of the system, or of PostgreSQL (SQLSTATE) */
export function queueTroubleOf(error: unknown): Trouble {
  if (error instanceof UnusableQueue) return error.trouble;
  const reason = messageOf(error);
  switch (kindOf(codeOf(error) ?? '', reason)) {
    case 'full':
      return { message: sentence('queueFull'), hint: sentence('queueFullHint') };
    case 'refused':
      return { message: sentence('queueRefused', { reason }), hint: sentence('queueRefusedHint') };
    case 'away':
      return { message: sentence('queueAway'), hint: sentence('queueAwayHint') };
    case 'other':
      return { message: sentence('queueFailed', { reason }), hint: sentence('triesAgainSafely') };
  }
}

/** The classes of SQLSTATE: 08 connections, 28 who may come in, 3D and 3F what is not there, 57P what was shut down. */
function kindOf(code: string, reason: string): 'full' | 'refused' | 'away' | 'other' {
  if (code === '53100') return 'full';
  if (/^(?:28|3D|3F|42501)/.test(code)) return 'refused';
  if (/^(?:08|57P|E[A-Z_]+$)/.test(code)) return 'away';
  return /terminated|timeout|timed out|closed|ECONN/i.test(reason) ? 'away' : 'other';
}
