// Zooming and panning: the pointer stays where it is, and the photo stays in the window.

import { expect, test } from 'vitest';
import { zoomedOnto, FIT, fitted, panned, zoomed } from './zoom.ts';

const ROOM = { width: 1000, height: 800 };
const PHOTO = { width: 1000, height: 500 };

test('A photo fits the window, and a small one is not blown up beyond twice its size', () => {
  expect(fitted({ width: 4000, height: 2000 }, ROOM)).toEqual(PHOTO);
  expect(fitted({ width: 3000, height: 4000 }, ROOM)).toEqual({ width: 600, height: 800 });
  expect(fitted({ width: 100, height: 50 }, ROOM)).toEqual({ width: 200, height: 100 });
  expect(fitted({ width: 0, height: 0 }, ROOM)).toEqual({ width: 0, height: 0 });
});

test('What is under the pointer stays there while zooming', () => {
  const point = { x: 120, y: 60 };
  const view = zoomed(zoomed(FIT, 4, { x: 0, y: 0 }, PHOTO, ROOM), 1.5, point, PHOTO, ROOM);
  expect((point.x - view.x) / view.scale).toBeCloseTo(point.x / 4, 6);
  expect((point.y - view.y) / view.scale).toBeCloseTo(point.y / 4, 6);
});

test('Zooming ends at eight times and at the whole photo, which is in the middle again', () => {
  expect(zoomed(FIT, 100, { x: 0, y: 0 }, PHOTO, ROOM).scale).toBe(8);
  const far = panned(zoomed(FIT, 4, { x: 0, y: 0 }, PHOTO, ROOM), { x: 9999, y: 9999 }, PHOTO, ROOM);
  expect(zoomed(far, 0.01, { x: 300, y: 0 }, PHOTO, ROOM)).toEqual(FIT);
});

test('No edge can be dragged further in than the edge of the window', () => {
  const view = zoomed(FIT, 2, { x: 0, y: 0 }, PHOTO, ROOM);
  expect(panned(view, { x: -9999, y: -9999 }, PHOTO, ROOM)).toEqual({ scale: 2, x: -500, y: -100 });
});

test('A face that is brought near fills a third of the window, in its middle, or as far as the photo reaches', () => {
  const photo = { width: 4000, height: 2000 };
  expect(zoomedOnto([1900, 900, 200, 200], photo, PHOTO, ROOM)).toEqual({ scale: 5, x: 0, y: 0 });
  const beside = zoomedOnto([1200, 800, 400, 400], photo, PHOTO, ROOM);
  expect(beside.scale).toBeCloseTo(2.8, 6);
  expect(beside.x).toBeCloseTo(600 * 0.25 * 2.8, 6);
  expect(zoomedOnto([0, 0, 400, 400], photo, PHOTO, ROOM)).toEqual({ scale: 2.8, x: 900, y: 300 });
  expect(zoomedOnto([0, 0, 4000, 2000], photo, PHOTO, ROOM)).toEqual(FIT);
});
