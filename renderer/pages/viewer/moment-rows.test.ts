// Pictures of moments above the bar of a video.

import { expect, test } from 'vitest';
import { layOutMoments } from './moment-rows.ts';

const BAR = { length: 100, width: 1000, picture: 30, mostRows: 2 };

test('Each stands where its moment begins, in the first row that is free, and inside of the bar', () => {
  const moments = [
    { begins: 0, ends: 10 },
    { begins: 5, ends: 8 },
    { begins: 11, ends: 12 },
    { begins: 99, ends: 120 },
  ];
  expect(layOutMoments(moments, BAR)).toMatchObject([
    { row: 0, left: 0, right: 100, pictureLeft: 0 },
    { row: 1, left: 50, right: 80, pictureLeft: 50 },
    { row: 0, left: 110, right: 120, pictureLeft: 110 },
    { row: 0, left: 990, right: 1000, pictureLeft: 970 },
  ]);
});

test('Who comes where somebody else goes shares the row, as far as the picture before leaves room', () => {
  const scenes = [
    { begins: 0, ends: 10 },
    { begins: 10, ends: 13 },
    { begins: 13, ends: 20 },
  ];
  expect(layOutMoments(scenes, BAR).map(({ row }) => row)).toEqual([0, 0, 1]);
});

test('What finds no row keeps its line, and of a video without a length there are none', () => {
  const together = [1, 1, 1].map((begins) => ({ begins, ends: 9 }));
  expect(layOutMoments(together, BAR).map(({ row }) => row)).toEqual([0, 1, undefined]);
  expect(layOutMoments(together, { ...BAR, length: 0 })).toEqual([]);
});
