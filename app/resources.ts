// Where Kindred's own files lie (models, migrations, the built screen): beside package.json, in source, built or packed.

import { existsSync } from 'node:fs';
import { dirname, join, sep } from 'node:path';

const root = findRoot(import.meta.dirname);
/** Inside Electron's archive only JavaScript can read; what native code needs is packed beside it. */
const unpacked = root.endsWith(`${sep}app.asar`) ? `${root}.unpacked` : undefined;

/** @returns the absolute path of a file or folder of the project: `resource('models', 'models.json')` */
export function resource(...segments: string[]): string {
  const beside = unpacked && join(unpacked, ...segments);
  return beside !== undefined && existsSync(beside) ? beside : join(root, ...segments);
}

/** @returns where a file of ours lies that was found in Electron's archive and is packed beside it; any other as it is */
export function besideArchive(path: string): string {
  return unpacked !== undefined && path.startsWith(`${root}${sep}`) ? `${unpacked}${path.slice(root.length)}` : path;
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
