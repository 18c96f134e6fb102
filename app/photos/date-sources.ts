// Whose word counts for when a photo was taken, of all that say it.

import { precisionOf } from './dates.ts';

/**
 * Whose date counts: the first of these that is there and believable.
 * 1. A sidecar, which is what a person corrects.
 * 2. What the camera wrote (EXIF, else its maker's own notes), when the picture was taken and when it was digitised.
 * 3. What other programs wrote: XMP, IPTC; then the receiver of GPS, which has UTC; the text of a PNG; a film's container.
 * 4. The file's name.
 * 5. When a program changed the picture last (EXIF): of scans, and where a program threw the rest away, the only one.
 * 6. The file's own time, which says when it was copied, at best.
 */
export const DATE_SOURCES = [
  'sidecar',
  'original',
  'digitised',
  'maker',
  'xmp',
  'xmpDigitised',
  'iptc',
  'gps',
  'png',
  'container',
  'name',
  'modified',
] as const;
export type DateSource = (typeof DATE_SOURCES)[number];

/** Where one of these knows the day alone, another one may know the hour of that day. */
const REFINING_SOURCES: ReadonlySet<DateSource> = new Set([
  'sidecar',
  'original',
  'digitised',
  'maker',
  'xmp',
  'xmpDigitised',
  'iptc',
]);

interface RankedDate {
  rank: DateSource;
  at: string;
}

/** @param dates of equals the first counts. @returns undefined: none says it */
export function bestDate<D extends RankedDate>(dates: readonly D[]): D | undefined {
  const inOrder = DATE_SOURCES.flatMap((rank) => dates.filter((date) => date.rank === rank));
  const [first] = inOrder;
  return first && (inOrder.find((date) => isRefining(date, first)) ?? first);
}

function isRefining(date: RankedDate, { rank, at }: RankedDate): boolean {
  const isOfBoth = REFINING_SOURCES.has(rank) && REFINING_SOURCES.has(date.rank);
  return isOfBoth && precisionOf({ at }) === 'day' && date.at.startsWith(`${at}T`);
}
