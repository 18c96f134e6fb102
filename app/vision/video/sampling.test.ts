// Frames are shared out over the length of a video, however long it is.

import { expect, test } from 'vitest';
import { samplingOf } from './sampling.ts';

const PHONE = { keyFrameGap: 1, pixels: 1920 * 1080 };

test('A video is looked at once a second, a longer one in two hundred steps', () => {
  expect(samplingOf({ ...PHONE, seconds: 20 }).step).toBe(1);
  expect(samplingOf({ ...PHONE, seconds: 600 }).step).toBe(3);
  expect(samplingOf({ ...PHONE, seconds: 7200 }).step).toBe(36);
  expect(samplingOf({ ...PHONE, seconds: null }).step).toBe(3);
});

test('Frames that can be decoded by themselves are enough where they come often', () => {
  const skipped = (seconds: number, keyFrameGap: number | null) =>
    samplingOf({ ...PHONE, seconds, keyFrameGap }).shortcuts?.skipFrames;
  expect(skipped(600, 1)).toBe('nokey');
  expect(skipped(600, 8)).toBe('noref');
  expect(skipped(7200, 8)).toBe('nokey');
  expect(skipped(20, 1)).toBe('noref');
  expect(skipped(20, null)).toBe('noref');
});
