// Runs `kindred scan` as a user would, and watches how much memory all its processes hold together.

import { execFileSync, spawn } from 'node:child_process';
import { readdirSync, readFileSync } from 'node:fs';
import { z } from 'zod';
import { resource } from '../../app/resources.ts';

const Summary = z.object({
  photos: z.number(),
  faces: z.number(),
  seconds: z.number(),
  /** Seconds. */
  stages: z.record(z.string(), z.number()),
});

const WATCH_MS = 100;
const PAGE_BYTES = 4096;

/** @returns the command's own summary; `peakMemoryBytes` is null where the system does not tell */
export async function runScan(folder: string, library: string) {
  const command = [resource('app', 'cli.ts'), 'scan', folder, '--library', library, '--json'];
  const child = spawn(process.execPath, ['--disable-warning=ExperimentalWarning', ...command], {
    stdio: ['ignore', 'pipe', 'inherit'],
  });
  let peak: number | null = null;
  const watch = setInterval(() => {
    const held = child.pid === undefined ? null : memoryOf(child.pid);
    if (held !== null) peak = Math.max(peak ?? 0, held);
  }, WATCH_MS);
  let printed = '';
  child.stdout.on('data', (bytes: Buffer) => (printed += bytes.toString()));
  const status = await new Promise((resolve, reject) => child.on('error', reject).on('close', resolve));
  clearInterval(watch);
  if (status !== 0) throw new Error(`The scan ended with status ${String(status)}.`);
  return { ...Summary.parse(JSON.parse(printed)), peakMemoryBytes: peak };
}

interface Resident {
  parent: number;
  bytes: number;
}

/** Resident memory of a process and of all that it started; pages that two of them share count twice. */
function memoryOf(root: number): number | null {
  const all = process.platform === 'linux' ? fromProc() : process.platform === 'win32' ? null : fromPs();
  if (all === null) return null;
  const family = new Set([root]);
  for (let size = 0; size !== family.size;) {
    size = family.size;
    for (const [pid, { parent }] of all) if (family.has(parent)) family.add(pid);
  }
  return [...family].reduce((sum, pid) => sum + (all.get(pid)?.bytes ?? 0), 0);
}

function fromProc(): Map<number, Resident> {
  const all = new Map<number, Resident>();
  for (const name of readdirSync('/proc')) {
    if (!/^\d+$/.test(name)) continue;
    try {
      // "pid (name) state parent …": the name may hold anything, and ends at the last bracket.
      const fields = readFileSync(`/proc/${name}/stat`, 'utf8')
        .replace(/^.*\) /s, '')
        .split(' ');
      all.set(Number(name), { parent: Number(fields[1]), bytes: Number(fields[21]) * PAGE_BYTES });
    } catch {
      continue; // it ended while we looked
    }
  }
  return all;
}

function fromPs(): Map<number, Resident> {
  const lines = execFileSync('ps', ['-axo', 'pid=,ppid=,rss='], { encoding: 'utf8' }).trim().split('\n');
  return new Map(
    lines.map((line) => {
      const [pid = 0, parent = 0, kilobytes = 0] = line.trim().split(/\s+/).map(Number);
      return [pid, { parent, bytes: 1024 * kilobytes }];
    }),
  );
}
