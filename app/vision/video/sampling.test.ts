// Frames are shared out over the length of a video, however long it is.

import { expect, test } from 'vitest';
import { samplingOf, sectionsOf } from './sampling.ts';

const PHONE = { begins: 0, keyFrameGap: 1, pixels: 1920 * 1080, seeksKeyFrames: true };

test('A video is looked at once a second, a longer one in two hundred steps', () => {
  expect(samplingOf({ ...PHONE, seconds: 20 }).step).toBe(1);
  expect(samplingOf({ ...PHONE, seconds: 600 }).step).toBe(3);
  expect(samplingOf({ ...PHONE, seconds: 7200 }).step).toBe(36);
  expect(samplingOf({ ...PHONE, seconds: null }).step).toBe(3);
});

test('Frames that can be decoded by themselves are enough where they come often', () => {
  const skipped = (seconds: number, keyFrameGap: number | null) =>
    samplingOf({ ...PHONE, seconds, keyFrameGap }).shortcuts.skipFrames;
  expect(skipped(600, 1)).toBe('nokey');
  expect(skipped(600, 8)).toBe('noref');
  expect(skipped(7200, 8)).toBe('nokey');
  expect(skipped(20, 1)).toBe('noref');
  expect(skipped(20, null)).toBe('noref');
});

const LARGE = { begins: 0, pixels: 3840 * 2160, seconds: 600, seeksKeyFrames: true };

test('Of a large video whose key frames are far apart, no more is decoded than leaves no step longer than it should be', () => {
  const sampling = samplingOf({ ...LARGE, keyFrameGap: 6 });
  expect(sampling).toMatchObject({ step: 3, isLaborious: true });
  // From 0 to 6, from 6 to 10, and so on.
  const keyFrames = timesOf(120, (index) => 5 * index + (index % 2));
  const sections = sectionsOf(keyFrames, sampling) ?? [];
  expect(sections).toHaveLength(keyFrames.length);
  const [long, short] = sections;
  expect(long).toMatchObject({ length: 3.5, most: 2, choose: expect.stringContaining('prev_selected_t,3)') });
  expect(short).toMatchObject({ length: 1.5, most: 2, choose: expect.stringContaining('prev_selected_t,1)') });
});

test('Key frames that come often enough are decoded alone, and those between them not at all', () => {
  const sampling = samplingOf({ ...LARGE, keyFrameGap: 2.5 });
  for (const [count, gap, wanted] of [
    [240, 2.5, 240],
    [600, 1, 201], // and the last of all
  ] as const) {
    const sections = sectionsOf(
      timesOf(count, (index) => gap * index),
      sampling,
    );
    expect(sections).toHaveLength(wanted);
    expect(sections?.every(({ most }) => most === 1)).toBe(true);
  }
});

test('A video is decoded whole where sections would not spare much, or begin too late', () => {
  const sampling = samplingOf({ ...LARGE, keyFrameGap: 20 });
  expect(sectionsOf([], sampling)).toBeNull();
  const far = timesOf(30, (index) => 20 * index);
  expect(sectionsOf(far, sampling)).toBeNull();
  const late = timesOf(100, (index) => 10 + 5.9 * index);
  expect(sectionsOf(late, sampling)).toBeNull();
  expect(samplingOf({ ...LARGE, keyFrameGap: 6, pixels: 1280 * 720 }).isLaborious).toBe(false);
  expect(samplingOf({ ...LARGE, keyFrameGap: 6, seeksKeyFrames: false }).isLaborious).toBe(false);
});

function timesOf(count: number, timeOf: (index: number) => number): number[] {
  return Array.from({ length: count }, (_, index) => timeOf(index));
}
