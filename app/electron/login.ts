// Opens Kindred at login, without a window; where Electron knows no call for it, on Linux, by a file in the configuration.

import type { App } from 'electron';
import { mkdirSync, rmSync, writeFileSync } from 'node:fs';
import { dirname, join } from 'node:path';

/** Started at login: without a window, in the tray alone. */
export const HIDDEN = 'hidden';

export function setOpenAtLogin(app: App, wanted: boolean): void {
  if (process.platform !== 'linux') return app.setLoginItemSettings({ openAtLogin: wanted, args: [`--${HIDDEN}`] });
  const file = join(app.getPath('appData'), 'autostart', 'kindred.desktop'); // as the XDG specification has it
  if (!wanted) return rmSync(file, { force: true });
  const command = [process.env['APPIMAGE'] ?? app.getPath('exe'), `--${HIDDEN}`].map(quoted).join(' ');
  mkdirSync(dirname(file), { recursive: true });
  writeFileSync(file, `[Desktop Entry]\nType=Application\nName=Kindred\nExec=${command}\nTerminal=false\n`);
}

/** The specification's way: in double quotes, with what is special there, and the % of its fields, written twice. */
function quoted(word: string): string {
  return `"${word
    .replaceAll(/["`$\\]/g, String.raw`\$&`)
    .replaceAll('\\', '\\\\')
    .replaceAll('%', '%%')}"`;
}
