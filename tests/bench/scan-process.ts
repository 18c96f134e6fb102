// Runs `kindred scan` as a user would, and watches how much memory all its processes hold together, and what they compute.

import { execFileSync, spawn } from 'node:child_process';
import { readdirSync, readFileSync } from 'node:fs';
import { z } from 'zod';
import { ensure } from '../../app/ensure.ts';
import { resource } from '../../app/platform/resources.ts';

const Summary = z.object({
  photos: z.number(),
  faces: z.number(),
  seconds: z.number(),
  /** Seconds. */
  stages: z.record(z.string(), z.number()),
});

const WATCH_MS = 100;
const PAGE_BYTES = 4096;
const TICKS_A_SECOND = 100;
const TENTHS = 10;

/**
 * @returns the command's own summary; `peakMemoryBytes` and `cpuSeconds` (of the processor, over all processes) are null
 *   where the system does not tell
 */
export async function runScan(folder: string, library: string) {
  const { status, said, cpuSeconds, memory } = await watchScan(folder, library);
  if (status !== 0) throw new Error(`The scan ended with status ${String(status)}.`);
  return {
    ...Summary.parse(JSON.parse(said)),
    peakMemoryBytes: memory.length === 0 ? null : Math.max(...memory),
    /** The middle value of each tenth of the scan: it rises until each process has met its largest photos, and then no more. */
    memoryByTenth: memory.length < TENTHS ? null : tenthsOf(memory).map(middle),
    cpuSeconds,
  };
}

/** @param path where it finds other programs: Perl, FFmpeg. Default: as this one does */
export async function watchScan(folder: string, library: string, path = process.env['PATH']) {
  const command = [resource('app', 'cli.ts'), 'scan', folder, '--library', library, '--json'];
  const began = performance.now();
  const child = spawn(process.execPath, [...process.execArgv, ...command], {
    stdio: ['ignore', 'pipe', 'inherit'],
    env: { ...process.env, PATH: path },
  });
  const memory: number[] = [];
  const seconds = new Map<number, number>();
  const watch = setInterval(() => {
    const family = child.pid === undefined ? [] : familyOf(child.pid);
    if (family.length > 0) memory.push(family.reduce((sum, [, { bytes }]) => sum + bytes, 0));
    for (const [pid, { cpuSeconds }] of family) if (cpuSeconds !== null) seconds.set(pid, cpuSeconds);
  }, WATCH_MS);
  let said = '';
  child.stdout.on('data', (bytes: Buffer) => (said += bytes.toString()));
  const status = await new Promise((resolve, reject) => child.on('error', reject).on('close', resolve));
  clearInterval(watch);
  const cpuSeconds = seconds.size === 0 ? null : [...seconds.values()].reduce((sum, each) => sum + each, 0);
  return { status, said, memory, cpuSeconds, wallSeconds: (performance.now() - began) / 1000 };
}

interface Resident {
  parent: number;
  /** Pages that two processes share count twice. */
  bytes: number;
  cpuSeconds: number | null;
}

function tenthsOf(values: readonly number[]): number[][] {
  const start = (tenth: number) => Math.floor((tenth * values.length) / TENTHS);
  return Array.from({ length: TENTHS }, (_, tenth) => values.slice(start(tenth), start(tenth + 1)));
}

function middle(values: readonly number[]): number {
  return ensure(values.toSorted((a, b) => a - b)[Math.floor(values.length / 2)]);
}

/** Of the processor, so far; null where the system does not tell. */
export function cpuSecondsOf(pid: number | undefined): number | null {
  return familyOf(pid ?? 0).find(([each]) => each === pid)?.[1].cpuSeconds ?? null;
}

/** A process and all that it started; none where the system does not tell. */
export function familyOf(root: number): [pid: number, Resident][] {
  const all = process.platform === 'linux' ? fromProc() : fromPs();
  const family = new Set([root]);
  for (let size = 0; size !== family.size;) {
    size = family.size;
    for (const [pid, { parent }] of all) if (family.has(parent)) family.add(pid);
  }
  return [...all].filter(([pid]) => family.has(pid));
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
      all.set(Number(name), {
        parent: Number(fields[1]),
        bytes: Number(fields[21]) * PAGE_BYTES,
        cpuSeconds: (Number(fields[11]) + Number(fields[12])) / TICKS_A_SECOND,
      });
    } catch {
      continue; // it ended while we looked
    }
  }
  return all;
}

function fromPs(): Map<number, Resident> {
  if (process.platform === 'win32') return new Map();
  const lines = execFileSync('ps', ['-axo', 'pid=,ppid=,rss='], { encoding: 'utf8' }).trim().split('\n');
  return new Map(
    lines.map((line) => {
      const [pid = 0, parent = 0, kilobytes = 0] = line.trim().split(/\s+/).map(Number);
      return [pid, { parent, bytes: 1024 * kilobytes, cpuSeconds: null }];
    }),
  );
}
