// Checks one call, runs it, makes its reply: the single door to the engine, whichever carrier brought the call.

import { type CallName, contract, type Engine, type Outcome, type Parsed } from './contract.ts';
import { AppError, toReport } from './errors.ts';
import type { Log } from './platform/log.ts';
import { isKnown, sentence } from './sentences/sentence.ts';

const SLOW_MS = 50;

/**
 * @param name    what the caller calls it; anything that is not a call of the contract is refused
 * @param request untrusted: parsed by the call's own schema
 */
export async function answer(engine: Engine, name: string, request: unknown, log: Log): Promise<Outcome> {
  const began = performance.now();
  try {
    if (!isCall(name)) throw new AppError('badRequest', `Kindred has no call named “${name.slice(0, 60)}”.`);
    const parsed = contract[name].request.safeParse(request);
    if (!parsed.success) throw malformed(parsed.error.issues[0]?.message ?? 'The call is malformed.');
    return { ok: true, value: await run(engine, name, parsed.data) };
  } catch (error) {
    if (!(error instanceof AppError)) log('error', 'call.failed', { name, error });
    return { ok: false, error: toReport(error) };
  } finally {
    const ms = performance.now() - began;
    if (ms > SLOW_MS) log('info', 'call.slow', { name, ms: Math.round(ms) });
  }
}

/** A schema names the sentence where a person may have typed what is wrong. */
function malformed(message: string): AppError {
  return new AppError('badRequest', isKnown(message) ? sentence(message) : message);
}

function isCall(name: string): name is CallName {
  return Object.hasOwn(contract, name);
}

function run<N extends CallName>(engine: Engine, name: N, request: unknown) {
  // `request` came out of this very call's schema; TypeScript cannot follow the pairing through the union of names.
  return engine[name](request as Parsed<N>);
}
