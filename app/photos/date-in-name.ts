// When a photo was taken, by its file's name, as phones, messengers and people write it.

import { dateOf, readOffset, type Told } from './dates.ts';

/**
 * IMG_20190704_183000.jpg, 20190704183000.jpg, 2019-07-04 18.30.00.jpg, signal-2018-08-21-100217.jpg,
 * WhatsApp Image 2019-07-04 at 18.30.00.jpg, IMG-20190704-WA0001.jpg, photo_5@04-07-2019_18-30-00.jpg,
 * Scan 1985-08 Urlaub.jpg. A counter is no date: DSC_2005.jpg, IMG_1998-12.jpg.
 */
export function dateInName(name: string): Told | null {
  for (const read of [readDigits, readYearFirst, readDayFirst, readMilliseconds, readMonth]) {
    const found = read(name);
    if (found) return found;
  }
  return null;
}

/** What cameras write before the number of a photo. */
const CAMERA_PREFIXES = '(?:img|imgp|dsc|dscn|dscf|pict|sam|mvi|vid|cimg|hpim|dcp|p)';
/** Years that a name can mean. */
const YEAR_PATTERN = '((?:18[3-9]|19\\d|20\\d)\\d)';
const TIME_PATTERN = '(\\d{2}|\\d(?=[-_.:h ]))[-_.:h ]?(\\d{2})[-_.:m ]?(\\d{2})';
/** The words between date and time: at, um, à; a comma. */
const DATE_TIME_GAP = '(?:[-_T.]|,?\\s+(?:\\p{L}{1,3}\\s+)?)';
const AM_OR_PM = '(?:\\s?([ap])\\.?m\\b)?';

/** All in one, with or without a time: 20190704_183000, 20190704183000123, IMG-20190704-WA0001. */
function readDigits(name: string): Told | null {
  const pattern = new RegExp(
    `(?<!\\d)${YEAR_PATTERN}(\\d{2})(\\d{2})(?:[-_T ]?(\\d{2})([-_.:]?)(\\d{2})\\5(\\d{2})(?:\\d{3})?(Z)?(?!\\d)|(?!\\d))`,
    'u',
  );
  const match = pattern.exec(name);
  if (!match) return null;
  const [, year, month, day, hour, , minute, second, zone] = match;
  // Google's Pixels write UTC, and what day that was where the photo was taken is not told.
  const isUtc = /^PXL_$/i.test(name.slice(0, match.index));
  const at = isUtc ? dateOf(year, month, day) : dateOf(year, month, day, hour, minute, second);
  return at === null || at.length < 10 ? null : dateTold(at, zone);
}

/** With something between the numbers: 2019-07-04, 2019.07.04 18.30.00, 2019_07_04 at 6.30.00 PM. */
function readYearFirst(name: string): Told | null {
  const pattern = new RegExp(
    `(?<!\\d)${YEAR_PATTERN}([-_. ])(\\d{2})\\2(\\d{2})(?!\\d)(?:${DATE_TIME_GAP}(?:${TIME_PATTERN}(?!\\d)${AM_OR_PM}|(\\d{2})[-.:h](\\d{2})(?!\\d)))?`,
    'iu',
  );
  const match = pattern.exec(name);
  if (!match) return null;
  const [, year, , month, day, hour, minute, second, half, hourAlone, minuteAlone] = match;
  const at = dateOf(year, month, day, on24(hour, half) ?? hourAlone, minute ?? minuteAlone, second);
  return at === null ? null : dateTold(at);
}

/**
 * 31-12-2019, 04.07.2019, and with the time of day as Telegram exports it: @04-07-2019_18-30-00. Dots are only written
 * that way round; where both could be the month, only the year is sure.
 */
function readDayFirst(name: string): Told | null {
  const pattern = new RegExp(
    `(@)?(?<!\\d)(\\d{1,2})([-_.])(\\d{1,2})\\3${YEAR_PATTERN}(?!\\d)(?:${DATE_TIME_GAP}${TIME_PATTERN}(?!\\d))?`,
    'u',
  );
  const match = pattern.exec(name);
  if (!match) return null;
  const [, telegram, first = '', separator, second = '', year, hour, minute, seconds] = match;
  const [one, other] = [Number(first), Number(second)];
  const isDayFirst = one > 12 || one === other || separator === '.' || telegram !== undefined;
  const isMonthFirst = !isDayFirst && other > 12;
  const at = isDayFirst
    ? dateOf(year, second, first, hour, minute, seconds)
    : isMonthFirst
      ? dateOf(year, first, second, hour, minute, seconds)
      : dateOf(year);
  return at === null ? null : dateTold(at);
}

/** Since 1970, of which the day is kept: FB_IMG_1562257800000.jpg, mmexport1562257800000.jpg. */
function readMilliseconds(name: string): Told | null {
  const match = /^(?:FB_IMG_|mmexport|wx_camera_)(1\d{12})(?!\d)/i.exec(name);
  if (!match) return null;
  const [year, month, day] = new Date(Number(match[1])).toISOString().slice(0, 10).split('-');
  const at = dateOf(year, month, day);
  return at === null ? null : dateTold(at);
}

/** 1985-08, unless a camera counts so, or more numbers follow that make no day. */
function readMonth(name: string): Told | null {
  const pattern = new RegExp(
    `(?<!\\d[-_.]?)(?<!${CAMERA_PREFIXES}[-_ ]?)${YEAR_PATTERN}[-.](0[1-9]|1[0-2])(?!\\d|[-_.]\\d{1,2}(?!\\d))`,
    'iu',
  );
  const match = pattern.exec(name);
  const at = match && dateOf(match[1], match[2]);
  return at ? dateTold(at) : null;
}

function dateTold(at: string, zone?: string): Told {
  return { at, offset: at.length > 10 ? readOffset(zone) : null };
}

function on24(hour: string | undefined, half: string | undefined): string | undefined {
  if (hour === undefined || half === undefined) return hour;
  return String((Number(hour) % 12) + (half.toLowerCase() === 'p' ? 12 : 0));
}
