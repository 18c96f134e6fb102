// Numbers, dates and sizes as the user's language writes them.

import { countryName, townName } from '../../app/sentences/towns.ts';
import { language, locale } from './language.ts';

const numbers = new Intl.NumberFormat(locale);
const oneDigit = new Intl.NumberFormat(locale, { maximumFractionDigits: 1 });
const twoDigits = new Intl.NumberFormat(locale, { minimumFractionDigits: 2, maximumFractionDigits: 2 });
const fiveDigits = new Intl.NumberFormat(locale, { maximumFractionDigits: 5 });
const plainNumbers = new Intl.NumberFormat(locale, { useGrouping: false, maximumFractionDigits: 0 });
const percents = new Intl.NumberFormat(locale, { style: 'percent', roundingMode: 'floor' });
const lists = new Intl.ListFormat(locale);
const plurals = new Intl.PluralRules(locale);
// Times of photos carry no zone: they are read and shown as if in UTC, so that none shifts.
const months = new Intl.DateTimeFormat(locale, { month: 'long', year: 'numeric', timeZone: 'UTC' });
const years = new Intl.DateTimeFormat(locale, { year: 'numeric', timeZone: 'UTC' });
const longDays = new Intl.DateTimeFormat(locale, { dateStyle: 'long', timeZone: 'UTC' });
const monthNames = new Intl.DateTimeFormat(locale, { month: 'long', timeZone: 'UTC' });
const weekdays = new Intl.DateTimeFormat(locale, { dateStyle: 'full', timeZone: 'UTC' });
const briefMonths = new Intl.DateTimeFormat(locale, { month: 'short', year: 'numeric', timeZone: 'UTC' });
const mediumDays = new Intl.DateTimeFormat(locale, { dateStyle: 'medium', timeZone: 'UTC' });
const moments = new Intl.DateTimeFormat(locale, { dateStyle: 'full', timeStyle: 'short', timeZone: 'UTC' });
const briefMoments = new Intl.DateTimeFormat(locale, { dateStyle: 'medium', timeStyle: 'short', timeZone: 'UTC' });
const local = new Intl.DateTimeFormat(locale, { dateStyle: 'medium', timeStyle: 'short' });

export const number = (value: number): string => numbers.format(value);

/** Two digits: 0.48. */
export const decimal = (value: number): string => twoDigits.format(value);

/** Of latitude or longitude, without the sign: five digits are a metre. */
export const degrees = (value: number): string => fiveDigits.format(Math.abs(value));

/** A share, 0 to 1; all of it is only said when it is all. */
export const percent = (value: number): string => percents.format(value);

export const rate = (value: number): string =>
  (value < 10 ? oneDigit : numbers).format(value < 10 ? value : Math.round(value));

/** `count(3, 'photo', 'photos')`: 3 photos. */
export function count(value: number, one: string, other: string): string {
  return `${number(value)} ${plurals.select(value) === 'one' ? one : other}`;
}

// Of a photo's date no more is shown than is known: a year, a month, a day, or the time as well.
export const year = (takenAt: string): string => years.format(asUtc(takenAt));
export const month = (takenAt: string): string => known(takenAt, months).format(asUtc(takenAt));
export const day = (takenAt: string): string => known(takenAt, months, longDays).format(asUtc(takenAt));
export const weekday = (takenAt: string): string => known(takenAt, months, weekdays).format(asUtc(takenAt));
export const briefMonth = (takenAt: string): string => known(takenAt, briefMonths).format(asUtc(takenAt));
export const briefMoment = (takenAt: string): string =>
  known(takenAt, briefMonths, mediumDays, briefMoments).format(asUtc(takenAt));
export const moment = (takenAt: string): string => known(takenAt, months, weekdays, moments).format(asUtc(takenAt));

/** From the first to the last month, as short as the language allows: March – July 2019; years where no month is known. */
export const span = (first: string, last: string): string => spanIn(months, first, last);
/** For where there is little room: Mar 2019 – Jul 2020. */
export const briefSpan = (first: string, last: string): string => spanIn(briefMonths, first, last);

function spanIn(format: Intl.DateTimeFormat, first: string, last: string): string {
  const [from, to] = [asUtc(first), asUtc(last)];
  const shown = isYear(first) || isYear(last) ? years : format;
  return from > to ? shown.format(to) : shown.formatRange(from, to);
}

/** A name of a month, 1 to 12. */
export const monthName = (month: number): string => monthNames.format(new Date(Date.UTC(2020, month - 1)));

/** Days, both included, as short as can be said: 2019, July 2019, 4 July 2019, or from one to the other. */
export function days(from: string, to: string): string {
  const isFirst = from.endsWith('-01');
  if (isFirst && from.endsWith('-01-01') && to === `${from.slice(0, 4)}-12-31`) return year(`${from}T00:00:00`);
  if (isFirst && to === lastOfMonth(from)) return month(`${from}T00:00:00`);
  const [first, last] = [asUtc(`${from}T00:00:00`), asUtc(`${to}T00:00:00`)];
  return first > last ? `${from} – ${to}` : longDays.formatRange(first, last);
}

function lastOfMonth(day: string): string {
  const [year, month] = [Number(day.slice(0, 4)), Number(day.slice(5, 7))];
  return new Date(Date.UTC(year, month, 0)).toISOString().slice(0, 10);
}

/** Days of one month: 12 – 15 June 2019. */
export const dayRange = (first: string, last: string): string =>
  first.length < DAY_LENGTH || last.length < DAY_LENGTH
    ? span(first, last)
    : longDays.formatRange(asUtc(first), asUtc(last));

/** A moment in the world (ISO, UTC), in the time of this machine. */
export const instant = (iso: string): string => local.format(new Date(iso));

/** Of a shutter: 1/250 s, 2.5 s. */
export const shutter = (seconds: number): string =>
  seconds < LONG_SHUTTER ? `1/${numbers.format(Math.round(1 / seconds))} s` : `${oneDigit.format(seconds)} s`;

/** f/2.8, ISO 400, 50 mm: the same in all languages but for the comma. */
export const fNumber = (value: number): string => `f/${oneDigit.format(value)}`;
export const iso = (value: number): string => `ISO ${plainNumbers.format(value)}`;
export const millimetres = (value: number): string => `${oneDigit.format(value)} mm`;

export const town = (name: string, country: string): string => townName(language, country, name);
/** A part of a country: the list of towns knows its English name alone. */
export const region = (name: string): string | null => (language === 'en' ? name : null);
export const country = (code: string): string => countryName(language, code);
/** Anna, Ben and Carl. */
export const list = (names: readonly string[]): string => lists.format(names);

/** How long a video plays: 0:07, 12:30, 1:02:30. */
export function playingTime(seconds: number): string {
  const whole = Math.round(seconds);
  const two = (value: number) => String(value).padStart(2, '0');
  const [hours, minutes] = [Math.floor(whole / 3600), Math.floor(whole / 60) % 60];
  return hours > 0 ? `${hours}:${two(minutes)}:${two(whole % 60)}` : `${minutes}:${two(whole % 60)}`;
}

/** From when to when in a video: 0:34–0:41. */
export function timeSpan(from: number, to: number): string {
  const [begins, ends] = [playingTime(from), playingTime(to)];
  return begins === ends ? begins : `${begins}–${ends}`;
}

export function bytes(value: number): string {
  const units = ['byte', 'kilobyte', 'megabyte', 'gigabyte', 'terabyte'];
  const power = Math.min(Math.floor(Math.log10(Math.max(value, 1)) / 3), units.length - 1);
  const format = { style: 'unit', unit: units[power] ?? 'byte', maximumFractionDigits: power > 1 ? 1 : 0 } as const;
  return new Intl.NumberFormat(locale, format).format(value / 1000 ** power);
}

export function dimensions(width: number, height: number): string {
  const size = `${numbers.format(width)} × ${numbers.format(height)}`;
  const million = (width * height) / 1_000_000;
  return million < 0.1 ? size : `${size} (${oneDigit.format(million)} MP)`;
}

export function fileName(path: string): string {
  return path.split(/[\\/]/).at(-1) ?? path;
}

/** From so many seconds on a shutter is told as a number, not as a fraction. */
const LONG_SHUTTER = 0.3;
const DAY_LENGTH = '2019-07-04'.length;

function isYear(takenAt: string): boolean {
  return takenAt.length === 4;
}

/** The most exact of the formats that the date allows. */
function known(takenAt: string, toMonth: Format, toDay = toMonth, toTime = toDay): Format {
  if (isYear(takenAt)) return years;
  if (takenAt.length < DAY_LENGTH) return toMonth;
  return takenAt.length === DAY_LENGTH ? toDay : toTime;
}

type Format = Intl.DateTimeFormat;

/** A year, a month, a day, or a day with its time. */
function asUtc(takenAt: string): Date {
  return new Date(takenAt.length > 10 ? `${takenAt.slice(0, 19)}Z` : takenAt);
}
