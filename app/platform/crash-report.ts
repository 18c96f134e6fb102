// Writes down how a part of Kindred died, in the library's log folder: for the person to read and pass on, never sent.

import { mkdirSync, readdirSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { programVersion } from './version.ts';

export interface Crash {
  /** Which part: engine, window, main. */
  part: string;
  /** An exit status, or Chromium's word for it. */
  reason: string;
  /** The last that it wrote to standard error; a stack, if there was one. */
  lastWords: string;
}

const MOST_REPORTS = 10;
const REPORT_NAME = /^crash-[\dTZ-]+\.json$/;

/** A full or read-only disk loses the report, never what is left of Kindred. */
export function writeCrashReport(library: string, crash: Crash, now = new Date()): void {
  const folder = join(library, 'log');
  const file = join(folder, `crash-${now.toISOString().replaceAll(/[:.]/g, '-')}.json`);
  const { platform, arch, versions } = process;
  try {
    const report = { at: now.toISOString(), kindred: programVersion(), ...crash, platform, arch, versions };
    mkdirSync(folder, { recursive: true, mode: 0o700 });
    writeFileSync(file, `${JSON.stringify(report, null, 2)}\n`, { mode: 0o600 });
    const reports = readdirSync(folder).filter((name) => REPORT_NAME.test(name));
    for (const name of reports.sort().slice(0, -MOST_REPORTS)) rmSync(join(folder, name));
  } catch (cause) {
    process.stderr.write(`${crash.part} crashed (${crash.reason}), and no report can be written: ${String(cause)}\n`);
  }
}
