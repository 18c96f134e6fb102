// The layout of the timeline: nothing lost, rows as wide as the page, and a title for every day worth one.

import { expect, test } from 'vitest';
import type { Day } from '../../engine/timeline.ts';
import { layOutTimeline, tilesOf, type TimelineRow, titleOf } from './timeline-rows.ts';

const WIDTH = 1000;

test('Rows hold every photo once, in order, and end where the page ends', () => {
  const { days, shapes } = timeline({ '2024-06-15': 57, '2024-06-14': 31 });
  const rows = layOutTimeline(days, shapes, WIDTH).flatMap((row) => (row.kind === 'tiles' ? [row] : []));
  const tiles = rows.map((row) => tilesOf(row, shapes));
  expect(tiles.flat().map(({ index }) => index)).toEqual(Array.from({ length: 88 }, (_, index) => index));
  const ends = tiles.map((row) => Math.round((row.at(-1)?.start ?? 0) + (row.at(-1)?.width ?? 0)));
  expect(ends.every((end) => end <= WIDTH)).toBe(true);
  expect(ends.filter((end) => end < WIDTH).length).toBeLessThanOrEqual(2); // the last row of each day
  for (const { tileHeight } of rows) expect(tileHeight).toBeLessThan(280);
});

test('A day with a row of its own has a title, and days with few photos share one within their year', () => {
  expect(titles({ '2024-06-15': 30, '2024-06-14': 1, '2024-06-12': 2, '2023-12-31': 1, '2023-03-01': 1 })).toEqual([
    'Saturday, June 15, 2024',
    'June 12 – 14, 2024',
    'March – December 2023',
  ]);
  expect(titles({ '2024-06-15': 1 })).toEqual(['Saturday, June 15, 2024']);
});

test('Photos without a date stand by themselves, in words', () => {
  expect(titles({ '2024-06-15': 1, '2024-06-14': 1, '': 3 })).toEqual(['June 14 – 15, 2024', 'No date']);
});

test('Nothing is lost among a hundred thousand photos', () => {
  const { days, shapes } = timeline(
    Object.fromEntries(Array.from({ length: 3000 }, (_, day) => [isoDay(day), 33] as const).reverse()),
  );
  const rows = layOutTimeline(days, shapes, WIDTH);
  expect(rows.filter((row) => row.kind === 'title')).toHaveLength(3000);
  expect(rows.reduce((sum, row) => sum + (row.kind === 'tiles' ? row.to - row.from : 0), 0)).toBe(99_000);
});

function titles(days: Record<string, number>): string[] {
  const { days: list, shapes } = timeline(days);
  return layOutTimeline(list, shapes, WIDTH).flatMap((row: TimelineRow) =>
    row.kind === 'title' ? [titleOf(row).replaceAll(/\s/g, ' ')] : [],
  );
}

/** Landscape, portrait and square in turn. */
function timeline(days: Record<string, number>): { days: Day[]; shapes: Float32Array } {
  let from = 0;
  const list = Object.entries(days).map(([day, count]) => {
    const each = { day, from, to: from + count };
    from += count;
    return each;
  });
  return {
    days: list,
    shapes: Float32Array.from({ length: from }, (_, index) => [4 / 3, 3 / 4, 16 / 9, 1][index % 4] ?? 1),
  };
}

function isoDay(day: number): string {
  return new Date(Date.UTC(2010, 0, 1 + day)).toISOString().slice(0, 10);
}
