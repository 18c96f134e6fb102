// Where Kindred's own files lie (models, migrations, the built screen): beside package.json, in source, built or packed.

import { existsSync } from 'node:fs';
import { dirname, join, sep } from 'node:path';

const root = findRoot(import.meta.dirname);

/** @returns the absolute path of a file or folder of the project: `resource('models', 'models.json')` */
export function resource(...segments: string[]): string {
  return join(root, ...segments);
}

/** This code runs as app/*.ts, as dist/app/*.js, and as dist/app/*.js inside Electron's archive. */
function findRoot(start: string): string {
  let folder = start;
  while (!existsSync(join(folder, 'package.json'))) {
    const parent = dirname(folder);
    if (parent === folder) throw new Error(`No package.json above ${start}: Kindred's files are incomplete.`);
    folder = parent;
  }
  // Native code cannot read inside the archive, so whatever is asked for here is packed beside it.
  return folder.endsWith(`${sep}app.asar`) ? `${folder}.unpacked` : folder;
}
