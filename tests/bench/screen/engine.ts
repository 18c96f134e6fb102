// The engine that the screen is measured with, in a process of its own, as in daily use: prints its address when it is ready, and when it is idle.

import { parseArgs } from 'node:util';
import { startServer } from '../../../app/server/server.ts';

const { positionals } = parseArgs({ allowPositionals: true });
const server = await startServer({
  folder: positionals[0] ?? '',
  log: (level, event, details) => {
    if (event === 'call.slow' || level === 'error') process.stderr.write(`${event} ${JSON.stringify(details)}\n`);
  },
});
process.stdout.write(`${server.address}\n`);
process.on('SIGTERM', () => void server.close().then(() => process.exit()));
await server.library.whenIdle();
process.stdout.write('idle\n');
