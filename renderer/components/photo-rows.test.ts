// The layout of photos in rows: nothing lost, nothing cut off, nothing jumps.

import { expect, test } from 'vitest';
import type { PhotoCard } from '../../app/contract.ts';
import { layOut, type PhotoRow } from './photo-rows.ts';

const STILL = { takenAt: null, video: null, hasFilm: false, favourite: false } as const;
const WIDTH = 1000;

test('Rows hold every photo once, in order, inside the width and in its own shape', () => {
  const rows = layOut(photos(57), 57, WIDTH);
  const tiles = rows.flatMap((row) => (row.kind === 'tiles' ? row.tiles : []));
  expect(tiles.map(({ index }) => index)).toEqual(Array.from({ length: 57 }, (_, index) => index));
  for (const { left, width, height, photo } of tiles) {
    expect(left + width).toBeLessThanOrEqual(WIDTH + 0.01);
    expect(width / height).toBeCloseTo(photo.width / photo.height, 5);
  }
});

test('Full rows reach the right edge, and the last one is not blown up', () => {
  const rows = tileRows(layOut(photos(57), 57, WIDTH));
  const ends = rows.map(({ tiles }) => Math.round((tiles.at(-1)?.left ?? 0) + (tiles.at(-1)?.width ?? 0)));
  expect(ends.slice(0, -1).every((end) => end === WIDTH)).toBe(true);
  expect(tileRows(layOut(photos(1), 1, WIDTH))[0]?.tiles[0]?.height).toBeLessThan(220);
});

test('Months are titles where they hold enough photos, years otherwise, and no dates means no titles', () => {
  const dates = (every: number) => (index: number) => `2024-0${9 - Math.floor(index / every)}-20T10:00:00`;
  expect(titles(12, dates(6))).toEqual(['September 2024', 'August 2024']);
  expect(titles(4, dates(1))).toEqual(['2024']);
  expect(titles(7, (index) => (index < 6 ? dates(6)(index) : null))).toEqual(['2024', 'No date']);
  expect(titles(4, () => null)).toEqual([]);
});

test('What is not loaded yet takes about the space that it will need', () => {
  const all = height(layOut(photos(2000), 2000, WIDTH));
  const begun = height(layOut(photos(200), 2000, WIDTH));
  expect(begun / all).toBeGreaterThan(0.9);
  expect(begun / all).toBeLessThan(1.1);
});

test('A panorama, a narrow strip and a photo of unknown size fit into a row like others', () => {
  const odd = [
    { width: 12_000, height: 900 },
    { width: 200, height: 9000 },
    { width: 0, height: 0 },
  ].map((size, index) => ({ ...STILL, id: index + 1, ...size }));
  for (const { tiles } of tileRows(layOut(odd, 3, WIDTH))) {
    for (const { left, width, height } of tiles) {
      expect(width).toBeGreaterThan(40);
      expect(left + width).toBeLessThanOrEqual(WIDTH + 0.01);
      expect(height).toBeGreaterThan(100);
    }
  }
});

/** Landscape, portrait and square in turn. */
function photos(count: number): PhotoCard[] {
  const sizes = [
    { width: 4000, height: 3000 },
    { width: 3000, height: 4000 },
    { width: 1600, height: 900 },
    { width: 2000, height: 2000 },
  ];
  return Array.from({ length: count }, (_, index) => ({
    ...STILL,
    id: index + 1,
    ...(sizes[index % sizes.length] ?? { width: 1, height: 1 }),
  }));
}

function titles(count: number, takenAt: (index: number) => string | null): string[] {
  const dated = photos(count).map((photo, index) => ({ ...photo, takenAt: takenAt(index) }));
  return layOut(dated, count, WIDTH).flatMap((row) => (row.kind === 'title' ? [row.title] : []));
}

function tileRows(rows: PhotoRow<PhotoCard>[]) {
  return rows.flatMap((row) => (row.kind === 'tiles' ? [row] : []));
}

function height(rows: PhotoRow<PhotoCard>[]): number {
  return rows.reduce((sum, row) => sum + row.height, 0);
}
