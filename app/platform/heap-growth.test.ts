// A burst of short-lived objects costs the process little memory for good.

import { execFile } from 'node:child_process';
import { promisify } from 'node:util';
import { expect, test } from 'vitest';
import { NODE_OPTIONS } from './engine-options.mjs';

const MODULE = new URL('./heap-growth.ts', import.meta.url).href;

/**
 * As many connections that come and go: their objects outlive the young ones' collections, and then are garbage. There is
 * no pause in it: V8 collects in pauses too, and what it keeps would depend on what else the machine does.
 */
const BURST = (isBound: boolean) => `
  import { boundHeapGrowth } from ${JSON.stringify(MODULE)};
  if (${isBound}) boundHeapGrowth();
  const before = process.memoryUsage.rss();
  const alive = new Array(60_000);
  for (let at = 0; at < 900_000; at++) {
    alive[at % alive.length] = { list: new Array(20).fill(at), map: new Map([[at, {}]]), text: 'text ' + at };
  }
  process.stdout.write(String(process.memoryUsage.rss() - before));`;

test('A heap whose growth is bounded keeps less than three quarters of what V8 would keep', async () => {
  const [bound, free] = await Promise.all([kept(true), kept(false)]);
  expect(free).toBeGreaterThan(100e6);
  expect(bound).toBeLessThan(0.75 * free);
}, 120_000);

/** @returns bytes that the process has more of than before */
async function kept(isBound: boolean): Promise<number> {
  const words = [...NODE_OPTIONS, '--input-type=module', '--eval', BURST(isBound)];
  const { stdout } = await promisify(execFile)(process.execPath, words);
  return Number(stdout);
}
