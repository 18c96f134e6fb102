// kindred serve: the loopback server, for a browser on this machine.

import { serve as startServer } from '../server/main.ts';
import { type Command, libraryFolder, libraryOption, UsageError } from './command.ts';

export const serve: Command = {
  usage: 'serve [--port N] [--open] [--library DIR]',
  summary: 'Serves the screen to a browser on this machine, and prints its address.',
  options: { ...libraryOption, port: { type: 'string' }, open: { type: 'boolean' } },
  async run({ options }) {
    const port = Number(options['port'] ?? 0);
    if (!Number.isInteger(port) || port < 0 || port > 65_535) throw new UsageError('--port is a number up to 65535.');
    await startServer({ library: libraryFolder(options), port, open: options['open'] === true });
  },
};
