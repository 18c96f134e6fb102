// Large exports of Google Takeout come in parts, unpacked side by side: which folders of them were one before they were split.

import { readdir, realpath } from 'node:fs/promises';
import { join, relative, sep } from 'node:path';
import type { PhotoBounds } from '../platform/photo-bounds.ts';

/** “Takeout”, “Takeout 2”, “Takeout (2)”, “takeout-20240131T101500Z-002”: one with another time is another export's. */
const PART = /^(takeout(?:-\d{8}t\d{6}z)?)[-_\s\d()]*$/i;

/** @returns the same for all parts of a folder, and for no other folder */
export function wholeFolder(folder: string): string {
  return folder.split(sep).map(exportName).join(sep);
}

/** @returns the other parts of a folder, below `place`, as far as they are there and, wherever links lead, in the bounds */
export async function otherParts(folder: string, place: string, bounds: PhotoBounds): Promise<string[]> {
  let parts = [place];
  for (const step of relative(place, folder).split(sep)) {
    const below = await Promise.all(
      parts.map(async (part) => (await alikeIn(part, step)).map((name) => join(part, name))),
    );
    const real = below.flat().map(async (part) => ({ part, real: await realpath(part).catch(() => null) }));
    parts = (await Promise.all(real)).filter(({ real }) => real !== null && bounds.hold(real)).map(({ part }) => part);
  }
  return parts.filter((part) => part !== folder);
}

async function alikeIn(folder: string, step: string): Promise<string[]> {
  if (!PART.test(step)) return [step];
  const names = await readdir(folder).catch(() => []); // gone, or closed meanwhile
  return names.filter((name) => exportName(name) === exportName(step));
}

function exportName(step: string): string {
  return PART.exec(step)?.[1]?.toLowerCase() ?? step;
}
