// Asks the engine one thing: the reply, or an error with one sentence that can be shown as it is.

import type { CallName, Reply, Request } from '../../app/contract.ts';
import { callEffects } from './effects.ts';
import { transport } from './line.ts';
import { valueOf } from './outcome.ts';
import { refresh } from './replies.ts';

/** Calls that change something, and whose replies are on their way. */
const changing = new Set<Promise<unknown>>();
/** Some calls take long, and meanwhile the screen is to stay true. */
const LONGEST_WAIT_MS = 1000;

/**
 * What the call changes shows at once, before the engine has announced it to all windows.
 * @throws EngineError
 */
export async function call<N extends CallName>(name: N, request: Request<N>): Promise<Reply<N>> {
  const effect = callEffects[name];
  const outcome = transport.call(name, request);
  if ('changes' in effect) {
    changing.add(outcome);
    const forget = () => void changing.delete(outcome);
    outcome.then(forget, forget);
  }
  const reply = valueOf(await outcome);
  if ('changes' in effect) refresh(effect.changes);
  return reply;
}

/** When the replies to what was changed here so far are there: what they say leads on from what has gone. */
export async function whenReplied(): Promise<void> {
  if (changing.size === 0) return;
  const long = new Promise((resolve) => setTimeout(resolve, LONGEST_WAIT_MS));
  await Promise.race([Promise.allSettled(changing), long]);
}
