// A query without one of its parts, as a person would write it.

import { type Named, understand, understandTyped } from './query.ts';

/** @returns null where nothing would be left, or what is left would mean something else */
export function leaveOut(typed: string, place: number, names: readonly Named[]): string | null {
  const parts = understandTyped(typed, names);
  const left = parts.filter((_, index) => index !== place).map(({ part }) => part);
  const out = parts[place];
  if (out === undefined || left.length === 0) return null;
  const wanted = JSON.stringify(left);
  // “in 2019” goes as a whole; of “without Ben and Carl” the first word has to stay.
  const ways = [out.linkStart, out.start].map((start) => tidy(typed.slice(0, start), typed.slice(out.end)));
  return ways.find((way) => JSON.stringify(understand(way, names)) === wanted) ?? null;
}

/** Without commas and blanks that are left over. */
function tidy(before: string, after: string): string {
  const [start, end] = [before.replace(/[\s,;]+$/, ''), after.replace(/^[\s,;]+/, '')];
  if (start === '' || end === '') return start || end;
  return /[,;]\s*$/.test(before) || /^\s*[,;]/.test(after) ? `${start}, ${end}` : `${start} ${end}`;
}
