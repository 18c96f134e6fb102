// Where Kindred's own files lie (models, migrations, the built screen): beside package.json, in source, built or packed.

import { existsSync } from 'node:fs';
import { dirname, join, sep } from 'node:path';

const root = findRoot(import.meta.dirname);
/** Inside Electron's archive only JavaScript can read; what native code needs is packed beside it. */
const unpacked = root.endsWith(`${sep}app.asar`) ? `${root}.unpacked` : undefined;

/** Whether this runs from inside Electron's archive. */
export const isPacked = unpacked !== undefined;

/** @returns the absolute path of a file or folder of the project: `resource('models', 'models.json')` */
export function resource(...segments: string[]): string {
  const beside = unpacked && join(unpacked, ...segments);
  return beside !== undefined && existsSync(beside) ? beside : join(root, ...segments);
}

/** This code runs as app/*.ts, as dist/app/*.js, and as dist/app/*.js inside Electron's archive. */
function findRoot(start: string): string {
  let folder = start;
  while (!existsSync(join(folder, 'package.json'))) {
    const parent = dirname(folder);
    if (parent === folder) throw new Error(`No package.json above ${start}: Kindred's files are incomplete.`);
    folder = parent;
  }
  return folder;
}
