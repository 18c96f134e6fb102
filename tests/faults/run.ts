// `npm run test:faults [-- --seed N] [--scale 0.1] [TRIAL…]`: what may go wrong goes wrong, again and again.

import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { mkdirSync, mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { parseArgs } from 'node:util';
import { fullDisk } from './full-disk.ts';
import { ioErrors } from './io-errors.ts';
import { killEngine } from './kill-engine.ts';
import { killVision } from './kill-vision.ts';
import { largeFolder } from './large-folder.ts';
import { manyMachines } from './many-machines.ts';
import { readOnly } from './read-only.ts';
import { seeded } from '../seeded-random.ts';
import { shuffle } from './shuffle.ts';
import { sidecars } from './sidecars.ts';
import { slowClients } from './slow-clients.ts';
import type { Trial } from './trial.ts';
import { videos } from './videos.ts';

/** The first two are measured, and so run alone; the others, the longest first, two at a time: each waits a good deal. */
const ALONE: Record<string, Trial> = { 'large-folder': largeFolder, 'slow-clients': slowClients };
const TOGETHER: Record<string, Trial> = {
  'kill-engine': killEngine,
  'kill-vision': killVision,
  'many-machines': manyMachines,
  shuffle,
  'io-errors': ioErrors,
  'full-disk': fullDisk,
  'read-only': readOnly,
  sidecars,
  videos,
};
const AT_ONCE = 2;
/** What the process of one trial ends with. */
const EXIT = { passed: 0, failed: 1, skipped: 77 } as const;

const { values, positionals } = parseArgs({
  options: { seed: { type: 'string', default: '20240229' }, scale: { type: 'string', default: '1' } },
  allowPositionals: true,
});
const trials = new Map(Object.entries({ ...ALONE, ...TOGETHER }));
const wanted = positionals.length === 0 ? [...trials.keys()] : positionals;
const began = performance.now();
const failed: string[] = [];
const skipped: string[] = [];
const [only = ''] = wanted;
if (wanted.length === 1) {
  process.exitCode = EXIT[await runs(only)];
} else {
  const waiting = wanted.filter((name) => !Object.hasOwn(ALONE, name));
  for (const name of wanted) if (Object.hasOwn(ALONE, name)) await runAside(name);
  await Promise.all(
    Array.from({ length: AT_ONCE }, async () => {
      for (let name = waiting.shift(); name !== undefined; name = waiting.shift()) await runAside(name);
    }),
  );
  const passed = wanted.length - failed.length - skipped.length;
  const rest = skipped.length === 0 ? '' : `, ${skipped.length} cannot run here`;
  say(`${passed} of ${wanted.length} trials passed${rest}, in ${secondsSince(began)} s (seed ${values.seed}).`);
  process.exitCode = failed.length === 0 ? 0 : 1;
}

/** In a process of its own, as trials kill, and would stall each other. */
async function runAside(name: string): Promise<void> {
  const words = [import.meta.filename, '--seed', values.seed, '--scale', values.scale, name];
  const [status]: unknown[] = await once(spawn(process.execPath, words, { stdio: 'inherit' }), 'exit');
  if (status === EXIT.skipped) skipped.push(name);
  else if (status !== EXIT.passed) failed.push(name);
}

async function runs(name: string): Promise<keyof typeof EXIT> {
  const trial = trials.get(name);
  if (!trial) {
    say(`There is no trial “${name}”: ${[...trials.keys()].join(', ')}.`);
    return 'failed';
  }
  const { sentence, run } = trial;
  const folder = mkdtempSync(join(tmpdir(), `kindred-${name}-`));
  mkdirSync(join(folder, 'empty'));
  mkdirSync(join(folder, 'nowhere'));
  let passed = false;
  try {
    const result = await run({ folder, random: seeded(Number(values.seed)), scale: Number(values.scale), say });
    passed = true;
    if ('skipped' in result) {
      say(`– ${name}: not run. ${result.skipped}`);
      return 'skipped';
    }
    say(`✓ ${name}: ${sentence}. ${result.figures} (${secondsSince(began)} s)`);
    return 'passed';
  } catch (error) {
    say(
      `✗ ${name}: ${error instanceof Error ? error.stack : String(error)} (${secondsSince(began)} s; left in ${folder})`,
    );
    return 'failed';
  } finally {
    if (passed) rmSync(folder, { recursive: true, force: true });
  }
}

function secondsSince(start: number): string {
  return ((performance.now() - start) / 1000).toFixed(0);
}

function say(sentence: string): void {
  process.stdout.write(`${sentence}\n`);
}
