// Calls that wait until the library is ready for them.

import { type CallName, contract, type Engine } from '../contract.ts';

/**
 * Calls reach the parts as they are when `ready` says so: at once while it has nothing to wait for.
 * @param onDone the call has done what it was to do
 */
export function afterwards(
  ready: (name: CallName) => Promise<unknown> | undefined,
  calls: () => Engine,
  onDone: (name: CallName) => void,
): Engine {
  const forward = (name: CallName) => async (request: unknown) => {
    const run = (): unknown =>
      ready(name)?.then(run) ?? Reflect.apply(Reflect.get(calls(), name), undefined, [request]);
    const reply = await run();
    onDone(name);
    return reply;
  };
  // Every call of the contract is forwarded to the same call: the pairing of names and types stays as it is.
  return Object.fromEntries((Object.keys(contract) as CallName[]).map((name) => [name, forward(name)])) as Engine;
}
