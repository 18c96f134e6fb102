// Tells every open page what changed, as server-sent events; the browser reconnects by itself.

import { randomUUID } from 'node:crypto';
import type { ServerResponse } from 'node:http';
import type { Greeting } from '../contract.ts';
import type { Library } from '../core.ts';
import { AppError } from '../errors.ts';
import { sentence } from '../sentences/sentence.ts';
import { writeHead } from './write.ts';

export interface EventStreams {
  /**
   * @param session the stream ends with it
   * @throws AppError busy when the session has as many already as a browser can open
   */
  add(response: ServerResponse, session: AbortSignal): void;
  close(): void;
}

const HEARTBEAT_MS = 25_000; // shows a page that went away without a word
/** Of one session, which is one browser: it has six connections, or through a proxy with HTTP/2 a hundred streams on one. */
const MOST_STREAMS = 100;
const MOST_UNREAD_BYTES = 1_000_000; // a page that stopped reading; it catches up when it reconnects

/** @param screen which screen is served */
export function openEventStreams(library: Pick<Library, 'subscribe'>, screen: string): EventStreams {
  const greeting = JSON.stringify({ start: randomUUID(), screen } satisfies Greeting);
  const streams = new Map<ServerResponse, AbortSignal>();
  const unsubscribe = library.subscribe((name, payload) => {
    tellAll(`event: ${name}\ndata: ${JSON.stringify(payload)}\n\n`);
  });
  const heartbeat = setInterval(() => tellAll(': still here\n\n'), HEARTBEAT_MS).unref();

  return {
    add(response, session) {
      const open = [...streams.values()].filter((other) => other === session).length;
      if (open >= MOST_STREAMS) throw new AppError('busy', sentence('tooMuch'));
      writeHead(response, 200, { 'content-type': 'text/event-stream', 'cache-control': 'no-store' });
      response.write(`retry: 1000\nevent: greeting\ndata: ${greeting}\n\n`);
      streams.set(response, session);
      const end = () => response.end();
      session.addEventListener('abort', end);
      response.on('close', () => {
        streams.delete(response);
        session.removeEventListener('abort', end); // a session outlives many streams
      });
    },
    close() {
      clearInterval(heartbeat);
      unsubscribe();
      for (const stream of streams.keys()) stream.end();
    },
  };

  function tellAll(text: string): void {
    for (const stream of streams.keys()) {
      if (stream.writableLength > MOST_UNREAD_BYTES) stream.destroy();
      else stream.write(text);
    }
  }
}
