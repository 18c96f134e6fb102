// Videos as people ask for them, in English and in German: videos, longer than a minute, kürzer als 30 Sekunden.

import type { Token } from './words.ts';

/** Seconds, the limits themselves left out; null: however long. */
export interface Videos {
  kind: 'videos';
  longer: number | null;
  shorter: number | null;
}

const VIDEO = new Set(['video', 'videos']);
const LONGER = new Set(['longer', 'langer']);
const SHORTER = new Set(['shorter', 'kurzer']);
const THAN = new Set(['than', 'als']);
const NUMBERS = valuesOf([
  [0.5, 'half halbe'],
  [1, 'a an one ein eine einer'],
  [2, 'two zwei'],
  [3, 'three drei'],
  [4, 'four vier'],
  [5, 'five funf'],
  [10, 'ten zehn'],
  [20, 'twenty zwanzig'],
  [30, 'thirty dreissig'],
]);
const UNITS = valuesOf([
  [1, 's sec secs second seconds sek sekunde sekunden'],
  [60, 'min mins minute minutes minuten'],
  [3600, 'h hour hours std stunde stunden'],
]);
const ARTICLES = new Set(['a', 'an', 'eine', 'einer', 'der']);

/** The words at a place that speak of videos, and how many they are; undefined: they do not. */
export function readVideos(tokens: readonly Token[], at: number): { videos: Videos; length: number } | undefined {
  const word = (place: number): string => {
    const token = tokens[place];
    return token === undefined || token.isQuoted ? '' : token.folded;
  };
  if (VIDEO.has(word(at))) return { videos: { kind: 'videos', longer: null, shorter: null }, length: 1 };
  const isLonger = LONGER.has(word(at));
  if ((!isLonger && !SHORTER.has(word(at))) || !THAN.has(word(at + 1))) return undefined;
  const time = readTime(at + 2);
  if (time === undefined) return undefined;
  const limits = isLonger ? { longer: time.seconds, shorter: null } : { longer: null, shorter: time.seconds };
  return { videos: { kind: 'videos', ...limits }, length: 2 + time.length };

  /** 90 seconds, 2min, half an hour. */
  function readTime(from: number): { seconds: number; length: number } | undefined {
    const [, digits, unit] = /^(\d{1,5}(?:[.]\d{1,2})?)([a-z]*)$/.exec(word(from)) ?? [];
    if (digits !== undefined && unit !== undefined && unit !== '') return found(Number(digits), unit, 1);
    const count = digits === undefined ? NUMBERS.get(word(from)) : Number(digits);
    if (count === undefined) return undefined;
    const skips = ARTICLES.has(word(from + 1)) ? 2 : 1;
    return found(count, word(from + skips), skips + 1);
  }
}

function found(count: number, unit: string, length: number): { seconds: number; length: number } | undefined {
  const seconds = UNITS.get(unit);
  return seconds === undefined ? undefined : { seconds: count * seconds, length };
}

function valuesOf(lists: readonly [value: number, words: string][]): Map<string, number> {
  return new Map(lists.flatMap(([value, words]) => words.split(' ').map((word): [string, number] => [word, value])));
}
