// Where a person's library lies by default: the platform's folder for an application's data.

import { homedir } from 'node:os';
import { join } from 'node:path';

export function defaultLibraryFolder(environment = process.env, platform = process.platform): string {
  return join(userDataFolder(environment, platform), 'Kindred');
}

function userDataFolder(environment: NodeJS.ProcessEnv, platform: NodeJS.Platform): string {
  const home = homedir();
  switch (platform) {
    case 'darwin':
      return join(home, 'Library', 'Application Support');
    case 'win32':
      return environment['APPDATA'] ?? join(home, 'AppData', 'Roaming');
    default:
      // An empty XDG_DATA_HOME counts as unset, says its specification.
      return environment['XDG_DATA_HOME'] || join(home, '.local', 'share');
  }
}
