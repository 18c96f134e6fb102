// When a photo was taken, by its file's name, as phones, messengers and people write it.

import { dateOf, readOffset, type Told, wholeHour } from './dates.ts';
import { monthInName } from './month-in-name.ts';

/**
 * IMG_20190704_183000.jpg, 20190704183000.jpg, 2019-07-04 18.30.00.jpg, signal-2018-08-21-100217.jpg,
 * WhatsApp Image 2019-07-04 at 6.30.00 PM.jpg, IMG-20190704-WA0001.jpg, photo_5@04-07-2019_18-30-00.jpg,
 * Scan 1985-08 Urlaub.jpg, Adobe Scan 12 Mar 2019.jpg, Weihnachten Dezember 1978.jpg, 2019年3月12日 14_05_09.jpg. A counter is no
 * date: DSC_2005.jpg, IMG_1998-12.jpg; nor is an identifier.
 */
export function dateInName(name: string): Told | null {
  const plain = withoutIdentifiers(name.normalize('NFC'));
  for (const read of [
    readDigits,
    readYearFirst,
    readEastAsian,
    readDayFirst,
    readMilliseconds,
    readMonth,
    readNamedMonth,
  ]) {
    const found = read(plain);
    if (found) return found;
  }
  return null;
}

/** UUIDs, hashes, and the numbers that photos have at Facebook and in LINE. */
const IDENTIFIERS = [
  /[\da-f]{8}-(?:[\da-f]{4}-){3}[\da-f]{12}/gi,
  /(?<![a-z\d])(?=\d*[a-f])[\da-f]{16,}(?![a-z\d])/gi,
  /^\d+_\d{9,}_\d+_[a-z](?![a-z\d])/i,
  /^S__\d+/,
];

/** Digits among them may look like a date. */
function withoutIdentifiers(name: string): string {
  return IDENTIFIERS.reduce((rest, identifier) => rest.replace(identifier, '#'), name);
}

/** What cameras write before the number of a photo. */
const CAMERA_PREFIXES = '(?:imag|img|imgp|mg|dsc|dscn|dscf|pict|sam|mvi|vid|cimg|hpim|dcp|gopr|dji|p)';
/** Years that a name can mean. */
const YEAR = '((?:18[3-9]|19\\d|20\\d)\\d)';

/** All in one, with or without a time: 20190704_183000, 20190704183000123, 2019_0704_183000, IMG-20190704-WA0001. */
function readDigits(name: string): Told | null {
  for (const match of name.matchAll(new RegExp(`(?<!\\d)${YEAR}([-_]?)(\\d{2})(\\d{2})`, 'gu'))) {
    const [whole, year, separator, month, day] = match;
    const before = name.slice(0, match.index);
    const rest = name.slice(match.index + whole.length);
    const time = timeIn(rest);
    if (/^\d/.test(rest) && !time) continue;
    if (separator !== '' && time?.second === undefined) continue;
    const told = toldOf([year, month, day], isWorldTime(before, rest) ? undefined : time);
    if (told && told.at.length >= 10) return told;
  }
  return null;
}

/** Google's Pixels and OneDrive on iPhones write UTC, and what day that was where the photo was taken is not told. */
function isWorldTime(before: string, after: string): boolean {
  return /(?:^|[^a-z\d])PXL_$/i.test(before) || /^_\d{9}_iOS\b/.test(after);
}

/** In 5-1-2023-12-13-14 the year ends the date, and the time follows. What stands behind something is read backwards. */
const NO_DAY_BEFORE = '(?<!\\d)(?<!(?<!\\d)\\d{1,2}\\1\\d{1,2}([-_.]))';

/** With something between the numbers: 2019-07-04, 2019.07.04 18.30.00, 2020-4-16 kello 10.35.44. */
function readYearFirst(name: string): Told | null {
  const match = new RegExp(`${NO_DAY_BEFORE}${YEAR}([-_. ])(\\d{1,2})\\3(\\d{1,2})(?!\\d)`, 'u').exec(name);
  if (!match) return null;
  const [whole, , year, , month = '', day = ''] = match;
  const time = timeIn(name.slice(match.index + whole.length));
  // Of a camera's counter, 2019-1-2 may be its second picture.
  const isWhole = month.length === 2 && day.length === 2;
  return isWhole || time ? toldOf([year, month, day], time) : null;
}

/**
 * 31-12-2019, 04.07.2019, 31122019, and with the time of day as Telegram exports it: @04-07-2019_18-30-00. Dots are only
 * written that way round; where both could be the month, only the year is sure.
 */
function readDayFirst(name: string): Told | null {
  const match = new RegExp(
    `(@)?(?<!\\d)(\\d{1,2})([-_.]|)(\\d{1,2})\\3${YEAR}(\\(\\d{3}\\)|\\d{3}(?!\\d))?(?!\\d)`,
    'u',
  ).exec(name);
  if (!match) return null;
  const [whole, telegram, first = '', separator, second = '', year, counter] = match;
  const isCompact = separator === '';
  if (isCompact && first.length + second.length < 4) return null;
  if (counter !== undefined && !(isCompact && match.index === 0)) return null;
  const time = timeIn(name.slice(match.index + whole.length));
  const [one, other] = [Number(first), Number(second)];
  // Nokia's phones, day first with a counter behind: 17082008041.jpg, 17082008(041).jpg.
  const isDayFirst = one > 12 || one === other || separator === '.' || telegram !== undefined || counter !== undefined;
  if (isDayFirst) return toldOf([year, second, first], time);
  if (other > 12) return toldOf([year, first, second], time);
  return isCompact ? null : toldOf([year]);
}

/** Since 1970, of which the day is kept: FB_IMG_1562257800000.jpg, mmexport1562257800000.jpg, 1562257800000.jpg. */
function readMilliseconds(name: string): Told | null {
  const match = /^(?:[\p{L}_ .-]*[_ .-]|mmexport)?(1\d{12})(?!\d)/iu.exec(name);
  if (!match) return null;
  const [year, month, day] = new Date(Number(match[1])).toISOString().slice(0, 10).split('-');
  return toldOf([year, month, day]);
}

/** 1985-08, unless a camera counts so, or more numbers follow that make no day. */
function readMonth(name: string): Told | null {
  const pattern = new RegExp(
    `(?<!\\d[-_.]?)(?<!${CAMERA_PREFIXES}[-_ ]?)${YEAR}[-.](0[1-9]|1[0-2])(?!\\d|[-_.]\\d{1,2}(?!\\d))`,
    'iu',
  );
  const match = pattern.exec(name);
  return match && toldOf([match[1], match[2]]);
}

/** 2019年3月12日, 2019년 3월 12일. */
function readEastAsian(name: string): Told | null {
  const match = new RegExp(`${YEAR}(?:年|년) ?(\\d{1,2})(?:月|월) ?(\\d{1,2})(?:日|일)`, 'u').exec(name);
  return match && toldOf(match.slice(1), timeIn(name.slice(match.index + match[0].length)));
}

const NAMED_DAYS = [
  `(?<!\\d)(?<day>\\d{1,2})(?:er|\\.|º)?[ _-](?:de[ _-])?(?<month>\\p{L}+)\\.?[ _-](?:del?[ _-])?(?<year>${YEAR})(?!\\d)`,
  `(?<!\\p{L})(?<month>\\p{L}+)\\.?[ _-](?<day>\\d{1,2}),?[ _-](?<year>${YEAR})(?!\\d)`,
  `(?<!\\p{L})(?<month>\\p{L}+)\\.?[ _-](?:del?[ _-])?(?<year>${YEAR})(?!\\d)`,
].map((pattern) => new RegExp(pattern, 'gu'));

/** 12 Mar 2019, 12. März 2019, March 12, 2019, 12 de agosto de 2015, and without a day. */
function readNamedMonth(name: string): Told | null {
  for (const match of NAMED_DAYS.flatMap((pattern) => [...name.matchAll(pattern)])) {
    const { year, month = '', day } = match.groups ?? {};
    const number = monthInName(month);
    if (number > 0) return toldOf([year, String(number), day], timeIn(name.slice(match.index + match[0].length)));
  }
  return null;
}

interface Clock {
  hour: string;
  minute: string;
  second: string | undefined;
  /** Z, UTC. */
  zone: string | undefined;
}

function toldOf([year, month, day]: (string | undefined)[], time?: Clock): Told | null {
  const at = dateOf(year, month, day, time?.hour, time?.minute, time?.second);
  return at === null ? null : { at, offset: at.length > 10 ? readOffset(time?.zone) : null };
}

/** Between the date and the time: nothing or a sign, and for a time that is told by signs of its own a word as well. */
const SIGN = '[-_T.@]|\\s?,?\\s+';
const WORD = ',?\\s+(?:-|\\p{L}{1,3}\\.?|à\\(s\\)|a las|a la\\(s\\)|a les|alle|kello|saat|pukul|στις)\\s+';
/** Before noon or after it, which East Asia and Turkey write before the time. */
const HALF_BEFORE = '(?:(?:(?<am>上午|午前|오전|öö)|(?<pm>下午|午後|오후|ös))\\s?)?';
/** The same behind it, in English, Spanish, Greek, Arabic and Vietnamese. In German "am" is a word. */
const HALF_BEHIND =
  '(?:\\s?(?:(?<early>a\\.?\\s?m\\b(?!\\s+\\p{L})|π\\.?\\s?μ|ص|SA\\b)|(?<late>p\\.?\\s?m\\b|μ\\.?\\s?μ|م|CH\\b)))?';
/** World time, with milliseconds before it. */
const ZONE = '(?:(?:[._-]?\\d{3})?[_ ]?(?<zone>Z|UTC)(?![a-z\\d]))?';
/** No digit goes on, and no hash. */
const END = '(?!\\d|[\\da-f]{2,}(?![a-z\\d]))';
const TIME_PATTERNS = [
  ['', '(?<hour>\\d{2})(?<minute>\\d{2})(?<second>\\d{2})(?:\\d{2,3})?'],
  [`(?:${SIGN})`, '(?<hour>\\d{2})(?<minute>\\d{2})(?<second>\\d{2})(?:\\d{3})?'],
  // The same sign twice: the year and the month of another day are no time.
  [`(?:${SIGN}|${WORD})`, '(?<hour>\\d{1,2})(?<sign>[-_.: ])(?<minute>\\d{2})\\k<sign>(?<second>\\d{2})'],
  [`(?:${SIGN}|${WORD})`, '(?<hour>\\d{1,2})h(?<minute>\\d{2})(?:m(?<second>\\d{2}))?'],
  [`(?:${SIGN}|${WORD})`, '(?<hour>\\d{1,2})(?<sign>[-.:])(?<minute>\\d{2})(?!\\k<sign>\\d)'],
].map(([gap, clock]) => new RegExp(`^${gap}${HALF_BEFORE}${clock}${ZONE}${END}${HALF_BEHIND}`, 'iu'));

/** @param rest of a name, behind its date. @returns undefined: no time follows */
function timeIn(rest: string): Clock | undefined {
  for (const pattern of TIME_PATTERNS) {
    const { hour, minute, second, zone, am, pm, early, late } = pattern.exec(rest)?.groups ?? {};
    if (hour === undefined || minute === undefined) continue;
    const whole = wholeHour(hour, (am ?? early) ? 'am' : (pm ?? late) ? 'pm' : undefined);
    // 1-02 may be a counter.
    if (hour.length === 1 && second === undefined && whole === undefined) continue;
    return { hour: whole ?? hour, minute, second, zone };
  }
  return undefined;
}
