// What time says of two sides: how far apart they were seen, of which a library's own answers show what it adds to the
// score, and what cannot be, as no person is on a photo that was taken before they were born.

/** When a person was photographed, in days; from the first photo that says when it was taken to the last. */
export interface Span {
  first: number;
  last: number;
}

export interface TimeGap {
  /** Between the last photo of one and the first of the other; 0 when they overlap. */
  years: number;
  /** Each was seen on one day only, and both on the same: at one party, on one walk. */
  sameDay: boolean;
}

/** What time between photos adds to the score. Nothing ships: the labelled photos have no dates to measure it on. */
export interface Timing {
  /** For each year: people look less like themselves as the years go by, children most of all. */
  year: number;
  /** For one day: two faces that are alike are likelier one person at one party than years apart. */
  sameDay: number;
}

export const DAYS_A_YEAR = 365.25;
/** From evening to morning is one day too. */
const SAME_DAY_DAYS = 0.75;
/** Longer than this changes nothing more. */
const MOST_YEARS_APART = 10;

/** @param days of photos; null: it does not say. @returns nothing when none says */
export function spanOf(days: Iterable<number | null>): Span | null {
  let span: Span | null = null;
  for (const day of days) {
    if (day === null) continue;
    if (span === null) span = { first: day, last: day };
    else if (day < span.first) span.first = day;
    else if (day > span.last) span.last = day;
  }
  return span;
}

export function timeGapBetween(one: Span | null, other: Span | null): TimeGap | null {
  if (!one || !other) return null;
  const days = Math.max(0, one.first - other.last, other.first - one.last);
  const whole = Math.max(one.last, other.last) - Math.min(one.first, other.first);
  return { years: Math.min(MOST_YEARS_APART, days / DAYS_A_YEAR), sameDay: whole <= SAME_DAY_DAYS };
}

export function timeScore(timeGap: TimeGap | null, timing: Timing | undefined): number {
  return timeGap ? scoreOfTime(timeGap.years, Number(timeGap.sameDay), timing) : 0;
}

/** The same in numbers, where 0 and 0 stand for a gap that is not known. @param sameDay 1 or 0 */
export function scoreOfTime(years: number, sameDay: number, timing: Timing | undefined): number {
  return timing ? timing.year * years + timing.sameDay * sameDay : 0;
}

/** The most that any two can gain. */
export function mostTimeScore(timing: Timing | undefined): number {
  return timing ? Math.max(0, timing.year * MOST_YEARS_APART, timing.sameDay) : 0;
}

/**
 * @param takenBefore by when a photo was taken for sure, in days; null: it does not say
 * @param born in days; undefined: unknown
 */
export function isBeforeBirth(takenBefore: number | null, born: number | undefined): boolean {
  return born !== undefined && takenBefore !== null && takenBefore <= born;
}
