// The two shells, opened on a library of their own, so that one test can speak to the engine through either of them.

import { join } from 'node:path';
import { z } from 'zod';
import { type CallName, contract, type Reply, type Request as Asked, Sentence } from '../app/contract.ts';
import { silentLog } from '../app/platform/log.ts';
import { startServer } from '../app/server/server.ts';
import { firstWindow, quit, startMain } from './electron/main.ts';
import { runPreload } from './electron/stand-in.ts';
import { sendTo } from './http.ts';

export interface Page {
  status: number;
  headers: Headers;
  body: Buffer;
}

export interface Shell {
  /** Whatever a window could send, however wrong. */
  send(name: string, request: unknown): Promise<unknown>;
  /** @param path as it stands in the address: `/media/face/1` */
  page(path: string, headers?: Record<string, string>): Promise<Page>;
  /** Tells what the engine announces. */
  listen(listener: (name: string, payload: unknown) => void): Promise<void>;
  close(): Promise<void>;
}

export const SHELLS = [
  ['the loopback server', openServer],
  ['the desktop', openDesktop],
] as const;

const Outcome = z.discriminatedUnion('ok', [
  z.object({ ok: z.literal(true), value: z.unknown() }),
  z.object({ ok: z.literal(false), error: z.strictObject({ code: z.string(), sentence: Sentence.strict() }) }),
]);
export type Outcome = z.output<typeof Outcome>;

/** A call as the screen makes it. @returns the reply, which has to be what the contract says */
export async function ask<N extends CallName>(shell: Shell, name: N, request: Asked<N>): Promise<Reply<N>> {
  const outcome = Outcome.parse(await shell.send(name, request));
  if (!outcome.ok) throw new Error(`${name}: ${outcome.error.sentence.text}`);
  const reply: unknown = contract[name].reply.parse(outcome.value);
  return reply as Reply<N>; // the schema and the type are one line of the contract
}

/** @returns what was refused, as the caller is told */
export async function refused(
  shell: Shell,
  name: string,
  request: unknown,
): Promise<{ code: string; message: string }> {
  const outcome = Outcome.parse(await shell.send(name, request));
  if (outcome.ok) throw new Error(`${name} was not refused.`);
  return { code: outcome.error.code, message: outcome.error.sentence.text };
}

async function openServer(folder: string): Promise<Shell> {
  const server = await startServer({ folder: join(folder, 'library'), log: silentLog });
  const key = new URL(server.address).searchParams.get('key') ?? '';
  const authorization = `Bearer ${key}`;
  const ended = new AbortController();
  return {
    async send(name, request) {
      const sent = await sendTo(server.port, {
        path: `/call/${encodeURIComponent(name)}`,
        method: 'POST',
        headers: { authorization },
        body: JSON.stringify(request) ?? '',
      });
      return JSON.parse(sent.body.toString());
    },
    async page(path, headers = {}) {
      const sent = await sendTo(server.port, { path, headers: { authorization, ...headers } });
      const pairs = Object.entries(sent.headers).flatMap(([name, value]) =>
        typeof value === 'string' ? [[name, value] as [string, string]] : [],
      );
      return { status: sent.status, headers: new Headers(pairs), body: sent.body };
    },
    async listen(listener) {
      const stream = await fetch(`http://127.0.0.1:${server.port}/events`, {
        headers: { authorization },
        signal: ended.signal,
      });
      void readEvents(stream, listener).catch(() => undefined); // it ends with the server
    },
    async close() {
      ended.abort();
      await server.close();
    },
  };
}

async function readEvents(stream: Response, listener: (name: string, payload: unknown) => void): Promise<void> {
  let text = '';
  for await (const chunk of stream.body ?? []) {
    text += Buffer.from(chunk).toString();
    for (let end = text.indexOf('\n\n'); end >= 0; end = text.indexOf('\n\n')) {
      const [, name, payload] = /^event: (\w+)\ndata: (.*)$/m.exec(text.slice(0, end)) ?? [];
      // With the greeting the server says which start it is: the engine has no part in it.
      if (name !== undefined && name !== 'greeting' && payload !== undefined) listener(name, JSON.parse(payload));
      text = text.slice(end + 2);
    }
  }
}

async function openDesktop(folder: string): Promise<Shell> {
  const started = await startMain({ appData: join(folder, 'data'), library: join(folder, 'library') });
  const window = await firstWindow(started);
  const bridge = runPreload(window.webContents, started.main);
  return {
    send: (name, request) => bridge.call(name, request),
    async page(path, headers = {}) {
      const {
        status,
        headers: sent,
        ...rest
      } = await started.get(`app://kindred${path}`, { headers }).then(async (response) => ({
        status: response.status,
        headers: response.headers,
        body: await response.arrayBuffer(),
      }));
      return { status, headers: sent, body: Buffer.from(rest.body) };
    },
    async listen(listener) {
      bridge.listen(listener);
    },
    close: () => quit(started),
  };
}
