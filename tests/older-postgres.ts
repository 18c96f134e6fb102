// A PostgreSQL that says it is of version 12, for a test: a real one behind a relay that changes that number and nothing else.

import { once } from 'node:events';
import { connect, createServer, type Socket } from 'node:net';
import { Transform } from 'node:stream';
import { z } from 'zod';

/** @param port of the real one, on this machine */
export async function startOlder(port: number): Promise<{ port: number; close(): void }> {
  const lines = new Set<Socket>();
  const relay = createServer((client) => {
    const behind = connect(port, '127.0.0.1');
    const older = new Transform({
      transform(chunk: Buffer, _encoding, done) {
        done(null, Buffer.from(chunk.toString('latin1').replace(/1[3-9]0(\d{3})/g, '120$1'), 'latin1'));
      },
    });
    for (const line of [client, behind]) {
      lines.add(line);
      line.on('error', () => line.destroy());
    }
    client.pipe(behind).pipe(older).pipe(client);
  }).listen(0, '127.0.0.1');
  await once(relay, 'listening');
  return {
    port: z.object({ port: z.int() }).parse(relay.address()).port,
    close() {
      relay.close();
      for (const line of lines) line.destroy();
    },
  };
}
