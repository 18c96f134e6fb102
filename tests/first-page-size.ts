// What the first page loads before it shows anything: scripts and style sheets, as they would travel.

import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { gzipSync } from 'node:zlib';
import { ensure } from '../app/ensure.ts';

/** Of 1,000 bytes each. */
export const FIRST_PAGE_MOST_KILOBYTES = 270;

/** @param screen the folder of the built screen. @returns kilobytes of 1,000 bytes, gzipped */
export function firstPageKilobytes(screen: string): number {
  const bytes = firstPageFiles(screen).map((name) => gzipSync(readFileSync(join(screen, name))).length);
  return Math.round(bytes.reduce((sum, each) => sum + each, 0) / 1000);
}

/** The page names all of them, what its scripts import included; what comes later is named by scripts alone. */
function firstPageFiles(screen: string): string[] {
  const page = readFileSync(join(screen, 'index.html'), 'utf8');
  return [...page.matchAll(/(?:src|href)="\.\/(assets\/[^"]+\.(?:js|css))"/g)].map(([, name]) => ensure(name));
}
