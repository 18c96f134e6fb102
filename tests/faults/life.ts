// One short life of an engine in a process of its own, ended by kill -9, and what it had acknowledged by then.

import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { z } from 'zod';
import { resource } from '../../app/resources.ts';
import type { Acknowledged } from './library.ts';

const Line = z.object({
  said: z.object({ id: z.number(), sentence: z.string() }).optional(),
  problem: z.string().optional(),
});

export interface Life {
  said: Acknowledged[];
  /** Banners that the screen showed. */
  problems: string[];
  /** False: it ended by itself. */
  wasKilled: boolean;
  errors: string;
}

/** @param under a program that starts the engine, with its arguments */
export async function liveAndDie(
  library: string,
  photos: string,
  seed: number,
  milliseconds: number,
  under: readonly string[] = [],
): Promise<Life> {
  const engine = resource('tests', 'faults', 'engine.ts');
  const [program = '', ...words] = [...under, process.execPath, engine, library, photos, String(seed)];
  const child = spawn(program, words, { stdio: ['ignore', 'pipe', 'pipe'] });
  let [output, errors] = ['', ''];
  child.stdout.on('data', (chunk: Buffer) => (output += chunk.toString()));
  child.stderr.on('data', (chunk: Buffer) => (errors += chunk.toString()));
  const timer = setTimeout(() => child.kill('SIGKILL'), milliseconds);
  const [, signal]: unknown[] = await once(child, 'close');
  clearTimeout(timer);
  const lines = output
    .slice(0, output.lastIndexOf('\n') + 1)
    .split('\n')
    .filter((line) => line !== '')
    .map((line) => Line.parse(JSON.parse(line)));
  return {
    said: lines.flatMap(({ said }) => said ?? []),
    problems: lines.flatMap(({ problem }) => problem ?? []),
    wasKilled: signal === 'SIGKILL',
    errors: errors.slice(-2000),
  };
}
