// Dates as people write them, in English and in German: 2019, July 2019, 4. Juli 2019, since 2015, 2015 to 2018.

import { MONTH_NAMES, monthOf } from '../sentences/months.ts';
import type { Token } from './words.ts';

/** Days, both included; null: from or to whenever. Months alone are of any year. */
export type Dates = { kind: 'days'; from: string | null; to: string | null } | { kind: 'months'; months: number[] };

export interface FoundDates {
  dates: Dates;
  /** Of how many words it is made. */
  length: number;
}

const FROM = new Set(['from', 'since', 'von', 'seit', 'ab']);
const UNTIL = new Set(['until', 'till', 'bis']);
const AFTER = new Set(['after', 'nach']);
const BEFORE = new Set(['before', 'vor']);
const BETWEEN = new Set(['between', 'zwischen']);
const TO = new Set(['to', 'until', 'till', 'bis', '-', '–', 'and', 'und']);

/** The dates that begin at a word, if any do. */
export function readDates(tokens: readonly Token[], at: number): FoundDates | undefined {
  const first = word(tokens, at);
  const isBetween = BETWEEN.has(first);
  if (isBetween || FROM.has(first)) return openRange(tokens, at, isBetween);
  for (const [opening, rangeOf] of OPEN_ENDED) {
    const found = opening.has(first) ? readDay(tokens, at + 1) : undefined;
    if (found !== undefined) return { dates: rangeOf(found), length: 1 + found.length };
  }
  const years = /^(\d{4})[-–](\d{4})$/.exec(first);
  const [from, to] = [yearOf(years?.[1]), yearOf(years?.[2])];
  if (from !== undefined && to !== undefined) return { dates: between(from, to), length: 1 };
  const one = readDay(tokens, at);
  if (one === undefined) return readMonth(tokens, at);
  const last = TO.has(word(tokens, at + one.length)) ? readDay(tokens, at + one.length + 1) : undefined;
  // “2015 and Anna” is no range, and neither is “2015 and 2018”.
  if (last === undefined || isAnd(word(tokens, at + one.length)))
    return { dates: days(one.from, one.to), length: one.length };
  return { dates: between(one, last), length: one.length + 1 + last.length };
}

/** The months (1 to 12) whose name begins so. */
export function monthsLike(folded: string): number[] {
  return MONTH_NAMES.flatMap((names, index) => (names.some((name) => name.startsWith(folded)) ? index + 1 : []));
}

/** From a date on, or from one date to another. */
function openRange(tokens: readonly Token[], at: number, needsEnd: boolean): FoundDates | undefined {
  const first = readDay(tokens, at + 1);
  if (first === undefined) return undefined;
  const next = at + 1 + first.length;
  const last = TO.has(word(tokens, next)) ? readDay(tokens, next + 1) : undefined;
  if (last !== undefined) return { dates: between(first, last), length: next + 1 + last.length - at };
  return needsEnd ? undefined : { dates: days(first.from, null), length: next - at };
}

const OPEN_ENDED: readonly (readonly [Set<string>, (found: Span) => Dates])[] = [
  [AFTER, ({ to }) => days(shift(to, 1), null)],
  [BEFORE, ({ from }) => days(null, shift(from, -1))],
  [UNTIL, ({ to }) => days(null, to)],
];

interface Span {
  from: string;
  to: string;
  length: number;
}

/** A day, a month of a year, or a year. */
function readDay(tokens: readonly Token[], at: number): Span | undefined {
  const [a, b, c] = [word(tokens, at), word(tokens, at + 1), word(tokens, at + 2)];
  const iso = /^(\d{4})-(\d{1,2})(?:-(\d{1,2}))?$/.exec(a);
  if (iso) return spanOf(iso[1], iso[2], iso[3], 1);
  const dotted = /^(\d{1,2})\.(\d{1,2})\.(\d{4})$/.exec(a);
  if (dotted) return spanOf(dotted[3], dotted[2], dotted[1], 1);
  const month = /^(\d{1,2})[/.](\d{4})$/.exec(a);
  if (month) return spanOf(month[2], month[1], undefined, 1);
  const dayFirst = /^(\d{1,2})\.?$/.exec(a);
  if (dayFirst && monthOf(b) > 0) return spanOf(c, monthOf(b), dayFirst[1], 3);
  const dayNext = /^(\d{1,2})$/.exec(b);
  if (monthOf(a) > 0 && dayNext) return spanOf(c, monthOf(a), dayNext[1], 3);
  if (monthOf(a) > 0) return spanOf(b, monthOf(a), undefined, 2);
  return yearOf(a);
}

function yearOf(year = ''): Span | undefined {
  return isYear(year) ? { from: `${year}-01-01`, to: `${year}-12-31`, length: 1 } : undefined;
}

function readMonth(tokens: readonly Token[], at: number): FoundDates | undefined {
  const month = monthOf(word(tokens, at));
  return month > 0 ? { dates: { kind: 'months', months: [month] }, length: 1 } : undefined;
}

/** @returns undefined where the calendar knows no such day */
function spanOf(year = '', month: string | number = '', day: string | undefined, length: number): Span | undefined {
  const number = Number(month);
  if (!isYear(year) || number < 1 || number > 12) return undefined;
  const last = new Date(Date.UTC(Number(year), number, 0)).getUTCDate();
  if (day !== undefined && (Number(day) < 1 || Number(day) > last)) return undefined;
  const within = (each: number | string) => `${year}-${twoDigits(number)}-${twoDigits(each)}`;
  return { from: within(day ?? 1), to: within(day ?? last), length };
}

function days(from: string | null, to: string | null): Dates {
  return { kind: 'days', from, to };
}

/** Whichever of the two is earlier: “2018 to 2015” is no span that holds nothing. */
function between(one: Span, other: Span): Dates {
  return one.from <= other.from ? days(one.from, other.to) : days(other.from, one.to);
}

function shift(day: string, by: number): string {
  return new Date(Date.parse(`${day}T00:00:00Z`) + by * 86_400_000).toISOString().slice(0, 10);
}

/** Since there are photos. */
function isYear(folded: string): boolean {
  return /^(18[2-9]|19\d|20\d)\d$/.test(folded);
}

function isAnd(folded: string): boolean {
  return folded === 'and' || folded === 'und';
}

function twoDigits(value: number | string): string {
  return String(value).padStart(2, '0');
}

function word(tokens: readonly Token[], at: number): string {
  const token = tokens[at];
  return token === undefined || token.isQuoted ? '' : token.folded;
}
