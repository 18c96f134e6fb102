// What the words being typed may become: people, folders, months and years, albums.

import { ensure } from '../ensure.ts';
import { albumsCalled } from './album-names.ts';
import { monthsLike } from './dates.ts';
import { calledNearly, mention, type Named } from './query.ts';
import { foldText } from '../store/index.ts';
import { nearNames } from './whole-names.ts';
import { startsWord, type Token, tokenize } from './words.ts';

/** What takes the place of what was typed from `start` on. */
export type Completion<Thing> = Thing & { start: number };

export interface Vocabulary {
  people: readonly Named[];
  folders: readonly { name: string; path: string; photos: number }[];
  /** Towns and countries. */
  places: readonly { name: string; photos: number }[];
  /** In which there are photos: 2019-07, the newest first. */
  months: readonly { month: string; photos: number }[];
  albums: readonly { id: number; name: string }[];
}

export interface Suggestions {
  people: Completion<{ id: number; text: string }>[];
  folders: Completion<{ name: string; path: string; photos: number }>[];
  places: Completion<{ name: string; photos: number }>[];
  /** A month (2019-07) or a year (2019). */
  dates: Completion<{ date: string; photos: number }>[];
  albums: { id: number; name: string }[];
}

const MOST_SUGGESTIONS = { people: 5, folders: 4, places: 3, dates: 3, albums: 3 };
/** A name is looked for in as many of the last words. */
const MOST_WORDS_OF_NAME = 4;

export function suggest(typed: string, { people, folders, places, months, albums }: Vocabulary): Suggestions {
  const tokens = /\s$/.test(typed) ? [] : tokenize(typed);
  const most = Math.min(MOST_WORDS_OF_NAME, tokens.length);
  const ends = Array.from({ length: most }, (_, fewer) => tokens.slice(tokens.length - most + fewer));
  return {
    people: peopleLike(typed, ends, people)
      .slice(0, MOST_SUGGESTIONS.people)
      .map(({ id, name, start }) => ({ id, text: mention({ id, name }, people), start })),
    folders: complete(ends, folders)
      .slice(0, MOST_SUGGESTIONS.folders)
      .map(({ name, path, photos, start }) => ({ name, path, photos, start })),
    places: complete(ends, places)
      .slice(0, MOST_SUGGESTIONS.places)
      .map(({ name, photos, start }) => ({ name, photos, start })),
    dates: completeDate(tokens, months).slice(0, MOST_SUGGESTIONS.dates),
    albums: (tokens.length > 0 ? albumsCalled(typed, albums) : []).slice(0, MOST_SUGGESTIONS.albums),
  };
}

/** By the beginning of a name; where no name begins so, by the nearest, as by a whole name that is nearly right. */
function peopleLike(typed: string, ends: readonly (readonly Token[])[], people: readonly Named[]): Completion<Named>[] {
  const last = ends.at(-1)?.[0];
  const whole = nearNames(typed, people).find(({ end }) => end === last?.end);
  if (whole !== undefined) return whole.people.map((person) => ({ ...person, start: whole.start }));
  const begun = complete(ends, people);
  if (begun.length > 0 || last === undefined || last.isQuoted) return begun;
  const nearly = new Set(calledNearly(last.text, people));
  return people.filter(({ id }) => nearly.has(id)).map((person) => ({ ...person, start: last.start }));
}

/** Of the most words that lead to anything: “anna m” means Anna Müller before it means all people with an M. */
function complete<Thing extends { name: string }>(
  ends: readonly (readonly Token[])[],
  things: readonly Thing[],
): Completion<Thing>[] {
  for (const end of ends) {
    const sought = end.map(({ folded }) => folded).join(' ');
    const { start } = ensure(end[0], 'A word');
    const found = things.filter(({ name }) => startsWord(foldText(name), sought));
    if (found.length > 0) return found.map((thing) => ({ ...thing, start }));
  }
  return [];
}

function completeDate(tokens: readonly Token[], months: Vocabulary['months']): Suggestions['dates'] {
  const last = tokens.at(-1);
  const before = tokens.at(-2);
  if (last === undefined || last.isQuoted) return [];
  if (/^\d{1,4}$/.test(last.folded)) {
    const named = before && !before.isQuoted ? monthsLike(before.folded) : [];
    const ofYear = months.filter(({ month }) => month.startsWith(last.folded));
    if (before && named.length > 0) {
      return ofYear.filter(({ month }) => named.includes(Number(month.slice(5)))).map((each) => dated(each, before));
    }
    return last.folded.length > 1 ? yearsOf(ofYear).map((each) => dated(each, last)) : [];
  }
  const named = last.folded.length > 1 ? monthsLike(last.folded) : [];
  return months.filter(({ month }) => named.includes(Number(month.slice(5)))).map((each) => dated(each, last));
}

function dated({ month, photos }: { month: string; photos: number }, { start }: Token): Suggestions['dates'][number] {
  return { date: month, photos, start };
}

function yearsOf(months: Vocabulary['months']): { month: string; photos: number }[] {
  const years = new Map<string, number>();
  for (const { month, photos } of months) {
    const year = month.slice(0, 4);
    years.set(year, (years.get(year) ?? 0) + photos);
  }
  return [...years].map(([month, photos]) => ({ month, photos }));
}
