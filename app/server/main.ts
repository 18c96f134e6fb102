// `node app/server/main.ts`: the server by itself; prints one line, the address that opens Kindred.

import { writeCrashReport } from '../platform/crash-report.ts';
import { defaultLibraryFolder } from '../platform/library-folder.ts';
import { LONGEST_CLOSING_MS } from '../platform/longest-closing.ts';
import { openBrowser } from './browser.ts';
import { runWithOptions } from './options.ts';
import { addressOnceOf, findRunning, noteRunning } from './running.ts';
import { startServer } from './server.ts';

const USAGE = `Usage: node app/server/main.ts [--library DIR] [--port N] [--host IP --address URL [--proxy IP]] [--queue URL] [--open]

  --library DIR  the library's folder (default: ${defaultLibraryFolder()})
  --port N       listen on this port (default: any free one)
  --host IP      listen there instead of 127.0.0.1, for other machines: needs a password and --address
  --address URL  where people reach Kindred, with the password: https://photos.example.org
  --proxy IP     the address, or network, of a proxy that says for whom it asks (X-Forwarded-For); may stand several times
  --queue URL    share the work with other machines over PostgreSQL: postgres://kindred:password@localhost/kindred
  --open         open the system's browser
`;

export interface ServeOptions {
  library: string;
  port?: number | undefined;
  host?: string | undefined;
  address?: string | undefined;
  proxy?: readonly string[];
  queue?: string | undefined;
  open: boolean;
}

/** Serves until SIGINT or SIGTERM, then closes the library; where it is being served already, leads there and ends. */
export async function serve({ library, port, host, address, proxy = [], queue, open }: ServeOptions): Promise<void> {
  const running = await findRunning(library);
  if (running !== undefined) {
    process.stderr.write('Kindred is running already, with this library: this is its address.\n');
    process.stdout.write(`${running}\n`);
    if (open) openBrowser(await addressOnceOf(running));
    return;
  }
  const interrupted = untilInterrupted();
  process.on('uncaughtExceptionMonitor', ({ message, stack = '' }) =>
    writeCrashReport(library, { part: 'server', reason: message, lastWords: stack }),
  );
  const server = await startServer({
    folder: library,
    ...(port !== undefined && { port }),
    ...(host !== undefined && { host }),
    address,
    proxies: proxy,
    queue,
    notify: (sentence) => process.stderr.write(`${sentence}\n`),
  });
  const forget = address === undefined ? noteRunning(library, server.address) : () => undefined;
  process.stdout.write(`${server.address}\n`);
  if (open) openBrowser(server.addressOnce());
  await interrupted;
  forget();
  await server.close();
}

/**
 * The handlers stay, so that a second signal (npm passes on what the terminal sent already) interrupts no closing. From
 * the first one on the process has so long to end by itself.
 */
function untilInterrupted(): Promise<void> {
  const { promise, resolve } = Promise.withResolvers<void>();
  for (const signal of ['SIGINT', 'SIGTERM', 'SIGHUP'] as const) process.on(signal, () => resolve());
  return promise.then(() => void setTimeout(() => process.exit(1), LONGEST_CLOSING_MS).unref());
}

if (import.meta.main) process.exitCode = await runWithOptions(process.argv.slice(2), USAGE, serve);
