// Says which photo of the library each row of digiKam's database is about, and where on it.

import type { DigikamRow } from '../store/index.ts';
import { type Mark, type Marking, nameIn } from './marks.ts';

/**
 * The end of the photo's path as digiKam knows it, the nearest folder last; the collection may lie elsewhere by now, so the
 * longest end that one photo alone has is that photo.
 */
export function pathOf({ root, below, album, file }: DigikamRow): string[] {
  const start = decodedPath(/[?&]path=([^&]*)/.exec(root ?? '')?.[1] ?? '');
  return [start, below ?? '', album, file]
    .join('/')
    .split('/')
    .filter((part) => part !== '');
}

/** @param rows of one photo */
export function digikamMarking(rows: readonly DigikamRow[], rank: number): Marking {
  const marking: Marking = { source: 'digikam', rank, orientation: 1, appliedTo: null, marks: [], names: [] };
  for (const { person, region } of rows) {
    const name = nameIn(person);
    if (name === null) continue;
    const mark = region === null ? null : rectangleIn(region);
    if (mark) marking.marks.push({ name, box: mark, unit: 'pixel' });
    else marking.names.push(name);
  }
  return marking;
}

/** `<rect x="12" y="34" width="56" height="78"/>` */
function rectangleIn(region: string): Mark['box'] | null {
  const [x, y, width, height] = ['x', 'y', 'width', 'height'].map((side) =>
    Number(new RegExp(`\\s${side}="(-?\\d{1,6})"`).exec(region)?.[1] ?? NaN),
  );
  if (x === undefined || y === undefined || width === undefined || height === undefined) return null;
  return [x, y, width, height].every(Number.isFinite) && width > 0 && height > 0 ? [x, y, width, height] : null;
}

function decodedPath(path: string): string {
  try {
    return decodeURIComponent(path);
  } catch {
    return path;
  }
}
