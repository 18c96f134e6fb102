// The worker's end of the line to the server: says hello, takes photos, gives results back, and waits where it must.

import { createWriteStream } from 'node:fs';
import * as http from 'node:http';
import * as https from 'node:https';
import { Transform } from 'node:stream';
import { json } from 'node:stream/consumers';
import { pipeline } from 'node:stream/promises';
import { z } from 'zod';
import { ErrorReport } from '../contract.ts';
import { AppError, type ErrorCode } from '../errors.ts';
import type { Admission } from './invitations.ts';
import { encodeResults, type Grant, type Hello, Outcomes, Taken, Welcome, WORKER_PATHS } from './protocol.ts';

/** A small message, and a photo or a result over a slow line. */
const MESSAGE_LIMIT_MS = 15_000;
const TRANSFER_LIMIT_MS = 120_000;

const Refusal = z.object({ ok: z.literal(false), error: ErrorReport });

/** The server cannot be reached, or does not answer: nothing is decided. */
export class ServerAway extends Error {}

/** Every call throws ServerAway, or an AppError as the server says it: `refused` for one that is let in no more. */
export interface ServerClient {
  /** Begins a session, in place of the one before. @returns the name of the queue */
  hello(hello: Hello): Promise<string>;
  /** @param begunAlone the job with whose photo it begins now, and with none beside it */
  sign(jobs: readonly string[], begunAlone?: string): Promise<void>;
  /** @returns one for each job, in their order */
  take(jobs: readonly string[]): Promise<(Grant | null)[]>;
  /** Writes the photo to a new file. @param address as granted; `size` in bytes: more is not written */
  fetchPhoto(grant: Grant, file: string): Promise<void>;
  /**
   * @param results each as JSON, by the ids of their jobs
   * @returns in their order, when all of them are stored, what kept one from it
   */
  deliver(results: ReadonlyMap<string, string>): Promise<(AppError | null)[]>;
  leave(): Promise<void>;
}

/** By node:http, as `fetch` takes several times as long for a message, of which there are two for each photo. */
export function serverClient({ server, secret }: Admission): ServerClient {
  const { Agent, request } = server.startsWith('https:') ? https : http;
  const agent = new Agent({ keepAlive: true });
  let session = '';

  async function post(path: string, body: string, limit = MESSAGE_LIMIT_MS, bearer = session): Promise<unknown> {
    const headers = { 'content-type': 'application/json', authorization: `Bearer ${bearer}` };
    const response = await send(path, limit, { method: 'POST', headers, body });
    return json(response).catch((cause: unknown) => {
      throw new ServerAway('The server broke off.', { cause });
    });
  }

  /** @param limit for all of it, what the reply holds included */
  async function send(
    path: string,
    limit: number,
    { body, ...options }: { method?: 'POST'; headers?: Record<string, string>; body?: string },
  ): Promise<http.IncomingMessage> {
    const response = await new Promise<http.IncomingMessage>((resolve, reject) => {
      const signal = AbortSignal.timeout(limit);
      request(`${server}${path}`, { ...options, agent, signal }, resolve)
        .on('error', reject)
        .end(body);
    }).catch((cause: unknown) => {
      throw new ServerAway(`${server} does not answer.`, { cause });
    });
    if (response.statusCode === 200) return response;
    const refusal = Refusal.safeParse(await json(response).catch(() => undefined));
    // A proxy answers for a server that is being started.
    if (!refusal.success) throw new ServerAway(`${server} answers ${response.statusCode}.`);
    throw errorOf(refusal.data.error);
  }

  return {
    async hello(hello) {
      const welcome = Welcome.parse(await post(WORKER_PATHS.hello, JSON.stringify(hello), MESSAGE_LIMIT_MS, secret));
      session = welcome.session;
      return welcome.queue;
    },
    async sign(jobs, begunAlone) {
      await post(WORKER_PATHS.sign, JSON.stringify({ jobs, begunAlone: begunAlone ?? null }));
    },
    async take(jobs) {
      return Taken.parse(await post(WORKER_PATHS.take, JSON.stringify({ jobs }))).grants;
    },
    async fetchPhoto({ address, size }, file) {
      const response = await send(address, TRANSFER_LIMIT_MS, {});
      let bytes = 0;
      const bounded = new Transform({
        transform(chunk: Uint8Array, _encoding, done) {
          bytes += chunk.length;
          done(bytes > size ? new ServerAway('The photo is longer than it should be.') : null, chunk);
        },
      });
      await pipeline(response, bounded, createWriteStream(file, { flags: 'wx', mode: 0o600 })).catch(
        (cause: unknown) => {
          throw cause instanceof ServerAway ? cause : new ServerAway('The photo broke off on its way.', { cause });
        },
      );
      if (bytes !== size) throw new ServerAway('The photo broke off on its way.');
    },
    async deliver(results) {
      const reply = await post(WORKER_PATHS.results, encodeResults(results), TRANSFER_LIMIT_MS);
      return Outcomes.parse(reply).outcomes.map((error) => error && errorOf(error));
    },
    async leave() {
      await post(WORKER_PATHS.leave, '{}', MESSAGE_LIMIT_MS);
    },
  };
}

function errorOf({ code, sentence }: z.output<typeof ErrorReport>): AppError {
  return new AppError(code as ErrorCode, sentence); // the server's own: one of its codes
}
