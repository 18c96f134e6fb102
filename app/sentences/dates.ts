// A date in a sentence, in the words of a language, and no more exactly than it was given.

const UTC = { timeZone: 'UTC' } as const;

/** @param date 1990, 1990-05, 1990-05-01, or with a time: 1990-05-01 18:30 */
export function dateInWords(locale: string, date: string): string {
  return new Intl.DateTimeFormat(locale, { ...formatOf(date), ...UTC }).format(asUtc(date));
}

/** Whether it names a day, and not only a month or a year. */
export function isDay(date: string): boolean {
  return date.length >= '1990-05-01'.length;
}

function formatOf(date: string): Intl.DateTimeFormatOptions {
  if (date.length === '1990'.length) return { year: 'numeric' };
  if (!isDay(date)) return { year: 'numeric', month: 'long' };
  return date.length === '1990-05-01'.length ? { dateStyle: 'long' } : { dateStyle: 'long', timeStyle: 'short' };
}

/** Times of photos carry no zone: written as if in UTC, none shifts. */
function asUtc(date: string): Date {
  return new Date(date.length > '1990-05-01'.length ? `${date.replace(' ', 'T')}Z` : date);
}
