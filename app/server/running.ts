// Where a library's server answers, written beside the library: a second start leads there instead of only failing.

import { once } from 'node:events';
import { readFileSync, rmSync, writeFileSync } from 'node:fs';
import { type IncomingMessage, request } from 'node:http';
import { join } from 'node:path';
import { text } from 'node:stream/consumers';
import { z } from 'zod';
import { codeOf } from '../errors.ts';
import { TICKETS } from './access.ts';

const LoopbackAddress = z.url({ protocol: /^http$/, hostname: /^127\.0\.0\.1$/ });
const Running = z.object({ address: LoopbackAddress });
const ANSWER_WAIT_MS = 3_000;

/**
 * @param address with its key: who may read the library's folder may come in
 * @returns a function that takes the note away
 */
export function noteRunning(library: string, address: string): () => void {
  const file = noteFile(library);
  rmSync(file, { force: true }); // left by a crash, and perhaps readable by others
  writeFileSync(file, JSON.stringify({ address } satisfies z.output<typeof Running>), { mode: 0o600 });
  return () => rmSync(file, { force: true });
}

/** @returns the address with a ticket instead of the key, for one visit */
export async function addressOnceOf(running: string): Promise<string> {
  const { origin, searchParams } = new URL(running);
  const headers = { authorization: `Bearer ${searchParams.get('key')}` };
  const asking = request(`${origin}${TICKETS}`, { agent: false, timeout: ANSWER_WAIT_MS, headers });
  asking.on('timeout', () => asking.destroy(new Error('The server that has this library open does not answer.')));
  asking.end();
  const [response] = (await once(asking, 'response')) as [IncomingMessage];
  return LoopbackAddress.parse(await text(response));
}

/** @returns the address of the server that has this library open; nothing when there is none, or only a crash's note */
export async function findRunning(library: string): Promise<string | undefined> {
  const address = readNote(library);
  return address !== undefined && (await letsIn(address)) ? address : undefined;
}

function readNote(library: string): string | undefined {
  try {
    return Running.parse(JSON.parse(readFileSync(noteFile(library), 'utf8'))).address;
  } catch (error) {
    if (codeOf(error) === 'ENOENT' || error instanceof SyntaxError || error instanceof z.ZodError) return undefined;
    throw error;
  }
}

/** Another program that has the port by now knows nothing of the key. */
function letsIn(address: string): Promise<boolean> {
  return addressOnceOf(address).then(
    (once) => new URL(once).origin === new URL(address).origin,
    () => false, // no server answers: a crash left the note
  );
}

function noteFile(library: string): string {
  return join(library, 'running.json');
}
