// Lays the whole timeline out in rows as wide as the page: a title a day, or for several days that share a row.

import { justifiedRows, PHOTO_GAP, targetHeight, TITLE_HEIGHT } from '../../components/justified-rows.ts';
import type { Row } from '../../components/virtual-rows.tsx';
import type { Day } from '../../engine/timeline.ts';
import { dayRange, span, weekday } from '../../text/format.ts';
import { text } from '../../text/text.ts';

export interface TimelineTile {
  /** The photo's place in the timeline, from 0. */
  index: number;
  start: number;
  width: number;
}
export type TimelineRow = Row &
  (({ kind: 'title' } & Days) | { kind: 'tiles'; from: number; to: number; tileHeight: number });

/** Days under one title, or months or years; empty: without a date. */
interface Days {
  newest: string;
  oldest: string;
}

interface Group extends Days {
  from: number;
  to: number;
  /** Width of its photos in one row, in heights of the row. */
  length: number;
}

export function layOutTimeline(days: readonly Day[], shapes: Float32Array, width: number): TimelineRow[] {
  const shapeAt = (index: number) => shapes[index] ?? 1;
  return grouped(days, shapes, width / targetHeight(width)).flatMap(({ newest, oldest, from, to }) => [
    { kind: 'title', key: `title ${newest}`, height: TITLE_HEIGHT, newest, oldest },
    ...[...justifiedRows(from, to, shapeAt, width)].map(tilesRow),
  ]);
}

/** Where the photos of a row stand. */
export function tilesOf(
  { from, to, tileHeight }: TimelineRow & { kind: 'tiles' },
  shapes: Float32Array,
): TimelineTile[] {
  let start = 0;
  return Array.from({ length: to - from }, (_, offset) => {
    const width = (shapes[from + offset] ?? 1) * tileHeight;
    const tile = { index: from + offset, start, width };
    start += width + PHOTO_GAP;
    return tile;
  });
}

/** Days that leave most of a row empty stand together with their neighbours of the same year, months with months. */
function grouped(days: readonly Day[], shapes: Float32Array, row: number): Group[] {
  const groups: Group[] = [];
  for (const { day, from, to } of days) {
    let length = 0;
    for (let index = from; index < to; index++) length += shapes[index] ?? 1;
    const last = groups.at(-1);
    const isAlike = last?.oldest.length === day.length && last.oldest.slice(0, 4) === day.slice(0, 4);
    if (last && isAlike && last.length < row && length < row) {
      last.oldest = day;
      last.to = to;
      last.length += length;
    } else groups.push({ newest: day, oldest: day, from, to, length });
  }
  return groups;
}

/** The day on which it stands among the others: of a month or a year the middle; without a date before all others. */
export function placeOf(day: string): string {
  if (day.length === '2019'.length) return `${day}-07-02`;
  return day.length === '2019-07'.length ? `${day}-16` : day;
}

/** Put into words when it is seen: a library may have thousands. */
export function titleOf({ newest, oldest }: Days): string {
  if (newest === '') return text.photosPage.undated;
  if (newest === oldest) return weekday(newest);
  return newest.slice(0, 7) === oldest.slice(0, 7) ? dayRange(oldest, newest) : span(oldest, newest);
}

function tilesRow({ from, to, height }: { from: number; to: number; height: number }): TimelineRow {
  return { kind: 'tiles', key: `tiles ${from}`, height: height + PHOTO_GAP, from, to, tileHeight: height };
}
