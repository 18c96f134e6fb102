// What an outcome holds, from the engine or from the desktop's main process: its value, or an error for the screen.

import type { z } from 'zod';
import type { ErrorReport } from '../../app/contract.ts';
import { text, wordsOf } from '../text/text.ts';

export type OutcomeOf<Value> = { ok: true; value: Value } | { ok: false; error: z.output<typeof ErrorReport> };

/** Its message is one sentence in the language of the screen. */
export class EngineError extends Error {
  override readonly name = 'EngineError';
  readonly code: string;
  constructor(code: string, message: string) {
    super(message);
    this.code = code;
  }
}

/** @throws EngineError */
export function valueOf<Value>(outcome: OutcomeOf<Value>): Value {
  if (outcome.ok) return outcome.value;
  const { code, sentence } = outcome.error;
  throw new EngineError(code, code === 'unreachable' ? text.errors.unreachable : wordsOf(sentence));
}

/** What was asked about is not there any more. */
export function isGone(error: unknown): boolean {
  return error instanceof EngineError && error.code === 'notFound';
}

/** What went wrong, in a sentence for the user; a bug of the screen itself gets a calm one. */
export function sentenceOfError(error: unknown): string {
  return error instanceof EngineError ? error.message : text.errors.unexpected;
}
