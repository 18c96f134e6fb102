// The pictures that the screen shows most, kept as small files by id; they can all be made again.

import { existsSync, mkdirSync, readdirSync, rmSync, writeFileSync } from 'node:fs';
import { dirname, join } from 'node:path';

export type Cached = 'faces' | 'thumbs';

export function openCaches(library: string) {
  const pathOf = (kind: Cached, id: number): string =>
    // A thousand files a folder: some file systems slow down with hundreds of thousands.
    join(library, kind, String(Math.floor(id / 1000)), `${id}.jpg`);
  return {
    pathOf,
    has: (kind: Cached, id: number): boolean => existsSync(pathOf(kind, id)),
    /** Every id that has a file. */
    ids(kind: Cached): number[] {
      const folder = join(library, kind);
      if (!existsSync(folder)) return [];
      return readdirSync(folder, { recursive: true, encoding: 'utf8' }).flatMap((path) => {
        const [, id] = /(\d+)\.jpg$/.exec(path) ?? [];
        return id === undefined ? [] : [Number(id)];
      });
    },
    remove: (kind: Cached, id: number) => rmSync(pathOf(kind, id), { force: true }),
    put(kind: Cached, id: number, bytes: Uint8Array) {
      const path = pathOf(kind, id);
      mkdirSync(dirname(path), { recursive: true });
      writeFileSync(path, bytes);
    },
  };
}

export type Caches = ReturnType<typeof openCaches>;
