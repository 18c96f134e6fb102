// `npm run test:faults [-- --seed N] [--scale 0.1] [TRIAL…]`: what may go wrong goes wrong, again and again.

import { mkdirSync, mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { parseArgs } from 'node:util';
import { fullDisk } from './full-disk.ts';
import { ioErrors } from './io-errors.ts';
import { killEngine } from './kill-engine.ts';
import { killVision } from './kill-vision.ts';
import { readOnly } from './read-only.ts';
import { seeded } from './random.ts';
import { shuffle } from './shuffle.ts';
import type { Trial } from './trial.ts';

const TRIALS: Record<string, Trial> = {
  'read-only': readOnly,
  'full-disk': fullDisk,
  'io-errors': ioErrors,
  shuffle,
  'kill-engine': killEngine,
  'kill-vision': killVision,
};

const { values, positionals } = parseArgs({
  options: { seed: { type: 'string', default: '20240229' }, scale: { type: 'string', default: '1' } },
  allowPositionals: true,
});
const chosen = Object.entries(TRIALS).filter(([name]) => positionals.length === 0 || positionals.includes(name));
let failed = 0;
for (const [name, trial] of chosen) if (!(await runs(name, trial))) failed++;
say(`${chosen.length - failed} of ${chosen.length} trials passed (seed ${values.seed}).`);
process.exitCode = failed === 0 ? 0 : 1;

async function runs(name: string, { sentence, run }: Trial): Promise<boolean> {
  const folder = mkdtempSync(join(tmpdir(), `kindred-${name}-`));
  mkdirSync(join(folder, 'empty'));
  mkdirSync(join(folder, 'nowhere'));
  const began = performance.now();
  let passed = false;
  const seconds = () => `${((performance.now() - began) / 1000).toFixed(0)} s`;
  try {
    const result = await run({ folder, random: seeded(Number(values.seed)), scale: Number(values.scale), say });
    if ('skipped' in result) say(`– ${name}: not run. ${result.skipped}`);
    else say(`✓ ${name}: ${sentence}. ${result.figures} (${seconds()})`);
    passed = true;
    return passed;
  } catch (error) {
    say(`✗ ${name}: ${error instanceof Error ? error.stack : String(error)} (${seconds()}; left in ${folder})`);
    return false;
  } finally {
    if (passed) rmSync(folder, { recursive: true, force: true });
  }
}

function say(sentence: string): void {
  process.stdout.write(`${sentence}\n`);
}
