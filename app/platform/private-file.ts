// Small files with what nobody else may read, such as hashes of secrets.

import { renameSync, writeFileSync } from 'node:fs';

/** Written in one step: on a full disk, or after a crash, what was there before stays. */
export function writePrivateFile(file: string, text: string): void {
  const unfinished = `${file}.new`;
  writeFileSync(unfinished, text, { mode: 0o600, flush: true });
  renameSync(unfinished, file);
}
