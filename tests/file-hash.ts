// The SHA-256 of a file, by which Kindred knows a photo, and a test that nothing wrote to one.

import { createHash } from 'node:crypto';
import { readFileSync } from 'node:fs';

export function hashOf(path: string): string {
  return createHash('sha256').update(readFileSync(path)).digest('hex');
}
