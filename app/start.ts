// `npm start`: opens Kindred's window where Electron can be had, and otherwise serves the same screen to the browser.

import { defaultLibraryFolder } from './library-folder.ts';
import { builtScreen } from './screen.ts';
import { hasScreen } from './server/browser.ts';
import { serve } from './server/main.ts';
import { type Options, runWithOptions } from './server/options.ts';
import { findElectron, runElectron } from './electron/launch.ts';

const USAGE = `Usage: npm start [-- --library DIR] [--port N]

  --library DIR  the library's folder (default: ${defaultLibraryFolder()})
  --port N       serve to the browser on this port instead of opening a window
`;

process.exitCode = await runWithOptions(process.argv.slice(2), USAGE, start);

/**
 * 1. The screen is built when it is missing or older than its sources.
 * 2. With a screen and without --port: Electron's window.
 * 3. Otherwise, or when that fails: the browser; on a machine without a screen, the address alone.
 */
async function start(options: Options): Promise<void> {
  await builtScreen(say);
  if (hasScreen() && options.port === undefined) {
    const electron = await findElectron(say);
    if (typeof electron !== 'string') say(`${electron.reason}: opening Kindred in the browser instead.`);
    else if (await runElectron(electron, options.library)) return;
    else say('Electron’s window cannot be opened here: opening Kindred in the browser instead.');
  }
  if (!hasScreen()) say('This machine has no screen: open this address in a browser here, or through a tunnel.');
  await serve({ library: options.library, port: options.port, open: true });
}

function say(sentence: string): void {
  process.stderr.write(`${sentence}\n`);
}
