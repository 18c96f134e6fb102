// One short life of an engine in a process of its own, ended by kill -9, and what it had acknowledged by then.

import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { z } from 'zod';
import { resource } from '../../app/platform/resources.ts';
import type { Acknowledged } from './library.ts';

const Line = z.object({
  opening: z.boolean().optional(),
  opened: z.boolean().optional(),
  said: z.object({ id: z.number(), sentence: z.string() }).optional(),
  problem: z.string().optional(),
  backedUp: z.boolean().optional(),
  refused: z.string().optional(),
});
/** What the engine prints. */
export type Line = z.output<typeof Line>;

export interface LifeOptions {
  library: string;
  photos: string;
  seed: number;
  /** From when on its time runs: its very start, the moment before it opens the library, or the one after. */
  from: 'start' | 'opening' | 'opened';
  milliseconds: number;
  /** So many acknowledgements end it as well, a moment after the last. */
  enough?: number;
  momentMs?: number;
  /** A program that starts the engine, with its arguments. */
  under?: readonly string[];
}

export interface Life {
  said: Acknowledged[];
  backups: number;
  /** Banners that the screen showed. */
  problems: string[];
  /** False: it ended by itself. */
  wasKilled: boolean;
  errors: string;
}

/** Longer than any machine takes to open a library; a library that is not open by then is a failure. */
const OPENING_TIMEOUT_MS = 60_000;

export async function liveAndDie(options: LifeOptions): Promise<Life> {
  const { library, photos, seed, from, milliseconds, enough = Infinity, momentMs = 0, under = [] } = options;
  const engine = resource('tests', 'faults', 'engine.ts');
  const [program = '', ...words] = [...under, process.execPath, engine, library, photos, String(seed)];
  const child = spawn(program, words, { stdio: ['ignore', 'pipe', 'pipe'] });
  const kill = () => child.kill('SIGKILL');
  const lines: Line[] = [];
  let [output, errors] = ['', ''];
  let left = enough;
  let timer = setTimeout(kill, from === 'start' ? milliseconds : OPENING_TIMEOUT_MS);
  child.stdout.on('data', (chunk: Buffer) => {
    output += chunk.toString();
    const ends = output.lastIndexOf('\n') + 1;
    for (const text of output.slice(0, ends).split('\n').filter(Boolean)) hear(Line.parse(JSON.parse(text)));
    output = output.slice(ends);
  });
  child.stderr.on('data', (chunk: Buffer) => (errors += chunk.toString()));
  const [, signal]: unknown[] = await once(child, 'close');
  clearTimeout(timer);
  return {
    said: lines.flatMap(({ said }) => said ?? []),
    backups: lines.filter(({ backedUp }) => backedUp).length,
    problems: lines.flatMap(({ problem }) => problem ?? []),
    wasKilled: signal === 'SIGKILL',
    errors: errors.slice(-2000),
  };

  function hear(line: Line): void {
    lines.push(line);
    if (line.said && --left === 0) setTimeout(kill, momentMs);
    if (from === 'start' || line[from] !== true) return;
    clearTimeout(timer);
    timer = setTimeout(kill, milliseconds);
  }
}
