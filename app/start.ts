// `npm start`: opens Kindred's window where Electron can be had, and otherwise serves the same screen to the browser.

import { defaultLibraryFolder } from './platform/library-folder.ts';
import { builtScreen } from './platform/screen.ts';
import { hasScreen } from './server/browser.ts';
import { serve } from './server/main.ts';
import { type Options, runWithOptions } from './server/options.ts';
import { findElectron, runElectron } from './electron/launch.ts';

const USAGE = `Usage: npm start [-- --library DIR] [--port N] [--host IP --address URL [--proxy IP]] [--queue URL]

  --library DIR  the library's folder (default: ${defaultLibraryFolder()})
  --port N       serve to the browser on this port instead of opening a window
  --host IP      serve to other machines: needs a password and --address
  --address URL  where they reach Kindred: https://photos.example.org
  --proxy IP     the address, or network, of a proxy that says for whom it asks (X-Forwarded-For); may stand several times
  --queue URL    share the work with other machines over PostgreSQL: postgres://kindred:password@localhost/kindred
`;

process.exitCode = await runWithOptions(process.argv.slice(2), USAGE, start);

/**
 * 1. The screen is built when it is missing or older than its sources.
 * 2. With a screen, and unless it is to be served: Electron's window.
 * 3. Otherwise, or when that fails: the browser; on a machine without a screen, the address alone.
 */
async function start({ library, port, host, address, proxy, queue }: Options): Promise<void> {
  const isToBeServed = [port, host, address, queue].some((option) => option !== undefined);
  await builtScreen(notify);
  if (hasScreen() && !isToBeServed) {
    const electron = await findElectron({ mayDownload: true, notify });
    if (typeof electron !== 'string') notify(`${electron.reason}: opening Kindred in the browser instead.`);
    else if (await runElectron(electron, library)) return;
    else notify('Electron’s window cannot be opened here: opening Kindred in the browser instead.');
  }
  if (!hasScreen()) notify('This machine has no screen: open this address in a browser here, or through a tunnel.');
  await serve({ library, port, host, address, proxy, queue, open: true });
}

function notify(sentence: string): void {
  process.stderr.write(`${sentence}\n`);
}
