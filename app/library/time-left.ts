// How long reading still takes: said as soon as it is steady, and without jumping to and fro.

import { ensure } from '../ensure.ts';

/** Status is asked for at any time: the past is kept in steps of this. */
const SAMPLE_EVERY_MS = 250;
/** How far back the speed is looked at. */
const SPEED_SPAN_MS = 30_000;
/** Models are loaded and caches filled first: speeds of less time say nothing. */
const LEAST_SPAN_MS = 8_000;
const LEAST_FILES = 16;
/** So much faster may one half of that span be than the other: by more, it is not steady. */
const MOST_UNSTEADINESS = 1.6;
/** What is found out anew comes in over so many seconds. */
const CORRECTION_MS = 15_000;
/** A time that was said goes up only when it was wrong by more than this share: down it goes by itself. */
const LEAST_RISE = 0.25;

interface Sample {
  at: number;
  finished: number;
}

/** What has been done and is left to do at a moment. */
export interface Pace {
  /** Milliseconds, of a clock that never goes back. */
  at: number;
  /** Files that were read, or set aside, since the library was opened; it only grows. */
  finished: number;
  /** Files that wait, as far as they are known. */
  waiting: number;
  /** Nothing is paused. */
  isReading: boolean;
  /** All folders have been looked through: no more are waiting than is known. */
  isCounted: boolean;
}

/**
 * Told about the pace at least once a second.
 * @returns seconds; null: there is nothing to say yet
 */
export function timeLeftTeller(): (pace: Pace) => number | null {
  let samples: Sample[] = [];
  /** Milliseconds that are believed to be left, and when that was. */
  let believed: { left: number; at: number } | undefined;
  let told: number | undefined;

  return ({ at, finished, waiting, isReading, isCounted }) => {
    if (!isReading) {
      samples = [];
      believed = told = undefined;
      return null;
    }
    if (at - (samples.at(-1)?.at ?? -Infinity) >= SAMPLE_EVERY_MS) samples = recent([...samples, { at, finished }]);
    const left = measured(samples, waiting);
    if (believed === undefined) {
      if (left === undefined || !isCounted) return null;
      believed = { left, at };
    } else {
      const passed = at - believed.at;
      const expected = Math.max(0, believed.left - passed);
      const correction = left === undefined ? 0 : (left - expected) * (1 - Math.exp(-passed / CORRECTION_MS));
      believed = { left: expected + correction, at };
    }
    if (told === undefined || believed.left < told || believed.left > told * (1 + LEAST_RISE)) told = believed.left;
    return Math.ceil(told / 1000);
  };
}

/** Of slow reading more than that span: a few photos say nothing. */
function recent(samples: Sample[]): Sample[] {
  const last = ensure(samples.at(-1), 'A sample');
  const isEnough = ({ at, finished }: Sample) =>
    last.at - at >= SPEED_SPAN_MS && last.finished - finished >= LEAST_FILES;
  return samples.slice(Math.max(0, samples.findLastIndex(isEnough)));
}

/** Milliseconds by the speed of late; undefined: too little is known of it, or it changes too much. */
function measured(samples: readonly Sample[], waiting: number): number | undefined {
  const [first, last] = [samples[0], samples.at(-1)];
  if (first === undefined || last === undefined || last.at - first.at < LEAST_SPAN_MS) return undefined;
  if (last.finished - first.finished < LEAST_FILES) return undefined;
  const middle = samples.find(({ at }) => at >= (first.at + last.at) / 2);
  if (middle === undefined) return undefined;
  const [earlier, later, whole] = [speed(first, middle), speed(middle, last), speed(first, last)];
  if (Math.max(earlier, later) > MOST_UNSTEADINESS * Math.min(earlier, later)) return undefined;
  return waiting / whole;
}

/** Files a millisecond. */
function speed(from: Sample, to: Sample): number {
  return (to.finished - from.finished) / Math.max(1, to.at - from.at);
}
