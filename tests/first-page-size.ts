// What the first page loads before it shows anything: scripts and style sheets, as they would travel.

import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { gzipSync } from 'node:zlib';

/** Of 1,000 bytes each. */
export const FIRST_PAGE_MOST_KILOBYTES = 300;

/** @param screen the folder of the built screen. @returns kilobytes of 1,000 bytes, gzipped */
export function firstPageKilobytes(screen: string): number {
  const files = readdirSync(join(screen, 'assets')).filter((name) => /\.(?:js|css)$/.test(name));
  const bytes = files.map((name) => gzipSync(readFileSync(join(screen, 'assets', name))).length);
  return Math.round(bytes.reduce((sum, each) => sum + each, 0) / 1000);
}
