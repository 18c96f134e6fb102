// Kindred's server in a process of its own, as a user starts it: asked over its address, and told to end by a signal.

import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { z } from 'zod';
import { contract, type CallName, type Reply, type Request } from '../app/contract.ts';
import { resource } from '../app/platform/resources.ts';

export type ServerProcess = Awaited<ReturnType<typeof startServerProcess>>;

/** On a machine without a screen. @param library its folder */
export async function startServerProcess(library: string) {
  const words = [resource('tools', 'run.mjs'), 'app/start.ts', '--library', library];
  const environment = { ...process.env, DISPLAY: '', WAYLAND_DISPLAY: '', INIT_CWD: '' };
  const child = spawn(process.execPath, words, { env: environment });
  child.stderr.resume();
  const ended = once(child, 'close').then(([status]) => z.int().nullable().parse(status));
  const first = await Promise.race([once(child.stdout, 'data').then(String), ended]);
  if (typeof first !== 'string') throw new Error(`The server ended with status ${first}.`);
  const address = new URL(first.trim());
  const authorization = `Bearer ${address.searchParams.get('key')}`;

  return {
    child,
    async call<N extends CallName>(name: N, request: Request<N>): Promise<Reply<N>> {
      const response = await fetch(new URL(`/call/${name}`, address), {
        method: 'POST',
        headers: { authorization, 'content-type': 'application/json' },
        body: JSON.stringify(request),
      });
      const { value } = (await response.json()) as { value: unknown };
      return contract[name].reply.parse(value) as Reply<N>; // the schema and the type are one line of the contract
    },
    /** @returns the exit status, and how many milliseconds it took to end */
    async end(): Promise<{ status: number | null; milliseconds: number }> {
      const told = performance.now();
      child.kill('SIGTERM');
      return { status: await ended, milliseconds: performance.now() - told };
    },
  };
}
