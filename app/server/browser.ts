// Opens an address in the browser that the person uses anyway.

import { spawn } from 'node:child_process';
import { withUsualRights } from '../platform/private-library.ts';

/** Without a screen there is nothing to open: the printed address has to do. */
export function hasScreen(environment = process.env, platform = process.platform): boolean {
  if (platform !== 'linux') return true;
  return Boolean(environment['DISPLAY'] || environment['WAYLAND_DISPLAY']);
}

/**
 * Never fails: the address is printed as well.
 * @param address one that is worth nothing to others, who can read with what a program is started
 */
export function openBrowser(address: string): void {
  if (!hasScreen()) return;
  const [command, words] = opener(address);
  const child = withUsualRights(() => spawn(command, words, { stdio: 'ignore', detached: true }));
  child.on('error', () => process.stderr.write('No browser could be started: please open the address yourself.\n'));
  child.unref();
}

function opener(address: string): [command: string, words: string[]] {
  switch (process.platform) {
    case 'darwin':
      return ['open', [address]];
    case 'win32':
      // `start` is a word of the shell, which would read the address's special signs; this program does not.
      return ['rundll32', ['url.dll,FileProtocolHandler', address]];
    default:
      return ['xdg-open', [address]];
  }
}
