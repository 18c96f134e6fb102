// Passes connections on, so that what runs in a network namespace finds the server and the queue at its own loopback
// address: `node relay.ts HOST PORT TO_HOST TO_PORT`. When the cable between them is pulled, bytes just stop.

import { connect, createServer } from 'node:net';

const [host = '', port = '', toHost = '', toPort = ''] = process.argv.slice(2);

createServer((from) => {
  const to = connect(Number(toPort), toHost);
  from.pipe(to).pipe(from);
  // Either end may go at any time: both are then done with.
  for (const [one, other] of [
    [from, to],
    [to, from],
  ] as const) {
    one.on('error', () => other.destroy());
    one.on('close', () => other.destroy());
  }
}).listen(Number(port), host);
