import { execFileSync } from 'node:child_process';
import { expect, test } from 'vitest';

/** Where only an administrator may raise a priority; root may everything, so there another user tries it. */
const isRoot = process.geteuid?.() === 0;
const NOBODY = 65_534;

test.skipIf(process.platform === 'win32')('A process that runs at the least priority keeps it, and goes on', () => {
  const program = `
    import { constants, getPriority } from 'node:os';
    import { lowerPriority } from ${JSON.stringify(new URL('lower-priority.ts', import.meta.url).href)};
    ${isRoot ? `process.seteuid(${NOBODY});` : ''}
    lowerPriority(constants.priority.PRIORITY_BELOW_NORMAL);
    console.log(getPriority());
  `;
  const least = ['-n', '19', process.execPath, '--input-type=module', '-e', program];
  expect(execFileSync('nice', least, { encoding: 'utf8' }).trim()).toBe('19');
});
