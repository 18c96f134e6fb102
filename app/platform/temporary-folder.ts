// A folder of this process alone, for a while. What killed processes left goes with the next one: photos may lie in it.

import { mkdtempSync, readdirSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { hasCode } from '../errors.ts';

/** kindred-metadata-4711-a1B2c3, of process 4711. */
const NAME = /^kindred-[a-z]+-(\d+)-[^-]+$/;

/** @param what it is for, in one word. @returns its path; the caller removes it */
export function makeTemporaryFolder(what: 'metadata' | 'worker' | 'digikam'): string {
  clearAbandoned();
  return mkdtempSync(join(tmpdir(), `kindred-${what}-${process.pid}-`));
}

function clearAbandoned(): void {
  for (const name of readdirSync(tmpdir())) {
    const owner = NAME.exec(name)?.[1];
    if (owner === undefined || isRunning(Number(owner))) continue;
    try {
      rmSync(join(tmpdir(), name), { recursive: true, force: true });
    } catch {
      // another user's
    }
  }
}

function isRunning(id: number): boolean {
  try {
    process.kill(id, 0);
    return true;
  } catch (error) {
    return !hasCode(error, ['ESRCH']); // another user's
  }
}
