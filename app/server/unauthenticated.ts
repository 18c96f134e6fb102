// Bounds what clients that are not signed in can hold of the server: how many connections, and for how many seconds.

import type { IncomingMessage, Server } from 'node:http';
import type { Socket } from 'node:net';

export interface UnauthenticatedLimits {
  /** Connections side by side; one more closes the oldest, as an honest client sends its request within milliseconds. */
  connections: number;
  /** How long a request may take to arrive, headers and body together. */
  milliseconds: number;
}

/** An idle connection costs some 20 KB; seconds suffice for a form of 10 KB over any line. */
export const UNAUTHENTICATED: UnauthenticatedLimits = { connections: 1_000, milliseconds: 5_000 };

const CONNECTION_CHECK_MS = 1_000;

export interface UnauthenticatedConnections {
  /** The headers of a request arrived, and are not known to be of a session yet. */
  await(request: IncomingMessage): void;
  /** It belongs to a session, arrived whole, or was answered: from now on its client keeps nothing waiting. */
  release(request: IncomingMessage): void;
  close(): void;
}

/** Every connection counts from its first moment: one that never sends a byte is the cheapest attack. */
export function boundUnauthenticated(
  server: Server,
  { connections, milliseconds }: UnauthenticatedLimits,
): UnauthenticatedConnections {
  /** A connection until its first request begins, then each of its requests: several may be on their way in a line. */
  const awaited = new Map<Socket | IncomingMessage, { socket: Socket; since: number }>();
  const checking = setInterval(closeLate, Math.min(CONNECTION_CHECK_MS, milliseconds)).unref();
  server.on('connection', (socket) => add(socket, socket, performance.now()));

  function add(key: Socket | IncomingMessage, socket: Socket, since: number): void {
    awaited.set(key, { socket, since });
    key.once('close', () => awaited.delete(key));
    const [oldest] = awaited.values();
    if (awaited.size > connections) oldest?.socket.destroy();
  }

  function closeLate(): void {
    const latest = performance.now() - milliseconds;
    for (const { socket, since } of awaited.values()) if (since <= latest) socket.destroy();
  }

  return {
    await(request) {
      const { socket } = request;
      const since = awaited.get(socket)?.since ?? performance.now();
      awaited.delete(socket);
      add(request, socket, since);
    },
    release: (request) => void awaited.delete(request),
    close: () => clearInterval(checking),
  };
}
