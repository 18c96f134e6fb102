// `npm test`: every check of the project, one after the other, and one plain line of totals at the end.
// With arguments (`npm test -- tests/server.test.ts`) only the tests that they name.

import { existsSync, mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { z } from 'zod';
import { runTool } from '../tools/tool.ts';
import { ensureChromium } from './chromium.ts';
import { bringExiv2 } from './exiv2.ts';
import { bringPostgres } from './postgres.ts';

const Totals = z.object({
  numPassedTests: z.int(),
  numFailedTests: z.int(),
  testResults: z.array(
    z.object({
      status: z.string(),
      assertionResults: z.array(z.object({ status: z.string(), fullName: z.string() })),
    }),
  ),
});

process.exitCode = await main(process.argv.slice(2));

/** @returns the exit status: a check that fails does not keep the later ones from running */
async function main(named: string[]): Promise<number> {
  const began = Date.now();
  const chromium = ensureChromium(say);
  bringPostgres(say);
  bringExiv2(say);
  const failed = named.length > 0 ? [] : await failedChecks();
  const { passed, failed: failedTests, status } = await runTests(named, chromium);
  if (failed.length > 0) say(`These checks failed: ${failed.join(', ')}.`);
  say(`${Math.round((Date.now() - began) / 1000)} s in all.`);
  say(`${passed} passed, ${failedTests + failed.length} failed`);
  return failed.length > 0 ? 1 : status;
}

/** In the order in which a mistake shows soonest. */
async function failedChecks(): Promise<string[]> {
  const checks: [name: string, run: () => Promise<number>][] = [
    // First: the engine is checked against what this writes down of the kernels, in dist/types.
    ['types of the numeric kernels', () => runTool('tsc', ['-p', 'tsconfig.kernels.json'])],
    ['types of the engine', () => runTool('tsc', ['-p', 'tsconfig.json'])],
    ['types of the screen', () => runTool('tsc', ['-p', 'renderer/tsconfig.json'])],
    ['lint', () => runTool('oxlint', ['--deny-warnings'])],
    ['nothing that is unused', () => runTool('knip', ['--treat-config-hints-as-errors'])],
    ['format', () => runTool('prettier', ['--check', '--log-level=warn', '.'])],
    ['build of the screen', () => runTool('vite', ['build', '--logLevel=warn'])],
  ];
  const failed: string[] = [];
  for (const [name, run] of checks) {
    const began = Date.now();
    const passed = (await run()) === 0;
    say(`${passed ? '✓' : '✗'} ${name} (${((Date.now() - began) / 1000).toFixed(1)} s)`);
    if (!passed) failed.push(name);
  }
  return failed;
}

async function runTests(named: string[], chromium: string) {
  const folder = mkdtempSync(join(tmpdir(), 'kindred-tests-'));
  const report = join(folder, 'report.json');
  try {
    const words = ['run', '--reporter=default', '--reporter=json', `--outputFile.json=${report}`, ...named];
    const status = await runTool('vitest', words, { CHROMIUM: chromium });
    if (!existsSync(report)) return { passed: 0, failed: 1, status: 1 };
    const totals = Totals.parse(JSON.parse(readFileSync(report, 'utf8')));
    // A file that cannot even be loaded holds no failed test, and yet it failed.
    const broken = totals.testResults.filter((file) => file.status === 'failed' && file.assertionResults.length === 0);
    const skipped = totals.testResults.flatMap(({ assertionResults }) =>
      assertionResults.filter(({ status }) => status !== 'passed' && status !== 'failed'),
    );
    for (const { fullName } of skipped) say(`– ${fullName.trim()}`);
    if (skipped.length > 0) say(`${skipped.length} tests were not run: they are named above.`);
    return { passed: totals.numPassedTests, failed: totals.numFailedTests + broken.length, status };
  } finally {
    rmSync(folder, { recursive: true, force: true });
  }
}

function say(sentence: string): void {
  process.stdout.write(`${sentence}\n`);
}
