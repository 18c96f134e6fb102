// Gives files from many folders names that can lie in one: where a name is taken it is numbered, "IMG_1 (2).jpg".

import { basename, extname } from 'node:path';
import { foldName } from './names.ts';

export type DistinctNames = (paths: readonly string[]) => string[];

/**
 * @param isTaken asked of each name that was not given to another file before
 * @returns what names the files of one photo: all with the same number, so that a raw file stays beside its JPEG
 */
export function distinctNames(isTaken: (name: string) => boolean = () => false): DistinctNames {
  const given = new Set<string>();
  return (paths) => {
    const isOneNameEach = new Set(paths.map((path) => foldName(basename(path)))).size === paths.length;
    return (isOneNameEach ? [paths] : paths.map((path) => [path])).flatMap((group) => {
      let number = 1;
      let names = group.map((path) => numbered(path, number));
      while (names.some((name) => given.has(foldName(name)) || isTaken(name))) {
        number++;
        names = group.map((path) => numbered(path, number));
      }
      for (const name of names) given.add(foldName(name));
      return names;
    });
  };
}

function numbered(path: string, number: number): string {
  const suffix = extname(path);
  return number === 1 ? basename(path) : `${basename(path, suffix)} (${number})${suffix}`;
}
