// Serves app://kindred/: the built screen and pictures by id, as the engine answers them, and nothing else.

import { Readable } from 'node:stream';
import type { Protocol } from 'electron';
import { AppError } from '../errors.ts';
import { CONTENT_POLICY } from '../pages.ts';
import { openKnownFile } from '../platform/plain-file.ts';
import type { EngineHandle } from './engine-handle.ts';
import type { PageReply } from './messages.ts';

/** Before the application is ready: makes app: a scheme with an origin of its own, as https: has. */
export function registerScheme(protocol: Protocol): void {
  protocol.registerSchemesAsPrivileged([
    { scheme: 'app', privileges: { standard: true, secure: true, supportFetchAPI: true, stream: true } },
  ]);
}

export function servePages(protocol: Protocol, engine: EngineHandle): void {
  protocol.handle('app', async (request) => {
    const { host, pathname } = new URL(request.url);
    if (host !== 'kindred' || request.method !== 'GET') return new Response(null, { status: 403 });
    const range = request.headers.get('range') ?? undefined;
    const ifNoneMatch = request.headers.get('if-none-match') ?? undefined;
    try {
      return await respond(await engine.page({ path: pathname, range, ifNoneMatch }, request.signal));
    } catch (error) {
      if (request.signal.aborted) return new Response(null, { status: 499 }); // the window no longer wants it
      if (error instanceof AppError && error.code === 'notFound') return new Response(error.message, { status: 404 });
      process.stderr.write(`${pathname}: ${String(error)}\n`);
      return new Response('The engine is starting again.', { status: 503 });
    }
  });
}

async function respond({ status, headers, body }: PageReply): Promise<Response> {
  const safe = {
    ...headers,
    'content-security-policy': CONTENT_POLICY,
    'x-content-type-options': 'nosniff',
    'referrer-policy': 'no-referrer',
  };
  if (body === null) return new Response(null, { status, headers: safe });
  if (body instanceof Uint8Array) return new Response(Buffer.from(body), { status, headers: safe });
  const file = await openKnownFile(body.file, body.identity);
  const stream = file.createReadStream({ start: body.start, end: body.end });
  // When the page loses interest the stream is cancelled, and with it the file closed, read from or not.
  return new Response(Readable.toWeb(stream), { status, headers: safe });
}
