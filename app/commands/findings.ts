// What `check` and `doctor` found, a line each, and whether all of it is fine.

import { AppError } from '../errors.ts';
import type { Finding } from '../library/check.ts';
import { type Options, print } from './command.ts';

/** @throws AppError when anything is not fine */
export function tellFindings(findings: readonly Finding[], { json }: Options): void {
  if (json) print({ findings });
  else {
    for (const { what, isFine, detail } of findings)
      process.stdout.write(`${isFine ? 'ok ' : 'BAD'}  ${what}: ${detail}\n`);
  }
  if (findings.some(({ isFine }) => !isFine)) throw new AppError('library', 'Something needs attention: see above.');
}
