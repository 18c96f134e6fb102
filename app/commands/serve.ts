// kindred serve: the server, for a browser on this machine, or for other machines with a password.

import { readOptions } from '../server/options.ts';
import { type Command, libraryFolder, libraryOption, queueOption, UsageError } from './command.ts';

export const serve: Command = {
  usage: 'serve [--port N] [--host IP --address URL [--proxy IP]] [--queue postgres://…] [--open] [--library DIR]',
  summary: 'Serves the screen to a browser on this machine, or with a password to others, and prints its address.',
  options: {
    ...libraryOption,
    ...queueOption,
    port: { type: 'string' },
    host: { type: 'string' },
    address: { type: 'string' },
    proxy: { type: 'string', multiple: true },
    open: { type: 'boolean' },
  },
  mostOperands: 0,
  async run({ options }) {
    const words = (['port', 'host', 'address', 'proxy', 'queue'] as const).flatMap((name) =>
      [options[name] ?? []].flat().map((value) => `--${name}=${String(value)}`),
    );
    const read = readOptions(words);
    if (typeof read === 'string') throw new UsageError(read);
    // Only here: with node:http comes all of Node's fetch, a sixth of what another command takes to start.
    const { serve: startServer } = await import('../server/main.ts');
    await startServer({ ...read, library: libraryFolder(options), open: options['open'] === true });
  },
};
