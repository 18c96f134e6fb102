// The processes of vision that this process has started, as Linux tells of them.

import { readdirSync, readFileSync } from 'node:fs';

/** @returns their ids, in the order of the system's list */
export function visionProcesses(): number[] {
  return readdirSync('/proc')
    .filter((name) => /^\d+$/.test(name))
    .map(Number)
    .filter((id) => {
      try {
        const [, parent] = /^PPid:\s*(\d+)$/m.exec(readFileSync(`/proc/${id}/status`, 'utf8')) ?? [];
        return Number(parent) === process.pid && readFileSync(`/proc/${id}/cmdline`, 'utf8').includes('vision/worker');
      } catch {
        return false; // it ended while we looked
      }
    });
}
