// `node app/server/main.ts`: the loopback server by itself; prints one line, the address that opens Kindred.

import { defaultLibraryFolder } from '../library-folder.ts';
import { openBrowser } from './browser.ts';
import { runWithOptions } from './options.ts';
import { startServer } from './server.ts';

const USAGE = `Usage: node app/server/main.ts [--library DIR] [--port N] [--open]

  --library DIR  the library's folder (default: ${defaultLibraryFolder()})
  --port N       listen on this port of 127.0.0.1 (default: any free one)
  --open         open the system's browser
`;

/** Serves until SIGINT or SIGTERM, then closes the library. */
export async function serve(options: { library: string; port?: number | undefined; open: boolean }): Promise<void> {
  const interrupted = untilInterrupted();
  const server = await startServer({
    folder: options.library,
    port: options.port ?? 0,
    say: (sentence) => process.stderr.write(`${sentence}\n`),
  });
  process.stdout.write(`${server.address}\n`);
  if (options.open) openBrowser(server.address);
  await interrupted;
  await server.close();
}

/** The handlers stay, so that a second signal (npm passes on what the terminal sent already) interrupts no closing. */
function untilInterrupted(): Promise<void> {
  return new Promise((resolve) => {
    for (const signal of ['SIGINT', 'SIGTERM', 'SIGHUP'] as const) process.on(signal, () => resolve());
  });
}

if (import.meta.main) process.exitCode = await runWithOptions(process.argv.slice(2), USAGE, serve);
