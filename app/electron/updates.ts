// Looks for a newer Kindred, where a release channel was set when this one was packed, and only if the person wants it.

import type { App } from 'electron';
import { existsSync } from 'node:fs';
import { join } from 'node:path';

/** electron-builder writes this file where `publish` names a releases page, and only there. */
export function canUpdate(app: App): boolean {
  return app.isPackaged && existsSync(join(process.resourcesPath, 'app-update.yml'));
}

/** Downloads, checks the maker's signature (Windows, macOS) or the checksum of the releases page (Linux), and says so. */
export async function update(): Promise<void> {
  const { autoUpdater } = await import('electron-updater').then((module) => module.default);
  await autoUpdater.checkForUpdatesAndNotify();
}
