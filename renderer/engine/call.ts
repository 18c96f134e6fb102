// Asks the engine one thing: the reply, or an error with one sentence that can be shown as it is.

import type { CallName, Reply, Request } from '../../app/contract.ts';
import { callEffects } from './effects.ts';
import { transport } from './line.ts';
import { valueOf } from './outcome.ts';
import { refresh } from './replies.ts';

/**
 * What the call changes shows at once, before the engine has announced it to all windows.
 * @throws EngineError
 */
export async function call<N extends CallName>(name: N, request: Request<N>): Promise<Reply<N>> {
  const reply = valueOf(await transport.call(name, request));
  const effect = callEffects[name];
  if ('changes' in effect) refresh(effect.changes);
  return reply;
}
