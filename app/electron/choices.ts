// What the person chose for this computer alone: notifications, opening at login, updates. All are off until then.

import { app } from 'electron';
import { rmSync } from 'node:fs';
import { join } from 'node:path';
import { z } from 'zod';
import { autostartEntry } from './autostart-entry.ts';
import { keep, readKept } from './kept.ts';

const off = z.boolean().default(false);
const Choices = z.object({ notify: off, openAtLogin: off, update: off });
type Choices = z.output<typeof Choices>;

/** Started at login: without a window, in the tray alone. */
export const HIDDEN = 'hidden';

export function openChoices() {
  const file = join(app.getPath('userData'), 'choices.json');
  const choices = readKept(file, Choices) ?? Choices.parse({});
  return {
    get: (name: keyof Choices) => choices[name],
    set(name: keyof Choices, value: boolean) {
      choices[name] = value;
      keep(file, choices);
      if (name === 'openAtLogin') openAtLogin(value);
    },
  };
}

export type OpenChoices = ReturnType<typeof openChoices>;

function openAtLogin(wanted: boolean): void {
  if (process.platform !== 'linux') return app.setLoginItemSettings({ openAtLogin: wanted, args: [`--${HIDDEN}`] });
  const { file, write } = autostartEntry(app.getPath('appData'), process.env['APPIMAGE'] ?? app.getPath('exe'));
  if (wanted) write([`--${HIDDEN}`]);
  else rmSync(file, { force: true });
}
