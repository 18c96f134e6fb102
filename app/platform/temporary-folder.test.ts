// Temporary folders of this process, and of others that were killed.

import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { existsSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import { makeTemporaryFolder } from './temporary-folder.ts';

test('What a killed process left goes with the next folder that is made, and what another one uses stays', async () => {
  const [killed, living] = [startOther(), startOther()];
  const [left, used] = [await killed.folder, await living.folder];
  writeFileSync(join(left, 'photo.jpg'), 'of somebody');
  killed.child.kill('SIGKILL');
  await once(killed.child, 'exit');
  const own = makeTemporaryFolder('metadata');
  expect([left, used, own].map(existsSync)).toEqual([false, true, true]);
  living.child.kill('SIGKILL');
  for (const each of [used, own]) rmSync(each, { recursive: true });
});

/** Another process with a folder, which does not end by itself. */
function startOther() {
  const file = JSON.stringify(join(import.meta.dirname, 'temporary-folder.ts'));
  const code = `import { makeTemporaryFolder } from ${file};
    process.stdout.write(makeTemporaryFolder('worker') + '\\n');
    setInterval(() => undefined, 1000);`;
  const child = spawn(process.execPath, ['--input-type=module', '-e', code], { stdio: ['ignore', 'pipe', 'inherit'] });
  return {
    child,
    folder: once(child.stdout.setEncoding('utf8'), 'data').then(([said]: unknown[]) => String(said).trim()),
  };
}
