// A port of this machine at which nothing listens.

import { once } from 'node:events';
import { createServer } from 'node:net';
import { z } from 'zod';

export async function freePort(): Promise<number> {
  const taken = createServer().listen(0, '127.0.0.1');
  await once(taken, 'listening');
  const { port } = z.object({ port: z.int() }).parse(taken.address());
  taken.close();
  return port;
}
