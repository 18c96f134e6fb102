// How much processor time the processes beside a bench have used, by program; where the system tells it: on Linux.

import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { ensure } from '../../app/ensure.ts';

/** Linux counts in hundredths of a second. */
const MILLISECONDS_PER_TICK = 10;
const PROGRAMS = { workers: /workers-process/, ExifTool: /exiftool/, PostgreSQL: /postgres/ } as const;

export type Program = keyof typeof PROGRAMS;

interface RunningProcess {
  parent: number;
  command: string;
  /** Milliseconds: its own, and of its children that have ended. */
  own: number;
  ended: number;
}

/**
 * Of this process's children, and theirs. What has ended is ExifTool's, whose processes are started anew after some hundred
 * files, while those of the others stay for as long as anything is measured.
 * @returns what tells the milliseconds since this was called
 */
export function countProcessorTime(): () => Map<Program, number> {
  const before = sums();
  return () => new Map([...sums()].map(([program, sum]) => [program, sum - (before.get(program) ?? 0)]));
}

function sums(): Map<Program, number> {
  const all = running();
  const found = new Map<Program, number>();
  for (const [id, { command, own, ended }] of all) {
    if (id === process.pid) found.set('ExifTool', (found.get('ExifTool') ?? 0) + ended);
    const program = isBelow(id, all) ? programOf(command) : undefined;
    if (program) found.set(program, (found.get(program) ?? 0) + own);
  }
  return found;
}

function programOf(command: string): Program | undefined {
  const names: Program[] = ['workers', 'ExifTool', 'PostgreSQL']; // a worker is told the address of PostgreSQL
  return names.find((name) => PROGRAMS[name].test(command));
}

function running(): Map<number, RunningProcess> {
  const names = existsSync('/proc') ? readdirSync('/proc') : [];
  const ids = names.filter((name) => /^\d+$/.test(name)).map(Number);
  return new Map(ids.flatMap((id) => readProcess(id).map((each) => [id, each] as const)));
}

/** @returns nothing of one that has ended meanwhile */
function readProcess(id: number): RunningProcess[] {
  try {
    const text = readFileSync(`/proc/${id}/stat`, 'utf8');
    const command = readFileSync(`/proc/${id}/cmdline`, 'utf8').replaceAll('\0', ' ');
    const [, parent, ...fields] = text.slice(text.lastIndexOf(')') + 2).split(' ');
    const [user = NaN, system = NaN, endedUser = NaN, endedSystem = NaN] = fields.slice(9, 13).map(Number);
    return [
      {
        parent: Number(ensure(parent, 'The parent of a process')),
        command,
        own: (user + system) * MILLISECONDS_PER_TICK,
        ended: (endedUser + endedSystem) * MILLISECONDS_PER_TICK,
      },
    ];
  } catch {
    return [];
  }
}

function isBelow(id: number, all: ReadonlyMap<number, RunningProcess>): boolean {
  for (let at = all.get(id); at !== undefined && at.parent > 1; at = all.get(at.parent)) {
    if (at.parent === process.pid) return true;
  }
  return false;
}
