// Which Kindred this is.

import { readFileSync } from 'node:fs';
import { z } from 'zod';
import { resource } from './resources.ts';

/** @returns 0.1.0 */
export function programVersion(): string {
  const { version } = z
    .object({ version: z.string() })
    .parse(JSON.parse(readFileSync(resource('package.json'), 'utf8')));
  return version;
}
