// When a photo was taken, as precisely as its source says and never more: a year, a month, a day, a minute, a second.

import { ensure } from '../ensure.ts';
import { Precision } from '../contract.ts';

/** A date as it was told. */
export interface Told {
  /** Local time, cut where the source knows no more: 2005, 1985-08, 2018-10-13, 2012-07-04T12:30, 2012-07-04T12:30:45. */
  at: string;
  /** The offset of `at` from UTC: +02:00; null: not told. */
  offset: string | null;
}

const LENGTH_OF_PRECISION: Record<Precision, number> = { year: 4, month: 7, day: 10, minute: 16, second: 19 };
const DAY_MS = 86_400_000;
/** Kiribati and Baker Island. */
const WIDEST_ZONES_APART_MS = 26 * 3_600_000;
/** How far a believable date may lie ahead: clocks run fast, and zones differ by a day. */
const MOST_AHEAD_MS = 2 * DAY_MS;
/** Photography began in it. */
const FIRST_YEAR = 1826;
/** Where clocks begin to count that were never set: Unix, QuickTime. */
const CLOCK_EPOCHS = new Set(['1970-01-01T00:00:00', '1904-01-01T00:00:00']);

export function precisionOf({ at }: Pick<Told, 'at'>): Precision {
  return Precision.options.find((precision) => LENGTH_OF_PRECISION[precision] === at.length) ?? 'second';
}

/** A whole local time cut to what is known of it. */
export function cutTo(local: string, precision: Precision): string {
  return local.slice(0, LENGTH_OF_PRECISION[precision]);
}

/**
 * The time by which a date is sorted: the middle of the year, month, day or minute that is known. A day
 * has its noon; months and years stand a second or two behind that of their middle, so that they are not mixed with days.
 */
export function middleOf(at: string): string {
  const later = { year: 2000, month: 1000, day: 0, minute: 0, second: 0 }[precisionOf({ at })];
  return new Date((startOf(at) + endOf(at)) / 2 + later).toISOString().slice(0, 19);
}

/** That time as if it were world time, in milliseconds since 1970: what two dates have between them. */
export function middleMsOf(at: string): number {
  return Date.parse(`${middleOf(at)}Z`);
}

/** How far both clocks of a phone, and when it began to write, may be apart. */
const MOST_APART_MS = 10 * 60_000;
const WIDEST_ZONE_MINUTES = 14 * 60;

/**
 * Phones write world time into a video and their own time into its name: a zone apart, they are one moment. A zone is of
 * half hours; some phones write when the video ended.
 * @param seconds that the video takes; null: not known
 * @returns the named time with its zone; null: they are two
 */
export function sameMoment({ at, offset }: Told, named: Told, seconds: number | null): Told | null {
  if (offset !== '+00:00' || precisionOf(named) !== 'second') return null;
  const zoneIf = (beganBefore: number) => {
    const apart = middleMsOf(named.at) - (middleMsOf(at) - beganBefore);
    const minutes = 30 * Math.round(apart / (30 * 60_000));
    return { minutes, left: Math.abs(apart - minutes * 60_000) };
  };
  const { minutes, left } = [zoneIf(0), zoneIf((seconds ?? 0) * 1000)].reduce((one, other) =>
    other.left < one.left ? other : one,
  );
  if (Math.abs(minutes) > WIDEST_ZONE_MINUTES || left > MOST_APART_MS) return null;
  const zone = `${minutes < 0 ? '-' : '+'}${pad(Math.floor(Math.abs(minutes) / 60))}:${pad(Math.abs(minutes) % 60)}`;
  return { at: named.at, offset: zone };
}

/** Two times by clocks of different zones, all of which stand on a quarter of an hour: are they one moment? */
export function isSameButForZone(one: string, other: string): boolean {
  if (precisionOf({ at: one }) !== 'second' || precisionOf({ at: other }) !== 'second') return false;
  const apart = Math.abs(middleMsOf(one) - middleMsOf(other));
  return apart % (15 * 60_000) === 0 && apart <= WIDEST_ZONES_APART_MS;
}

/**
 * A date as metadata has it: 2012:07:04 12:30:45+02:00, 2012-07-04T12:30Z, 1985:08, 2005:00:00 00:00:00,
 * Wed, 04 Jul 2012 12:30:45 GMT. What is zero, blank or no time of a clock is not known.
 * @returns nothing when the calendar has no such day, or nothing was photographed on it
 */
export function readDate(text: string, offset: string | null = null): Told | null {
  const match = NUMERIC_DATE.exec(inOrder(text.trim()));
  if (!match) return readNamedMonth(text.trim());
  const [, year, month, day, hour, minute, second, half, zone] = match;
  const at = dateOf(year, month, day, wholeHour(hour, half) ?? hour, minute, second);
  return at === null ? null : { at, offset: at.length > LENGTH_OF_PRECISION.day ? (readOffset(zone) ?? offset) : null };
}

/**
 * From text or numbers of a calendar and a clock: the precision ends with the first that is missing or zero.
 * @returns nothing when there is no such day, or nothing was photographed on it
 */
export function dateOf(year?: string, month?: string, day?: string, hour?: string, minute?: string, second?: string) {
  const date = calendarOf(Number(year), Number(month ?? 0), Number(day ?? 0));
  if (date === null || date.length < LENGTH_OF_PRECISION.day || hour === undefined || minute === undefined)
    return believable(date);
  if (Number(hour) > 23 || Number(minute) > 59) return believable(date);
  const time = `${date}T${pad(hour)}:${pad(minute)}`;
  return believable(second === undefined || Number(second) > 59 ? time : `${time}:${pad(second)}`);
}

/** As some programs write a date against every standard: 04.07.2012 12:30:45, 20120704123045, 20120704T123045Z. */
function inOrder(text: string): string {
  return text
    .replace(/^(\d{1,2})\.(\d{1,2})\.(\d{4})(?!\d)/, '$3:$2:$1')
    .replace(/^(\d{4})(\d{2})(\d{2})(?!\d)/, '$1:$2:$3')
    .replace(/^(\d{4})(\d{2})(\d{2})T?(\d{2})(\d{2})(\d{2})(?!\d)/, '$1:$2:$3 $4:$5:$6')
    .replace(/^(\d{4}:\d{2}:\d{2}[T ])(\d{2})(\d{2})(\d{2})(?!\d)/, '$1$2:$3:$4');
}

/** +02:00, -5:00, +0200, +2, UTC+2, GMT-03:30, Z. @returns ±hh:mm; null: none of these, or nothing */
export function readOffset(text: string | undefined): string | null {
  if (text === undefined) return null;
  const trimmed = text.replaceAll('\0', '').trim();
  if (/^(?:z|utc|gmt)$/i.test(trimmed)) return '+00:00';
  const match = /^(?:utc|gmt)?\s*([+\-\u2212])\s*(\d{1,2})(?::?(\d{2}))?$/i.exec(trimmed);
  if (!match) return null;
  const [, sign, hours, minutes = '00'] = match;
  // Between Kiribati and Baker Island; all zones stand on a quarter of an hour.
  if (Number(hours) > 14 || Number(minutes) % 15 !== 0 || Number(minutes) > 45) return null;
  return `${sign === '+' ? '+' : '-'}${pad(ensure(hours, 'The hour of an offset'))}:${minutes}`;
}

/** @param modified milliseconds since 1970. @returns nothing for a time that no photo can have */
export function dateOfFile(modified: number): string | null {
  const date = new Date(modified);
  if (Number.isNaN(date.getTime())) return null;
  const local = new Date(date.getTime() - date.getTimezoneOffset() * 60_000);
  const year = local.getUTCFullYear();
  return year < FIRST_YEAR || year > 9999 ? null : local.toISOString().slice(0, 19);
}

/** Numbers of a calendar and of a clock, with anything usual between them; zeros and blanks where nothing is known. */
const NUMERIC_DATE =
  /^(\d{4})(?:[:\-/. ](\d{1,2}| {2})(?:[:\-/. ](\d{1,2}| {2})(?:[T ]+(\d{1,2})[:.](\d{1,2})(?:[:.](?:(\d{1,2})(?:[.,]\d*)?)?)?\s*([ap]\.?\s?m\b\.?)?\s*(z|(?:utc|gmt)?\s*[+\-\u2212]\s*\d{1,2}(?::?\d{2})?|utc|gmt)?)?)?)?(?![\d:])/i;

const MONTHS = ['jan', 'feb', 'mar', 'apr', 'may', 'jun', 'jul', 'aug', 'sep', 'oct', 'nov', 'dec'];

const WEEKDAY = '(?:[a-z]{3},?\\s+)?';
const NAMED_MONTH = '(?<month>[a-z]{3})[a-z]*';
const CLOCK = '(?<hour>\\d{1,2}):(?<minute>\\d{2})(?::(?<second>\\d{2}))?(?:\\s*(?<half>[ap]\\.?m\\b\\.?))?';
/** GMT+0100 (CET), +0100, CET: of names alone no offset is known. */
const ZONE = '(?<zone>\\S+)(?:\\s+\\([^)]*\\))?';
/**
 * As mail has it (RFC 2822), which is what PNG asks for, and as programs print a time: 4 Jul 2012, Wed 04 Jul 2012 02:30:45 PM
 * CEST, Wed Jul  4 12:30:45 2012, Wed Jul 04 2012 12:30:45 GMT+0200 (CEST).
 */
const NAMED_DATES = [
  `${WEEKDAY}(?<day>\\d{1,2})\\s+${NAMED_MONTH}\\s+(?<year>\\d{4})(?:\\s+${CLOCK}(?:\\s*${ZONE})?)?`,
  `${WEEKDAY}${NAMED_MONTH}\\s+(?<day>\\d{1,2}),?\\s+(?<year>\\d{4})(?:\\s+${CLOCK}(?:\\s*${ZONE})?)?`,
  `${WEEKDAY}${NAMED_MONTH}\\s+(?<day>\\d{1,2})\\s+${CLOCK}\\s+(?:${ZONE}\\s+)?(?<year>\\d{4})`,
].map((pattern) => new RegExp(`^${pattern}$`, 'i'));

function readNamedMonth(text: string): Told | null {
  for (const pattern of NAMED_DATES) {
    const { year, month: name, day, hour, minute, second, half, zone } = pattern.exec(text)?.groups ?? {};
    const month = name === undefined ? 0 : MONTHS.indexOf(name.toLowerCase()) + 1;
    if (month === 0) continue;
    const at = dateOf(year, String(month), day, wholeHour(hour, half) ?? hour, minute, second);
    return at === null ? null : { at, offset: at.length > LENGTH_OF_PRECISION.day ? readOffset(zone) : null };
  }
  return null;
}

/**
 * @param half of the day: a or p, with anything behind it
 * @returns the hour of the whole day; undefined: no half is told, or the hour is of none
 */
export function wholeHour(hour: string | undefined, half: string | undefined): string | undefined {
  if (hour === undefined || half === undefined || Number(hour) < 1 || Number(hour) > 12) return undefined;
  return String((Number(hour) % 12) + (half.toLowerCase().startsWith('p') ? 12 : 0));
}

/** A zero ends what is known; a day that does not exist is a mistake, not half a date. */
function calendarOf(year: number, month: number, day: number): string | null {
  if (!(year >= FIRST_YEAR && year <= 9999) || month > 12) return null;
  if (month === 0) return String(year);
  if (day === 0) return `${year}-${pad(month)}`;
  return day <= daysIn(year, month) ? `${year}-${pad(month)}-${pad(day)}` : null;
}

function believable(at: string | null): string | null {
  return at === null || CLOCK_EPOCHS.has(at) || startOf(at) > Date.now() + MOST_AHEAD_MS ? null : at;
}

function daysIn(year: number, month: number): number {
  return new Date(Date.UTC(year, month, 0)).getUTCDate();
}

/** As if in UTC: no zone shifts a local time. */
function startOf(at: string): number {
  return Date.parse(`${at}${'0000-01-01T00:00:00'.slice(at.length)}Z`);
}

function endOf(at: string): number {
  const start = new Date(startOf(at));
  switch (precisionOf({ at })) {
    case 'year':
      return start.setUTCFullYear(start.getUTCFullYear() + 1);
    case 'month':
      return start.setUTCMonth(start.getUTCMonth() + 1);
    case 'day':
      return start.getTime() + DAY_MS;
    case 'minute':
      return start.getTime() + 60_000;
    case 'second':
      return start.getTime();
  }
}

function pad(value: number | string): string {
  return String(value).padStart(2, '0');
}
