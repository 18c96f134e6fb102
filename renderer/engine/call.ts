// Asks the engine one thing: the reply, or an error with one sentence that can be shown as it is.

import type { CallName, Reply, Request } from '../../app/contract.ts';
import { text, wordsOf } from '../text/text.ts';
import { callEffects } from './effects.ts';
import { transport } from './line.ts';
import { refresh } from './replies.ts';

export class EngineError extends Error {
  override readonly name = 'EngineError';
  readonly code: string;
  constructor(code: string, message: string) {
    super(message);
    this.code = code;
  }
}

/**
 * What the call changes shows at once, before the engine has announced it to everybody.
 * @throws EngineError
 */
export async function call<N extends CallName>(name: N, request: Request<N>): Promise<Reply<N>> {
  const outcome = await transport.call(name, request);
  if (outcome.ok) {
    const effect = callEffects[name];
    if ('changes' in effect) refresh(effect.changes);
    return outcome.value;
  }
  const { code, sentence } = outcome.error;
  throw new EngineError(code, code === 'unreachable' ? text.errors.unreachable : wordsOf(sentence));
}

/** What went wrong, in a sentence for the user; a bug of the screen itself gets a calm one. */
export function sentenceOf(error: unknown): string {
  return error instanceof EngineError ? error.message : text.errors.unexpected;
}
