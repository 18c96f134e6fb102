// On Linux a program opens at login by a small file in the person's configuration; Electron knows no call for it.

import { mkdirSync, writeFileSync } from 'node:fs';
import { dirname, join } from 'node:path';

/** @param configuration the folder that the XDG specification calls XDG_CONFIG_HOME */
export function autostartEntry(configuration: string, program: string) {
  const file = join(configuration, 'autostart', 'kindred.desktop');
  return {
    file,
    write(words: string[]): void {
      mkdirSync(dirname(file), { recursive: true });
      const command = [program, ...words].map(quoted).join(' ');
      writeFileSync(file, `[Desktop Entry]\nType=Application\nName=Kindred\nExec=${command}\nTerminal=false\n`);
    },
  };
}

/** The specification's way: in double quotes, with what is special there, and the % of its fields, written twice. */
function quoted(word: string): string {
  return `"${word
    .replaceAll(/["`$\\]/g, String.raw`\$&`)
    .replaceAll('\\', '\\\\')
    .replaceAll('%', '%%')}"`;
}
